// Keeps the pages of one owner on the phone, so that she can go on without a network. It knows no room: `house.shells`, which the
// server writes above these lines, says which addresses belong to which shell; which pages there are a page says (kit/shell.js).
// Pages that are everybody's (`house.open`: lessons) are kept beside them and stay. Nothing else is kept: pages of another owner, or of
// nobody, take the place of hers, and signing out removes them.
"use strict";

const shelf = (shell) => `keruen-shell-${shell.name}`;  // exit.js clears them
const still = "keruen-still-1";  // what is everybody's: styles, scripts, "there is no network"
const copies = "keruen-copies-1";  // of sealed journals (kit/sealed.js), which are nobody's to throw away
const open = "keruen-open-";  // a shelf for each pack, language and version of pages that are everybody's; they stay when an owner goes
const mostPacks = 12;
const standIn = "offline";  // the last part of the address of a kept page that answers for all below its prefix that is not kept
const leaving = "/leaving";  // among them: a sign-out that the house has not heard of
const patience = 6000;

// A new release has these pages anew.
self.addEventListener("install", (event) => {
  event.waitUntil(keepOffline(undefined, true).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const meant = new Set([still, copies, ...house.shells.map(shelf)]);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => !meant.has(name) && !name.startsWith(open)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()));
});

const stillPages = ({ offline, failed, unsent, exits }) => [offline, failed, ...Object.values(unsent), ...Object.values(exits)];

/// In the language that was read last, where the page that asks says it.
async function keepOffline(lang, isAnew) {
  const cache = await caches.open(still);
  const known = await cache.match("/lang");
  const isOther = Boolean(lang) && (!known || (await known.text()) !== lang);
  for (const address of house.shells.flatMap(stillPages)) {
    if (isAnew || isOther || !(await cache.match(address))) await cache.add(address);
  }
  if (isOther) await cache.put("/lang", new Response(lang));
}

// ---- What a shelf holds beside pages: `/shell`, whose it is and what it should hold; `/shell/hidden`, the page's word on which of
// them she is not asked.

async function note(shell, name) {
  const kept = await (await caches.open(shelf(shell))).match(name);
  return kept ? kept.json() : {};
}

/// Nothing of one owner is shown when another begins.
async function adopt(shell, owner, rest) {
  const known = await note(shell, "/shell");
  if (known.owner !== owner) await caches.delete(shelf(shell));
  const cache = await caches.open(shelf(shell));
  if (known.owner !== owner || rest) {
    const kept = known.owner === owner ? known : { pages: [], files: [] };
    await cache.put("/shell", new Response(JSON.stringify({ ...kept, owner, ...rest })));
  }
  return cache;
}

/// The server says with each page that may be kept, whose it is: `apply 01a1f753-…`. True when it was kept.
async function keep(shell, address, reply) {
  const [name, owner] = (reply?.headers.get("x-keruen-shell") || "").split(" ");
  if (name !== shell.name || !reply.ok || reply.redirected) return false;
  await (await adopt(shell, owner)).put(address, reply.clone());
  return true;
}

// The page says which pages there are; they are fetched one after the other. Those that are here stay, unless they were made of
// files of an earlier release: then all come anew, and the old files go.
self.addEventListener("message", (event) => {
  const { shell: told, forget, pack } = event.data || {};
  if (pack) {
    const answer = (said) => event.ports[0]?.postMessage(said);
    const running = (here, of) => answer({ running: true, here, of });
    return event.waitUntil(
      Promise.all([keepPack(pack, running), keepOffline(pack.lang).catch(() => {})]).then(([said]) => answer(said), () => answer({ failed: true, pages: [] })));
  }
  if (forget) return event.waitUntil(Promise.all(house.shells.map((shell) => caches.delete(shelf(shell)))));
  const shell = told && house.shells.find(({ name }) => name === told.name);
  if (shell) event.waitUntil(fill(shell, told));
});

async function fill(shell, { owner, pages, files, lang }) {
  await keepOffline(lang).catch(() => {});
  for (const file of files) await unchanging(new Request(file)).catch(() => {});
  const known = await note(shell, "/shell");
  const isNew = known.owner === owner && known.files.length > 0 && known.files.join() !== files.join();
  const cache = await adopt(shell, owner, { pages });
  let isWhole = true;
  for (const page of pages) {
    if ((await note(shell, "/shell")).owner !== owner) return;
    if (isNew || !(await cache.match(page))) isWhole = (await keep(shell, page, await fetch(page).catch(() => null))) && isWhole;
  }
  if (!isWhole && isNew) return;
  await adopt(shell, owner, { files });
  if (isNew) await dropOld();
}

/// Files that no shell is made of any more.
async function dropOld() {
  const notes = await Promise.all(house.shells.map((shell) => note(shell, "/shell")));
  const packs = (await openShelves()).map(({ pack }) => pack);
  const meant = new Set([...notes, ...packs].flatMap((each) => each.files || []));
  const cache = await caches.open(still);
  for (const { url } of await cache.keys()) if (isStatic(new URL(url)) && !meant.has(url)) await cache.delete(url);
}

// ---- Pages that are everybody's: lessons. A page names the pack, in which every page stands with the address of its kept copy.

async function openShelves() {
  const names = (await caches.keys()).filter((name) => name.startsWith(open));
  const shelves = await Promise.all(names.map(async (name) => {
    const pack = await (await caches.open(name)).match("/pack");
    return { name, pack: pack ? await pack.json() : { pages: [], at: 0 } };
  }));
  return shelves.sort((a, b) => b.pack.at - a.pack.at);
}

/// Keeps the page that is asked for, the first of the pack and those after it, or all, and answers which are here, also where not all
/// came. What an older version held comes anew before that version goes.
async function keepPack({ address, files, page, next = 0, all, remove }, running) {
  const pack = await fetch(address).then((reply) => (reply.ok ? reply.json() : null), () => null);
  if (!pack) {
    const held = (await openShelves()).find((shelf) => shelf.pack.address === address);
    if (!remove || !held) return { ...await heldOf(held), failed: true };
    await caches.delete(held.name);
    return { pages: [], isWhole: false };
  }
  const before = `${open}${pack.name}/${pack.lang}/`, name = before + pack.version;
  const known = (await caches.keys()).filter((each) => each.startsWith(before));
  if (remove) {
    for (const each of known) await caches.delete(each);
    return { pages: [], isWhole: false };
  }
  const older = known.filter((each) => each !== name);
  const wanted = new Set(all ? pack.pages.map((each) => each.page) : []);
  const here = pack.pages.findIndex((each) => each.page === page);
  if (here >= 0) for (const each of [pack.pages[0], ...pack.pages.slice(here, here + 1 + next)]) wanted.add(each.page);
  for (const each of older) {
    for (const { url } of await (await caches.open(each)).keys()) wanted.add(new URL(url).pathname);
  }
  if (wanted.size === 0 && !known.includes(name)) return { pages: [], isWhole: false };
  const cache = await caches.open(name);
  const shelf = { name, pack: { ...pack, address, files, at: Date.now() } };
  await cache.put("/pack", new Response(JSON.stringify(shelf.pack)));
  let failed = false;
  for (const file of files) await unchanging(new Request(file)).catch(() => {});
  for (const each of pack.pages) {
    if (!wanted.has(each.page) || (await cache.match(each.page))) continue;
    if (!(await keepWhole(each, cache))) failed = true;
    if (all) running((await heldOf(shelf)).pages.length, pack.pages.length);
  }
  if (failed) return { ...await heldOf(shelf), failed };
  for (const each of older) await caches.delete(each);
  if (older.length > 0) await dropOld();
  for (const { name: oldest } of (await openShelves()).slice(mostPacks)) await caches.delete(oldest);
  return heldOf(shelf);
}

/// The page last: where it is, all it needs is there.
async function keepWhole({ page, kept, beside }, cache) {
  for (const [address, copyAt] of [...beside, [page, kept]]) {
    const copy = await fetch(copyAt).catch(() => null);
    if (!copy?.ok) return false;
    await cache.put(address, copy);
  }
  return true;
}

async function heldOf(shelf) {
  const pages = [];
  const cache = shelf && (await caches.open(shelf.name));
  for (const { page } of shelf ? shelf.pack.pages : []) if (await cache.match(page)) pages.push(page);
  return { pages, isWhole: pages.length > 0 && pages.length === shelf.pack.pages.length };
}

/// In the language that was read last. A kept page of this name (`standIn`) stands for all below its prefix that is not kept: what it
/// needs to know of one, it reads from the address.
async function keptPage(address) {
  const shelves = await openShelves();
  const prefix = house.open.find((each) => isUnder({ pathname: address }, each));
  for (const wanted of [address, `${prefix}/${standIn}`]) {
    for (const { name } of shelves) {
      const page = await (await caches.open(name)).match(wanted);
      if (page) return page;
    }
  }
  return null;
}

const isOpen = (request, address) => request.method === "GET" && house.open.some((prefix) => isUnder(address, prefix));

const openFile = (request, address) =>
  fetch(request).catch(async () => (await keptPage(address.pathname + address.search)) || Response.error());

async function openPage(request, address) {
  const kept = await keptPage(address.pathname);
  const network = fetch(request);
  const slow = new Promise((resolve) => { setTimeout(resolve, patience); });
  try {
    const reply = kept ? await Promise.race([network, slow]) : await network;
    if (reply) return reply;
  } catch {
    // Below: the copy.
  }
  network.catch(() => {});
  return kept || offlinePage(house.shells[0].offline, address);
}

const isStatic = (address) => address.pathname.startsWith("/static/") || address.pathname.startsWith("/look/");
const isUnder = (address, prefix) => address.pathname === prefix || address.pathname.startsWith(`${prefix}/`);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (isStatic(address)) return event.respondWith(unchanging(request));
  if (request.mode !== "navigate" && isOpen(request, address)) return event.respondWith(openFile(request, address));
  if (request.mode !== "navigate" || house.shells.length === 0) return;
  event.respondWith(settled().then(async (early) => {
    if (!isOpen(request, address)) return early || answer(request, address);
    return early ? (await keptPage(address.pathname)) || early : openPage(request, address);
  }));
});

async function answer(request, address) {
  const door = request.method === "POST" && house.shells.find(({ doors }) => doors.includes(address.pathname));
  if (door) return change(door, request, address.pathname);
  const shell = house.shells.find(({ prefixes }) => prefixes.some((prefix) => isUnder(address, prefix)));
  if (shell && request.method === "POST") return post(shell, request, address.pathname);
  if (shell && request.method === "GET") return page(shell, request, address.pathname);
  const [{ offline, failed }] = house.shells;
  return fetch(request).catch(() => (request.method === "GET" ? offlinePage(offline, request.url) : stillPage(failed)));
}

// ---- Signing out without a network: whoever opens a page here next must not find somebody signed in.

let isSettled = false;

/// Tells the house first; nothing when it knows, else the page that says it does not.
async function settled() {
  if (isSettled) return null;
  const cache = await caches.open(still);
  const kept = await cache.match(leaving);
  if (kept) {
    const { address, body, page } = await kept.json();
    const headers = { "content-type": "application/x-www-form-urlencoded", "x-keruen": "1" };
    const reply = await fetch(address, { method: "POST", headers, body, redirect: "manual" }).catch(() => null);
    if (!reply || reply.status === 429 || reply.status >= 500) return stillPage(page);
    await cache.delete(leaving);
  }
  isSettled = true;
  return null;
}

async function leaveLater(address, page, form) {
  form.delete("token");
  const body = String(new URLSearchParams(form));
  await (await caches.open(still)).put(leaving, new Response(JSON.stringify({ address, body, page })));
  isSettled = false;
  return stillPage(page);
}

// Files with their content's hash in the address never change.
async function unchanging(request) {
  const cache = await caches.open(still);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) await cache.put(request.url, reply.clone());
  return reply;
}

// Somebody begins, comes back or leaves: whoever it is, the pages kept so far may not be hers.
async function change(door, request, address) {
  const copy = request.clone();
  const reply = await fetch(request).catch(() => null);
  const page = door.exits[address];
  if (!reply && !page) return stillPage(door.failed);
  if (!reply || reply.type === "opaqueredirect" || reply.redirected) {
    for (const shell of house.shells) await caches.delete(shelf(shell));
  }
  return reply || leaveLater(address, page, await copy.formData());
}

// The network first; the phone's copy when it is gone or too slow.
async function page(shell, request, address) {
  const kept = await (await caches.open(shelf(shell))).match(address);
  const network = fetch(request);
  const slow = new Promise((resolve) => { setTimeout(resolve, patience); });
  try {
    const reply = kept ? await Promise.race([network, slow]) : await network;
    if (reply) {
      await keep(shell, address, reply);
      return reply;
    }
  } catch {
    // Below: the copy.
  }
  network.catch(() => {});
  return kept || offlinePage(shell.offline, request.url);
}

async function stillPage(address) {
  return (await (await caches.open(still)).match(address)) || Response.error();
}

const written = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/// "There is no network", with what only the phone knows: its links to itself try the address that was asked for, and in the place
/// that it leaves stands what is kept here of what is everybody's, in the words of the packs.
async function offlinePage(offline, asked) {
  const page = await stillPage(offline);
  if (page.type === "error") return page;
  const target = new URL(asked), titles = new Map();
  for (const shelf of await openShelves()) {
    const [first] = (await heldOf(shelf)).pages;
    if (first && !titles.has(shelf.pack.name)) titles.set(shelf.pack.name, `<li><a href="${written(first)}">${written(shelf.pack.title || shelf.pack.name)}</a></li>`);
  }
  const again = (_, lang) => {
    const there = new URL(target);
    if (lang) there.searchParams.set("lang", lang);
    return `href="${written(there.pathname + there.search)}"`;
  };
  const mark = titles.size === 0 ? "none" : house.open.some((prefix) => isUnder(target, prefix)) ? "open" : "some";
  // A line of one shell is for whoever asked for a page of it.
  const asking = house.shells.find(({ prefixes }) => prefixes.some((prefix) => isUnder(target, prefix)))?.name;
  const text = (await page.text()).replaceAll(/<p data-shell="([a-z-]+)">[^]*?<\/p>/g, (line, name) => (name === asking ? line : "")).replaceAll(new RegExp(`href="${offline}(?:\\?lang=([a-z]+))?"`, "g"), again)
    .replace('data-kept="none"', `data-kept="${mark}"`).replace("<ul data-packs></ul>", () => `<ul>${[...titles.values()].join("")}</ul>`);
  return new Response(text, { headers: page.headers });
}

// "Continue" without a network: what she wrote is in the journal, so she goes on to the next page that her answers ask for. What the
// journal does not hold is said not to have gone.
async function post(shell, request, address) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    if (shell.unsent[address]) return stillPage(shell.unsent[address]);
    // A connection that the house closed in that very moment is no missing network, and an answer that comes twice is one answer.
    const again = navigator.onLine ? await fetch(copy.clone()).catch(() => null) : null;
    if (again) return again;
    const { owner, pages = [] } = await note(shell, "/shell");
    const position = pages.findIndex((each) => address === each || address === `${each}/file`);
    if (position < 0) return stillPage(shell.failed);
    const go = (await copy.formData().catch(() => new FormData())).get("go");
    // Another language, and what the server looks up, have to wait for the network.
    if (go && (go.startsWith("lang-") || ["search", "browse", "up", "remove-file"].includes(go))) return Response.redirect(pages[position], 303);
    const told = await note(shell, "/shell/hidden"), hidden = told.owner === owner ? told.hidden : [];
    const cache = await caches.open(shelf(shell));
    for (const next of pages.slice(position + 1)) {
      if (!hidden.includes(next) && (await cache.match(next))) return Response.redirect(next, 303);
    }
    return stillPage(shell.offline);
  }
}
