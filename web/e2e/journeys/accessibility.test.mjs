// No page type has a violation that axe can see, by day or by night.

import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import { refusals, tour } from "../lib/tour.mjs";

const schemes = [
  { scripts: true, width: 1280, scheme: "light" },
  { scripts: true, width: 360, scheme: "dark" },
];

journey(
  "axe finds nothing on any page",
  schemes,
  async (page) => {
    const found = [];
    await tour(page, async (name) => {
      for (const violation of await violations(page)) found.push(`${name}: ${violation}`);
    });
    assert.deepEqual(found, []);
  },
  { refusals },
);

journey("axe finds nothing while suggestions are open", schemes, async (page) => {
  const name = await catalogue.nameOf(await catalogue.available());
  await page.goto(at());
  await page.locator("header [name=q]").focus();
  await page.locator("html[data-islands=hydrated]").waitFor();
  await page.keyboard.type(name.slice(0, 4));
  await page.locator("[role=listbox]:not([aria-busy]) [role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await violations(page), []);
});

journey("the first stop of the keyboard leads to the content", schemes, async (page) => {
  await page.goto(at());
  await page.keyboard.press("Tab");
  const target = await page.locator(":focus").getAttribute("href");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(target).evaluate((element) => element.matches("main, main *")), true);
});
