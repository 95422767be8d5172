// The service worker of the shop. Hashed files are served from the cache first. Catalogue pages, information pages and
// the cart are served from the network, and from the cache when there is no network. Checkout, orders, responses to
// forms and everything else are never stored: `CACHEABLE` names the pages that are.
//
// Its scope is the whole site although its file is below /assets/: browsers allow it because the file is sent with
// `Service-Worker-Allowed: /`.
"use strict";

const PAGE_CACHE = "pages-1";
const FILE_CACHE = "files-1";
const MAX_PAGES = 60;
const MAX_FILES = 300;
const CACHEABLE = /^\/[a-z]{2}-[a-z]{2}(\/?$|\/(c|p|pages)\/|\/(search|cart)$)/;
const HASHED = /^\/(assets|media)\/./;
const NETWORK_TIMEOUT_MS = 8000;

const MESSAGES = {
  en: {
    title: "You are offline",
    lead: "This page has not been stored on this device. Nothing is lost: try again once you are connected.",
    retry: "Try again",
    pages: "Pages you have seen",
    cart: "Your cart, as last seen",
    none: "No pages have been stored yet.",
  },
  de: {
    title: "Keine Verbindung",
    lead: "Diese Seite liegt nicht auf diesem Gerät. Es geht nichts verloren: Versuchen Sie es mit Verbindung noch einmal.",
    retry: "Noch einmal versuchen",
    pages: "Seiten, die Sie gesehen haben",
    cart: "Ihr Warenkorb, wie zuletzt gesehen",
    none: "Es sind noch keine Seiten gespeichert.",
  },
  ja: {
    title: "オフラインです",
    lead: "このページは端末に保存されていません。失われたものはありません。接続してからもう一度お試しください。",
    retry: "もう一度試す",
    pages: "これまでに見たページ",
    cart: "カート(最後に見た内容)",
    none: "保存されたページはまだありません。",
  },
};

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(activate()));

addEventListener("message", (event) => {
  const { page, resources } = event.data;
  event.waitUntil(Promise.all([storePage(page), ...resources.map(storeFile)]));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (HASHED.test(url.pathname)) event.respondWith(serveFile(event));
  else if (request.mode === "navigate") event.respondWith(servePage(event, url));
});

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== PAGE_CACHE && name !== FILE_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// A hashed file never changes, so a stored copy is current.
async function serveFile(event) {
  const stored = await caches.match(event.request, { cacheName: FILE_CACHE });
  if (stored) return stored;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(store(FILE_CACHE, MAX_FILES, event.request, response.clone()));
  return response;
}

// A page comes from the network, or from the cache when the network fails or takes too long.
async function servePage(event, url) {
  const fetched = fetchPage(event, url);
  if (!CACHEABLE.test(url.pathname)) return fetched.catch(() => offlinePage(url));
  const stored = () => caches.match(url.href, { cacheName: PAGE_CACHE });
  const slow = new Promise((resolve) => setTimeout(resolve, NETWORK_TIMEOUT_MS)).then(stored);
  const first = await Promise.race([fetched.catch(stored), slow]);
  return first ?? fetched.catch(() => offlinePage(url));
}

// The browser may have sent the request already, while it started this worker.
async function fetchPage(event, url) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  if (CACHEABLE.test(url.pathname) && isCompletePage(response)) {
    event.waitUntil(store(PAGE_CACHE, MAX_PAGES, url.href, response.clone()));
  }
  return response;
}

function isCompletePage(response) {
  return response.status === 200 && !response.redirected && /html/.test(response.headers.get("content-type"));
}

async function storePage(address) {
  const url = new URL(address);
  if (url.origin !== location.origin || !CACHEABLE.test(url.pathname)) return;
  const response = await fetch(url.href);
  if (isCompletePage(response)) await store(PAGE_CACHE, MAX_PAGES, url.href, response);
}

async function storeFile(address) {
  const url = new URL(address);
  if (url.origin !== location.origin || !HASHED.test(url.pathname)) return;
  const response = await fetch(url.href);
  if (response.status === 200) await store(FILE_CACHE, MAX_FILES, url.href, response);
}

// Storing an entry again moves it to the end; the oldest entries are deleted when there are too many.
async function store(name, max, key, response) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - max)).map((old) => cache.delete(old)));
}

// A page in the language of the address that lists the pages that can be read offline.
async function offlinePage(url) {
  const language = url.pathname.slice(1, 3);
  const messages = MESSAGES[language] ?? MESSAGES.en;
  const pages = await storedPages();
  const style = pages.map((page) => page.style).find(Boolean);
  const cart = pages.find((page) => page.path.endsWith("/cart"));
  const others = pages.filter((page) => !page.path.endsWith("/cart"));
  const items = others.map((page) => `<li><a href="${page.path}">${page.title}</a></li>`).join("");
  const html = `<!doctype html>
<html lang="${MESSAGES[language] ? language : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${messages.title}</title>
${style ? `<link rel="stylesheet" href="${style}">` : ""}
</head>
<body>
<main class="wrap offline">
<h1>${messages.title}</h1>
<p>${messages.lead}</p>
<p><a class="button" href="">${messages.retry}</a></p>
${cart ? `<p><a href="${cart.path}">${messages.cart}</a></p>` : ""}
<h2>${messages.pages}</h2>
${items ? `<ul>${items}</ul>` : `<p>${messages.none}</p>`}
</main>
</body>
</html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'" };
  return new Response(html, { status: 503, headers });
}

// The stored pages, newest first, with title and style sheet from their HTML, where titles are escaped already.
async function storedPages() {
  const cache = await caches.open(PAGE_CACHE);
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
