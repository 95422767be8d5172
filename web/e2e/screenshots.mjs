// Pictures of every page type, named PAGE-WIDTH-SCHEME.png, in FOLDER or target/screenshots:
// `npm run screenshots -- [FOLDER] [--only PAGE] [--fold]`, where --fold takes only what is seen without scrolling.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { base, chromiumFlags, chromiumPath } from "./lib/settings.mjs";
import { tour } from "./lib/tour.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, fold: { type: "boolean" } },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../../target/screenshots", import.meta.url));

/** Pictures further down are fetched only when they come into sight. */
const wholePage = () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  return Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
};

const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
await mkdir(folder, { recursive: true });
for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const viewport = { width, height: width < 600 ? 740 : 900 };
    const context = await browser.newContext({ baseURL: base, colorScheme, viewport, serviceWorkers: "block" });
    const page = await context.newPage();
    await tour(page, async (name) => {
      if (values.only && values.only !== name) return;
      await page.evaluate(wholePage);
      const file = path.join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: !values.fold });
      console.log(file);
    });
    await context.close();
  }
}
await browser.close();
