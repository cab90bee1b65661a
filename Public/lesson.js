// The page of a lesson or a course: its exercises are judged here, with or without a network, and what a learner answers goes into her
// journal. Without this script the forms go to the server and come back with the verdict. Below: what of the course is on the phone.

import { ask, clear, collect, element, fill, isWritten, note, noteKept, passOn, readAlong, record, ring, tapping, tell, variantOf } from "./answering.js";
import { isNewer, openJournal } from "./kit/journal.js";
import { get, own, put } from "./kit/store.js";
import { learnTime, now, recallTime } from "./kit/clock.js";
import { isOver, offerFile, openParcel, takeKey } from "./kit/parcel.js";
import { bringLeft } from "./kit/sealed.js";
import { whenOut } from "./kit/tabs.js";

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

// ---- Whose page this is: a learner's own page says it, and her own phone remembers it for the kept one, which is everybody's.

const told = document.getElementById("study");
const says = told?.dataset;
const her = says?.owner ? says : null;
const isCopy = Boolean(document.querySelector("[data-copy]"));
const [, , course, lesson] = location.pathname.split("/");
// A kept copy is everybody's, and shows what she did on this phone until she signs out.
if (isCopy) whenOut(() => location.reload());
const sections = () => Array.from(document.querySelectorAll(".ex[data-exercise]"));
let journal = null;

function heard(what, ...of) {
  if (!says) return;
  // The server's own reason: of a refused answer it comes behind the thread and what the answer was to.
  if (what === "stopped") told.textContent = of[0] || says.again;
  if (what === "refused") told.textContent = of[2] || says.again;
  if (what === "kept") sayKept(of[1]);
  if (what !== "state") return;
  const [state, time] = of;
  const clock = time ? time.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" }) : "";
  told.textContent = state === "server" ? `✓ ${says.server} ${clock}` : `● ${says[state] || says.phone}`;
}

function sayKept(about) {
  const [, key, variant] = about.split("/");
  if (about === `${course}/${lesson}`) return sayFinished(says.markArrived);
  for (const section of sections()) {
    if (section.dataset.exercise === key && section.dataset.variant === variant) noteKept(section, says, true);
  }
}

async function open() {
  await recallTime();
  const known = await get("facts", "current/study");
  const isShared = her?.shared === "yes";
  if (her) {
    learnTime(Number(her.now), false);
    // Her variants, for copies that are everybody's. Of a shared device only that it is shared: its forms go to the server.
    const shown = isShared || known?.owner !== her.owner ? {} : { ...known.shown };
    if (!isShared) for (const { dataset } of sections()) shown[`${course}/${dataset.exercise}`] = Number(dataset.variant);
    await put("facts", { id: "current/study", owner: her.owner, shared: isShared, seed: Number(her.seed), shown });
  }
  const fact = her ? { owner: her.owner, shared: isShared } : known;
  // A page with somebody's menu and no learner on it is another person's.
  if (!her && !isCopy) return bringLeft(isOver).catch(() => {});
  if (her?.key) await takeKey(her.owner, her, isShared);
  bringLeft(isOver).catch(() => {});
  journal = !fact ? null : fact.shared ? await openParcel(fact.owner, heard) : openJournal(fact.owner, false, heard);
  if (!journal) {
    if (isCopy && says) for (const section of sections()) note(section, fact ? says.common : says.nobody);
    return;
  }
  if (fact.shared && finishing) finishing.hidden = false;
  if (!fact.shared) await recall(fact);
  if ((await journal.waiting()).length > 0) heard("state", "phone");
  // No network for days: what waits goes into a file, sealed, that somebody with a network brings.
  if (says) offerFile(journal, ["study", "checks"], says.file, told).catch(() => {});
  addEventListener("online", () => journal.hurry());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") journal.send(true); });
  journal.hurry();
}

/// What she did on this phone and the page does not show: the copy is everybody's, and the server may not have heard of it yet.
async function recall(fact) {
  const rendered = Number(her?.now || 0);
  const texts = (await own("texts", fact.owner)).filter((text) => text.thread === "study" && isNewer(text, rendered));
  const finished = texts.find(({ about }) => about === `${course}/${lesson}`);
  if (finishing) finishing.hidden = false;
  if (finished) sayFinished(finished.sentAt ? says.markArrived : says.mark);
  if (!box || sections().length === 0) return;
  const { lang, words, exercises } = await load();
  for (const section of sections()) {
    const key = section.dataset.exercise, exercise = exercises[key];
    if (!exercise) continue;
    const [newest] = texts.filter(({ about }) => about.startsWith(`${course}/${key}/`)).sort((a, b) => b.at - a.at);
    const begun = fact.shown?.[`${course}/${key}`] ?? (fact.seed % exercise.variants.length) + 1;
    const id = newest ? Number(newest.about.split("/")[2]) : begun;
    const variant = exercise.variants.find((each) => each.id === id);
    // What she is writing already stays.
    if (!variant?.rule || (!newest && !isCopy) || isWritten(section)) continue;
    ask(section, exercise, variant);
    if (!newest) continue;
    const { answer, first } = JSON.parse(newest.body);
    fill(section.querySelector("form"), exercise.kind, answer);
    ring(section);
    section.dataset.first = first ? "" : "no";
    passOn(section, judged(section, exercise, variant, answer, lang, words));
    noteKept(section, says, Boolean(newest.sentAt));
  }
}

// ---- She has worked through the lesson: an event like an answer.

const finishing = document.querySelector('form[action="/study/lessons"], [data-finish]');

function sayFinished(text) {
  if (!finishing) return;
  const link = element("a", "", "");
  link.href = "/study";
  link.textContent = says.study;
  const tag = element("span", "tag leaf", '<span aria-hidden="true">✓</span> ');
  tag.append(says.finished);
  const line = element("p", "", "");
  line.setAttribute("role", "status");
  line.append(tag, ` ${text} `, link);
  finishing.replaceChildren(line);
}

async function finish(event) {
  event.preventDefault();
  await ready;
  if (!journal) return finishing.submit?.();
  await journal.append("study", "finished", `${course}/${lesson}`, "");
  sayFinished(says.mark);
}

// ---- Exercises.

function offerAnother(section, exercise, words) {
  section.querySelector(".again")?.remove();
  if (exercise.variants.length < 2) return;
  const button = element("button", "btn plain again", "");
  button.type = "button";
  button.textContent = words.another;
  button.onclick = () => {
    const here = exercise.variants.findIndex(({ id }) => id === Number(section.dataset.variant));
    section.dataset.first = "";
    ask(section, exercise, exercise.variants[(here + 1) % exercise.variants.length]);
    clear(section, words);
    if (journal) section.querySelector("[data-note]")?.remove();
    button.remove();
    section.querySelector("[data-asked] :is(input, select)")?.focus();
  };
  section.querySelector(".row").append(button);
}

function judged(section, exercise, variant, answer, lang, words) {
  const said = tell(section, exercise, variant, answer, lang, words);
  if (said.verdict === "right") offerAnother(section, exercise, words);
  return said;
}

async function check(form) {
  const section = form.closest(".ex");
  // A store that another tab holds is not waited for.
  await Promise.race([ready, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
  const { lang, words, exercises } = await load();
  const exercise = exercises[section.dataset.exercise], variant = variantOf(section, exercise);
  if (!variant?.rule || (her && !journal)) return form.submit();
  const answer = collect(form, exercise.kind);
  const said = judged(section, exercise, variant, answer, lang, words);
  if (journal) {
    const { isRepeated } = await record(section, course, exercise, answer, said.verdict, journal);
    if (isRepeated) return;
    noteKept(section, says, false);
  }
  passOn(section, said);
}

if (box) {
  load().catch(() => {});
  tapping(box);
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".ex")) return;
    event.preventDefault();
    check(event.target).catch(() => event.target.submit());
  });
  document.addEventListener("input", async ({ target }) => {
    const section = target.closest(".ex");
    if (!section?.querySelector("[data-as]")) return;
    const { lang, words, exercises } = await load();
    readAlong(section, exercises[section.dataset.exercise], lang, words);
  });
  document.addEventListener("toggle", ({ target }) => {
    const section = target.dataset?.hint && target.open && target.closest(".ex");
    if (section) section.dataset.hints = Math.max(Number(section.dataset.hints || 0), Number(target.dataset.hint));
  }, true);
}
finishing?.addEventListener(finishing.matches("form") ? "submit" : "click", (event) => {
  if (finishing.matches("form") || event.target.closest("button")) finish(event).catch(() => finishing.submit?.());
});
const ready = box || finishing ? open().catch(() => {}) : null;

// ---- What of the course is on the phone: it says only what the worker has answered.

const line = document.getElementById("keep");
const words = line?.dataset;

function askWorker(what) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    let timer = setTimeout(reject, 60000);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      timer = setTimeout(reject, 60000);
      if (data.running) say(counted(words.running, data.here, data.of));
      else resolve(data);
    };
    navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active.postMessage({ pack: what }, [port2])).catch(reject);
  });
}

/// Of the pages of a pack the first is the course's own.
const counted = (text, here, of) => text.replace("{here}", Math.max(here - 1, 0)).replace("{of}", of - 1);

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
  if (what.all) say(counted(words.running, 1, Number(words.pages)));
  const { pages, isWhole, failed } = await askWorker({ address: words.pack, files: files(), lang: document.documentElement.lang, ...what })
    .catch(() => ({ pages: [], failed: true }));
  const isHere = words.page && !what.all ? pages.includes(words.page) : pages.length > 1;
  const here = isWhole ? words.course : !isHere ? "" : words.page && !what.all ? words.kept : counted(words.some, pages.length, words.pages);
  const lost = !failed || isWhole ? "" : isHere ? words.rest : words.unkept;
  const said = [here, lost, what.remove && !failed ? words.removed : ""].filter(Boolean).join(" ");
  if (isWhole) say(said, words.page ? null : words.remove, () => keep({ remove: true }));
  else say(said, words.whole, () => keep({ all: true }));
}

if (line) {
  if (!("serviceWorker" in navigator && "caches" in window)) say(words.none);
  // Whoever saves data fetches nothing twice unasked.
  else keep(words.page && !navigator.connection?.saveData ? { page: words.page, next: 2 } : {});
}
