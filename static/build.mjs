// Builds static/dist from the sources beside this file: `npm run build`, a few seconds, no options.
// Node is needed only here; what is built is plain CSS, one sprite of icons and small scripts.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, NodePackageImporter } from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const dist = join(here, "dist");

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

for (const sheet of ["person", "staff"]) {
  const { css } = compile(join(here, "scss", `${sheet}.scss`), {
    loadPaths: [join(root, "node_modules")],
    importers: [new NodePackageImporter(root)],
    quietDeps: true,
    style: "compressed",
  });
  write(`${sheet}.css`, slim(css));
}

// One file of drawings: fetched once, then each icon is named by <use>, which hands down .jp-icon's lines and colour.
const icons = readdirSync(join(here, "icons")).filter((name) => name.endsWith(".svg")).sort();
const symbols = icons.map((name) => {
  const inside = readFileSync(join(here, "icons", name), "utf8").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
  return `<symbol id="${basename(name, ".svg")}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, "")}</symbol>`;
});
write("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);

for (const script of readdirSync(join(here, "js")).filter((name) => name.endsWith(".js"))) {
  write(script, withoutComments(readFileSync(join(here, "js", script), "utf8")));
}

// The run-time of courses from elsewhere, as it was published: only frames of the second host load it.
for (const name of ["scorm12"]) {
  write(`${name}.js`, readFileSync(join(root, "node_modules", "scorm-again", "dist", `${name}.min.js`), "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}
write("package-frame.css", readFileSync(join(here, "css", "package-frame.css"), "utf8"));

// GOV.UK's rules carry a fallback for each colour variable, for browsers that know none, and set the smoothing
// of letters on each class. We set all variables and the smoothing once.
function slim(css) {
  return css
    .replace(/^\uFEFF/, "")
    .replace(/var\((--govuk-[a-z-]+),\s*#[0-9a-f]+\)/g, "var($1)")
    .replace(/-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale/g, "")
    .replace(/font-family:inherit;?/g, "")
    .replace(/@supports not \(text-wrap: balance\)\{[^{}]*\{[^{}]*\}\}/g, "")
    .replace(/;+\}/g, "}")
    .replace(/@media print\{[^{}]*\{\}\}/g, "")
    .replace(/(^|\})[^{}@]+\{\}/g, "$1")
    .replace(/@media print\{\}/g, "");
}

// Only lines that are nothing but a comment, and indentation: a reader of the page source loses nothing else.
function withoutComments(script) {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("//"))
    .join("\n")
    .concat("\n");
}

function write(name, text) {
  writeFileSync(join(dist, name), text);
  console.log(`${String(Buffer.byteLength(text)).padStart(7)} bytes  static/dist/${name}`);
}
