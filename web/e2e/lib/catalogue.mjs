// Things to look for in whatever catalogue was seeded, found through its own pages.

import { addresses, html } from "./http.mjs";
import { at } from "./settings.mjs";

const unique = (list) => [...new Set(list)];

const remembered = new Map();

/** Calls `find` once for each key. */
function once(key, find) {
  if (!remembered.has(key)) remembered.set(key, find());
  return remembered.get(key);
}

/** Paths of the products that a page links to, in its order. */
export async function productsOn(path) {
  const links = addresses(await html(path)).filter((link) => /^\/[a-z-]+\/p\//.test(link));
  return unique(links.map((link) => link.split("?")[0]));
}

/** Path of a top category. */
export const category = () =>
  once("category", async () => addresses(await html(at())).find((link) => link.startsWith(at("/c/"))));

/** Path of a product that can be bought now and has several pieces left. */
export const available = () => once("available", () => firstWith(at("/search"), /schema\.org\/InStock/));

/** Path of another one. */
export const another = () =>
  once("another", async () => {
    const first = await available();
    return firstWith(`${at("/search")}?page=2`, /schema\.org\/InStock/, first);
  });

/** Path of a product whose shown variant is sold out. */
export const soldOut = () =>
  once("soldOut", () => firstWith(at("/search?sort=newest"), /schema\.org\/OutOfStock/));

async function firstWith(listing, pattern, except) {
  for (const path of await productsOn(listing)) {
    if (path !== except && pattern.test(await html(path))) return path;
  }
  throw new Error(`no product like ${pattern} on ${listing}`);
}

/** The name of a product: its page's main heading. */
export async function nameOf(path) {
  const heading = /<h1[^>]*>([^<]+)</.exec(await html(path))?.[1] ?? "";
  return heading.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"').trim();
}
