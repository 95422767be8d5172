// Requests without a browser, exactly as sent: no redirects followed, no body unpacked.

import http from "node:http";
import https from "node:https";
import zlib from "node:zlib";
import { base } from "./settings.mjs";

/** Sends one request. `body` is what came over the wire. */
export function request(path, { method = "GET", headers = {}, body } = {}) {
  const url = new URL(path, base);
  const client = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = client.request(url, { method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
      answer.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The text of a page; throws when it is not there. */
export async function html(path) {
  const answer = await fetch(new URL(path, base));
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

/** Every address in `href`, `src` and the like of a page, unescaped. */
export const addresses = (page) =>
  [...page.matchAll(/(?:href|src|data-[a-z]+)="([^"]+)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));

/** Bytes of a file as it travels to a browser that takes brotli; what comes plain is compressed the quick way first. */
export async function weight(path) {
  const { status, headers, body } = await request(path, { headers: { "accept-encoding": "br, gzip" } });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  if (headers["content-encoding"]) return body.length;
  const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
  return zlib.brotliCompressSync(body, quality).length;
}
