// A check on her own phone. What stands in the form goes into her journal while she writes: it is there when the page is opened again, and goes by
// itself when there is a network, from this page or another one. Without this script the form goes to the server.

import { isNewer } from "./kit/journal.js";
import { hear, journal } from "./study.js";

const thread = "checks";
const form = document.getElementById("check");
const line = form.querySelector("[data-about]");
const { about, made, kept, handed } = line.dataset;
const controls = () => [...form.elements].filter(({ name }) => name.startsWith("q."));
const isTicked = ({ type }) => type === "radio" || type === "checkbox";
const isDrawn = (control) => {
  if (isTicked(control)) return control.checked === control.defaultChecked;
  if (!control.options) return control.value === control.defaultValue;
  return control.selectedIndex === Math.max(0, [...control.options].findIndex((each) => each.defaultSelected));
};

let opened = null, timer = 0, last = null;

/// As the form would send it, without what proves the session.
function written(go) {
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith("q.") || name === "opening");
  return String(new URLSearchParams([...fields, ["go", go]]));
}

const answered = (body) => new Set([...new URLSearchParams(body)].filter(([name, value]) => name.startsWith("q.") && value.trim()).map(([name]) => name.split(".")[1])).size;

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

async function keep(go) {
  clearTimeout(timer);
  timer = 0;
  const body = written(go);
  if (body === last) return;
  await opened.write(thread, about, body);
  last = body;
  if (go === "keep") say(kept.replace("{n}", answered(body)));
}

/// What this phone knows and the page does not show; whatever she has touched already stays.
async function restore() {
  const text = await opened.latest(thread, about);
  if (!isNewer(text, Number(made))) return;
  const fields = new URLSearchParams(text.body);
  if (!controls().every(isDrawn)) return;
  for (const control of controls()) {
    const values = fields.getAll(control.name);
    if (isTicked(control)) control.checked = values.includes(control.value);
    else if (values.length) [control.value] = values;
  }
  last = text.body;
  if (fields.get("go") !== "hand-in" || fields.get("opening") !== form.elements.opening.value) return say(kept.replace("{n}", answered(text.body)));
  if (text.sentAt) return location.replace(location.pathname);
  // One that the server refused waits no more: she may go on.
  if (!(await opened.waiting()).some((event) => event.thread === thread && event.about === about)) return;
  say(handed);
  lock(true);
}

async function handIn() {
  await keep("hand-in");
  say(handed);
  lock(true);
  await opened.hurry();
  // What arrived is told by the journal (below); where nothing does, it stays said that it is on the phone.
}

async function start() {
  opened = await journal;
  if (!opened) return;
  await restore();
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => keep("keep").catch(() => {}), 700); });
  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(() => keep("keep").catch(() => {}), 200); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) keep("keep").then(() => opened.send(true)).catch(() => {});
  });
}

hear((what, where, of, why) => {
  if (where !== thread || of !== about) return;
  if (what === "refused") {
    lock(false);
    say(why || "", "error");
  }
  if (what === "kept" && last && new URLSearchParams(last).get("go") === "hand-in") location.replace(location.pathname);
});

const ready = start().catch(() => {});
let isForm = false;
form.addEventListener("submit", async (event) => {
  if (isForm) return;
  event.preventDefault();
  const { submitter } = event;
  // A store that another tab holds is not waited for.
  await Promise.race([ready, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
  const asForm = () => { isForm = true; lock(false); form.requestSubmit(submitter); isForm = false; };
  if (!opened) return asForm();
  (submitter?.value === "hand-in" ? handIn() : keep("keep").then(() => opened.hurry())).catch(asForm);
});
