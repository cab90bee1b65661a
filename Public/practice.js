// Which skills are held, which have to come back, and what to do next with its reason: Sources/Science/Learning on the phone. The same
// rules, and the same operations on doubles in the same order, so both engines have the same bits (Tests/Browser/test_practice.py).
//
//     const skills = statesOf(attempts);
//     nextSteps(skills, { lessons: [{ key, needs, isFinished }], meeting: { day, lessons } }, dayOf(now()));
//     // [{ what: "review", skill, daysAgo, wasRight, forgotten }, …], best first, never empty
//
// An attempt: id (UUID in lower case), skill, variant, at (ms), isFirstTry, hints, verdict ("right", "wrong" or "unread").

const LAST = 253402300799999;

/// Days since 1970 on Kazakhstan's clocks, UTC+5.
export const dayOf = (moment) => Math.floor((moment + 18e6) / 864e5);

// Powers of sums, products and quotients alone: Math.exp and Math.pow differ between browsers in their last bit.

function ln(x) {
  let power = 0;
  while (x >= 2) { x /= 2; power += 1; }
  while (x < 1) { x *= 2; power -= 1; }
  if (x > 1.4142135623730951) { x /= 2; power += 1; }
  const s = (x - 1) / (x + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 21; odd > 0; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * s * sum + power * 0.6931471805599453;
}

function exp(y) {
  let n = Math.floor(y / 0.6931471805599453 + 0.5);
  const r = y - n * 0.6931471805599453;
  let sum = 1;
  for (let term = 13; term > 0; term -= 1) sum = 1 + sum * r / term;
  for (; n > 0; n -= 1) sum *= 2;
  for (; n < 0; n += 1) sum /= 2;
  return sum;
}

const power = (x, y) => exp(y * ln(x));

// FSRS-6. Stability and difficulty are whole millionths.

/// The default weights of py-fsrs 6.3.2, as Weights.swift has them.
const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
  1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const FACTOR = power(0.9, 1 / -W[20]) - 1;
const AGAIN = 1, HARD = 2, GOOD = 3;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const millionths = (value) => Math.floor(value * 1e6 + 0.5);
const chance = (days, s) => power(1 + FACTOR * days / s, -W[20]);
const firstDifficulty = (rating) => W[4] - exp(W[5] * (rating - 1)) + 1;

function sameDay(s, rating) {
  const growth = exp(W[17] * (rating - 3 + W[18])) * power(s, -W[19]);
  return s * (rating === AGAIN ? growth : Math.max(growth, 1));
}

function later(s, d, recall, rating) {
  if (rating === AGAIN) {
    const long = W[11] * power(d, -W[12]) * (power(s + 1, W[13]) - 1) * exp((1 - recall) * W[14]);
    return Math.min(long, s / exp(W[17] * W[18]));
  }
  const gain = exp(W[8]) * (11 - d) * power(s, -W[9]) * (exp((1 - recall) * W[10]) - 1);
  return s * (1 + gain * (rating === HARD ? W[15] : 1));
}

/// Towards 10 in ever smaller steps, and a thousandth of the way back to that of an easy answer.
const nextDifficulty = (d, rating) => W[7] * firstDifficulty(4) + (1 - W[7]) * (d + (10 - d) * -(W[6] * (rating - 3)) / 9);

function remember(state, rating, day) {
  let s = W[rating - 1];
  let d = firstDifficulty(rating);
  if (state.stability) {
    const was = state.difficulty / 1e6;
    s = state.stability / 1e6;
    s = day <= state.day ? sameDay(s, rating) : later(s, was, chance(day - state.day, s), rating);
    d = nextDifficulty(was, rating);
  }
  state.stability = millionths(clamp(s, 0.001, 1e8));
  state.difficulty = millionths(clamp(d, 1, 10));
  state.day = day;
}

/// How many in a million are expected to remember.
const recallOf = ({ stability, day }, today) => (stability ? millionths(chance(Math.max(today - day, 0), stability / 1e6)) : 0);

/// Null: never held.
const dueOf = ({ stability, day, heldSince, lostOn }) =>
  heldSince === null && lostOn === null ? null : day + clamp(Math.floor((stability + 5e5) / 1e6), 1, 36500);

// One skill.

const fresh = () => ({
  stability: null, difficulty: null, day: null, heldSince: null, lostOn: null, stumbledOn: null, reviewedOn: null,
  wasRight: false, last: null, variants: [], firstDay: null, hasTwoDays: false,
});

function follow(state, attempt) {
  const { verdict, isFirstTry, hints, variant } = attempt;
  if (verdict === "unread") return;
  const day = dayOf(attempt.at);
  const due = dueOf(state);
  const isUnaided = verdict === "right" && isFirstTry && hints === 0;
  if (due !== null && day >= due) state.reviewedOn = day;
  remember(state, verdict === "wrong" ? AGAIN : isUnaided ? GOOD : HARD, day);
  if (verdict === "wrong" && state.last && !state.wasRight) {
    if (state.heldSince !== null) state.lostOn = day;
    Object.assign(state, { heldSince: null, stumbledOn: day, variants: [], firstDay: null, hasTwoDays: false });
  }
  state.wasRight = verdict === "right";
  state.last = attempt;
  if (!isUnaided) return;
  if (state.variants.length < 3 && !state.variants.includes(variant)) state.variants.push(variant);
  state.firstDay ??= day;
  state.hasTwoDays ||= day !== state.firstDay;
  if (state.variants.length === 3 && state.hasTwoDays) state.heldSince ??= day;
}

// All of them: whatever the order, however often, the same states.

const KEY = /^[!-~]{1,80}$/;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const VERDICTS = ["right", "wrong", "unread"];
const isText = (pattern, text) => typeof text === "string" && pattern.test(text);
const within = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
const isWhole = (one) =>
  isText(ID, one?.id) && isText(KEY, one.skill) && isText(KEY, one.variant) && within(one.at, LAST) && within(one.hints, 999) &&
  typeof one.isFirstTry === "boolean" && VERDICTS.includes(one.verdict);

/// The first difference decides; below 0: `one` comes first.
function compare(one, other) {
  for (const [place, value] of one.entries())
    if (value !== other[place]) return value < other[place] ? -1 : 1;
  return 0;
}

/// Which of two bodies under one id counts: the better verdict, then less help, then the earlier.
const rank = (one) => [VERDICTS.indexOf(one.verdict), !one.isFirstTry, one.hints, one.at, one.skill, one.variant];

const inOrder = (a, b) => compare([a.at, a.id], [b.at, b.id]);

/// A Map from skill to its state. What is no attempt is passed over.
export function statesOf(attempts) {
  const bodies = new Map();
  for (const one of attempts) {
    if (!isWhole(one)) continue;
    const known = bodies.get(one.id);
    if (!known || compare(rank(one), rank(known)) < 0) bodies.set(one.id, one);
  }
  const skills = new Map();
  for (const one of [...bodies.values()].sort(inOrder)) {
    if (!skills.has(one.skill)) skills.set(one.skill, fresh());
    follow(skills.get(one.skill), one);
  }
  return skills;
}

/// Takes what came after all that these states know, and gives it back. What came before it the server folds when it hears of it.
export function followOn(skills, attempts) {
  return attempts.filter(isWhole).sort(inOrder).filter((one) => {
    if (!skills.has(one.skill)) skills.set(one.skill, fresh());
    const state = skills.get(one.skill);
    if (state.last && inOrder(one, state.last) <= 0) return false;
    follow(state, one);
    return true;
  });
}

// What to do next.

/// The most forgotten first; where more are due than the day has, those best remembered.
function reviews(skills, day) {
  const due = [];
  let left = 6;
  for (const [skill, state] of skills) {
    const from = dueOf(state);
    if (state.reviewedOn === day) left -= 1;
    if (from === null || from > day) continue;
    due.push({ what: "review", skill, daysAgo: day - state.day, wasRight: state.wasRight, forgotten: 1e6 - recallOf(state, day) });
  }
  const byKey = (a, b) => (a.skill < b.skill ? -1 : 1);
  due.sort((a, b) => a.forgotten - b.forgotten || byKey(a, b));
  return due.slice(0, Math.max(left, 0)).sort((a, b) => b.forgotten - a.forgotten || byKey(a, b));
}

/// More practice today would bring nothing: it went wrong twice in a row, or only another day is missing.
const rests = ({ stumbledOn, variants, hasTwoDays, firstDay }, day) =>
  stumbledOn === day || (variants.length === 3 && !hasTwoDays && firstDay === day);

function weakest(skills, lessons, day) {
  let best = null;
  for (const lesson of lessons)
    for (const skill of lesson.needs) {
      const state = skills.get(skill) ?? fresh();
      if (state.heldSince !== null || rests(state, day)) continue;
      const weight = [state.variants.length, recallOf(state, day)];
      if (!best || compare(weight, best.weight) < 0) best = { weight, skill, lesson: lesson.key };
    }
  return best ? [{ what: "practice", skill: best.skill, lesson: best.lesson, counted: best.weight[0] }] : [];
}

/// What to do today (`dayOf(now())`), best first: reviews, the lesson of the next meeting, the weakest skill it needs, the next lesson.
export function nextSteps(skills, plan, today) {
  const day = clamp(Math.floor(today) || 0, 0, dayOf(LAST));
  const { lessons } = plan;
  const inDays = plan.meeting?.day - day;
  const meeting = within(inDays, dayOf(LAST) - day) ? plan.meeting : null;
  const met = (meeting?.lessons ?? []).flatMap((key) => lessons.find((lesson) => lesson.key === key) ?? []);
  const ahead = met.find((lesson) => !lesson.isFinished);
  const done = lessons.filter((lesson) => lesson.isFinished).slice(-1);
  const place = lessons.findIndex((lesson) => !lesson.isFinished);
  const steps = reviews(skills, day);
  if (ahead) steps.push({ what: "meeting", lesson: ahead.key, inDays });
  steps.push(...weakest(skills, met.length ? met : done, day));
  if (place >= 0 && lessons[place].key !== ahead?.key)
    steps.push({ what: "lesson", lesson: lessons[place].key, number: place + 1, of: lessons.length });
  if (steps.length) return steps;
  const next = [...skills.values()].map(dueOf).reduce((first, due) => Math.min(first, due ?? Infinity), Infinity);
  return [{ what: "rest", inDays: next < Infinity ? Math.max(next - day, 1) : null }];
}
