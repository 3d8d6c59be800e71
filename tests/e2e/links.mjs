// Links as another program would make them: after the format's description, not with our own code.

import { deflateSync } from "node:zlib";

/** A document as a link carries it. */
export const carried = (document) =>
  deflateSync(Buffer.from(typeof document === "string" ? document : JSON.stringify(document))).toString("base64url");

/** A small process by a name of its own. */
export const process = (name, mode = "event") => ({
  syncline: 1,
  name,
  process: {
    entry: "desk",
    steps: [
      { id: "look", name: "Look", service: "desk" },
      { id: "tell", name: "Tell everybody", service: "post", after: ["look"], mode },
    ],
  },
  services: [{ id: "desk", workers: 4 }, { id: "post", workers: 2 }],
});

/** What follows the # for a document. */
export const linkTo = (document, fields = "") => `s1${fields}&carries=${carried(document)}`;
