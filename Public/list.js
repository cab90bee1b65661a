// Her list on the phone: buttons and selects change the order on the page at once, and each order goes into the journal. Without this
// script every press is a form.

import { get, put, whenOutdated } from "./kit/store.js";
import { learnTime, recallTime } from "./kit/clock.js";
import { isNewer, openJournal } from "./kit/journal.js";

const thread = "list";
const line = document.getElementById("list-state");
const says = line?.dataset;
const form = document.getElementById("ranking");
const list = form?.querySelector("ol");

let journal;

const rows = () => Array.from(list.children);
const order = () => rows().map((row) => row.dataset.offer).join(" ");

function show(state, time) {
  const pill = document.createElement("p");
  pill.className = `saved ${state === "server" ? "leaf" : "sun"}`;
  const clock = time ? time.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" }) : "";
  pill.textContent = `${state === "server" ? "✓" : "●"} ${says[state]} ${clock}`;
  line.replaceChildren(pill);
  says.state = state;
}

function heard(what, ...told) {
  if (what === "state") show(...told);
  if (what === "stopped" && told[0]) line.textContent = told[0];
  if (what === "refused" && told[0] === thread && told[2]) line.textContent = told[2];
  if (what === "changed" && told[0] === thread) tell(says.changed);
  if (what === "kept" && told[0] === thread) says.version = String(told[2]);
}

/// Said aloud once, beside what is shown.
function tell(sentence) {
  const voice = document.getElementById("list-voice");
  voice.textContent = sentence;
}

/// Numbers, first and last button, and what a form would send, by the order that stands.
function number() {
  const all = rows();
  all.forEach((row, index) => {
    const select = row.querySelector("select");
    while (select.options.length > all.length) select.remove(select.options.length - 1);
    select.value = String(index + 1);
    const [up, down] = row.querySelectorAll(".moves button");
    up.disabled = index === 0;
    down.disabled = index === all.length - 1;
  });
  form.elements.order.value = order();
}

function keep() {
  number();
  journal.write(thread, says.round, order(), Number(says.version || 0)).catch(() => form.submit());
}

function place(row, index) {
  const others = rows().filter((each) => each !== row);
  list.insertBefore(row, others[index] || null);
}

function moved(row, control) {
  keep();
  // A button at the end of the list is shut: the other one of the row takes its place.
  (control.disabled ? row.querySelector(".moves button:not(:disabled)") || row.querySelector("select") : control).focus();
  row.scrollIntoView({ block: "nearest" });
  tell(says.moved.replace("{name}", row.dataset.name).replace("{n}", String(rows().indexOf(row) + 1)));
}

function press(event) {
  const button = event.target.closest("button[name=go]");
  const row = button?.closest("li");
  if (!row) return;
  event.preventDefault();
  const [what] = button.value.split(":");
  const index = rows().indexOf(row);
  if (what === "up") place(row, index - 1);
  if (what === "down") place(row, index + 1);
  if (what === "out") {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    keep();
    (next?.querySelector("select") || document.getElementById("order")).focus();
    return tell(says.gone.replace("{name}", row.dataset.name));
  }
  moved(row, button);
}

/// The order of this phone, where the page was made before the house heard of it.
function follow(text) {
  for (const id of text.split(" ").reverse()) {
    const row = rows().find((each) => each.dataset.offer === id);
    if (row) list.prepend(row);
  }
  for (const row of rows()) if (!text.split(" ").includes(row.dataset.offer)) row.remove();
  number();
}

/// What is checked is what the house has: it is sent first.
function guard(event) {
  const link = event.target.closest('a[href="/list/check"], a[href^="/list/find"]');
  if (!link || !says.state || says.state === "server" || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  journal.sendAll().catch(() => false).then((isSent) => {
    if (isSent) location.assign(link.href);
    else line.textContent = says.network;
  });
}

async function start() {
  const owner = says.owner, isShared = says.shared === "yes";
  learnTime(Number(says.now), false);
  await recallTime();
  // As the application's pages say it: one owner for all that is hers on this phone.
  if ((await get("facts", "current"))?.owner !== owner) await put("facts", { id: "current", owner, shared: isShared });
  journal = openJournal(owner, isShared, heard);
  const text = await journal.latest(thread, says.round);
  if (list && isNewer(text, Number(says.now)) && text.body !== order()) follow(text.body);
  if (list) {
    document.documentElement.classList.add("has-script");
    const voice = Object.assign(document.createElement("p"), { id: "list-voice", className: "vh" });
    voice.setAttribute("aria-live", "polite");
    form.append(voice);
    document.getElementById("order").tabIndex = -1;
    list.addEventListener("click", press);
    list.addEventListener("change", ({ target }) => {
      const row = target.closest("li");
      if (!row || target.tagName !== "SELECT") return;
      place(row, Number(target.value) - 1);
      moved(row, target);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  document.addEventListener("click", guard);
  addEventListener("online", () => journal.hurry());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") journal.send(true); });
  if ((await journal.waiting()).length > 0) show(navigator.onLine ? "sending" : "phone");
  says.ready = "yes";
  journal.send();
}

if (line) {
  whenOutdated(() => show("reload"));
  start();
}
