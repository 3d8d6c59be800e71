// `node scripts/serve.mjs [PORT]`: serves dist/ and prints the address. Without a port it takes
// the first free one from 8080 on.

import { serveSite } from "./site.mjs";

const FIRST_PORT = 8080;
const LAST_PORT = 8099;

async function start(first, last) {
  for (let port = first; ; port += 1) {
    try {
      return await serveSite("dist", { port });
    } catch (error) {
      const busy = error.code === "EADDRINUSE";
      if (busy && port < last) continue;
      console.error(
        busy
          ? `Port ${port} is in use by another program: choose another with ./dev serve --port N.`
          : `Cannot serve on port ${port}: ${error.message}`,
      );
      process.exit(1);
    }
  }
}

const given = Number(process.argv[2]) || undefined;
const site = await start(given ?? FIRST_PORT, given ?? LAST_PORT);
console.log(`\nSyncline is at ${site.url} (Ctrl-C stops it).`);
