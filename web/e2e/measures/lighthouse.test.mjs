// Lighthouse on a simulated slow phone. Speed is measured: where one run is not enough, the median of three counts.

import assert from "node:assert/strict";
import net from "node:net";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import * as catalogue from "../lib/catalogue.mjs";
import { at, base, chromiumFlags, chromiumPath } from "../lib/settings.mjs";

const least = 95;
const categories = ["performance", "accessibility", "best-practices", "seo"];

let browser;
let port;

before(async () => {
  port = await freePort();
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags, `--remote-debugging-port=${port}`],
  });
});

after(() => browser?.close());

function freePort() {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function measure(path) {
  const options = { port, onlyCategories: categories, logLevel: "error", output: "json" };
  const { lhr } = await lighthouse(new URL(path, base).href, options);
  return lhr;
}

const score = (lhr, category) => Math.round((lhr.categories[category].score ?? 0) * 100);

/** The audits of a category that cost points, for the message. */
const failures = (lhr, category) =>
  lhr.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
    .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`)
    .join(", ");

/** One run if it is good enough, else the median of three. */
async function settled(path) {
  const runs = [await measure(path)];
  if (score(runs[0], "performance") >= least) return runs[0];
  for (const _ of [2, 3]) runs.push(await measure(path));
  return runs.sort((a, b) => score(a, "performance") - score(b, "performance"))[1];
}

const pages = { home: async () => at(), listing: catalogue.category, product: catalogue.available };

for (const [name, path] of Object.entries(pages)) {
  test(`${name} scores at least ${least} wherever a score does not depend on the machine's speed`, async () => {
    const lhr = await settled(await path());
    const { "largest-contentful-paint": paint, "cumulative-layout-shift": shift } = lhr.audits;
    const scores = categories.map((category) => `${category} ${score(lhr, category)}`).join(", ");
    const power = Math.round(lhr.environment.benchmarkIndex);
    console.log(`  ${name}: ${scores}; LCP ${paint.displayValue}, CLS ${shift.displayValue}; machine's index ${power}`);
    // A slow or busy machine lowers the performance score: it is printed for the reader, and never fails the run.
    for (const category of categories.filter((category) => category !== "performance")) {
      assert.ok(score(lhr, category) >= least, `${category} ${score(lhr, category)}: ${failures(lhr, category)}`);
    }
  });
}
