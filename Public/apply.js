// The phone's journal: what she types is kept here the moment it is typed, and on the server as soon as there is a network.
// Pages work without this script; with it they also work without a network. worker.js keeps the pages.
"use strict";

const form = document.getElementById("question");
const saved = document.getElementById("saved");
const application = saved && saved.dataset.application;
const words = { "content-type": "application/json", "x-keruen": "1" };  // no other site can send these unasked
const isShared = saved && saved.dataset.shared === "yes";

// ---- IndexedDB: `events` wait to be sent; `latest` is the newest text of each field; `files` are photos on their way.

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("keruen", 1);
  request.onupgradeneeded = () => {
    for (const name of ["events", "latest", "files", "facts"]) request.result.createObjectStore(name, { keyPath: "id" });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function inStores(names, mode, work) {
  const db = await opened;
  return new Promise((resolve, reject) => {
    // Strict: done means on the disk, so that a killed browser or an empty battery takes nothing back.
    const transaction = db.transaction(names, mode, { durability: "strict" });
    const result = work(...names.map((name) => transaction.objectStore(name)));
    // Committed at once: a page that is left in this moment takes nothing back either.
    if (mode === "readwrite" && transaction.commit) transaction.commit();
    transaction.oncomplete = () => resolve(result && "result" in result ? result.result : result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const all = (store) => inStores([store], "readonly", (s) => s.getAll());
const get = (store, id) => inStores([store], "readonly", (s) => s.get(id));

// ---- Time: the server's, as far as the phone knows it.

let offset = 0;
const now = () => Date.now() + offset;

function learnTime(server, exact) {
  const seen = server - Date.now();
  // A page from the phone's own store is old: it may only move the clock forward.
  if (exact || seen > offset) offset = seen;
  inStores(["facts"], "readwrite", (facts) => facts.put({ id: "offset", value: offset }));
}

let lastID = 0;

/// A UUID of version 7; later ones sort after earlier ones, also within a millisecond.
function freshID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  lastID = Math.max(Date.now(), lastID + 1);
  let time = lastID;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// ---- Fields: text as the server keeps it, from the controls and back.

const part = (box, suffix) => box.querySelector(`[name="${box.dataset.field}${suffix}"]`);
const radios = (box) => Array.from(box.querySelectorAll(`input[type=radio][name="${box.dataset.field}"]`));
const parts = ["-day", "-month", "-year"];

function typed(box) {
  const chosen = radios(box).find((radio) => radio.checked);
  switch (box.dataset.kind) {
    case "choice": return chosen ? chosen.value : "";
    case "date": {
      const texts = parts.map((suffix) => part(box, suffix).value.trim());
      return texts.some(Boolean) ? texts.map((text) => text || "-").join(" ") : "";
    }
    case "place": {
      if (chosen) return chosen.value;
      const name = part(box, "-unlisted"), okrug = part(box, "-okrug"), search = part(box, "-search");
      if (name && name.value.trim()) return `${okrug ? okrug.value : ""}|${name.value}`;
      const kept = box.querySelector(`input[type=hidden][name="${box.dataset.field}"]`);
      if (kept) return kept.value;
      return search && search.value.trim() ? `?${search.value}` : "";
    }
    case "school": {
      const select = part(box, ""), name = part(box, "-unlisted");
      return select.value || (name ? name.value : "");
    }
    default: return part(box, "").value;
  }
}

function fill(box, text) {
  if (typed(box) === text) return;
  switch (box.dataset.kind) {
    case "choice": for (const radio of radios(box)) radio.checked = radio.value === text; break;
    case "date":
      text.split(" ").forEach((value, index) => { part(box, parts[index]).value = value === "-" ? "" : value; });
      break;
    case "place": {
      const radio = radios(box).find((each) => each.value === text);
      if (radio) radio.checked = true;
      else if (text.startsWith("?") && part(box, "-search")) part(box, "-search").value = text.slice(1);
      else if (text.includes("|") && part(box, "-unlisted")) part(box, "-unlisted").value = text.split("|")[1];
      else if (/^\d{9}$/.test(text)) addHidden(box, text);
      break;
    }
    case "school": {
      const select = part(box, ""), name = part(box, "-unlisted");
      select.value = text;
      if (name && select.value !== text) name.value = text;
      break;
    }
    case "file": break;
    default: part(box, "").value = text;
  }
}

function addHidden(box, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: box.dataset.field, value });
  box.append(input);
}

// ---- The journal.

const boxes = form ? Array.from(form.querySelectorAll("[data-field]")).filter((box) => box.dataset.kind !== "file") : [];
const before = new Map();
const pending = new Map();  // field -> id of its newest event
let last = 0;  // time of the newest text: the clock may be set back by what the server says, the order of texts may not
let writing = 0;  // texts on their way into the phone's store
let sending = null;
let wait = 1500;
let timer = 0;

async function keep(box) {
  const field = box.dataset.field, text = typed(box);
  if (before.get(field) === text) return;
  before.set(field, text);
  writing += 1;
  saved.dataset.state = "typing";
  // An event never changes, since it may be on its way already; a newer text of the same field takes its place.
  const older = pending.get(field), id = freshID(), at = Math.max(now(), last + 1);
  last = at;
  pending.set(field, id);
  await inStores(["events", "latest"], "readwrite", (events, latest) => {
    if (older) events.delete(older);
    events.put({ id, application, field, typed: text, at });
    latest.put({ id: `${application}/${field}`, typed: text, at });
  }).finally(() => { writing -= 1; });
  show("phone");
  clearTimeout(timer);
  timer = setTimeout(send, 1200);
}

/// Sends what waits, oldest first; keeps all of it until the server says that it is on disk.
function send(isLeaving) {
  if (!application) return Promise.resolve();
  if (sending && !isLeaving) return sending;
  sending = deliver(isLeaving).finally(() => { sending = null; });
  return sending;
}

async function deliver(isLeaving) {
  const events = (await all("events")).filter((event) => event.application === application).sort((a, b) => a.at - b.at).slice(0, 100);
  if (events.length === 0) return;
  let reply;
  try {
    reply = await fetch("/apply/answers", {
      method: "POST", keepalive: Boolean(isLeaving), headers: words,
      body: JSON.stringify({ application, events: events.map(({ id, field, typed: text, at }) => ({ id, field, typed: text, at: Math.round(at) })) }),
    });
  } catch {
    return later();
  }
  if (reply.ok) {
    const { kept, at } = await reply.json();
    await settle(events.filter(({ id }) => kept.includes(id)), at);
    learnTime(at, true);
    wait = 1500;
    const left = (await all("events")).some((event) => event.application === application);
    if (left) return later(300);
    return show("server", new Date(at));
  }
  if (reply.status === 401) return show("again");
  if (reply.status >= 500 || reply.status === 429) return later();
  const { refused } = await reply.json().catch(() => ({}));
  saved.textContent = refused || "";
}

/// Takes what the server has out of the journal and remembers since when it has the newest text.
async function settle(sent, at) {
  const db = await opened;
  await new Promise((resolve, reject) => {
    const transaction = db.transaction(["events", "latest"], "readwrite", { durability: "strict" });
    const store = transaction.objectStore("events"), latest = transaction.objectStore("latest");
    for (const { id, field, typed: text } of sent) {
      const newest = latest.get(`${application}/${field}`);
      newest.onsuccess = () => {
        if (newest.result && newest.result.typed === text) latest.put({ ...newest.result, sentAt: at });
      };
      store.delete(id);
    }
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

function later(soon) {
  clearTimeout(timer);
  wait = Math.min(wait * 2, 60000);
  timer = setTimeout(send, soon || wait);
}

function show(state, time) {
  const pill = document.createElement("p");
  pill.className = `saved ${state === "server" ? "leaf" : "sun"}`;
  pill.setAttribute("role", "status");
  const clock = time ? time.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" }) : "";
  pill.textContent = `${state === "server" ? "✓" : "●"} ${saved.dataset[state]} ${clock}`;
  if (state === "again") {
    const link = document.createElement("a");
    link.href = "/return";
    link.textContent = saved.dataset.return;
    pill.append(" ", link);
  }
  saved.replaceChildren(pill);
  saved.dataset.state = writing > 0 ? "typing" : state;
}

async function restore() {
  const fact = await get("facts", "offset");
  if (fact) offset = fact.value;
  const rendered = Number(saved.dataset.now);
  learnTime(rendered, false);
  for (const box of boxes) {
    const field = box.dataset.field, latest = await get("latest", `${application}/${field}`);
    // The page was made before the server heard of this text: it is still on its way, or the page is the phone's old copy.
    if (latest) last = Math.max(last, latest.at);
    if (latest && (!latest.sentAt || latest.sentAt >= rendered)) fill(box, latest.typed);
    before.set(field, typed(box));
  }
  conditions();
  count();
  saved.dataset.ready = "yes";
  if ((await all("events")).some((event) => event.application === application)) {
    show("phone");
    send();
  }
}

// ---- What the page shows while she types.

function conditions() {
  for (const box of form.querySelectorAll("[data-when]")) {
    const other = form.querySelector(`[data-field="${box.dataset.when}"]`);
    if (other) box.hidden = !box.dataset.is.split(" ").includes(typed(other));
  }
}

function count() {
  for (const area of form.querySelectorAll("textarea[data-words]")) {
    const line = document.getElementById(`${area.id}-count`);
    const words = area.value.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    if (line) line.textContent = line.textContent.replace(/\d+/, String(words));
  }
}

// ---- Places: the search of the page itself, while she types.

function searchPlaces(box) {
  const input = part(box, "-search"), found = box.querySelector("[data-found]");
  if (!input) return;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const query = input.value.trim();
      if (query.length < 2) return;
      const reply = await fetch(`/places?q=${encodeURIComponent(query)}`).catch(() => null);
      if (!reply || !reply.ok || input.value.trim() !== query) return;
      const field = box.dataset.field;
      found.replaceChildren(...(await reply.json()).map(([code, name, where], index) => {
        const option = document.createElement("div"), radio = document.createElement("input");
        const label = document.createElement("label"), hint = document.createElement("span");
        option.className = "opt";
        Object.assign(radio, { type: "radio", name: field, value: code, id: `${field}-found-${index}` });
        Object.assign(label, { htmlFor: radio.id, textContent: name });
        Object.assign(hint, { className: "hint", textContent: where, id: `${radio.id}-note` });
        radio.setAttribute("aria-describedby", hint.id);
        option.append(radio, label, hint);
        return option;
      }));
    }, 350);
  });
}

// ---- Files: a photo is made smaller here and goes in small pieces, which go on where they stopped.

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < 300000) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
  return blob && blob.size < file.size ? blob : file;
}

function takeFile(box) {
  const input = part(box, "");
  if (!input) return;
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    const blob = await smaller(file);
    const name = file.name.replace(/.*[\\/]/, "").slice(-100);
    await inStores(["files"], "readwrite", (files) => files.put({ id: `${application}/${box.dataset.field}`, application, field: box.dataset.field, name, blob }));
    input.value = "";  // it goes in pieces, not with the page
    sendFiles();
  });
}

let uploading = false;

async function sendFiles() {
  if (uploading || !application) return;
  uploading = true;
  try {
    for (const file of (await all("files")).filter((each) => each.application === application)) await sendFile(file);
  } catch {
    setTimeout(sendFiles, 5000);
  } finally {
    uploading = false;
  }
}

async function sendFile(file) {
  const begun = await fetch("/apply/files", { method: "POST", headers: words, body: JSON.stringify({ field: file.field, name: file.name, size: file.blob.size }) });
  if (!begun.ok) return refuseFile(file, begun);
  const { file: id, next, length } = await begun.json();
  const count = Math.ceil(file.blob.size / length);
  for (let position = next; position < count;) {
    progress(file, position, count);
    const piece = file.blob.slice(position * length, (position + 1) * length);
    const reply = await fetch(`/apply/files/${id}/${position}`, { method: "PUT", headers: { "content-type": "application/octet-stream", "x-keruen": "1" }, body: piece });
    if (!reply.ok) return refuseFile(file, reply);
    const answer = await reply.json();
    if (answer.done) break;
    position = answer.next;
  }
  await inStores(["files"], "readwrite", (files) => files.delete(file.id));
  progress(file, count, count);
}

async function refuseFile(file, reply) {
  if (reply.status === 401 || reply.status >= 500) throw new Error("later");
  await inStores(["files"], "readwrite", (files) => files.delete(file.id));
  const { refused } = await reply.json().catch(() => ({}));
  const box = form && form.querySelector(`[data-field="${file.field}"]`);
  if (box) say(box, refused || "");
}

function progress(file, done, count) {
  const box = form && form.querySelector(`[data-field="${file.field}"]`);
  if (!box) return;
  say(box, done === count ? `✓ ${saved.dataset.file}` : `${file.name}: ${Math.round((done / count) * 100)} %`);
}

function say(box, text) {
  let line = box.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.said = "";
    line.setAttribute("role", "status");
    box.append(line);
  }
  line.textContent = text;
}

// ---- Leaving, coming back, signing out.

/// Her own phone keeps a key: a browser that was killed may have lost its cookie, not its journal.
async function takeKey() {
  if (isShared || (await get("facts", "device"))) return;
  const reply = await fetch("/apply/device", { method: "POST", headers: words, body: "{}" }).catch(() => null);
  if (!reply || !reply.ok) return;
  const { key } = await reply.json();
  await inStores(["facts"], "readwrite", (facts) => facts.put({ id: "device", value: key }));
}

/// Sent to the sign-in from a page of hers: opens the door with the phone's key and goes back there.
async function comeBack() {
  const back = new URLSearchParams(location.search).get("back") || "";
  if (!/^\/(apply|status)(\/|$)/.test(back)) return;
  const device = await get("facts", "device");
  if (!device) return;
  const reply = await fetch("/return/device", { method: "POST", headers: words, body: JSON.stringify({ key: device.value }) }).catch(() => null);
  if (reply && reply.ok) location.replace(back);
}

async function forget(event) {
  const unsent = (await all("events")).length > 0;
  if (unsent) await send();
  const db = await opened;
  db.close();
  indexedDB.deleteDatabase("keruen");
  for (const name of await caches.keys()) await caches.delete(name);
  event.target.submit();
}

function pages() {
  if (isShared || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then((registration) => {
    const outline = saved.dataset.outline;
    if (outline && registration.active) registration.active.postMessage({ outline: JSON.parse(outline), application });
  });
}

if (!saved) {
  comeBack();
} else {
  if (form) {
    restore();
    for (const box of boxes) {
      for (const name of ["input", "change"]) box.addEventListener(name, () => { keep(box); conditions(); count(); });
      if (box.dataset.kind === "place") searchPlaces(box);
    }
    form.querySelectorAll("[data-kind=file]").forEach(takeFile);
    form.addEventListener("submit", () => { boxes.forEach(keep); });
    const errors = document.getElementById("errors");
    if (errors) errors.focus();
  } else {
    get("facts", "offset").then((fact) => { if (fact) offset = fact.value; send(); });
  }
  sendFiles();
  pages();
  takeKey();
  addEventListener("online", () => { wait = 1500; send(); sendFiles(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
  for (const out of document.querySelectorAll('form[action="/sign-out"]')) {
    out.addEventListener("submit", (event) => { event.preventDefault(); forget(event); });
  }
}
