// An exercise on a page, whichever page it is (lesson.js, practising.js): collects what was answered, says what is to be said of it, marks the
// area of a drawing that was tapped. Each variant's texts are the server's own (PhoneSheet.swift); what was typed is never put into them.

import { areaAt, judge } from "./exercises.js";
import { freshID, get, put } from "./kit/store.js";
import { now } from "./kit/clock.js";

/// As AnswerForm.swift reads the form.
export function collect(form, kind) {
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
  // What she chose is not lost where it is no order.
  if (!isClear) for (const [thing, place] of chosen) answer[`o.${thing}`] = place;
  if (kind === "order") answer.a = things.join(" ");
  if (kind === "reorder") answer.a = things.map((thing) => `${thing}:${indents[thing] || 0}`).join(" ");
  return answer;
}

/// The other way round.
export function fill(form, kind, answer) {
  const set = (name, value) => { if (form.elements[`p.${name}`]) form.elements[`p.${name}`].value = value; };
  if (kind === "several") {
    const chosen = (answer.a || "").split(" ");
    for (const option of form.querySelectorAll('[name="p.a"]')) option.checked = chosen.includes(option.value);
  } else if (kind === "order" || kind === "reorder") {
    for (const [place, thing] of (answer.a || "").split(" ").filter(Boolean).entries()) {
      const [written, indent] = thing.split(":");
      set(`o.${written}`, place + 1);
      if (indent !== undefined) set(`i.${written}`, indent);
    }
    for (const [name, place] of Object.entries(answer)) if (name.startsWith("o.")) set(name, place);
  } else {
    for (const [place, text] of Object.entries(answer)) set(place, text);
  }
}

/// Whether she is here already, or has changed what the page came with: a script may come long after the page.
export const isWritten = (section) => section.contains(document.activeElement)
  || Array.from(section.querySelector("form").elements).some((each) =>
    each.options ? each.selectedIndex !== Math.max(0, Array.from(each.options).findIndex((one) => one.defaultSelected))
      : each.checked !== each.defaultChecked || (each.defaultValue !== undefined && each.value !== each.defaultValue));

const signs = { right: ["leaf", "✓"], wrong: ["felt", "✕"], unitWrong: ["felt", "✕"] };
const signOf = (verdict) => signs[verdict] || ["sun", "●"];

export function element(name, className, html) {
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

export const showReadAs = (section, said, words) => {
  for (const line of section.querySelectorAll("[data-as]")) {
    const read = said.parts[line.dataset.as]?.readAs;
    line.textContent = read ? `${words.readAs} ${read}` : "";
    // What the server said of what stood there before.
    line.className = "as";
    document.getElementById(line.id.slice(0, -"-as".length))?.removeAttribute("aria-invalid");
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
  const how = said.obstacle && `${words[said.obstacle].replace("{place}", said.place)} ${words.costsNothing}`;
  lines.push(how || words[`${verdict}How`], verdict === "right" ? variant.solution : null);
  lines = lines.filter(Boolean);
  const asks = said.questions.map((place) => variant.remarks[place]);
  section.querySelector("[data-said]").replaceChildren(
    ...(lines.length ? [notice(lines, verdict)] : []), ...(asks.length ? [notice(asks, "asks")] : []));
  section.querySelector(".row .btn").textContent = words.checkAgain;
}

export function ask(section, exercise, variant) {
  Object.assign(section.dataset, { variant: variant.id, hints: 0 });
  section.querySelector("[name=v]").value = variant.id;
  section.querySelector("[data-asked]").innerHTML = variant.fields;
  const hints = section.querySelector("[data-hints]");
  if (hints) hints.innerHTML = variant.hints ?? exercise.hints ?? "";
}

/// What was said of the answer before is gone.
export function clear(section, words) {
  for (const each of section.querySelectorAll("[data-state], [data-said]")) each.replaceChildren();
  section.querySelector(".row .btn").textContent = words.check;
}

export const variantOf = (section, exercise) => exercise?.variants.find(({ id }) => id === Number(section.dataset.variant));

/// Judges an answer and says what is to be said of it.
export function tell(section, exercise, variant, answer, lang, words) {
  const said = judge(exercise.kind, variant.rule, answer, lang);
  section.dataset.verdict = said.verdict;
  show(section, said, variant, words);
  return said;
}

/// How a number is read, while she types; not whether it is right.
export function readAlong(section, exercise, lang, words) {
  const variant = variantOf(section, exercise);
  if (variant?.rule) showReadAs(section, judge(exercise.kind, variant.rule, collect(section.querySelector("form"), exercise.kind), lang), words);
}

/// Whether the next answer is the first of its turn.
export function passOn(section, { verdict }) {
  const costs = verdict === "wrong" || verdict === "unitWrong";
  section.dataset.first = verdict === "right" ? "" : costs ? "no" : section.dataset.first || "";
  if (verdict === "right") section.dataset.hints = 0;
}

/// Where what she wrote is, on this phone or with the server: what could not be read or has no unit is no answer.
export function noteKept(section, words, hasArrived) {
  const isAnswer = signs[section.dataset.verdict] !== undefined;
  if (isAnswer) note(section, hasArrived ? `✓ ${words.arrived}` : `● ${words.answer}`);
  else note(section, hasArrived ? words.unreadArrived : words.unread);
}

/// Where her answer to an exercise is, below what is said of it.
export function note(section, text) {
  let line = section.querySelector("[data-note]");
  if (!line) {
    line = element("p", "hint", "");
    line.dataset.note = "";
    line.setAttribute("role", "status");
    section.querySelector("[data-said]").after(line);
  }
  line.textContent = text;
}

// ---- What was answered on this phone, for practice: what to do next follows from it before the server has heard of it.

const logOf = (owner) => `practice/${owner}`;
const mostLogged = 300;

/// What practice makes of a verdict, as StudyEvent.swift has it.
const practised = { right: "right", wrong: "wrong", unitWrong: "wrong" };

/// Writes what she answered into her journal; the server judges it once more. Resolves to the attempt as practice.js takes it. A shared
/// device keeps the sealed event alone.
export async function record(section, course, exercise, answer, verdict, journal) {
  const { exercise: key, variant, first, hints } = section.dataset;
  const isFirstTry = first !== "no", taken = Number(hints || 0);
  // The same answer once more says nothing new: a second tap is no second mistake, and no second success.
  const written = JSON.stringify([variant, answer]);
  if (section.dataset.written === written) return { isRepeated: true, verdict: "unread" };
  section.dataset.written = written;
  const body = JSON.stringify({ answer, first: isFirstTry, hints: taken });
  const event = await journal?.append("study", "attempt", `${course}/${key}/${variant}`, body);
  const { id, at } = event ?? { id: freshID(), at: now() };
  const attempt = { id, at, isFirstTry, hints: taken, skill: `${course}/${exercise.skill}`, variant: `${key}/${variant}`, verdict: practised[verdict] ?? "unread" };
  // The answer is in the journal by now: where the store has no more room for the log, it must not go to the server as a form too.
  if (event && !journal.isShared && exercise.skill) await log(journal.owner, attempt).catch(() => {});
  return attempt;
}

const log = async (owner, attempt) =>
  put("facts", { id: logOf(owner), owner, attempts: [...await logged(owner), attempt].slice(-mostLogged) });

export const logged = async (owner) => (await get("facts", logOf(owner)))?.attempts ?? [];

// ---- The list is how an area of a drawing is chosen; a tap in the drawing chooses it too, and a ring shows which one it is.

const areasOf = (section) => Array.from(section.querySelectorAll("[data-area]"), (control) => {
  const [x, y, r] = control.dataset.area.split(" ").map(Number);
  return { key: control.value, x, y, r, control };
});

function ring(section) {
  const drawing = section.querySelector("[data-tapped] svg");
  if (!drawing) return;
  drawing.querySelector(".ring")?.remove();
  const area = areasOf(section).find(({ control }) => control.checked);
  if (!area) return;
  const made = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of Object.entries({ class: "ring", cx: area.x, cy: area.y, r: area.r })) made.setAttribute(name, value);
  drawing.append(made);
}

/// From now on drawings of this part of the page can be tapped.
export function tapping(root) {
  root.addEventListener("click", (event) => {
    const drawing = event.target.closest?.("[data-tapped] svg"), section = drawing?.closest(".ex");
    if (!section) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const areas = areasOf(section), key = areaAt(areas, x, y);
    const chosen = areas.find((area) => area.key === key)?.control;
    if (!chosen) return;
    chosen.checked = true;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  });
  root.addEventListener("change", ({ target }) => { if (target.dataset?.area) ring(target.closest(".ex")); });
  for (const section of root.querySelectorAll(".ex")) ring(section);
}

export { ring };
