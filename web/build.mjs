// Builds src/ into dist/ under content-hashed names and writes dist/manifest.json, which the server reads at start.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(root, "src");
const target = path.join(root, "dist");
const stylesheets = ["portal", "desk"];
const scripts = ["portal", "desk", "editor", "request", "verify", "charts"];
const browsers = ["chrome90", "firefox90", "safari14"];

async function stylesheet(name) {
  const compiled = sass.compile(path.join(source, "scss", `${name}.scss`), {
    loadPaths: [path.join(root, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  const minified = await esbuild.transform(compiled.css, { loader: "css", minify: true, target: browsers, charset: "utf8" });
  // The policy of the site allows no data: address in a stylesheet.
  if (minified.code.includes("url(data:")) throw new Error(`${name}.scss contains a data: URL`);
  return [`${name}.css`, Buffer.from(minified.code)];
}

async function script(name) {
  const built = await esbuild.build({
    entryPoints: [path.join(source, "js", `${name}.js`)],
    bundle: true, minify: true, write: false, format: "iife", target: "es2020", charset: "utf8", legalComments: "inline",
  });
  return [`${name}.js`, Buffer.from(built.outputFiles[0].contents)];
}

async function images() {
  const folder = path.join(source, "img");
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))]));
}

function hashedName(name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  return `${stem}.${digest}${ext}`;
}

const outputs = (await Promise.all([...stylesheets.map(stylesheet), ...scripts.map(script), images()]))
  .flatMap((output) => (typeof output[0] === "string" ? [output] : output));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const manifest = {};
for (const [name, content] of outputs) {
  manifest[name] = hashedName(name, content);
  await writeFile(path.join(target, manifest[name]), content);
  console.log(`${manifest[name].padEnd(28)} ${(content.length / 1024).toFixed(1).padStart(7)} KiB`);
}
await writeFile(path.join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
