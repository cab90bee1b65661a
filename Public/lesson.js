// The page of a lesson or a course: its exercises are judged here, with or without a network, and what a learner answers goes into her
// journal. Without this script the forms go to the server and come back with the verdict. Below: what of the course is on the phone.

import { judge } from "./exercises.js";
import { openJournal } from "./kit/journal.js";
import { get, put } from "./kit/store.js";
import { learnTime, recallTime } from "./kit/clock.js";

const box = document.querySelector("[data-exercises]");
let asked = null;

/// `{lang, words, exercises}` of this lesson.
function load() {
  asked ??= fetch(box.dataset.exercises).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply))).catch((fault) => {
    asked = null;
    throw fault;
  });
  return asked;
}

// ---- Whose page this is: a learner's own page says it, and her own phone remembers it for the kept one.

const her = document.getElementById("study");
let journal = null;

function heard(what, ...told) {
  const words = her?.dataset;
  if (!words) return;
  // The server's own reason: of a refused answer it comes behind the thread and what the answer was to.
  if (what === "stopped") her.textContent = told[0] || words.again;
  if (what === "refused") her.textContent = told[2] || words.again;
  if (what !== "state") return;
  const [state, time] = told;
  const clock = time ? time.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" }) : "";
  her.textContent = state === "server" ? `✓ ${words.server} ${clock}` : `● ${words[state] || words.phone}`;
}

async function open() {
  await recallTime();
  if (her) {
    learnTime(Number(her.dataset.now), false);
    // A shared device keeps nothing: its forms go to the server.
    if (her.dataset.shared === "yes") return;
    await put("facts", { id: "current/study", owner: her.dataset.owner });
  }
  const fact = her ? { owner: her.dataset.owner } : await get("facts", "current/study");
  // A page with somebody's menu and no learner on it is another person's.
  if (!fact || (!her && !document.querySelector("[data-copy]"))) return;
  journal = openJournal(fact.owner, false, heard);
  if ((await journal.waiting()).length > 0) heard("state", "phone");
  addEventListener("online", () => journal.hurry());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") journal.send(true); });
  journal.hurry();
}

// ---- Exercises.

/// As AnswerForm.swift reads the form.
function collect(form, kind) {
  const [answer, places, indents] = [{}, {}, {}];
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith("p.")) continue;
    const place = name.slice(2);
    if (place.startsWith("o.")) places[place.slice(2)] = value;
    else if (place.startsWith("i.") && kind === "reorder") indents[place.slice(2)] = value;
    else answer[place] = kind === "several" && answer[place] ? `${answer[place]} ${value}` : value;
  }
  const chosen = Object.entries(places).filter(([, place]) => place).sort((a, b) => a[1] - b[1]);
  const isClear = new Set(chosen.map(([, place]) => place)).size === chosen.length;
  const things = isClear ? chosen.map(([thing]) => thing) : [];
  if (kind === "order") answer.a = things.join(" ");
  if (kind === "reorder") answer.a = things.map((thing) => `${thing}:${indents[thing] || 0}`).join(" ");
  return answer;
}

const signs = { right: ["leaf", "✓"], wrong: ["felt", "✕"], unitWrong: ["felt", "✕"] };
const signOf = (verdict) => signs[verdict] || ["sun", "●"];

function element(name, className, html) {
  const made = document.createElement(name);
  made.className = className;
  made.innerHTML = html;
  return made;
}

function notice(lines, verdict) {
  const [tone, sign] = signOf(verdict);
  const made = element("div", `notice ${tone}`, `<span aria-hidden="true">${sign}</span><div>${lines.map((line) => `<p>${line}</p>`).join("")}</div>`);
  made.setAttribute("role", tone === "felt" ? "alert" : "status");
  return made;
}

const showReadAs = (section, said, words) => {
  for (const line of section.querySelectorAll("[data-as]")) {
    const read = said.parts[line.dataset.as]?.readAs;
    line.textContent = read ? `${words.readAs} ${read}` : "";
  }
};

/// Texts are the server's own; what was typed is never put into them.
function show(section, said, variant, words) {
  const { verdict } = said;
  const [tone, sign] = signOf(verdict);
  section.querySelector("[data-state]").innerHTML = `<span class="tag ${tone}"><span aria-hidden="true">${sign}</span> ${words[verdict]}</span>`;
  showReadAs(section, said, words);
  let lines = said.remarks.map((place) => variant.remarks[place]);
  if (lines.length === 0 && (verdict === "right" || verdict === "wrong")) lines = [variant[verdict]];
  lines.push(words[`${verdict}How`], verdict === "right" ? variant.solution : null);
  lines = lines.filter(Boolean);
  const asks = said.questions.map((place) => variant.remarks[place]);
  section.querySelector("[data-said]").replaceChildren(
    ...(lines.length ? [notice(lines, verdict)] : []), ...(asks.length ? [notice(asks, "asks")] : []));
  section.querySelector(".row .btn").textContent = words.checkAgain;
}

function offerAnother(section, exercise, words) {
  section.querySelector(".again")?.remove();
  if (exercise.variants.length < 2) return;
  const button = element("button", "btn plain again", "");
  button.type = "button";
  button.textContent = words.another;
  button.onclick = () => {
    const here = exercise.variants.findIndex(({ id }) => id === Number(section.dataset.variant));
    const next = exercise.variants[(here + 1) % exercise.variants.length];
    Object.assign(section.dataset, { variant: next.id, first: "", hints: 0 });
    section.querySelector("[name=v]").value = next.id;
    section.querySelector("[data-asked]").innerHTML = next.fields;
    for (const each of section.querySelectorAll("[data-state], [data-said]")) each.replaceChildren();
    for (const hint of section.querySelectorAll("details")) hint.open = false;
    section.querySelector(".row .btn").textContent = words.check;
    button.remove();
    section.querySelector("[data-asked] :is(input, select)")?.focus();
  };
  section.querySelector(".row").append(button);
}

async function check(form) {
  const section = form.closest(".ex");
  const { lang, words, exercises } = await load();
  const exercise = exercises[section.dataset.exercise];
  const variant = exercise?.variants.find(({ id }) => id === Number(section.dataset.variant));
  if (!variant?.rule || (her && !journal)) return form.submit();
  const answer = collect(form, exercise.kind);
  const said = judge(exercise.kind, variant.rule, answer, lang);
  show(section, said, variant, words);
  if (said.verdict === "right") offerAnother(section, exercise, words);
  await record(section, answer);
  const costs = said.verdict === "wrong" || said.verdict === "unitWrong";
  section.dataset.first = said.verdict === "right" ? "" : costs ? "no" : section.dataset.first || "";
  if (said.verdict === "right") section.dataset.hints = 0;
}

/// What she answered is an event: the server judges it once more.
async function record(section, answer) {
  if (!journal) return;
  const [, , course] = location.pathname.split("/");
  const about = `${course}/${section.dataset.exercise}/${section.dataset.variant}`;
  const body = { answer, first: section.dataset.first !== "no", hints: Number(section.dataset.hints || 0) };
  await journal.append("study", "attempt", about, JSON.stringify(body));
}

if (box) {
  load().catch(() => {});
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".ex")) return;
    event.preventDefault();
    check(event.target).catch(() => event.target.submit());
  });
  // How it is read, while she types; not whether it is right.
  document.addEventListener("input", async ({ target }) => {
    const section = target.closest(".ex");
    if (!section?.querySelector("[data-as]")) return;
    const { lang, words, exercises } = await load();
    const exercise = exercises[section.dataset.exercise];
    const variant = exercise?.variants.find(({ id }) => id === Number(section.dataset.variant));
    if (variant?.rule) showReadAs(section, judge(exercise.kind, variant.rule, collect(target.form, exercise.kind), lang), words);
  });
  document.addEventListener("toggle", ({ target }) => {
    const section = target.dataset?.hint && target.open && target.closest(".ex");
    if (section) section.dataset.hints = Math.max(Number(section.dataset.hints || 0), Number(target.dataset.hint));
  }, true);
  open().catch(() => {});
}

// ---- What of the course is on the phone: it says only what the worker has answered.

const line = document.getElementById("keep");
const words = line?.dataset;

function ask(what) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(reject, 60000);
    navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active.postMessage({ pack: what }, [port2])).catch(reject);
  });
}

function say(text, button, act) {
  const said = document.createElement("p");
  said.className = "saved";
  said.textContent = text;
  line.replaceChildren(...(text ? [said] : []));
  if (!button) return;
  const pressed = document.createElement("button");
  pressed.type = "button";
  pressed.className = "btn plain";
  pressed.textContent = button;
  pressed.onclick = act;
  line.append(" ", pressed);
}

const files = () => Array.from(
  document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]"), (each) => each.href || each.src);

async function keep(what) {
  try {
    const { pages, isWhole, failed } = await ask({ address: words.pack, files: files(), ...what });
    if (failed) throw new Error("not kept");
    const isHere = isWhole || (words.page && pages.includes(words.page));
    if (isWhole) say(words.kept, words.page ? null : words.remove, () => keep({ remove: true }));
    else say(isHere ? words.kept : "", words.whole, () => keep({ all: true }));
  } catch {
    say(words.unkept, words.whole, () => keep({ all: true }));
  }
}

if (line) {
  if (!("serviceWorker" in navigator && "caches" in window)) say(words.none);
  // Whoever saves data fetches nothing twice unasked.
  else keep(words.page && !navigator.connection?.saveData ? { page: words.page, next: 2 } : {});
}
