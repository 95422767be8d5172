// Every type of page fits the smallest phone, in both directions of writing, and fingers of every size.

import assert from "node:assert/strict";
import { journey } from "../lib/browser.mjs";
import { refusals, tour } from "../lib/tour.mjs";

/** Elements that stick out of the page at the side where it could scroll. */
const overflow = () => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > page.clientWidth + 1 || box.left < -1);
  });
  return [`${page.scrollWidth} > ${page.clientWidth}`, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
};

/** Links and buttons outside of running text that are smaller than WCAG 2.2 asks for. */
const small = () =>
  [...document.querySelectorAll("button, input:not([type=hidden]), select, summary, nav a, .button, .pill")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({
      element,
      box: (element.labels?.[0]?.contains(element) ? element.labels[0] : element).getBoundingClientRect(),
    }))
    .filter(
      ({ element, box }) =>
        box.width > 1 && !element.closest(".visually-hidden, .skip") && (box.height < 24 || box.width < 24),
    )
    .map(({ element, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 100)}`);

const phone = [{ scripts: true, width: 320, scheme: "light" }];

journey(
  "no page scrolls sideways in either direction, and what is pressed is large enough",
  phone,
  async (page) => {
    const wide = [];
    const tiny = [];
    await tour(page, async (name) => {
      tiny.push(...(await page.evaluate(small)).map((one) => `${name}: ${one}`));
      for (const direction of ["ltr", "rtl"]) {
        await page.evaluate((direction) => (document.documentElement.dir = direction), direction);
        const found = await page.evaluate(overflow);
        if (found.length) wide.push(`${name} ${direction}: ${found.join(" | ")}`);
      }
    });
    assert.deepEqual({ wide, tiny }, { wide: [], tiny: [] });
  },
  { refusals },
);
