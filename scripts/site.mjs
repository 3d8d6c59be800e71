// A static file server for dist/, for `./dev serve` and the end-to-end tests: any sub-path, and
// the strictest content security policy that the site promises to work under.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
].join("; ");

/** Serves `folder` under `base` ("/" or "/some/path/") on this machine only; port 0 takes a free one. */
export async function serveSite(folder, { base = "/", port = 0 } = {}) {
  const server = createServer(async (request, response) => {
    const reply = (status, type, body, more = {}) => {
      response.writeHead(status, {
        "Content-Type": type,
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-cache",
        ...more,
      });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (`${path}/` === base) return reply(301, TYPES[".txt"], "", { Location: base });
      if (!path.startsWith(base)) return reply(404, TYPES[".txt"], "There is nothing here.");
      // `normalize` of a rooted path cannot climb out of the folder.
      const inside = normalize(`/${path.slice(base.length)}`);
      const file = join(folder, inside.endsWith("/") ? `${inside}index.html` : inside);
      const body = await readFile(file);
      reply(200, TYPES[extname(file)] ?? "application/octet-stream", body);
    } catch {
      reply(404, TYPES[".txt"], "There is nothing here.");
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://localhost:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
