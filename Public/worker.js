// Keeps the pages of one application on the phone, so that she can go on without a network. Nothing else is kept: pages of
// another girl, or of nobody, take the place of hers, and signing out removes them.
"use strict";

const shelf = "keruen-pages-1";  // the pages of one application
const still = "keruen-still-1";  // what is everybody's: styles, scripts, "there is no network"
const patience = 6000;
const offline = (what) => `/offline${what ? `?what=${what}` : ""}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== shelf && name !== still).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()));
});

async function keepOffline() {
  const cache = await caches.open(still);
  if (!(await cache.match(offline()))) await cache.addAll([offline(), offline("consent"), offline("submission")]);
}

// ---- Whose pages these are: the server says it with each page that may be kept.

async function whose() {
  const kept = await (await caches.open(shelf)).match("/apply/outline");
  return kept ? (await kept.json()).application : null;
}

/// Nothing of one girl is shown when another begins.
async function adopt(application, outline) {
  if ((await whose()) !== application) await caches.delete(shelf);
  const cache = await caches.open(shelf);
  if (outline || !(await cache.match("/apply/outline"))) {
    await cache.put("/apply/outline", new Response(JSON.stringify({ outline: outline || [], application })));
  }
  return cache;
}

async function keep(address, reply) {
  const application = reply && reply.ok && !reply.redirected && reply.headers.get("x-keruen-application");
  if (application) await (await adopt(application)).put(address, reply.clone());
}

// The page says which pages there are; they are fetched one after the other, and only those that are not here yet.
self.addEventListener("message", (event) => {
  const { outline, application, files, forget } = event.data || {};
  if (forget) return event.waitUntil(caches.delete(shelf));
  if (!outline) return;
  event.waitUntil((async () => {
    await keepOffline().catch(() => {});
    for (const file of files || []) await unchanging(new Request(file)).catch(() => {});
    const cache = await adopt(application, outline);
    for (const { page } of outline) {
      const address = `/apply/${page}`;
      if ((await whose()) !== application) return;
      if (!(await cache.match(address))) await keep(address, await fetch(address).catch(() => null));
    }
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) return event.respondWith(unchanging(request));
  if (request.mode !== "navigate") return;
  if (request.method === "POST") {
    if (/^\/(apply|sign-out|return\/(code|key))$/.test(address.pathname)) return event.respondWith(change(request));
    if (/^\/apply\/[a-z-]+(\/file)?$/.test(address.pathname)) return event.respondWith(post(request, address.pathname.split("/")[2]));
  }
  if (request.method === "GET" && /^\/(apply|status)/.test(address.pathname)) event.respondWith(page(request, address));
});

// Files with their content's hash in the address never change.
async function unchanging(request) {
  const cache = await caches.open(still);
  const kept = await cache.match(request);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) await cache.put(request, reply.clone());
  return reply;
}

// Somebody begins, comes back or leaves: whoever it is, the pages kept so far may not be hers.
async function change(request) {
  const reply = await fetch(request);
  if (reply.type === "opaqueredirect" || reply.redirected) await caches.delete(shelf);
  return reply;
}

// The network first; the phone's copy when it is gone or too slow.
async function page(request, address) {
  const kept = await (await caches.open(shelf)).match(address.pathname);
  const network = fetch(request);
  const slow = new Promise((resolve) => { setTimeout(resolve, patience); });
  try {
    const reply = kept ? await Promise.race([network, slow]) : await network;
    if (reply) {
      // A page that tells of an error is not the page to come back to.
      if (address.pathname.startsWith("/apply/") && !address.searchParams.has("check")) await keep(address.pathname, reply);
      return reply;
    }
  } catch {
    // Below: the copy.
  }
  network.catch(() => {});
  return kept || nothing();
}

async function nothing(what) {
  const cache = await caches.open(still);
  return (await cache.match(offline(what))) || (await cache.match(offline())) || Response.error();
}

// "Continue" without a network: what she typed is in the journal, so she goes on to the next page. What the journal does not
// hold, her consent and the sending itself, is said not to have gone.
async function post(request, name) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    if (name === "consent" || name === "submission") return nothing(name);
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
    return nothing();
  }
}

// Whether she sees the page, as far as the phone knows her answers; a page in doubt is shown.
async function holds({ field, is, under }, application) {
  if (!field) return true;
  const latest = await newest(`${application}/${field}`);
  if (!latest) return true;
  if (under === undefined) return is.includes(latest.typed);
  const [day, month, year] = latest.typed.split(" ").map(Number), today = new Date();
  const isAhead = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  return !(today.getFullYear() - year - (isAhead ? 1 : 0) >= under);
}

// The store is the pages': this never makes one, and lets go when a page wants to change it.
function newest(id) {
  return new Promise((resolve) => {
    const request = indexedDB.open("keruen", 1);
    request.onupgradeneeded = () => request.transaction.abort();
    request.onblocked = request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close();
      const got = db.transaction("latest").objectStore("latest").get(id);
      got.onsuccess = () => { db.close(); resolve(got.result); };
      got.onerror = () => { db.close(); resolve(null); };
    };
  }).catch(() => null);
}
