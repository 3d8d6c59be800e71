// A static file server for dist/, for `./dev serve` and the end-to-end tests: any sub-path, compressed as hosts
// do it, and the strictest content security policy that the site promises to work under.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

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

/** What hosts compress; fonts and pictures are so already. */
const COMPRESSED = /^(text\/|image\/svg|application\/(json|wasm))/;

/** The ways to do it, the better first; as quickly as whoever waits for the first start would want. */
const ENCODINGS = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: promisify(gzip),
};

/** A file as it is sent, compressed once and kept until it is another one. */
async function encoded(kept, file, type, accepted) {
  const encoding = Object.keys(ENCODINGS).find((name) => accepted.includes(name) && COMPRESSED.test(type));
  if (!encoding) return { body: await readFile(file), headers: {} };
  const key = `${encoding} ${(await stat(file)).mtimeMs} ${file}`;
  if (!kept.has(key)) kept.set(key, readFile(file).then(ENCODINGS[encoding]));
  return { body: await kept.get(key), headers: { "Content-Encoding": encoding, Vary: "Accept-Encoding" } };
}

/** Serves `folder` under `base` ("/" or "/some/path/") on this machine only; port 0 takes a free one. */
export async function serveSite(folder, { base = "/", port = 0 } = {}) {
  const kept = new Map();
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
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      const accepted = (request.headers["accept-encoding"] ?? "").split(/[,;\s]+/);
      const { body, headers } = await encoded(kept, file, type, accepted);
      reply(200, type, body, headers);
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
