// Keeps the pages of her application on the phone, so that she can go on without a network. Nothing else is kept, and
// signing out removes it.
"use strict";

const shelf = "keruen-pages-1";
const patience = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shelf).then((cache) => cache.add("/offline")).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()));
});

// The page says which pages there are; they are fetched one after the other, and only those that are not here yet.
self.addEventListener("message", (event) => {
  const { outline, application } = event.data || {};
  if (!outline) return;
  event.waitUntil((async () => {
    const cache = await caches.open(shelf);
    await cache.put("/apply/outline", new Response(JSON.stringify({ outline, application })));
    for (const { page } of outline) {
      const address = `/apply/${page}`;
      if (await cache.match(address)) continue;
      await keep(cache, address, await fetch(address).catch(() => null));
    }
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) return event.respondWith(still(request));
  if (request.mode !== "navigate") return;
  if (request.method === "POST" && /^\/apply\/[a-z-]+(\/file)?$/.test(address.pathname)) {
    return event.respondWith(post(request, address.pathname.split("/")[2]));
  }
  if (request.method === "GET" && /^\/(apply|status)/.test(address.pathname)) event.respondWith(page(request, address));
});

// Files with their content's hash in the address never change.
async function still(request) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) await cache.put(request, reply.clone());
  return reply;
}

async function keep(cache, address, reply) {
  if (reply && reply.ok && !reply.redirected) await cache.put(address, reply.clone());
}

// The network first; the phone's copy when it is gone or too slow.
async function page(request, address) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(address.pathname);
  const network = fetch(request);
  const slow = new Promise((resolve) => { setTimeout(resolve, patience); });
  try {
    const reply = kept ? await Promise.race([network, slow]) : await network;
    if (reply) {
      if (reply.ok && !reply.redirected && address.pathname.startsWith("/apply/")) await cache.put(address.pathname, reply.clone());
      return reply;
    }
  } catch {
    // Below: the copy.
  }
  network.catch(() => {});
  return kept || cache.match("/offline");
}

// "Continue" without a network: what she typed is in the journal, so she goes on to the next page.
async function post(request, name) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const go = (await copy.formData().catch(() => new FormData())).get("go");
    // Another language has to wait for the network.
    if (go && go.startsWith("lang-")) return Response.redirect(`/apply/${name}`, 303);
    const cache = await caches.open(shelf);
    const kept = await cache.match("/apply/outline");
    const { outline, application } = kept ? await kept.json() : { outline: [] };
    const position = outline.findIndex(({ page: each }) => each === name);
    for (const next of outline.slice(position + 1)) {
      if (position >= 0 && (await holds(next, application)) && (await cache.match(`/apply/${next.page}`))) {
        return Response.redirect(`/apply/${next.page}`, 303);
      }
    }
    return cache.match("/offline");
  }
}

// Whether she sees the page, as far as the phone knows her answers; a page in doubt is shown.
async function holds({ field, is, under }, application) {
  if (!field) return true;
  const latest = await new Promise((resolve) => {
    const request = indexedDB.open("keruen", 1);
    request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const got = request.result.transaction("latest").objectStore("latest").get(`${application}/${field}`);
      got.onsuccess = () => { request.result.close(); resolve(got.result); };
      got.onerror = () => { request.result.close(); resolve(null); };
    };
  }).catch(() => null);
  if (!latest) return true;
  if (under === undefined) return is.includes(latest.typed);
  const [day, month, year] = latest.typed.split(" ").map(Number), today = new Date();
  const isAhead = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  return !(today.getFullYear() - year - (isAhead ? 1 : 0) >= under);
}
