// A front door as a cloud has one: one address for all shoppers, each sent to the nearest region that answers.

import http from "node:http";

/** The header by which a shopper of the demonstration says where they are: a region's place in the list. */
export const nearest = "x-demo-nearest";

/** Listens on `address`, and passes requests on to `origins`. */
export function openFrontDoor(address, origins) {
  const [host, port] = address.split(":");
  const server = http.createServer((request, answer) => {
    const first = Number(request.headers[nearest] ?? 0);
    const order = origins.map((_, at) => origins[(first + at) % origins.length]);
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => pass(request, Buffer.concat(parts), order, answer));
  });
  return new Promise((resolve) => server.listen(Number(port), host, () => resolve(server)));
}

/** Only a region that no connection leads to is passed over: what a region has begun is not begun in another. */
function pass(request, body, [origin, ...others], answer) {
  const { method, url, headers } = request;
  const onward = http.request(new URL(url, origin), { method, headers }, (found) => {
    answer.writeHead(found.statusCode, found.headers);
    found.pipe(answer);
  });
  onward.on("error", (error) => {
    if (error.code === "ECONNREFUSED" && others.length) return pass(request, body, others, answer);
    if (!answer.headersSent) answer.writeHead(502);
    answer.end();
  });
  onward.end(body);
}
