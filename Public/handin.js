// Handing in: a photo of the notebook goes to the house as soon as it is chosen, in small pieces that go on where they stopped. On her own phone the
// text of an assignment goes into her journal while she writes, and handing it in does too: it is there when the page is opened again, with a
// network or without. Elsewhere the work is handed in when the photos are there. Without this script one photo goes with the form.

import { finish, press, pressed, thread } from "./handing.js";
import { isNewer } from "./kit/journal.js";
import { get, put } from "./kit/store.js";
import { openUploads } from "./kit/upload.js";
import { hear, journal } from "./study.js";

const box = document.getElementById("photos");
const form = document.getElementById("work");
const line = box?.querySelector("[data-line]");
const list = box?.querySelector("[data-mine]");
const says = box?.dataset;
const free = says?.places.split(" ").filter(Boolean) ?? [];
const state = form?.querySelector("[data-about]");
const about = state?.dataset.about;
const area = form?.elements.text;
let uploads = null, opened = null;
let wanted = null;  // the button that waits for the photos
let timer = 0, last = null, made = 0, isLocked = false, isPassing = false, hasCome = false;

// ---- Photos

function heard(what, field, name, ...told) {
  if (what === "refused") {
    if (!about) wanted = null;
    showMine().catch(() => {});
    line.className = "error";
    line.textContent = `${name}: ${told[0]}`;
    // What is behind it has come all the same; the list says on the new page what was refused.
    return hasCome ? arrived() : undefined;
  }
  const [done, count] = told;
  line.className = "";
  line.textContent = what === "waits" ? "" : done === count ? `✓ ${says.arrived}` : `${says.sending}: ${Math.round((done / count) * 100)} %`;
  if (what === "waits" || done === count) showMine().catch(() => {});
  if (what === "progress" && done === count) {
    hasCome = true;
    arrived();
  }
}

/// What of this work lies on the phone: a photo that waits, and one that the house did not take, each with a way to take it out.
async function showMine() {
  const mine = await uploads.mine();
  list.replaceChildren(...mine.map((file) => rowOf(file, says, async () => {
    await uploads.forget(file.field);
    release(placeOf(file));
    line.textContent = "";
    await showMine();
  })));
  // A place with a photo that was refused is free; one that waits is not.
  for (const file of mine) {
    if (!file.blob) release(placeOf(file));
    else if (free.includes(placeOf(file))) free.splice(free.indexOf(placeOf(file)), 1);
  }
}

const placeOf = ({ field }) => field.split("-")[1];
const release = (place) => { if (!free.includes(place)) free.push(place); };

function rowOf({ name, blob, refused }, words, remove) {
  const row = document.createElement("li"), out = document.createElement("button");
  row.textContent = `${name} · ${blob ? words.onphone : refused} `;
  Object.assign(out, { type: "button", className: "btn plain", textContent: words.remove });
  out.addEventListener("click", () => remove().catch(() => {}));
  row.append(out);
  return row;
}

/// Beside what was handed in: photos that the house did not take, which are not in it.
async function showRefused(box) {
  const uploads = openUploads(box.dataset.owner, false, { room: box.dataset.room, subject: box.dataset.subject }, () => {});
  const files = await uploads.refused();
  box.hidden = files.length === 0;
  box.querySelector("ul").replaceChildren(...files.map((file) => rowOf(file, box.dataset, async () => {
    await uploads.forget(file.field);
    await showRefused(box);
  })));
}

/// The page is shown anew with the photo in its list; what she has typed stays on the phone, or in the tab, meanwhile.
async function arrived() {
  if ((await uploads.waiting()).length > 0 || isLocked) return;
  if (wanted) return pass(wanted);
  if (opened && about) await keepText();
  if (location.pathname === says.page) location.reload();
  else location.assign(says.page);
}

/// A picture that this phone cannot open will not be opened anywhere.
async function opens(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return true;
  const picture = await createImageBitmap(file).catch(() => null);
  picture?.close();
  return Boolean(picture);
}

async function take(file) {
  const refuse = (why) => { line.className = "error"; line.textContent = `${file.name}: ${why}`; };
  if (!(await opens(file))) return refuse(says.broken);
  const place = free.shift();
  if (!place) return refuse(says.full);
  line.className = "";
  line.textContent = navigator.onLine ? says.sending : "";
  await uploads.take(`photo-${place}`, file);
  await showMine();
}

// ---- The text, and handing it in, on her own phone

function say(text, tone = "saved") {
  state.className = tone;
  state.textContent = text;
}

function lock(is) {
  isLocked = is;
  for (const control of form.elements) {
    if (["submit", "button"].includes(control.type)) control.hidden = is;
    else if (control.type === "file") control.closest(".field").hidden = is;
    else if (control.type !== "hidden") control.disabled = is;
  }
}

async function keepText() {
  clearTimeout(timer);
  timer = 0;
  if (!area || area.value === last) return;
  last = area.value;
  await opened.write(thread, about, String(new URLSearchParams({ text: last, go: "keep" })));
  if (!isLocked) say(state.dataset.kept);
}

async function handIn() {
  await press(opened.owner, about, area?.value ?? "");
  clearTimeout(timer);
  lock(true);
  const photos = (await uploads.waiting()).length;
  say(photos && navigator.onLine ? says.waits : state.dataset.handed);
  await finish(opened, uploads);
}

function refuse(why, text) {
  lock(false);
  say(why || state.dataset.untaken, "error");
  if (text && area && text !== area.value) {
    const words = document.createElement("blockquote");
    words.className = "written";
    words.textContent = text;
    state.append(words);
  }
  last = null;
}

/// What this phone wrote and the page does not show.
async function restore() {
  const text = await opened.latest(thread, about);
  const intent = (await pressed(opened.owner)).find((each) => each.about === about);
  const fields = new URLSearchParams(text?.body);
  if (area) last = area.defaultValue;
  if (intent) {
    if (area) area.value = intent.text;
    lock(true);
    return say(state.dataset.handed);
  }
  if (!text) return;
  if (text.refused !== undefined) return refuse(text.refused, fields.get("text"));
  if (!isNewer(text, made)) return;
  if (area) area.value = fields.get("text");
  last = area?.value;
  if (fields.get("go") !== "hand-in") return say(text.sentAt ? "" : state.dataset.kept);
  lock(true);
  if (text.sentAt && navigator.onLine) return look();
  say(text.sentAt ? state.dataset.arrived : state.dataset.handed);
}

/// The house has it: the page of it as it was handed in.
async function look() {
  const reply = await fetch(`${says.page}?done=handed`, { cache: "no-store" }).catch(() => null);
  if (reply?.ok) location.replace(`${says.page}?done=handed`);
  else say(state.dataset.arrived);
}

async function startWork() {
  made = Number(state.dataset.made);
  // The photo goes as soon as it is chosen.
  await restore();
  area?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => keepText().catch(() => {}), 700); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keepText().then(() => opened.send(true)).catch(() => {});
  });
  hear((what, where, of, why) => {
    if (where !== thread || of !== about) return;
    if (what === "refused") opened.latest(thread, about).then((text) => refuse(why, new URLSearchParams(text?.body).get("text")));
    if (what === "kept") {
      opened.latest(thread, about).then((text) => {
        if (isLocked && text?.sentAt && new URLSearchParams(text.body).get("go") === "hand-in") look();
        else if (!isLocked && state.className === "saved") say("");
      }).catch(() => {});
    }
  });
  const go = () => finish(opened, uploads).catch(() => {});
  addEventListener("online", go);
  setInterval(async () => { if ((await pressed(opened.owner)).length > 0) go(); }, 5000);
  if ((await pressed(opened.owner)).length > 0) go();
}

function pass(submitter) {
  isPassing = true;
  form.requestSubmit(submitter);
  isPassing = false;
}

/// True: the form is not for the house now.
async function onPhone(submitter) {
  if (submitter?.value === "hand-in") return handIn().then(() => true);
  await keepText();
  if (await fetch("/health", { cache: "no-store" }).catch(() => null)) return false;
  say(state.dataset.kept);
  return true;
}

async function start() {
  const isShared = says.shared === "yes";
  opened = await journal;
  const known = await get("facts", "current/study");
  const shown = isShared || known?.owner !== says.owner ? {} : { ...known.shown };
  await put("facts", { id: "current/study", owner: says.owner, shared: isShared, seed: Number(says.seed), shown });
  uploads = openUploads(says.owner, isShared, { room: says.room, subject: says.subject }, heard);
  // What is chosen goes by itself.
  form.querySelector("[value=photo]")?.remove();
  const input = form.querySelector("input[type=file]");
  input?.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) await take(file).catch(() => {});
    input.value = "";
  });
  await showMine();
  // Before keep.js asks whether there is a network: a work without the photo she believes to be in it is not what she hands in.
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (isPassing || submitter === wanted) return;
    const isWork = opened && about && ["hand-in", "", undefined].includes(submitter?.value);
    if (!isWork && submitter?.value !== "hand-in") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isWork) {
      if (!(await onPhone(submitter).catch(() => false))) pass(submitter);
      return;
    }
    wanted = submitter;
    if ((await uploads.waiting()).length === 0) return form.requestSubmit(wanted);
    line.textContent = says.waits;
    uploads.send();
  }, { capture: true });
  if (opened && about) await startWork();
  addEventListener("online", () => uploads.send());
  uploads.send();
}

// A browser that keeps nothing sends one photo with the form.
if (box && form) start().catch(() => {});
const missing = document.getElementById("refused");
if (missing) showRefused(missing).catch(() => {});
