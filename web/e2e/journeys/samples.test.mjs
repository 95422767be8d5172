// Pages that a tour cannot reach (a full shop, a primary that is away) are looked at as samples, with the shop's styles.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { violations } from "../lib/axe.mjs";
import { journey } from "../lib/browser.mjs";

const folder = process.env.OUTPOST_SAMPLES;
const prefixes = folder ? ["en-gb", "de-de", "ja-jp"] : [];
const schemes = [
  { scripts: true, width: 1280, scheme: "dark" },
  { scripts: true, width: 360, scheme: "light" },
];
const picture = `<svg xmlns="http://www.w3.org/2000/svg"/>`;

for (const prefix of prefixes) {
  journey(`axe finds nothing on a sample of any page, ${prefix}`, schemes, async (page) => {
    const file = (route) => join(folder, prefix, basename(new URL(route.request().url()).pathname));
    await page.route("**/samples/*.html", (route) => route.fulfill({ contentType: "text/html", path: file(route) }));
    await page.route("**/media/*", (route) => route.fulfill({ contentType: "image/svg+xml", body: picture }));
    // The worker would ask the shop for what is fulfilled here.
    await page.route("**/assets/loader.*", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    const found = [];
    for (const name of readdirSync(join(folder, prefix)).filter((name) => name.endsWith(".html"))) {
      await page.goto(`/samples/${name}`);
      for (const violation of await violations(page)) found.push(`${name}: ${violation}`);
    }
    assert.deepEqual(found, []);
  });
}
