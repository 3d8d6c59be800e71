// The folder of a site that is rewritten in place, and its page.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

export class Site {
  constructor(folder) {
    this.folder = folder;
    this.html = this.read(/^index\.html$/);
  }

  /** The path of the one file whose name fits. */
  path(pattern) {
    const found = readdirSync(this.folder).filter((name) => pattern.test(name));
    if (found.length !== 1) throw new Error(`the site should have one file like ${pattern}: ${found}`);
    return join(this.folder, found[0]);
  }

  /** The text of that file. */
  read(pattern) {
    return readFileSync(this.path(pattern), "utf8");
  }

  /** Takes that file out of the site; answers its name. */
  drop(pattern) {
    const path = this.path(pattern);
    rmSync(path);
    return basename(path);
  }

  /** Adds a file that is named by what is in it, so that no cache mixes versions; answers its name. */
  add(name, ending, content) {
    const file = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}${ending}`;
    writeFileSync(join(this.folder, file), content);
    return file;
  }

  /** Puts a file in the place of one that the page names; answers its name. */
  replace(pattern, name, ending, content) {
    const before = this.drop(pattern);
    const after = this.add(name, ending, content);
    this.html = this.html.replaceAll(before, after);
    return after;
  }

  /** Tells the page where something is that is loaded later. */
  tell(name, file) {
    const place = new RegExp(`(<meta name="?${name}"? content=)("[^"]*"|[^ >]*)(?=[ >])`);
    if (!place.test(this.html)) throw new Error(`index.html has no place for the address of ${file}`);
    this.html = this.html.replace(place, `$1"./${file}"`);
  }

  /** Writes the page, without comments and empty lines. */
  write() {
    writeFileSync(join(this.folder, "index.html"), this.html.replace(/<!--.*?-->\n?/gs, "").replace(/\n{2,}/g, "\n"));
  }
}
