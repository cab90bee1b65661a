// The application on the phone: its form, "check your answers", sending it, her phone's key, signing out. Pages work without this
// script; with it they also work without a network. What any room needs of a phone stands in kit/, what any form needs in forms.js.

import { drop, get, own, put, whenOutdated } from "./kit/store.js";
import { learnTime, recallTime } from "./kit/clock.js";
import { isNewer, openJournal, words } from "./kit/journal.js";
import { openUploads } from "./kit/upload.js";
import { forgetShells, hidePages, keepShell } from "./kit/shell.js";
import { forgetOthers, leave, wipeShared } from "./kit/exit.js";
import { holds, openForm } from "./forms.js";
import { page, say, sayAbove, show, stop, warn } from "./saved.js";

const thread = "apply";
const isShared = Boolean(page && page.shared === "yes");
const question = document.getElementById("question");
const submission = document.querySelector('form[action="/apply/submission"]');
const rows = Array.from(document.querySelectorAll("[data-answer]"));
const outline = page && page.outline ? JSON.parse(page.outline) : [];

let journal, uploads, form;
let refusedFile = "";  // why the server did not take one
let submitting = null;  // what is being sent just now
let isLeaving = false;

// ---- What journal and uploads tell.

function heard(what, ...told) {
  if (what === "state") {
    show(...told);
    if (page) page.state = journal.isWriting() ? "typing" : told[0];
  }
  if (what === "stopped") stop(told[0]);
  if (what === "kept") form?.setBase(told[1], told[2]);
  // A text that no delivery can carry is refused on the way, where nobody gives a reason.
  if (what === "refused") sayAt(told[1], told[2] || page?.long || "");
  // Another tab may have delivered it: whichever page hears of it says it.
  if (what === "changed" && page) sayChanged(told[1], told[2]);
}

/// What a text of hers took the place of. A page that is left in this moment says it on the next.
function sayChanged(field, text) {
  sayAt(field, `${page.changed} ${text}`, true);
  const row = { id: `changed/${page.owner}/${field}`, owner: page.owner, field, text, shared: isShared };
  put("facts", row).then(() => setTimeout(() => drop("facts", row.id), 5000));
}

function heardOfFile(what, field, name, ...told) {
  if (what === "refused") {
    refusedFile = `${name}: ${told[0]}`;
    sayAt(field, refusedFile, true, true);
  } else {
    const [done, count] = told;
    sayAt(field, done === count ? `✓ ${page?.file}` : `${name}: ${Math.round((done / count) * 100)} %`);
  }
}

/// What the house did not take, or took in another's place, while she was on another page, or away.
async function tellMissed() {
  for (const { id, field, text } of await own("facts", page.owner)) if (id.startsWith("changed/")) sayChanged(field, text);
  for (const { field, name, refused } of await uploads.refused()) sayAt(field, `${name}: ${refused}`, true, true);
}

function sayAt(field, text, orAbove, isBad) {
  const box = form?.boxOf(field);
  if (box) say(box, text, isBad);
  else if (orAbove) sayAbove(text, isBad);
}

// ---- Sending the application: it is called sent when the server has said so, and before that in large letters that it is not.

/// "Check your answers" as the phone knows them: the server may not have heard of all of them yet.
async function merge() {
  const rendered = Number(page.now);
  let isWhole = true;
  for (const row of rows) {
    const text = await journal.latest(thread, row.dataset.answer);
    if (!isNewer(text, rendered)) continue;
    row.querySelector("dd").textContent = readable(row, text.body);
    const missing = document.querySelector(`[data-missing="${row.dataset.answer}"]`);
    if (missing) missing.hidden = text.body.trim() !== "";
  }
  for (const list of document.querySelectorAll("[data-complaints]")) {
    const isDone = Array.from(list.querySelectorAll("[data-missing]")).every((line) => line.hidden);
    list.hidden = isDone;
    isWhole = isWhole && isDone;
  }
  if (submission) submission.hidden = !(isWhole && submission.dataset.agreed === "yes");
}

function readable(row, text) {
  if (row.dataset.options) return JSON.parse(row.dataset.options)[text] || text;
  return /^(\d{9}$|[?@]|[^|]*\|)/.test(text) && row.dataset.kind === "place" ? page.phone : text;
}

async function submit(event) {
  event.preventDefault();
  try {
    await put("facts", { id: `submission/${page.owner}`, owner: page.owner, shared: isShared });
    trySubmission();
  } catch {
    submission.submit();  // a browser that keeps nothing sends the page as it is
  }
}

/// The wish to send it, as what waits at the sign-out: until it is met, the application is not sent.
const wishes = {
  shell: thread,
  waiting: async () => [await get("facts", `submission/${journal.owner}`)].filter(Boolean),
  send: () => trySubmission(),
};

/// Again and again until the server has answered; once at a time.
function trySubmission() {
  submitting ??= submitNow().finally(() => { submitting = null; });
  return submitting;
}

/// Journal and files first, then the application itself.
async function submitNow() {
  const { owner } = journal, wish = `submission/${owner}`;
  if (!(await get("facts", wish))) return;
  warn(page?.sending);
  try {
    if (!(await journal.sendAll())) throw new Error("later");
    refusedFile = "";
    await uploads.send();
    if ((await uploads.waiting()).length > 0) throw new Error("later");
    // An application without the photo she believes to be in it is not what she wanted to send.
    if (refusedFile) {
      await drop("facts", wish);
      return warn(refusedFile);
    }
    const reply = await fetch("/apply/submission", { method: "POST", headers: words, body: JSON.stringify({ application: owner }) });
    if (reply.status === 401) return warn(page?.again);
    if (reply.status >= 500 || reply.status === 429) throw new Error("later");
    const { next, refused } = await reply.json();
    await drop("facts", wish);
    if (!next) warn(refused);
    else if (!isLeaving) location.assign(next);
  } catch {
    warn(page?.unsentWhat);
    setTimeout(trySubmission, 10000);
  }
}

// ---- Leaving and coming back.

/// Her own phone keeps a key: a browser that was killed may have lost its cookie, not its journal. Once in each tab the house is
/// told which phone has this session, so that signing out ends the key there too.
async function takeKey(owner) {
  const known = await get("keys", `device/${owner}`);
  if (known && sessionStorage.getItem("device") === owner) return;
  const reply = await fetch("/status/device", { method: "POST", headers: words, body: JSON.stringify({ key: known?.value }) }).catch(() => null);
  if (!reply || !reply.ok) return;
  const { key } = await reply.json();
  await put("keys", { id: `device/${owner}`, owner, value: key });
  sessionStorage.setItem("device", owner);
}

/// Sent to the sign-in from a page of hers: opens the door with the phone's key and goes back there.
async function comeBack(owner) {
  const back = new URLSearchParams(location.search).get("back") || "";
  if (!/^\/(apply|status)(\/|$)/.test(back)) return;
  const device = await get("keys", `device/${owner}`);
  if (!device) return;
  const reply = await fetch("/return/device", { method: "POST", headers: words, body: JSON.stringify({ key: device.value }) }).catch(() => null);
  if (reply && reply.ok) location.replace(back);
}

/// Which pages her answers ask for, when one changes that decides it.
async function choosePages(field) {
  if (isShared || !outline.some((step) => step.field && (!field || step.field === field))) return;
  const hidden = [];
  for (const step of outline) {
    if (step.field && !holds(step, (await journal.latest(thread, step.field))?.body)) hidden.push(step.page);
  }
  await hidePages(thread, journal.owner, hidden);
}

async function open(owner) {
  learnTime(Number(page.now), false);
  await wipeShared(owner);
  if ((await get("facts", "current"))?.owner !== owner) await forgetOthers();
  await put("facts", { id: "current", owner, shared: isShared });
  if (question) form = await openForm(question, thread, journal, uploads, choosePages);
  if (rows.length > 0) await merge();
  await tellMissed();
  if ((await journal.waiting()).length > 0) show(navigator.onLine ? "sending" : "phone");
  page.ready = "yes";
  if (isShared) return forgetShells();
  takeKey(owner);
  if (outline.length > 0) keepShell({ name: thread, owner, pages: outline.map((step) => step.page) }).then(() => choosePages());
}

function send() {
  journal.hurry();
  uploads.send();
  trySubmission();
}

/// Whose phone this is: the page says it, or the last page that did.
const owner = page ? Promise.resolve(page.owner) : get("facts", "current").then((fact) => fact && fact.owner).catch(() => null);

async function start() {
  const whose = await owner;
  await recallTime();
  if (document.getElementById("start")) await wipeShared(null);
  if (!whose) return;
  journal = openJournal(whose, isShared, heard);
  uploads = openUploads(whose, isShared, { room: "applications", subject: whose }, heardOfFile);
  if (page) await open(whose);
  else await comeBack(whose);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") journal.send(true); });
  send();
}

whenOutdated(() => show("reload"));
document.getElementById("errors")?.focus();
if (submission && page) submission.addEventListener("submit", submit);
for (const out of document.querySelectorAll('form[action="/sign-out"]')) {
  out.addEventListener("submit", (event) => {
    event.preventDefault();
    const everything = journal ? [journal, uploads, wishes] : [];
    isLeaving = true;
    owner.then((whose) => leave(out, whose, everything, () => journal?.close()))
      .then((left) => { isLeaving = left; }).catch(() => out.submit());
  });
}
start();
