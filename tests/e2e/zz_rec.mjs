import { open, shutDown } from "./pages.mjs";
import { figuresShown, openDocument } from "./screen.mjs";
import { readFileSync } from "node:fs";
const [,, file, out, scheme = "light", width = "1440", height = "1600"] = process.argv;
const page = await open({ viewport: { width: +width, height: +height }, colorScheme: scheme });
console.log(typeof page, Object.keys(page).slice(0,5));
