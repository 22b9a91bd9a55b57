// Opens the capture page where there is no signal, from the empty copy that the page itself keeps; never any other page.

const PAGE = /^\/reviews\/[0-9a-f-]{36}\/evidence\/log\/$/;
const KEPT_FOR = 12 * 60 * 60 * 1000; // as long as a sign-in lasts
const PATIENCE = 5000;
const OF_ONE_VERSION = /\.[0-9a-f]{12}\.\w+$/; // such a file never changes

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(event.request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(part(event.request));
});

async function page(request, pathname) {
  const answer = fetch(request);
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const first = await Promise.race([answer, slow]);
    if (first) return first;
  } catch {
    return (await copyOf(pathname)) ?? answer;
  }
  return (await copyOf(pathname)) ?? answer;
}

async function copyOf(pathname) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("hub-capture-")) continue;
    const copy = await (await caches.open(name)).match(pathname, { ignoreVary: true });
    if (copy && Date.now() - Date.parse(copy.headers.get("Date")) < KEPT_FOR) return copy;
  }
}

async function part(request) {
  const kept = () => caches.match(request, { ignoreVary: true });
  const unchanging = OF_ONE_VERSION.test(new URL(request.url).pathname) && (await kept());
  return unchanging || fetch(request).catch(async () => (await kept()) ?? Response.error());
}
