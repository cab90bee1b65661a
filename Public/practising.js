// The page of practice: the next exercise with the reason why it comes now, judged here and followed by the next one without a word from the
// server (practice.js). What she has answered on this phone counts at once; the server folds the same events and comes to the same states.
// Without this script the page is a form, and goes round by the server.

import { ask, clear, collect, element, logged, note, noteKept, passOn, readAlong, record, tapping, tell, variantOf } from "./answering.js";
import { now, recallTime } from "./kit/clock.js";
import { openParcel, takeKey } from "./kit/parcel.js";
import { own, put, get } from "./kit/store.js";
import { dayOf, followOn, nextSteps } from "./practice.js";
import { hear, journal as hers } from "./study.js";

const page = document.getElementById("practice");
const whose = document.getElementById("study-state")?.dataset;
const told = page && JSON.parse(page.dataset.plan);
const words = told?.words;
const isShared = whose?.shared === "yes";
const lang = document.documentElement.lang;
const query = new URLSearchParams(location.search);

const skills = new Map(Object.entries(told?.skills ?? {}).flatMap(([skill, { line }]) => (line ? [[skill, stateOf(line)]] : [])));
const lessons = new Map(told?.lessons.map((lesson) => [lesson.key, lesson]));
const turns = told && new Map(Object.entries(told.turns));
let journal = null;
let wished = query.get("skill");

// ---- Where she stands.

/// A state as the server keeps it (SkillLine.swift).
function stateOf(line) {
  const whole = (text) => (text === "-" ? null : Number(text));
  const [stability, difficulty, day, heldSince, lostOn, stumbledOn, reviewedOn, right, at, id, firstDay, second, ...variants] = line.split(" ");
  return {
    stability: whole(stability), difficulty: whole(difficulty), day: whole(day), heldSince: whole(heldSince), lostOn: whole(lostOn),
    stumbledOn: whole(stumbledOn), reviewedOn: whole(reviewedOn), wasRight: right === "1", variants, firstDay: whole(firstDay), hasTwoDays: second === "1",
    last: at === "-" ? null : { at: Number(at), id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") },
  };
}

const turnOf = (key) => turns.get(key) ?? [0, true];

/// Of an exercise: how often she solved it, and whether nothing was answered wrongly since.
function turn({ skill, variant, verdict }) {
  const key = `${skill.split("/")[0]}/${variant.split("/")[0]}`, [solved] = turnOf(key);
  if (verdict === "right") turns.set(key, [solved + 1, true]);
  if (verdict === "wrong") turns.set(key, [solved, false]);
}

function follow(attempts) {
  for (const attempt of followOn(skills, attempts)) turn(attempt);
}

async function catchUp() {
  if (isShared) return;
  follow(await logged(whose.owner));
  for (const { about, thread } of await own("texts", whose.owner)) if (thread === "study" && lessons.has(about)) lessons.get(about).isFinished = true;
}

/// What comes next, best first; what she chose herself before all.
function steps() {
  const plan = { lessons: told.lessons, meeting: told.meeting };
  const all = nextSteps(skills, plan, dayOf(now()));
  if (!wished || !told.skills[wished]) return all;
  return [all.find(({ skill }) => skill === wished) ?? { what: "chosen", skill: wished }, ...all.filter(({ skill }) => skill !== wished)];
}

/// Of what practises a skill, what she has solved least; as Practising.swift chooses.
function exerciseOf(skill) {
  const course = skill.split("/")[0];
  const [best] = told.skills[skill].exercises.map(([lesson, key, count]) => ({ lesson: `${course}/${lesson}`, key, count, solved: turnOf(`${course}/${key}`)[0] }))
    .sort((a, b) => a.solved - b.solved);
  return best && { ...best, course, variant: ((told.seed % best.count) + (best.solved % best.count)) % best.count + 1 };
}

// ---- Exercises, from the network or from what the phone keeps of their lessons.

const asked = new Map();

function load(lesson) {
  if (!asked.has(lesson)) {
    const wanted = fetch(lessons.get(lesson).exercises).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply)));
    wanted.catch(() => asked.delete(lesson));
    asked.set(lesson, wanted);
  }
  return asked.get(lesson);
}

const ofCourse = (section) => section.querySelector("[name=course]").value;
const skillOf = (section) => Object.entries(told.skills).find(([skill, { exercises }]) =>
  skill.startsWith(`${ofCourse(section)}/`) && exercises.some(([, key]) => key === section.dataset.exercise))?.[0];
const lessonOf = (section) => `${ofCourse(section)}/${section.querySelector("[name=lesson]").value}`;

// ---- The page.

const counted = (forms, n) => (forms[n === 0 && forms.zero ? "zero" : new Intl.PluralRules(lang).select(n)] ?? forms.other).replace("{n}", n);

function why(step) {
  if (step.what === "review") {
    const among = Math.max(2, Math.floor(1e6 / Math.max(step.forgotten, 1)));
    return words[step.wasRight ? "reviewRight" : "reviewWrong"].replace("{ago}", counted(words.ago, step.daysAgo)).replace("{among}", among);
  }
  if (step.what === "practice") return words.whyPractice.replace("{n}", step.counted);
  if (step.what === "chosen") return words.whyChosen;
  if (step.what === "meeting") return counted(words.meeting, step.inDays);
  if (step.what === "lesson") return lessons.get(step.lesson).place;
  return step.inDays === null ? words.openALesson : counted(words.nextReview, step.inDays);
}

const sectionOf = () => page.querySelector(".ex");

function head(step, title) {
  page.querySelector("[data-kind]").textContent = words[step.what === "chosen" ? "practice" : step.what === "meeting" ? "lesson" : step.what];
  page.querySelector("[data-why]").textContent = why(step);
  page.querySelector("[data-title]").textContent = title;
}

/// Nothing to answer: what to do instead.
function tellInstead(step) {
  sectionOf()?.remove();
  const lesson = lessons.get(step.lesson);
  head(step, lesson?.title ?? words.allDone);
  const link = lesson && Object.assign(element("a", "btn sun", ""), { href: lesson.link, textContent: words.begin });
  page.querySelector("[data-next]").replaceChildren(...(link ? [link] : []));
}

function show(step, chosen, { words: said, exercises }) {
  const exercise = exercises[chosen.key], variant = exercise?.variants.find(({ id }) => id === chosen.variant);
  if (!variant?.rule) return false;
  const section = document.getElementById("blank").content.firstElementChild.cloneNode(true);
  const form = section.querySelector("form"), heading = section.querySelector("header span");
  Object.assign(section, { id: `x-${chosen.key}` });
  heading.id = `x-${chosen.key}-n`;
  heading.textContent = lessons.get(chosen.lesson).place;
  section.setAttribute("aria-labelledby", heading.id);
  Object.assign(section.dataset, { exercise: chosen.key, first: turnOf(`${chosen.course}/${chosen.key}`)[1] ? "" : "no" });
  form.elements.course.value = chosen.course;
  form.elements.lesson.value = chosen.lesson.split("/")[1];
  form.elements.x.value = chosen.key;
  ask(section, exercise, variant);
  clear(section, said);
  sectionOf()?.remove();
  page.querySelector("[data-exercise-here]").append(section);
  head(step, told.skills[step.skill].title);
  page.querySelector("[data-next]").replaceChildren();
  return true;
}

/// The first step whose exercise is here; where none is, what else there is to do.
async function next(isFirst) {
  const all = steps();
  let missing = null;
  for (const step of all) {
    if (!step.skill) continue;
    const chosen = told.skills[step.skill] && exerciseOf(step.skill);
    if (!chosen) continue;
    const here = sectionOf();
    const isThere = isFirst && here?.dataset.exercise === chosen.key && Number(here.dataset.variant) === chosen.variant && ofCourse(here) === chosen.course;
    if (isThere && !here.querySelector("[data-said]").childElementCount) {
      head(step, told.skills[step.skill].title);
      load(chosen.lesson).catch(() => {});
      return;
    }
    const sheets = await load(chosen.lesson).catch(() => null);
    if (sheets && show(step, chosen, sheets)) return isFirst || sectionOf().querySelector("[data-asked] :is(input, select)")?.focus();
    missing ??= chosen;
  }
  if (!missing) return tellInstead(all.find(({ skill }) => !skill) ?? { what: "rest", inDays: null });
  tellInstead({ what: "lesson", lesson: missing.lesson });
  page.querySelector("[data-why]").textContent = words.notHere;
}

/// How the skill stands after her answer, and the way on.
function stands(section, { skill, verdict, hints, isFirstTry }) {
  const state = skills.get(skill);
  const line = page.querySelector("[data-why]");
  if (state) line.textContent = state.heldSince !== null ? (verdict === "right" ? words.held : words.stumbled) : words.soFar.replace("{n}", state.variants.length);
  // What was right and counts for nothing says why.
  const uncounted = state?.heldSince !== null || verdict !== "right" ? "" : hints > 0 ? words.hinted : isFirstTry ? "" : words.notFirst;
  if (uncounted) line.textContent = `${uncounted} ${line.textContent}`;
  const button = element("button", "btn sun", "");
  button.type = "button";
  button.textContent = words.next;
  button.onclick = () => { wished = null; next(false); };
  page.querySelector("[data-next]").replaceChildren(button);
}

async function check(form) {
  const section = form.closest(".ex");
  await Promise.race([ready, new Promise((resolve) => { setTimeout(resolve, 1500); })]);
  if (!journal) return form.submit();
  const { words: said, exercises } = await load(lessonOf(section));
  const exercise = exercises[section.dataset.exercise], variant = variantOf(section, exercise);
  if (!variant?.rule) return form.submit();
  const answer = collect(form, exercise.kind);
  const judged = tell(section, exercise, variant, answer, lang, said);
  const course = ofCourse(section);
  const attempt = await record(section, course, exercise, answer, judged.verdict, journal);
  if (attempt.isRepeated) return;
  noteKept(section, words, false);
  passOn(section, judged);
  follow([attempt]);
  // In lessons that phones keep she goes on with the variant she saw here.
  if (!isShared) await remember(`${course}/${section.dataset.exercise}`, variant.id);
  if (attempt.verdict !== "unread") stands(section, attempt);
}

async function remember(key, variant) {
  const known = await get("facts", "current/study");
  const shown = known?.owner === whose.owner ? { ...known.shown } : {};
  await put("facts", { id: "current/study", owner: whose.owner, shared: isShared, seed: told.seed, shown: key ? { ...shown, [key]: variant } : isShared ? {} : shown });
}

function heard(what, ...of) {
  const section = sectionOf();
  if (what === "kept" && section && of[1] === `${ofCourse(section)}/${section.dataset.exercise}/${section.dataset.variant}`) noteKept(section, words, true);
  if ((what === "stopped" || what === "refused") && section) note(section, (what === "stopped" ? of[0] : of[2]) || words.stopped);
}

async function start() {
  await recallTime();
  await remember();
  if (page.dataset.key) await takeKey(whose.owner, page.dataset, isShared);
  journal = isShared ? await openParcel(whose.owner, heard) : await hers;
  hear(heard);
  await catchUp();
  // What came back from the server with its verdict stays until she goes on.
  const back = page.dataset.answered;
  if (!back || back !== query.get("x") || Number(whose.now) < now() - 120000) return next(true);
  load(lessonOf(sectionOf())).catch(() => {});
  for (const link of page.querySelectorAll("[data-next] a")) {
    link.onclick = (event) => { event.preventDefault(); wished = null; next(false); };
  }
}

const ready = page && whose ? start().catch(() => {}) : null;
if (page) {
  tapping(page);
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    check(event.target).catch(() => event.target.submit());
  });
  page.addEventListener("input", async ({ target }) => {
    const section = target.closest(".ex");
    if (!section?.querySelector("[data-as]")) return;
    const { words: said, exercises } = await load(lessonOf(section));
    readAlong(section, exercises[section.dataset.exercise], lang, said);
  });
  page.addEventListener("toggle", ({ target }) => {
    const section = target.dataset?.hint && target.open && target.closest(".ex");
    if (!section) return;
    section.dataset.hints = Math.max(Number(section.dataset.hints || 0), Number(target.dataset.hint));
    const skill = skills.get(skillOf(section));
    if (skill?.heldSince == null && !section.querySelector("[data-said]").childElementCount) note(section, words.hintOpen);
  }, true);
}
