// A page of another origin, as a handbook would be, with the stage in frames.

import { createServer } from "node:http";

const pages = [];

/** The address of a page with a frame for each of these: `{ link, width, height }`, the last two as HTML has them.
 * `site` is the address of the built site. */
export async function pageWith(site, frames) {
  const framed = frames.map(({ link, width = 900, height = 520 }, index) =>
    `<iframe id="frame-${index}" src="${site}?embed#${link.replaceAll("&", "&amp;")}" title="Frame ${index}" width="${width}" height="${height}"></iframe>`);
  const origin = new URL(site).origin;
  const server = createServer((_, response) => {
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; frame-src ${origin}`,
    });
    response.end(`<!doctype html><html lang="en"><title>A handbook</title><h1>A handbook</h1>${framed.join("")}</html>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  pages.push(server);
  return `http://127.0.0.1:${server.address().port}/handbook/`;
}

/** Ends all of them. */
export const closePages = () =>
  Promise.all(pages.map((server) => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  }));
