// The rolls of a trainer's phone. On the pages of a group: kept here, brought up to date, removed. On /rolls: marked, with or without a
// network. Names lie sealed (AES-GCM) and the key cannot be taken out of the browser; both go after their last day, when all is on the server.

import { get, own, put, drop, all } from "./kit/store.js";
import { recallTime, now } from "./kit/clock.js";
import { areForgotten } from "./kit/rolls.js";
import { bringLeft, openSealed, unpacked } from "./kit/sealed.js";

const encoder = new TextEncoder();
const algorithm = (thread, iv) => ({ name: "AES-GCM", iv, additionalData: encoder.encode(thread) });

// ---- What is kept: of each thread a fact {thread, token, group, until, sealed, mine} and its key.

const factID = (thread) => `roll/${thread}`;
const rolls = async () => (await all("facts")).filter(({ id }) => String(id).startsWith("roll/"));
const keyOf = async (thread) => (await get("keys", factID(thread)))?.value;

async function unsealed(thread, key, bytes) {
  const text = await crypto.subtle.decrypt(algorithm(thread, bytes.slice(0, 12)), key, bytes.slice(12));
  return JSON.parse(new TextDecoder().decode(text));
}

async function sealedText(thread, key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm(thread, iv), key, encoder.encode(JSON.stringify(value))));
  const bytes = new Uint8Array(12 + sealed.length);
  bytes.set(iv);
  bytes.set(sealed, 12);
  return bytes;
}

/// How many marks of a roll the server does not have yet, as the phone knows.
async function unsent({ owner, thread }) {
  const events = (await own("events", owner)).filter((row) => row.sealed && row.thread === thread);
  const { have = 0 } = (await get("facts", `sealed/${owner}/${thread}`)) || {};
  return events.filter(({ seq }) => seq > have).length;
}

async function keep({ owner, until, group, meetings }) {
  for (const { thread, token, key, sealed } of meetings) {
    const secret = await crypto.subtle.importKey("raw", unpacked(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    const before = await get("facts", factID(thread));
    // What was tapped here and has not arrived stands above what the server says.
    const mine = before && (await unsent(before)) > 0 ? before.mine : null;
    if (areForgotten()) return;
    await put("keys", { id: factID(thread), owner, value: secret });
    if (areForgotten()) return;
    await put("facts", { id: factID(thread), owner, thread, token, group, until, sealed: unpacked(sealed), mine });
  }
  const told = new Set(meetings.map(({ thread }) => thread));
  for (const roll of await rolls()) if (roll.group === group && !told.has(roll.thread)) await forget(roll);
}

/// Gone from the phone, unless a mark would go with it.
async function forget(roll) {
  if ((await unsent(roll)) > 0) return false;
  const journal = await openSealed({ ...roll, key: await keyOf(roll.thread), tell() {} });
  await journal.giveUp();
  await drop("keys", factID(roll.thread));
  await drop("facts", factID(roll.thread));
  return true;
}

/// Names are not kept past their last day, marks until they have arrived.
async function forgetOld() {
  for (const roll of await rolls()) {
    if (roll.until > now()) continue;
    if (!(await forget(roll))) await put("facts", { ...roll, sealed: null, mine: null });
  }
}

// ---- A group's page.

const offer = document.getElementById("keep-rolls");

async function offerKeeping() {
  if (!("serviceWorker" in navigator && "indexedDB" in window && crypto.subtle)) return;
  const line = offer.querySelector("[role=status]");
  const [keeping, removing] = ["keep", "remove"].map((name) => offer.querySelector(`button[name=${name}]`));
  const hers = async () => (await rolls()).filter(({ group }) => group === offer.dataset.group);
  let isSaid = false;
  const show = async (text) => {
    // What she was just told is not written over by what comes by itself.
    if (!text && isSaid) return;
    isSaid = Boolean(text);
    const kept = await hers();
    const last = kept.length > 0 && new Date(kept[0].until - 1).toLocaleDateString("ru", { timeZone: "Asia/Almaty" });
    line.textContent = text || (last ? offer.dataset.until.replace("{until}", last) : "");
    removing.hidden = kept.length === 0;
  };
  const bring = async () => {
    const reply = await fetch(offer.dataset.rolls, { headers: { "x-keruen": "1" } });
    if (!reply.ok) throw new Error("not kept");
    await keep(await reply.json());
    await navigator.serviceWorker.register("/worker.js");
    const { active } = await navigator.serviceWorker.ready;
    const files = Array.from(
      document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]"), (each) => each.href || each.src);
    await new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      setTimeout(reject, 30000);
      port1.onmessage = ({ data }) => { if (data.isWhole) resolve(); else if (!data.running) reject(); };
      active.postMessage({ pack: { address: offer.dataset.pack, files, all: true, lang: document.documentElement.lang } }, [port2]);
    });
  };
  keeping.type = removing.type = "button";
  keeping.onclick = () => {
    isSaid = false;
    bring().then(() => show(), () => show(offer.dataset.failed));
  };
  removing.onclick = async () => {
    let isAll = true;
    for (const roll of await hers()) isAll = (await forget(roll)) && isAll;
    await show(isAll ? offer.dataset.gone : offer.dataset.unsent);
  };
  offer.hidden = false;
  await forgetOld();
  await bringLeft(async () => false).catch(() => {});
  if ((await hers()).length > 0) await bring().catch(() => {});
  await show();
}

// ---- The roll's own page, with a network: what this phone marked and the house does not have yet is said, and brought.

const waits = document.getElementById("roll-waits");

async function showWaiting() {
  const mine = (await rolls()).filter(({ thread }) => thread === waits.dataset.thread);
  const count = async () => (await Promise.all(mine.map(unsent))).reduce((sum, each) => sum + each, 0);
  let isTouched = false;
  document.getElementById("roll")?.addEventListener("input", () => { isTouched = true; });
  for (let before = await count(); before > 0;) {
    waits.textContent = `● ${waits.dataset.phone.replace("{n}", before)}`;
    waits.hidden = false;
    await bringLeft(async () => false).catch(() => {});
    before = await count();
    if (before === 0) {
      waits.textContent = waits.dataset.arrived;
      // What she has begun to mark here is not taken from under her hand.
      if (!isTouched) return location.reload();
    } else await new Promise((resolve) => { setTimeout(resolve, 3000); });
  }
}

// ---- /rolls

const page = document.getElementById("rolls");
const list = document.getElementById("kept");
const place = document.getElementById("opened");
const template = (id) => document.getElementById(id).content.cloneNode(true);
const wordOf = (name, values = {}) => page.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

async function showAll() {
  await recallTime();
  await forgetOld();
  const kept = [];
  for (const roll of await rolls()) {
    const key = await keyOf(roll.thread);
    if (roll.sealed && key) kept.push({ ...roll, key, text: await unsealed(roll.thread, key, roll.sealed) });
  }
  kept.sort((a, b) => a.text.starts - b.text.starts);
  const waiting = await waitingInAll();
  page.textContent = waiting > 0 ? `● ${wordOf("phone", { n: waiting })}` : wordOf(kept.length > 0 ? "some" : "none");
  list.replaceChildren(...kept.map((roll) => {
    const item = document.createElement("li"), link = document.createElement("a"), beside = document.createElement("span");
    link.href = `#${roll.thread}`;
    link.textContent = roll.text.when;
    beside.className = "hint";
    beside.textContent = `${roll.text.group} · ${roll.text.about}`;
    item.append(link, beside);
    return item;
  }));
  return kept;
}

async function waitingInAll() {
  let sum = 0;
  for (const roll of await rolls()) sum += await unsent(roll);
  return sum;
}

let journal = null;

async function showOne(kept) {
  journal?.close();
  journal = null;
  place.replaceChildren();
  const roll = kept.find(({ thread }) => `#${thread}` === location.hash);
  list.hidden = Boolean(roll);
  if (!roll) return;
  const { text, thread, key } = roll;
  const mine = roll.mine ? await unsealed(thread, key, roll.mine) : { marks: {}, off: "" };
  for (const { n, mark, note } of text.girls) mine.marks[n] ??= { mark, note };
  place.append(template("roll"));
  const form = place, [lines, digits] = [form.querySelector("ol"), form.querySelector(".code4")];
  form.querySelector("h2").textContent = text.when;
  form.querySelector("h2 + p").textContent = `${text.about} · ${text.place} · ${text.group}`;
  digits.textContent = text.digits;
  const isEarly = now() < text.starts - 3600000;
  for (const { n, name } of text.girls) lines.append(line(n, name, mine, isEarly));
  const rest = form.querySelector("button[name=rest]"), off = form.querySelector("button[name=off]");
  rest.type = off.type = "button";
  rest.disabled = off.disabled = isEarly;
  if (isEarly) page.textContent = wordOf("early");
  const said = (what, ...of) => {
    if (what === "stopped" || what === "full" || what === "taken") return (page.textContent = wordOf(what));
    if (what === "have" || what === "later") return sayState(text, mine);
  };
  journal = await openSealed({ ...roll, key, tell: said });
  /// On the phone's disk first; then the page says so.
  const tap = async (kind, about, body) => {
    await journal.append(kind, about, body);
    await put("facts", { ...(await get("facts", factID(thread))), mine: await sealedText(thread, key, mine) });
    await sayState(text, mine);
  };
  const mark = (n) => tap("mark", String(n), JSON.stringify(mine.marks[n])).catch(() => { page.textContent = wordOf("full"); });
  lines.addEventListener("change", ({ target }) => {
    const n = target.closest("li").dataset.girl;
    mine.off = "";
    if (target.type === "radio") mine.marks[n] = { ...mine.marks[n], mark: target.value };
    else mine.marks[n] = { ...mine.marks[n], note: target.value };
    if (mine.marks[n].mark) mark(n);
  });
  rest.onclick = async () => {
    for (const item of lines.children) {
      const n = item.dataset.girl;
      if (mine.marks[n]?.mark) continue;
      mine.marks[n] = { mark: "came", note: mine.marks[n]?.note || "" };
      item.querySelector("input[value=came]").checked = true;
      await mark(n);
    }
  };
  off.onclick = async () => {
    const reason = form.querySelector("input[name=reason]").value.trim();
    if (!reason) return (page.textContent = wordOf("why"));
    mine.off = reason;
    await tap("not-held", "", reason.slice(0, 200)).catch(() => { page.textContent = wordOf("full"); });
  };
  if (!isEarly) await sayState(text, mine);
  journal.send();
}

function line(n, name, mine, isEarly) {
  const item = template("girl").firstElementChild, { mark, note } = mine.marks[n];
  item.dataset.girl = n;
  item.querySelector("legend").textContent = name;
  for (const input of item.querySelectorAll("input[type=radio]")) {
    input.name = `mark-${n}`;
    input.checked = input.value === mark;
    input.disabled = isEarly;
  }
  const reason = item.querySelector("input[name=note]");
  reason.value = note || "";
  reason.setAttribute("aria-label", `${reason.getAttribute("aria-label")}: ${name}`);
  item.querySelector("details").open = Boolean(note);
  return item;
}

async function sayState(text, mine) {
  const marked = text.girls.filter(({ n }) => mine.marks[n]?.mark).length;
  const what = mine.off ? wordOf("off") : wordOf("marked", { n: marked, of: text.girls.length });
  const waiting = journal.count() - journal.have();
  page.textContent = waiting > 0 ? `● ${wordOf("phone", { n: waiting })} · ${what}` : journal.count() > 0 ? `✓ ${wordOf("server")} · ${what}` : what;
}

if (offer) offerKeeping().catch(() => {});
if (waits) showWaiting().catch(() => {});
if (page) {
  // One after the other: a list that is late never stands over a roll that was opened meanwhile.
  let turn = Promise.resolve();
  const inTurn = (work) => (turn = turn.catch(() => {}).then(work));
  const again = () => inTurn(async () => showOne(await showAll())).catch(() => { page.textContent = wordOf("none"); });
  // What waits goes meanwhile: the list does not wait for a network that is slow.
  const bring = () => bringLeft(async () => false).then(() => inTurn(() => (journal ? null : showAll()))).catch(() => {});
  addEventListener("hashchange", again);
  addEventListener("online", () => (journal ? journal.send() : bring()));
  bring();
  again();
}
