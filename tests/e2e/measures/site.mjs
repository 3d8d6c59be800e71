// A folder of the built site, and how much of it was asked for. The site's own server (scripts/site.mjs) stands
// behind, which compresses as hosts do it.

import { readdirSync } from "node:fs";
import { createServer, get } from "node:http";
import { join, relative, sep } from "node:path";
import { serveSite } from "../../../scripts/site.mjs";

const BASE = "/some/sub/path/";

/** Serves `folder`: `{ url, sent, forget, close }`, where `sent()` is how many bytes of bodies went over the wire
 * since `forget()`, to the page or to its workers. */
export async function serveCompressed(folder) {
  const behind = await serveSite(folder, { base: BASE });
  // Compressed before anybody asks, or the first start would wait for it.
  const kept = new Map();
  const keep = (path) => {
    if (!kept.has(path)) kept.set(path, answerOf(new URL(path, behind.url)));
    return kept.get(path);
  };
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  const paths = files.map((it) => relative(folder, join(it.parentPath ?? it.path, it.name)).split(sep).join("/"));
  await Promise.all(["", ...paths].map((path) => keep(new URL(path, behind.url).pathname)));

  let bytes = 0;
  const server = createServer(async (request, response) => {
    try {
      const { status, headers, body } = await keep(new URL(request.url, behind.url).pathname);
      response.writeHead(status, headers).end(body);
      bytes += body.length;
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}${BASE}`,
    sent: () => bytes,
    forget: () => (bytes = 0),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await behind.close();
    },
  };
}

/** What the server behind answers. */
async function answerOf(url) {
  const { status, headers, body } = await fetched(url);
  for (const name of ["connection", "keep-alive", "transfer-encoding", "content-length", "date"]) delete headers[name];
  return { status, headers, body };
}

/** Not `fetch`, which undoes a compression. */
const fetched = (url) =>
  new Promise((resolve, reject) => {
    const request = get(url, { headers: { "accept-encoding": "br" } }, async (response) => {
      try {
        const body = Buffer.concat(await response.toArray());
        resolve({ status: response.statusCode, headers: { ...response.headers }, body });
      } catch (error) {
        reject(error);
      }
    });
    request.once("error", reject);
  });
