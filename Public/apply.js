// The phone's journal: what she types is kept here the moment it is typed, and on the server as soon as there is a network.
// Pages work without this script; with it they also work without a network. worker.js keeps the pages.
"use strict";

const form = document.getElementById("question");
const saved = document.getElementById("saved");
const application = saved && saved.dataset.application;
const isShared = Boolean(saved && saved.dataset.shared === "yes");
const words = { "content-type": "application/json", "x-keruen": "1" };  // no other site can send these unasked
const mostTyped = 40000;  // bytes of one answer, as on the server
const mostSent = 200000;  // bytes of one delivery

// ---- IndexedDB: `events` wait to be sent; `latest` is the newest text of each field; `files` are photos on their way; `facts`
// hold the server's time, whose pages these are, her phone's key and an application that waits to be sent. Each row but the time
// belongs to an application: sisters share a phone.

let opening = null;

function openStore() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("keruen", 1);
    request.onupgradeneeded = () => {
      for (const name of ["events", "latest", "files", "facts"]) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => {
      const db = request.result;
      // A newer page, or signing out in another tab, waits for this one to let go.
      db.onversionchange = () => { db.close(); opening = null; };
      db.onclose = () => { opening = null; };
      resolve(db);
    };
    // Another tab does not let go, or a newer page has changed the store: this page can keep nothing any more, and says so.
    request.onblocked = () => show("reload");
    request.onerror = () => { opening = null; show("reload"); reject(request.error); };
  });
  return opening;
}

async function inStores(names, mode, work) {
  const db = await openStore();
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
const put = (store, row) => inStores([store], "readwrite", (s) => s.put(row));
const drop = (store, id) => inStores([store], "readwrite", (s) => s.delete(id));
/// What of a store belongs to one application.
const own = async (store, owner) => (await all(store)).filter((row) => row.application === owner);

// ---- Time: the server's, as far as the phone knows it.

let offset = 0;
const now = () => Date.now() + offset;

function learnTime(server, exact) {
  const seen = server - Date.now();
  // A page from the phone's own store is old: it may only move the clock forward.
  if (exact || seen > offset) offset = seen;
  put("facts", { id: "offset", value: offset });
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
const pending = new Map();  // field -> its newest event, until the server has it
const leaving = new Set();  // ids of events that are on their way
let last = 0;  // time of the newest text: the clock may be set back by what the server says, the order of texts may not
let writing = 0;  // texts on their way into the phone's store
let sending = null;
let wait = 1500;
let timer = 0;
let most = 100;  // events of one delivery
let hasLeft = false;  // signed out: nothing is opened any more

/// The version of an answer that the page was made from: the server is told it with each text, and with the page.
const base = (field) => Number(form.elements[`was-${field}`]?.value || 0);

function setBase(field, at) {
  const input = form && form.elements[`was-${field}`];
  if (input) input.value = String(at);
}

async function keep(box) {
  const field = box.dataset.field, text = typed(box);
  if (before.get(field) === text) return;
  if (new Blob([text]).size > mostTyped) return say(box, saved.dataset.long);
  before.set(field, text);
  writing += 1;
  saved.dataset.state = "typing";
  // An event never changes, since it may be on its way already; a newer text of the same field takes its place.
  const older = pending.get(field), at = Math.max(Math.round(now()), last + 1);
  const was = !older ? base(field) : leaving.has(older.id) ? older.at : older.was;
  const event = { id: freshID(), application, field, typed: text, at, was, shared: isShared };
  last = at;
  pending.set(field, event);
  await inStores(["events", "latest"], "readwrite", (events, latest) => {
    if (older) events.delete(older.id);
    events.put(event);
    latest.put({ id: `${application}/${field}`, application, field, typed: text, at, shared: isShared });
  }).finally(() => { writing -= 1; });
  show(navigator.onLine && wait === 1500 ? "sending" : "phone");
  clearTimeout(timer);
  timer = setTimeout(send, 1200);
}

/// Sends what waits, oldest first; keeps all of it until the server says that it is on disk.
function send(isLeaving) {
  if (hasLeft) return Promise.resolve();
  if (sending && !isLeaving) return sending;
  sending = deliver(isLeaving).finally(() => { sending = null; });
  return sending;
}

/// Everything that waits; true when nothing does any more.
async function sendAll() {
  for (let left = Infinity; ;) {
    const waiting = (await own("events", await owner)).length;
    if (waiting === 0) return true;
    if (waiting >= left) return false;
    left = waiting;
    await send();
  }
}

/// As many of the oldest as one request may carry.
function fitting(events) {
  let bytes = 0;
  return events.slice(0, most).filter((event, index) => {
    bytes += new Blob([JSON.stringify(event)]).size;
    return index === 0 || bytes <= mostSent;
  });
}

async function deliver(isLeaving) {
  const whose = await owner;
  if (!whose) return;
  const events = fitting((await own("events", whose)).sort((a, b) => a.at - b.at));
  if (events.length === 0) return;
  for (const { id } of events) leaving.add(id);
  let reply;
  try {
    reply = await fetch("/apply/answers", {
      method: "POST", keepalive: Boolean(isLeaving), headers: words,
      body: JSON.stringify({ application: whose, events: events.map(({ id, field, typed: text, at, was }) => ({ id, field, typed: text, at, was })) }),
    });
  } catch {
    show("phone");
    return later();
  }
  if (reply.ok) return delivered(events, await reply.json(), whose);
  if (reply.status === 401) return show("again");
  if (reply.status === 413) return tooMuch(events);
  show("phone");
  if (reply.status >= 500 || reply.status === 429) return later();
  const { refused } = await reply.json().catch(() => ({}));
  if (saved) saved.textContent = refused || "";
}

/// The server has judged each event by itself: what it refuses stays as text on the phone and blocks nothing.
async function delivered(events, { kept, refused, changed, at }, whose) {
  await settle(events.filter(({ id }) => kept.includes(id)), at);
  for (const { id, why } of refused || []) await refuse(events.find((event) => event.id === id), why);
  for (const { id, typed: text } of changed || []) {
    const event = events.find((each) => each.id === id), box = event && boxOf(event.field);
    // Another tab may have delivered it: whichever page hears of it says it.
    const line = saved && `${saved.dataset.changed} ${text}`;
    if (box) say(box, line);
    else if (saved) say(document.querySelector("main .wrap"), line);
  }
  learnTime(at, true);
  wait = 1500;
  if ((await own("events", whose)).length > 0) return later(300);
  show("server", new Date(at));
}

/// Half as many the next time; one that is too large by itself is refused like any other.
function tooMuch(events) {
  if (events.length === 1) return refuse(events[0], saved ? saved.dataset.long : "").then(() => later(300));
  most = Math.max(1, events.length >> 1);
  return later(300);
}

async function refuse(event, why) {
  if (!event) return;
  await drop("events", event.id);
  const box = boxOf(event.field);
  if (box) say(box, why);
}

const boxOf = (field) => boxes.find((box) => box.dataset.field === field);

/// Takes what the server has out of the journal and remembers since when it has the newest text. A shared device keeps none.
async function settle(sent, at) {
  const db = await openStore();
  await new Promise((resolve, reject) => {
    const transaction = db.transaction(["events", "latest"], "readwrite", { durability: "strict" });
    const store = transaction.objectStore("events"), latest = transaction.objectStore("latest");
    for (const { id, application: whose, field, typed: text, shared } of sent) {
      const newest = latest.get(`${whose}/${field}`);
      newest.onsuccess = () => {
        if (!newest.result || newest.result.typed !== text) return;
        if (shared) latest.delete(newest.result.id);
        else latest.put({ ...newest.result, sentAt: at });
      };
      store.delete(id);
    }
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  for (const event of sent) {
    leaving.delete(event.id);
    if (pending.get(event.field)?.id === event.id) pending.delete(event.field);
    if (event.application === application) setBase(event.field, Math.max(event.at, base(event.field)));
  }
}

function later(soon) {
  clearTimeout(timer);
  wait = Math.min(wait * 2, 60000);
  timer = setTimeout(send, soon || wait);
}

function show(state, time) {
  if (!saved) return;
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

/// The page was made before the server heard of this text: it is still on its way, or the page is the phone's old copy.
const isNewer = (latest, rendered) => latest && (!latest.sentAt || latest.sentAt >= rendered);

async function restore() {
  const rendered = Number(saved.dataset.now);
  for (const box of boxes) {
    const field = box.dataset.field, latest = await get("latest", `${application}/${field}`);
    if (latest) last = Math.max(last, latest.at);
    if (isNewer(latest, rendered)) take(box, latest);
    before.set(field, typed(box));
  }
  conditions();
  count();
  saved.dataset.ready = "yes";
  if ((await own("events", application)).length > 0) {
    show(navigator.onLine ? "sending" : "phone");
    send();
  }
}

function take(box, latest) {
  fill(box, latest.typed);
  setBase(box.dataset.field, Math.max(latest.at, base(box.dataset.field)));
}

/// Another tab of this phone may have got further: what is untouched here follows it.
async function follow() {
  for (const box of boxes) {
    const field = box.dataset.field, latest = await get("latest", `${application}/${field}`);
    if (!latest || latest.at <= Math.max(base(field), pending.get(field)?.at || 0) || before.get(field) !== typed(box)) continue;
    take(box, latest);
    before.set(field, typed(box));
  }
  conditions();
  count();
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
    await put("files", { id: `${application}/${box.dataset.field}`, application, field: box.dataset.field, name, blob, shared: isShared });
    input.value = "";  // it goes in pieces, not with the page
    sendFiles();
  });
}

let uploading = false;
let refusedFile = "";  // why the server did not take one

async function sendFiles() {
  const whose = await owner;
  if (uploading || !whose) return;
  uploading = true;
  try {
    for (const file of await own("files", whose)) await sendFile(file);
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
  await drop("files", file.id);
  progress(file, count, count);
}

async function refuseFile(file, reply) {
  if (reply.status === 401 || reply.status === 429 || reply.status >= 500) throw new Error("later");
  await drop("files", file.id);
  const { refused } = await reply.json().catch(() => ({}));
  refusedFile = `${file.name}: ${refused || ""}`;
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
    if (box.dataset.field) box.append(line);
    else box.prepend(line);
  }
  line.textContent = text;
}

// ---- Sending the application: it is called sent when the server has said so, and before that in large letters that it is not.

const submission = document.querySelector('form[action="/apply/submission"]');
const rows = Array.from(document.querySelectorAll("[data-answer]"));
let submitting = false;

/// "Check your answers" as the phone knows them: the server may not have heard of all of them yet.
async function merge() {
  const rendered = Number(saved.dataset.now);
  let isWhole = true;
  for (const row of rows) {
    const latest = await get("latest", `${application}/${row.dataset.answer}`);
    if (!isNewer(latest, rendered)) continue;
    row.querySelector("dd").textContent = readable(row, latest.typed);
    const missing = document.querySelector(`[data-missing="${row.dataset.answer}"]`);
    if (missing) missing.hidden = latest.typed.trim() !== "";
  }
  for (const list of document.querySelectorAll("[data-complaints]")) {
    const isDone = Array.from(list.querySelectorAll("[data-missing]")).every((line) => line.hidden);
    list.hidden = isDone;
    isWhole = isWhole && isDone;
  }
  if (submission) submission.hidden = !(isWhole && submission.dataset.agreed === "yes");
  saved.dataset.ready = "yes";
}

function readable(row, text) {
  if (row.dataset.options) return JSON.parse(row.dataset.options)[text] || text;
  return /^(\d{9}$|[?@]|[^|]*\|)/.test(text) && row.dataset.kind === "place" ? saved.dataset.phone : text;
}

async function submit(event) {
  event.preventDefault();
  try {
    await put("facts", { id: `submission/${application}`, application, shared: isShared });
    trySubmission();
  } catch {
    submission.submit();  // a browser that keeps nothing sends the page as it is
  }
}

/// Journal and files first, then the application itself; again and again until the server has answered.
async function trySubmission() {
  const whose = await owner;
  if (submitting || !whose || !(await get("facts", `submission/${whose}`))) return;
  submitting = true;
  warn(saved?.dataset.sending);
  try {
    if (!(await sendAll())) throw new Error("later");
    refusedFile = "";
    await sendFiles();
    if ((await own("files", whose)).length > 0) throw new Error("later");
    // An application without the photo she believes to be in it is not what she wanted to send.
    if (refusedFile) {
      await drop("facts", `submission/${whose}`);
      return warn(refusedFile);
    }
    const reply = await fetch("/apply/submission", { method: "POST", headers: words, body: JSON.stringify({ application: whose }) });
    if (reply.status === 401) return warn(saved?.dataset.again);
    if (reply.status >= 500 || reply.status === 429) throw new Error("later");
    const { next, refused } = await reply.json();
    await drop("facts", `submission/${whose}`);
    if (next) location.assign(next);
    else warn(refused);
  } catch {
    warn(saved?.dataset.unsentWhat);
    setTimeout(trySubmission, 10000);
  } finally {
    submitting = false;
  }
}

function warn(what) {
  if (!saved) return;
  let box = document.getElementById("unsent");
  if (!box) {
    box = document.createElement("div");
    Object.assign(box, { id: "unsent", className: "notice felt unsent" });
    box.setAttribute("role", "alert");
    box.append(document.createElement("h2"), document.createElement("p"));
    document.querySelector("main .wrap").prepend(box);
  }
  box.firstChild.textContent = saved.dataset.unsent;
  box.lastChild.textContent = what || "";
}

// ---- Leaving, coming back, signing out.

/// Whose pages these are: the page says it, or the last page that did.
const owner = application ? Promise.resolve(application) : get("facts", "current").then((fact) => fact && fact.application).catch(() => null);

/// Her own phone keeps a key: a browser that was killed may have lost its cookie, not its journal. Once in each tab the house is
/// told which phone has this session, so that signing out ends the key there too.
async function takeKey() {
  if (isShared) return;
  const known = await get("facts", `device/${application}`);
  if (known && sessionStorage.getItem("device") === application) return;
  const reply = await fetch("/apply/device", { method: "POST", headers: words, body: JSON.stringify({ key: known?.value }) }).catch(() => null);
  if (!reply || !reply.ok) return;
  const { key } = await reply.json();
  await put("facts", { id: `device/${application}`, application, value: key });
  sessionStorage.setItem("device", application);
}

/// Sent to the sign-in from a page of hers: opens the door with the phone's key and goes back there.
async function comeBack() {
  const back = new URLSearchParams(location.search).get("back") || "";
  if (!/^\/(apply|status)(\/|$)/.test(back)) return;
  const device = await get("facts", `device/${await owner}`);
  if (!device) return;
  const reply = await fetch("/return/device", { method: "POST", headers: words, body: JSON.stringify({ key: device.value }) }).catch(() => null);
  if (reply && reply.ok) location.replace(back);
}

/// Of everything in the store the rows that are meant.
async function wipe(isMeant) {
  for (const store of ["events", "latest", "files", "facts"]) {
    for (const row of await all(store)) if (isMeant(row)) await drop(store, row.id);
  }
}

/// What was typed on a shared device is nothing for the next girl.
const wipeShared = (whose) => wipe((row) => row.shared && row.application !== whose);

/// What is not on the server yet is sent; what cannot be sent is asked about. A sister's answers stay.
async function leave(event) {
  const target = event.target, whose = await owner;
  const unsent = async () => (await own("events", whose)).length + (await own("files", whose)).length > 0;
  if (await unsent()) {
    await sendAll();
    await sendFiles();
    if ((await unsent()) && !confirm(target.dataset.unsent)) return;
  }
  clearTimeout(timer);
  hasLeft = true;
  const device = await get("facts", `device/${whose}`);
  if (device) target.append(Object.assign(document.createElement("input"), { type: "hidden", name: "device", value: device.value }));
  await wipe((row) => row.application === whose || row.id === "current");
  if ((await all("events")).length + (await all("facts")).filter((fact) => fact.application).length === 0) await deleteStore();
  for (const name of await caches.keys()) await caches.delete(name);
  target.submit();
}

/// Waits for other tabs to let go, but not for ever: they close when they are asked to.
async function deleteStore() {
  (await openStore()).close();
  opening = null;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase("keruen");
    request.onsuccess = request.onerror = resolve;
    setTimeout(resolve, 2000);
  });
}

function pages() {
  if (!("serviceWorker" in navigator)) return;
  // A worker from somebody's own phone time shows a shared device nothing of hers.
  if (isShared) return navigator.serviceWorker.controller?.postMessage({ forget: true });
  navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then((registration) => {
    const outline = saved.dataset.outline;
    // The first page came before the worker: what it is made of is named, or without a network it would come back without it.
    const files = Array.from(document.querySelectorAll("link[rel=stylesheet], script[src]"), (each) => each.href || each.src);
    if (outline && registration.active) registration.active.postMessage({ outline: JSON.parse(outline), application, files });
  });
}

async function start() {
  const fact = await get("facts", "offset");
  if (fact) offset = fact.value;
  if (!saved) {
    if (document.getElementById("start")) await wipeShared(null);
    await comeBack();
  } else {
    learnTime(Number(saved.dataset.now), false);
    await wipeShared(application);
    await put("facts", { id: "current", application, shared: isShared });
    if (form) await restore();
    if (rows.length > 0) await merge();
    pages();
    takeKey();
  }
  send();
  sendFiles();
  trySubmission();
}

if (form) {
  for (const box of boxes) {
    for (const name of ["input", "change"]) box.addEventListener(name, () => { keep(box); conditions(); count(); });
    if (box.dataset.kind === "place") searchPlaces(box);
  }
  form.querySelectorAll("[data-kind=file]").forEach(takeFile);
  form.addEventListener("submit", () => { boxes.forEach(keep); });
}
const errors = document.getElementById("errors");
if (errors) errors.focus();
if (submission && saved) submission.addEventListener("submit", submit);
for (const out of document.querySelectorAll('form[action="/sign-out"]')) {
  out.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(event).catch(() => event.target.submit());
  });
}
addEventListener("online", () => { wait = 1500; send(); sendFiles(); trySubmission(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send(true);
  else if (form && saved) follow();
});
start();
