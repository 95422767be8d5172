// What every answer promises to the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as catalogue from "../lib/catalogue.mjs";
import { addresses, html, request } from "../lib/http.mjs";
import { at, base } from "../lib/settings.mjs";

const policy = (headers) =>
  Object.fromEntries(
    headers["content-security-policy"].split(";").map((part) => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );

for (const path of [at(), at("/search?q=lamp"), at("/cart"), at("/track"), at("/nowhere")]) {
  test(`${path} allows no foreign or inline script`, async () => {
    const { headers } = await request(path);
    const rules = policy(headers);
    const scripts = rules["script-src"] ?? rules["default-src"];
    assert.ok(scripts.includes("'self'") || scripts.some((source) => source.startsWith("'nonce-")));
    for (const source of ["'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"])
      assert.ok(!scripts.includes(source), source);
    assert.deepEqual(rules["object-src"] ?? rules["default-src"], ["'none'"]);
    assert.deepEqual(rules["frame-ancestors"], ["'none'"]);
    assert.ok(rules["base-uri"] && rules["form-action"], "base-uri and form-action are limited");
  });

  test(`${path} carries the security headers`, async () => {
    const { headers } = await request(path);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(headers["referrer-policy"] ?? "", /strict-origin|same-origin|no-referrer/);
    assert.ok(headers["permissions-policy"], "permissions-policy");
    assert.ok(headers["content-length"], "content-length");
  });
}

test("cookies are bound to the host and hidden from scripts", async () => {
  const { headers } = await request(at());
  for (const cookie of headers["set-cookie"] ?? []) {
    assert.match(cookie, /^__Host-/);
    assert.match(cookie, /;\s*Secure/i);
    assert.match(cookie, /;\s*HttpOnly/i);
    assert.match(cookie, /;\s*SameSite=(Lax|Strict)/i);
  }
});

test("a form sent from elsewhere is refused", async () => {
  const headers = { origin: "https://elsewhere.example", "content-type": "application/x-www-form-urlencoded" };
  const { status } = await request(at("/cart/lines"), { method: "POST", headers, body: "sku=x&quantity=1" });
  assert.equal(status, 403);
});

test("files under hashed names are kept for ever and come compressed", async () => {
  const files = addresses(await html(at())).filter((link) => /^\/assets\/.*\.(css|js|wasm)$/.test(link));
  assert.ok(files.length >= 3, `only ${files}`);
  for (const file of files) {
    assert.match(file, /\.[0-9a-f]{16}\./);
    const { status, headers } = await request(file, { headers: { "accept-encoding": "br" } });
    assert.equal(status, 200, file);
    assert.match(headers["cache-control"], /immutable/, file);
    assert.equal(headers["content-encoding"], "br", file);
  }
});

test("the offline worker may watch over the whole shop", async () => {
  const worker = /data-worker="([^"]+)"/.exec(await html(at()))?.[1];
  assert.ok(worker, "the page names no worker");
  const { headers } = await request(worker);
  assert.equal(headers["service-worker-allowed"], "/");
  assert.match(headers["content-type"], /javascript/);
});

test("speculation rules come with their own type", async () => {
  const { headers } = await request(at());
  assert.ok(headers["speculation-rules"], "no speculation-rules header");
  const rules = await request(JSON.parse(`[${headers["speculation-rules"]}]`)[0]);
  assert.equal(rules.status, 200);
  assert.match(rules.headers["content-type"], /application\/speculationrules\+json/);
});

test("a page that has not changed is not sent again", async () => {
  const product = await catalogue.available();
  const first = await request(product);
  assert.ok(first.headers.etag, "no etag");
  const again = await request(product, { headers: { "if-none-match": first.headers.etag } });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
});

test("robots are shown the way to every sitemap", async () => {
  const robots = await html("/robots.txt");
  assert.match(robots, /sitemap:/i);
  const index = await html("/sitemap.xml");
  const maps = [...index.matchAll(/<loc>([^<]+)</g)].map((match) => new URL(match[1]).pathname);
  assert.ok(maps.length >= 3);
  for (const map of maps) assert.match(await html(map), /<loc>/, `${map} at ${base}`);
});
