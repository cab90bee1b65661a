// The phone's half of the proof that both engines practise alike: the table of rules, py-fsrs' histories, and the hashes of generated
// ones (Tests/LearningTests). Each function takes Public/practice.js and the text of a file, and gives what differs.

const DAY = 86400000;
const LAST = 253402300799999;
const idOf = (high, low) => `00000000-0000-000${high}-0000-${low.toString(16).padStart(12, "0")}`;
const start = (day) => day * DAY - 18000000;

/// Attempts at one skill in the notation of practice-rules.txt.
function history(text) {
  return text.split(" ").map((token, place) => {
    const [, day, hour = 8, variant, mark] = token.match(/^(\d+)(?:\.(\d+))?:(\w)(.)$/);
    return {
      id: idOf(0, place), skill: "s", variant, at: start(20500 + Number(day)) + hour * 3600000 + place * 60000,
      isFirstTry: !"lx".includes(mark), hints: mark === "h" ? 1 : 0, verdict: "-x".includes(mark) ? "wrong" : mark === "?" ? "unread" : "right",
    };
  });
}

/// The day on which a review of the skill is first proposed.
function dueOf({ nextSteps }, skills, { heldSince, lostOn, day }) {
  if (heldSince === null && lostOn === null) return null;
  const waiting = nextSteps(skills, { lessons: [] }, day)[0];
  return waiting.what === "rest" ? day + waiting.inDays : day;
}

export function rules(practice, text) {
  return text.trimEnd().split("\n").filter((line) => !line.startsWith("#")).flatMap((line) => {
    const [what, attempts, wanted] = line.split("\t");
    const skills = practice.statesOf(history(attempts));
    const { heldSince: held, lostOn: lost, stumbledOn: stumbled, reviewedOn: reviewed, ...state } = skills.get("s");
    const days = { held, lost, stumbled, reviewed, due: dueOf(practice, skills, skills.get("s")) };
    const said = { counted: String(state.variants.length) };
    for (const [key, day] of Object.entries(days)) said[key] = day === null ? "-" : String(day - 20500);
    return wanted.split(" ").filter((pair) => pair !== `${pair.split("=")[0]}=${said[pair.split("=")[0]]}`).map((pair) => `${what}: ${pair}`);
  });
}

export function peer({ statesOf }, text) {
  return text.trimEnd().split("\n").slice(2).flatMap((line, place) => {
    const attempts = [];
    return line.split(" = ")[0].split(" ").filter((step) => {
      const [day, rating, stability, difficulty] = step.split(":").map(Number);
      const low = attempts.length;
      attempts.push({
        id: idOf(0, low), skill: "s", variant: "v", at: start(20454 + day) + low, isFirstTry: true, hints: rating === 2 ? 1 : 0,
        verdict: rating === 1 ? "wrong" : "right",
      });
      const state = statesOf(attempts).get("s");
      return state.stability !== stability || state.difficulty !== difficulty;
    }).map((step) => `line ${place + 3}: ${step}`);
  });
}

/// xorshift32 (Marsaglia 2003).
let drawn = 0;
function below(limit) {
  drawn ^= drawn << 13;
  drawn ^= drawn >>> 17;
  drawn ^= drawn << 5;
  return (drawn >>> 0) % limit;
}
const one = (values) => values[below(values.length)];

const ODD = [
  { at: -1 }, { at: LAST + 1 }, { at: LAST }, { at: 0 }, { skill: "" }, { skill: "a b" }, { variant: "v".repeat(81) }, { hints: -1 }, { hints: 1000 },
];
const isDropped = (odd) => ODD[odd] && odd !== 2 && odd !== 3;

/// As GeneratedTests.swift draws them. What is no attempt goes in as well: the script has to drop it.
function drawHistory() {
  const isLong = below(40) === 0;
  const count = below(isLong ? 200 : 24);
  const kept = [];
  const dropped = [];
  let day = 20000 + below(400);
  for (let place = 0; place < count; place += 1) {
    day += one([0, 0, 0, 0, 1, 1, 7, 40]);
    const skill = `s${below(isLong ? 12 : 3)}`;
    const variant = `e/${below(4)}`;
    const at = day * DAY + below(DAY);
    const id = below(10) === 0 ? below(place + 1) : place;
    const isFirstTry = below(isLong ? 10 : 4) > 0;
    const hints = below(6) === 0 ? 1 : 0;
    const verdict = one(["right", "right", "right", "right", "wrong", isLong ? "right" : "wrong", "unread"]);
    const copies = below(6) === 0 ? 2 : 1;
    const odd = below(300);
    for (let copy = 0; copy < copies; copy += 1) {
      const other = below(kept.length + 1);
      const attempt = { id: idOf(id % 2, id), skill, variant, at, isFirstTry, hints, verdict, ...ODD[odd] };
      if (isDropped(odd)) dropped.push(attempt);
      else {
        kept.push(attempt);
        [kept[kept.length - 1], kept[other]] = [kept[other], kept[kept.length - 1]];
      }
    }
  }
  return { attempts: [...dropped, ...kept], day };
}

function drawPlan(day) {
  const lessons = Array.from({ length: below(5) }, (_, place) => {
    const first = below(4);
    const needs = Array.from({ length: below(4) }, (_, next) => `s${(first + next) % 5}`);
    return { key: `L${place}`, needs, isFinished: below(2) === 0 };
  });
  const today = day + (below(3) === 0 ? 0 : below(80) - 2);
  const isMet = below(2) === 0;
  const inDays = below(6) - 1;
  const lesson = below(5);
  const meeting = isMet ? { day: today + inDays, lessons: [`L${lesson}`, `L${lesson + 1}`] } : null;
  return { plan: { lessons, meeting }, today };
}

/// As SkillLine.swift writes it.
function written(state) {
  const { stability, difficulty, day, heldSince, lostOn, stumbledOn, reviewedOn, wasRight, last, firstDay, hasTwoDays, variants } = state;
  const id = last && (last.id.replaceAll("-", ""));
  const fields = [
    stability, difficulty, day, heldSince, lostOn, stumbledOn, reviewedOn, Number(wasRight), last && last.at, id, firstDay,
    Number(hasTwoDays), ...variants,
  ];
  return fields.map((field) => field ?? "-").join(" ");
}

function said({ what, skill, lesson, daysAgo, wasRight, forgotten, inDays, counted, number, of }) {
  if (what === "review") return `review ${skill} ${daysAgo} ${wasRight} ${forgotten}`;
  if (what === "meeting") return `meeting ${lesson} ${inDays}`;
  if (what === "practice") return `practice ${skill} ${lesson} ${counted}`;
  return what === "lesson" ? `lesson ${lesson} ${number} ${of}` : `rest ${inDays ?? "-"}`;
}

export function generated({ statesOf, nextSteps }, kept) {
  drawn = 2463534242;
  return kept.trimEnd().split("\n").flatMap((wanted, chunk) => {
    let hash = 2166136261;
    const add = (line) => {
      for (let place = 0; place < line.length; place += 1) hash = Math.imul(hash ^ line.charCodeAt(place), 16777619);
    };
    for (let turn = 0; turn < 1000; turn += 1) {
      const { attempts, day } = drawHistory();
      const { plan, today } = drawPlan(day);
      const skills = statesOf(attempts);
      for (const skill of [...skills.keys()].sort()) add(`${skill} ${written(skills.get(skill))}\n`);
      for (const step of nextSteps(skills, plan, today)) add(`${said(step)}\n`);
    }
    return (hash >>> 0).toString(16) === wanted ? [] : [`histories ${chunk * 1000} to ${chunk * 1000 + 999}`];
  });
}

/// What memory is made of, bit by bit: `inside` is the script with its inner functions exported.
export function bits({ exp, ln, chance, sameDay, later, nextDifficulty, firstDifficulty }, kept) {
  drawn = 2463534242;
  const view = new DataView(new ArrayBuffer(8));
  return kept.trimEnd().split("\n").flatMap((wanted, chunk) => {
    let hash = 2166136261;
    for (let turn = 0; turn < 10000; turn += 1) {
      const y = below(48000001) / 1e6 - 24;
      const x = exp(below(48000001) / 1e6 - 24);
      const most = one([10000, 1000000, 2000000000]);
      const s = (1000 + below(most)) / 1e6;
      const d = (1000000 + below(9000001)) / 1e6;
      const days = below(one([10, 1000, 3000000]));
      const rating = one([1, 2, 3]);
      const recall = chance(days, s);
      const values = [
        exp(y), ln(x), recall, sameDay(s, rating), later(s, d, recall, rating), nextDifficulty(d, rating), firstDifficulty(rating),
      ];
      for (const value of values) {
        view.setFloat64(0, value);
        for (const digit of view.getBigUint64(0).toString(16)) hash = Math.imul(hash ^ digit.charCodeAt(0), 16777619);
      }
    }
    return (hash >>> 0).toString(16) === wanted ? [] : [`values ${chunk * 10000} to ${chunk * 10000 + 9999}`];
  });
}

/// What no phone should hold, and must not stop it: gives what was said wrongly.
export function degenerate({ statesOf, nextSteps, dayOf }) {
  const whole = { id: idOf(0, 1), skill: "s", variant: "v", at: 1e12, isFirstTry: true, hints: 0, verdict: "right" };
  const broken = [
    null, undefined, 7, "text", [], {}, { ...whole, id: undefined }, { ...whole, id: [whole.id] }, { ...whole, id: whole.id.toUpperCase() + "A" },
    { ...whole, at: NaN }, { ...whole, at: Infinity }, { ...whole, at: "1000" }, { ...whole, at: 1.5 }, { ...whole, at: null },
    { ...whole, hints: NaN }, { ...whole, hints: "0" }, { ...whole, isFirstTry: 1 }, { ...whole, verdict: "constructor" },
    { ...whole, skill: "қ" }, { ...whole, skill: "s\n" }, { ...whole, variant: null },
  ];
  const wrong = broken.filter((attempt) => statesOf([attempt]).size).map((attempt) => `taken: ${JSON.stringify(attempt)}`);
  const alone = written(statesOf([whole]).get("s"));
  if (written(statesOf([...broken, whole, ...broken]).get("s")) !== alone) wrong.push("a broken attempt changed a state");
  if (statesOf([{ ...whole, skill: "__proto__" }]).size !== 1) wrong.push("__proto__ is a key like others");
  const plan = { lessons: [], meeting: { day: NaN, lessons: ["x"] } };
  for (const today of [NaN, Infinity, -Infinity, -1, undefined, "x", Number.MAX_SAFE_INTEGER])
    for (const skills of [new Map(), statesOf([whole])]) {
      const steps = nextSteps(skills, plan, today);
      if (steps.length !== 1 || steps[0].what !== "rest" || steps[0].inDays !== null) wrong.push(`today is ${today}`);
    }
  const many = Array.from({ length: 100000 }, (_, place) => ({ ...whole, id: idOf(0, place), at: 1e12 + (100000 - place) * 60000, variant: `v${place % 7}` }));
  const state = statesOf(many).get("s");
  if (state.heldSince === null || state.day !== dayOf(1e12 + 100000 * 60000)) wrong.push("100,000 attempts at one skill");
  return wrong;
}

/// Milliseconds for all of it: a year of one girl, as on /study.
export function speed({ statesOf, nextSteps }) {
  drawn = 88172645;
  const attempts = Array.from({ length: 2400 }, (_, place) => ({
    id: idOf(0, place), skill: `skill-${below(60)}`, variant: `e/${below(12)}`, at: 17e11 + Math.floor(place / 20) * DAY + place, isFirstTry: true,
    hints: 0, verdict: one(["right", "right", "right", "wrong"]),
  }));
  const plan = { lessons: Array.from({ length: 29 }, (_, place) => ({ key: `L${place}`, needs: [`skill-${place}`], isFinished: place < 12 })) };
  const times = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    nextSteps(statesOf(attempts), plan, 19800);
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[4];
}
