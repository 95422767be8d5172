// The offline worker of the shop. Hashed files come from the cache first; catalogue pages, information pages and the
// cart come from the network, and from the copy last seen when there is none. Checkout, orders, answers to forms and
// everything else are never stored: what may be stored is named by `KEPT`.
//
// It serves the whole site from a hashed name below /assets/, which browsers allow because that file is sent with
// `Service-Worker-Allowed: /`.
"use strict";

const PAGES = "pages-1";
const FILES = "files-1";
const MOST_PAGES = 60;
const MOST_FILES = 300;
const KEPT = /^\/[a-z]{2}-[a-z]{2}(\/?$|\/(c|p|pages)\/|\/(search|cart)$)/;
const HASHED = /^\/(assets|media)\/./;
const PATIENCE_MS = 8000;

const WORDS = {
  en: {
    title: "You are offline",
    lead: "This page has not been stored on this device. Nothing is lost: try again once you are connected.",
    again: "Try again",
    seen: "Pages you have seen",
    cart: "Your cart, as last seen",
    none: "No pages have been stored yet.",
  },
  de: {
    title: "Keine Verbindung",
    lead: "Diese Seite liegt nicht auf diesem Gerät. Es geht nichts verloren: Versuchen Sie es mit Verbindung noch einmal.",
    again: "Noch einmal versuchen",
    seen: "Seiten, die Sie gesehen haben",
    cart: "Ihr Warenkorb, wie zuletzt gesehen",
    none: "Es sind noch keine Seiten gespeichert.",
  },
  ja: {
    title: "オフラインです",
    lead: "このページは端末に保存されていません。失われたものはありません。接続してからもう一度お試しください。",
    again: "もう一度試す",
    seen: "これまでに見たページ",
    cart: "カート(最後に見た内容)",
    none: "保存されたページはまだありません。",
  },
};

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("message", (event) => {
  const { seen, parts } = event.data;
  event.waitUntil(Promise.all([keepSeen(seen), ...parts.map(keepPart)]));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (HASHED.test(url.pathname)) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== PAGES && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// A hashed file: it never changes, so a stored one is right.
async function file(event) {
  const stored = await caches.match(event.request, { cacheName: FILES });
  if (stored) return stored;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(keep(FILES, MOST_FILES, event.request, answer.clone()));
  return answer;
}

// A page: the network's answer; what is stored where there is none, or where it takes too long.
async function page(event, url) {
  const asked = ask(event, url);
  if (!KEPT.test(url.pathname)) return asked.catch(() => offline(url));
  const stored = () => caches.match(url.href, { cacheName: PAGES });
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(stored);
  const first = await Promise.race([asked.catch(stored), slow]);
  return first ?? asked.catch(() => offline(url));
}

// The browser may have asked already, while it started this worker.
async function ask(event, url) {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  if (KEPT.test(url.pathname) && isWhole(answer)) event.waitUntil(keep(PAGES, MOST_PAGES, url.href, answer.clone()));
  return answer;
}

function isWhole(answer) {
  return answer.status === 200 && !answer.redirected && /html/.test(answer.headers.get("content-type"));
}

async function keepSeen(address) {
  const url = new URL(address);
  if (url.origin !== location.origin || !KEPT.test(url.pathname)) return;
  const answer = await fetch(url.href);
  if (isWhole(answer)) await keep(PAGES, MOST_PAGES, url.href, answer);
}

async function keepPart(address) {
  const url = new URL(address);
  if (url.origin !== location.origin || !HASHED.test(url.pathname)) return;
  const answer = await fetch(url.href);
  if (answer.status === 200) await keep(FILES, MOST_FILES, url.href, answer);
}

// Stored anew, an entry moves to the end; the oldest go when there are too many.
async function keep(name, most, key, answer) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((old) => cache.delete(old)));
}

// A page made here, in the language of the address, that lists what can be read without a connection.
async function offline(url) {
  const language = url.pathname.slice(1, 3);
  const words = WORDS[language] ?? WORDS.en;
  const seen = await seenPages();
  const style = seen.map((one) => one.style).find(Boolean);
  const cart = seen.find((one) => one.path.endsWith("/cart"));
  const others = seen.filter((one) => !one.path.endsWith("/cart"));
  const items = others.map((one) => `<li><a href="${one.path}">${one.title}</a></li>`).join("");
  const html = `<!doctype html>
<html lang="${WORDS[language] ? language : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
${style ? `<link rel="stylesheet" href="${style}">` : ""}
</head>
<body>
<main class="wrap offline">
<h1>${words.title}</h1>
<p>${words.lead}</p>
<p><a class="button" href="">${words.again}</a></p>
${cart ? `<p><a href="${cart.path}">${words.cart}</a></p>` : ""}
<h2>${words.seen}</h2>
${items ? `<ul>${items}</ul>` : `<p>${words.none}</p>`}
</main>
</body>
</html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'" };
  return new Response(html, { status: 503, headers });
}

// The stored pages, newest first, with what their own HTML says of them; titles are already escaped there.
async function seenPages() {
  const cache = await caches.open(PAGES);
  const pages = await Promise.all(
    (await cache.keys()).map(async (request) => {
      const html = await (await cache.match(request)).text();
      const { pathname, search } = new URL(request.url);
      const path = (pathname + search).replace(/&/g, "&amp;").replace(/"/g, "&quot;");
      const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? path;
      return { path, title, style: /<link[^>]*rel="?stylesheet[^>]*href="([^"]+)"/.exec(html)?.[1] };
    }),
  );
  return pages.reverse();
}
