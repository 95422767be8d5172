// Narrowing a listing down: filters, chips, order, pages; the address carries it all.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import * as catalogue from "../lib/catalogue.mjs";
import { at } from "../lib/settings.mjs";
import { opposites, spread } from "../lib/variants.mjs";

const chips = (page) => page.locator(".chips .chip");
const filters = (page) => new URL(page.url()).searchParams.getAll("f");

/** Sets a filter: in the sheet of a phone and without scripts by the button, else at once. */
async function filter(page, kind) {
  const open = page.locator(".filters-open");
  if (await open.isVisible()) await open.click();
  const value = await page.locator(`#filters [name=f][value^="${kind}:"]:not(:checked)`).first().inputValue();
  // By its value: the next page, which a script asks for at once, has another first one that is not checked.
  await page.locator(`#filters [name=f][value="${value}"]`).check();
  const button = page.locator("#filters [type=submit]");
  if (await button.isVisible()) await button.click();
  await page.waitForURL((url) => url.searchParams.getAll("f").some((filter) => filter.startsWith(`${kind}:`)));
  await page.waitForLoadState();
}

async function prices(page) {
  const cards = await page.locator("main .card .price").allInnerTexts();
  // The first amount is the one to pay; a second one is struck through.
  return cards.map((text) => Number(/£([\d,]+\.\d\d)/.exec(text)?.[1].replace(",", "")));
}

journey("filters add up, show as chips, and can be taken back one by one", spread, async (page) => {
  await page.goto(await catalogue.category());
  const all = page.url();
  await filter(page, "brand");
  assert.equal(await chips(page).count(), 1);
  assert.equal(filters(page).length, 1);
  await filter(page, "availability");
  assert.equal(await chips(page).count(), 2);
  assert.equal(filters(page).length, 2);
  await chips(page).first().click();
  await page.waitForLoadState();
  assert.equal(await chips(page).count(), 1);
  await page.locator(".chips-clear").click();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).pathname, new URL(all).pathname);
  assert.equal(await chips(page).count(), 0);
});

journey("on a phone many filters are chosen in one sheet, and its button says how many products they leave", [spread[0], spread[2]], async (page, { scripts }) => {
  await page.goto(await catalogue.category());
  await page.locator(".filters-open").click();
  const button = page.locator("#filters [type=submit]");
  await page.locator('#filters [name=f][value^="brand:"]').first().check();
  await page.locator('#filters [name=f][value^="price:"]').first().check();
  await page.locator("#filters [type=submit]:not([aria-busy])").waitFor();
  const promised = await button.innerText();
  await button.click();
  await page.waitForURL("**f=**");
  assert.equal(filters(page).length, 2);
  const total = await page.locator(".listing-total").innerText();
  if (scripts) assert.equal(/\d+/.exec(promised)[0], /\d+/.exec(total)[0]);
});

journey("going back brings the filter back", spread, async (page) => {
  await page.goto(await catalogue.category());
  await filter(page, "brand");
  const filtered = page.url();
  await page.locator("main .card a").first().click();
  await page.waitForURL("**/p/**");
  await page.goBack();
  assert.equal(page.url(), filtered);
  assert.equal(await chips(page).count(), 1);
});

journey("the cheapest come first when asked for", spread, async (page) => {
  await page.goto(at("/search"));
  const cheapest = page.locator(`.sort a[href*="sort=price-asc"]`);
  if (!(await cheapest.isVisible())) await page.locator(".sort > summary").first().click();
  await cheapest.click();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).searchParams.get("sort"), "price-asc");
  const shown = await prices(page);
  assert.ok(shown.length > 3, "too few prices to judge");
  assert.deepEqual(
    shown,
    shown.toSorted((a, b) => a - b),
  );
});

journey("the second page of a listing shows other products and keeps the order", opposites, async (page) => {
  await page.goto(at("/search?sort=price-asc"));
  const first = await page.locator("main .card a").first().getAttribute("href");
  await page.locator("nav.pagination a[rel=next]").click();
  await page.waitForURL("**page=2**");
  assert.equal(new URL(page.url()).searchParams.get("sort"), "price-asc");
  assert.notEqual(await page.locator("main .card a").first().getAttribute("href"), first);
});

journey("from the second page of a category, another market begins with its first", opposites, async (page) => {
  await page.goto(at());
  const category = await page.locator("main a[href*='/c/']").first().getAttribute("href");
  await page.goto(`${category}?page=2`);
  assert.equal(await page.locator("link[rel=alternate]").count(), 0);
  await page.locator(`footer a[href^="/de-de"]`).click();
  await page.waitForURL(`**${category.replace("/en-gb", "/de-de")}`);
});
