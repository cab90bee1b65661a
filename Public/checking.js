// A check on her own phone. What she changes in the form goes into her journal while she writes: it is there when the page is opened again, and goes
// by itself when there is a network, from this page or another one. What she has not touched is in no event, so that an older page takes nothing
// out of what she wrote elsewhere. Without this script the form goes to the server.

import { now } from "./kit/clock.js";
import { offerFile, takeKey } from "./kit/parcel.js";
import { hear, journal } from "./study.js";

const thread = "checks";
const form = document.getElementById("check");
const line = form.querySelector("[data-about]");
const { about, made, kept, handed, untaken, alone, saved, again, door } = line.dataset;
const controls = () => [...form.elements].filter(({ name }) => name.startsWith("q."));
const itemOf = (name) => name.split(".")[1];
const isTicked = ({ type }) => type === "radio" || type === "checkbox";
const isDrawn = (control) => {
  if (isTicked(control)) return control.checked === control.defaultChecked;
  if (!control.options) return control.value === control.defaultValue;
  return control.selectedIndex === Math.max(0, [...control.options].findIndex((each) => each.defaultSelected));
};

let opened = null, timer = 0, last = null;

/// Of the questions that she changed here all that stands there, as the form would send it; ticks that were all taken out as nothing.
function written(go) {
  const items = new Set(controls().filter((control) => !isDrawn(control)).map(({ name }) => itemOf(name)));
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith("q.") && items.has(itemOf(name)));
  const named = new Set(fields.map(([name]) => itemOf(name)));
  for (const { name } of controls()) {
    if (!items.has(itemOf(name)) || named.has(itemOf(name))) continue;
    named.add(itemOf(name));
    fields.push([name, ""]);
  }
  return String(new URLSearchParams([...fields, ["opening", form.elements.opening.value], ["go", go]]));
}

/// On how many questions something stands on this page.
const answered = () => new Set(controls().filter((control) => (isTicked(control) ? control.checked : control.value.trim())).map(({ name }) => itemOf(name))).size;

function say(text, tone = "saved") {
  line.className = tone;
  line.textContent = text;
}

function lock(isLocked) {
  for (const control of form.elements) {
    if (control.type === "submit") control.hidden = isLocked;
    else if (control.type !== "hidden") control.disabled = isLocked;
  }
}

const waiting = async () => (await opened.waiting()).filter((event) => event.thread === thread && event.about === about).sort((a, b) => a.at - b.at);

async function keep(go) {
  clearTimeout(timer);
  timer = 0;
  const body = written(go);
  if (body === last) return;
  await opened.write(thread, about, body);
  last = body;
  if (go === "keep") say(kept.replace("{n}", answered()));
}

/// What this phone wrote and the page does not show: all that waits, and what arrived after the page was made.
async function restore() {
  const text = await opened.latest(thread, about), events = await waiting();
  const bodies = events.map(({ body }) => body);
  if (text?.sentAt >= Number(made)) bodies.unshift(text.body);
  if (bodies.length === 0) return;
  for (const body of bodies) {
    const fields = new URLSearchParams(body);
    const items = new Set([...fields.keys()].filter((name) => name.startsWith("q.")).map(itemOf));
    for (const control of controls().filter(({ name }) => items.has(itemOf(name)))) {
      const values = fields.getAll(control.name);
      if (isTicked(control)) control.checked = values.includes(control.value);
      else if (values.length) [control.value] = values;
    }
  }
  const newest = new URLSearchParams(bodies.at(-1));
  const isIn = newest.get("go") === "hand-in" && newest.get("opening") === form.elements.opening.value;
  if (!isIn) return say(events.length ? kept.replace("{n}", answered()) : "");
  if (events.length === 0) return location.replace(location.pathname);
  last = bodies.at(-1);
  say(handed);
  lock(true);
}

async function handIn() {
  await keep("hand-in");
  say(handed);
  lock(true);
  // What arrived is told by the journal (below); where nothing does, it stays said that it is on the phone.
  await opened.hurry();
}

/// Nothing of it is handed in: she reads why where she is and at the head of the questions, and goes on from here or opens it again.
function refuse(why) {
  lock(false);
  say(why || untaken, "error");
  warn(why || untaken);
  last = null;
}

function warn(why) {
  const box = document.getElementById("untaken") || document.createElement("div");
  const words = document.createElement("p"), link = document.createElement("a");
  Object.assign(box, { id: "untaken", className: "err", tabIndex: -1 });
  box.setAttribute("role", "alert");
  words.textContent = `${why} `;
  Object.assign(link, { href: door, textContent: again });
  words.append(link);
  box.replaceChildren(words);
  form.before(box);
  // Never out of a field: what is left is kept once more, and the reason would give way to that.
  if (!form.contains(document.activeElement)) box.focus({ preventScroll: true });
}

// ---- A device that is not hers: nothing stays here, so with a network each answer goes to the house while she writes.

let saving = null;

async function save() {
  if (saving || isForm || document.getElementById("untaken")) return;
  clearTimeout(timer);
  timer = 0;
  saving = (async () => {
    const body = new URLSearchParams([...new FormData(form), ["go", "keep"]]);
    const reply = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (!reply || reply.status >= 500 || reply.status === 429) return say(alone, "error");
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    // The house says what stands there now: with it the next form knows what was touched since.
    const shown = page.querySelector("#check [name=shown]");
    if (shown) form.elements.shown.value = shown.value;
    const isWrong = page.querySelector("main .err");
    if (shown && !isWrong) say(saved.replace("{n}", answered()));
    else if (shown) say("");
    else warn(page.querySelector("main h1 + p, main p")?.textContent || untaken);
  })().finally(() => { saving = null; });
  await saving;
}

function saveWhileWriting() {
  const soon = (delay) => () => { clearTimeout(timer); timer = setTimeout(() => save().catch(() => {}), delay); };
  form.addEventListener("input", soon(1500));
  form.addEventListener("change", soon(300));
  addEventListener("online", soon(100));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && timer) save().catch(() => {}); });
}

// ---- No network for long: what waits of it goes into a file.

const long = 15000;
let offered = null;

async function offer() {
  const oldest = Math.min(...(await waiting()).map(({ at }) => at));
  if (oldest === Infinity) offered?.then((button) => button?.remove());
  if (oldest === Infinity) offered = null;
  else if (!navigator.onLine || oldest < now() - long) offered ??= offerFile(opened, [thread, "study"], line.dataset.file, line).catch(() => null);
}

/// Another page of hers may have brought what waited here, or have handed it in, or have heard why it is not taken.
async function look() {
  offer().catch(() => {});
  if (!last || (await waiting()).length > 0) return;
  const text = await opened.latest(thread, about);
  const isIn = new URLSearchParams(text?.body).get("go") === "hand-in";
  if (isIn && text.sentAt) return location.replace(location.pathname);
  if (!text?.sentAt) return refuse(text?.refused);
  if (line.className === "saved") say("");
}

async function start() {
  opened = await journal;
  if (!opened) return saveWhileWriting();
  if (line.dataset.key) await takeKey(opened.owner, line.dataset, false).catch(() => {});
  await restore();
  const soon = (delay) => () => { clearTimeout(timer); timer = setTimeout(() => keep("keep").catch(() => {}), delay); };
  form.addEventListener("input", soon(700));
  form.addEventListener("change", soon(200));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keep("keep").then(() => opened.send(true)).catch(() => {});
  });
  setInterval(() => look().catch(() => {}), 3000);
}

hear((what, where, of, why) => {
  if (where !== thread || of !== about) return;
  if (what === "refused") refuse(why);
  if (what === "kept") look().catch(() => {});
});

let isForm = false;
const ready = start().catch(() => {});
form.addEventListener("submit", async (event) => {
  if (isForm) return;
  event.preventDefault();
  const { submitter } = event;
  // A store that another tab holds is not waited for.
  await Promise.race([ready, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
  const asForm = async () => {
    // Nothing is written down here: without a network what stands in the form would go with the page.
    if (!(await fetch("/health", { cache: "no-store" }).catch(() => null))) return say(alone, "error");
    isForm = true;
    lock(false);
    form.requestSubmit(submitter);
    isForm = false;
  };
  if (!opened) return asForm();
  (submitter?.value === "hand-in" ? handIn() : keep("keep").then(() => opened.hurry())).catch(asForm);
});
