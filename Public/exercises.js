// Answers to exercises judged on the phone, as Sources/Kits/Exercises judges them on the server. `rule` is that of a variant in the JSON
// of the kit (PhoneRule.swift), an answer is an object of texts by place (Answer.swift); typed numbers are judged by grade.js.
// Tests/Cases/exercises.csv and the hashes of generated answers hold both.
//
//     judge("number", rule, { a: "1,44 с" }, "kk")
//     // { verdict: "right", parts: { a: { verdict: "right", readAs: "1,44 с" } }, remarks: [], questions: [], implausible: [] }

import { fold, grade } from "./grade.js";

/// `obstacle`: why it is unreadable, `place` which one, where that can be said.
const said = (verdict, parts = {}, remarks = [], questions = [], implausible = []) =>
  ({ verdict, parts, remarks, questions, implausible, obstacle: null });
const part = (verdict, readAs = null) => ({ verdict, readAs });
const UNREADABLE = (obstacle = null, place) => ({ ...said("unreadable"), obstacle, place });

/// Readable comes first, then the kind of unit, then whether one is missing, then the value.
function together(parts, remarks, obstacle = null) {
  const verdicts = Object.values(parts).map(({ verdict }) => verdict);
  const verdict = ["unreadable", "unitWrong", "unitMissing", "wrong"].find((verdict) => verdicts.includes(verdict)) ?? "right";
  return { ...said(verdict, parts, remarks), obstacle: verdict === "unreadable" ? obstacle : null };
}

/// The lowest place that two things of an order were given.
function chosenTwice(answer) {
  const places = Object.keys(answer).filter((name) => name.startsWith("o.") && /^\d{1,3}$/.test(answer[name])).map((name) => Number(answer[name]));
  return places.sort((a, b) => a - b).find((place, turn) => place === places[turn + 1]);
}

const has = (rule, name) => Object.hasOwn(rule, name);
const at = (answer, place) => (has(answer, place) ? answer[place] : "");

/// Whole numbers from 1 to `most`, none twice; null: something else.
function placesOf(text, most) {
  const words = text.split(" ").filter(Boolean);
  const places = words.map((word) => (/^\d{1,3}$/.test(word) ? Number(word) : 0));
  return places.length && new Set(places).size === places.length && places.every((place) => place >= 1 && place <= most) ? places : null;
}

const kinds = {
  choice({ right, remarks }, answer) {
    const places = placesOf(at(answer, "a"), remarks.length);
    if (places?.length !== 1) return UNREADABLE();
    const remark = remarks[places[0] - 1];
    return said(right.includes(places[0]) ? "right" : "wrong", {}, remark === null ? [] : [remark]);
  },

  several({ right, remarks }, answer) {
    const places = placesOf(at(answer, "a"), remarks.length)?.sort((a, b) => a - b);
    if (!places) return UNREADABLE();
    const isRight = places.length === right.length && places.every((place) => right.includes(place));
    return said(isRight ? "right" : "wrong", {}, places.map((place) => remarks[place - 1]).filter((remark) => remark !== null));
  },

  match({ to, is }, answer) {
    return together(Object.fromEntries(is.map((key, place) => {
      const chosen = at(answer, String(place + 1));
      return [place + 1, part(!to.includes(chosen) ? "unreadable" : chosen === key ? "right" : "wrong")];
    })));
  },

  order({ order }, answer) {
    const places = placesOf(at(answer, "a"), order.length), twice = chosenTwice(answer);
    if (twice !== undefined) return UNREADABLE("samePlace", twice);
    if (places?.length !== order.length) return UNREADABLE("placesMissing");
    const first = places.findIndex((place, turn) => place !== order[turn]);
    return first < 0 ? said("right") : said("wrong", { [first + 1]: part("wrong") });
  },

  point({ answer: right, remarks }, answer) {
    const area = at(answer, "a");
    if (!has(remarks, area)) return UNREADABLE();
    return said(area === right ? "right" : "wrong", {}, remarks[area] === null ? [] : [remarks[area]]);
  },

  gaps({ gaps }, answer, language) {
    const remarks = [];
    let obstacle = null;
    const parts = gaps.map((gap) => {
      const { verdict, readAs, mistake, unread } = grade(at(answer, gap.name), gap, language);
      obstacle ??= unread ?? null;
      if (mistake !== null) remarks.push(gap.remarks[mistake]);
      return [gap.name, part(verdict, readAs)];
    });
    return together(Object.fromEntries(parts), remarks, obstacle);
  },

  text({ accept, fold: folds, mistakes }, answer) {
    const typed = at(answer, "a");
    const word = [...typed].length > 120 ? "" : compared(typed, folds);
    if (!typed.replace(SPACES, "")) return UNREADABLE("empty");
    if (!word) return UNREADABLE();
    const same = (other) => other.normalize() === word.normalize();
    if (accept.some(same)) return said("right");
    const mistake = mistakes.find(([words]) => words.some(same));
    return said("wrong", {}, mistake ? [mistake[1]] : []);
  },

  trace({ cells }, answer) {
    let hasAny = false;
    const parts = Object.entries(cells).map(([place, wanted]) => {
      if (at(answer, place).replace(SPACES, "")) hasAny = true;
      const isRight = cell(at(answer, place), wanted).normalize() === cell(wanted, wanted).normalize();
      return [place, part(isRight ? "right" : "wrong")];
    });
    return hasAny ? together(Object.fromEntries(parts)) : UNREADABLE();
  },

  reorder({ lines, right }, answer) {
    const words = at(answer, "a").split(" ").filter(Boolean);
    const chosen = words.map((word) => /^(\d{1,3}):(\d{1,3})$/.exec(word)?.slice(1).map(Number) ?? [0, 0]);
    const twice = chosenTwice(answer);
    if (twice !== undefined) return UNREADABLE("samePlace", twice);
    const isRead = chosen.every(([place, indent]) => place >= 1 && place <= lines.length && indent <= 10);
    if (!chosen.length || !isRead || new Set(chosen.map(([place]) => place)).size < chosen.length) return UNREADABLE();
    for (const [turn, [text, indent]] of right.entries()) {
      if (lines[(chosen[turn]?.[0] ?? 0) - 1] !== text) return said("wrong", { [turn + 1]: part("wrong") });
      if (chosen[turn][1] !== indent) return said("wrong", { [`${turn + 1}.indent`]: part("wrong") });
    }
    return chosen.length === right.length ? said("right") : said("wrong", { [right.length + 1]: part("wrong") });
  },

  measured({ fields, checks }, answer, language) {
    const [parts, values, implausible] = [{}, new Map(), []];
    let obstacle = null;
    for (const [name, unit, times, low, high] of fields) {
      const places = times ? Array.from({ length: times }, (_, turn) => `${name}.${turn + 1}`) : [name];
      const read = places.flatMap((place) => {
        const { verdict, readAs, value, unread } = grade(at(answer, place), { value: 0, unit, tolerance: { absolute: 0 } }, language);
        const isRead = verdict === "right" || verdict === "wrong";
        const isPlausible = low === null || (value >= low && value <= high);
        obstacle ??= unread ?? null;
        if (isRead && !isPlausible) implausible.push(place);
        parts[place] = part(!isRead ? verdict : isPlausible ? "right" : "wrong", readAs);
        return isRead ? [value] : [];
      });
      if (read.length === places.length) values.set(name, times ? read : read[0]);
    }
    const judged = together(parts, [], obstacle);
    if (values.size < fields.length) return judged;
    const failing = checks.filter(([tree]) => {
      try {
        return compute(tree, values) !== true;
      } catch (fault) {
        if (fault === NOTHING) return true;
        throw fault;
      }
    });
    const remarks = (asked) => failing.filter(([, , isQuestion]) => isQuestion === asked).map(([, remark]) => remark);
    const isWrong = judged.verdict === "wrong" || remarks(false).length > 0;
    return said(isWrong ? "wrong" : "right", parts, remarks(false), remarks(true), implausible);
  },
};
kinds.number = kinds.gaps;

/// What is said of an answer; null: a person judges it.
export const judge = (kind, rule, answer, language) => (has(kinds, kind) ? kinds[kind](rule, answer, language) : null);

/// The key of the area that a finger at this point of the drawing means; null: none.
export function areaAt(areas, x, y) {
  const distance = (area) => Math.hypot(area.x - x, area.y - y);
  const held = areas.filter((area) => distance(area) <= area.r).sort((a, b) => distance(a) - distance(b));
  return held.length ? held[0].key : null;
}

// Words and cells as they are compared.

const COMMON = { ё: "е", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "’": "'", ʼ: "'", "`": "'" };
const FOLDED = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", i: "и" };
const SPACES = /[ \t\n\r\u00A0\u2009\u202F]+/gu;

function compared(text, folds) {
  const letters = [...text.replace(SPACES, " ").replace(/^ /, "")].flatMap((letter) => [...letter.toLowerCase()]);
  const plain = letters.map((letter) => COMMON[letter] ?? (folds ? FOLDED[letter] : null) ?? letter);
  return fold(plain.join("").replace(/[. ]+$/, ""));
}

function cell(text, wanted) {
  let cell = text.replace(SPACES, " ").replace(/^ | $/g, "").replace(/["“”„«»‘’]/g, "'").replace(/[\u2212\u2013\u2014]/g, "-");
  if (cell === "-" && !wanted) return "";
  if (/^-?[\d.]+$/.test(wanted)) cell = cell.replaceAll(",", ".");
  return /^[\0-\x7F]*$/.test(wanted) ? fold(cell) : cell;
}

// Expressions of readings: the operations of ExactEnough.swift in the same order.

const NOTHING = new Error("no value");
const list = (value) => (Array.isArray(value) && value.length ? value : fail());
const number = (value) => (Number.isFinite(value) ? value : fail());
const same = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
const plus = (a, b) => (Math.abs(a + b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)) ? 0 : a + b);
const quiet = (value, x) => (Math.abs(value) <= 4e-16 * Math.max(1, Math.abs(x)) ? 0 : value);

function fail() {
  throw NOTHING;
}

function power(base, exponent) {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1024) return base ** exponent;
  let [result, square] = [1, base];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2) result *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

function total(numbers) {
  const sum = numbers.reduce((sum, number) => sum + number, 0);
  return Math.abs(sum) <= 1e-12 * numbers.reduce((size, number) => size + Math.abs(number), 0) ? 0 : number(sum);
}

function rounded(x, decimals) {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 9) fail();
  const scale = Number(`1e${Math.abs(decimals)}`);
  const scaled = decimals < 0 ? Math.abs(x) / scale : Math.abs(x) * scale;
  if (!(scaled < 1e15)) return x;
  const whole = Math.floor(scaled + Math.min(scaled * 1e-14, 1e-6) + 0.5);
  const size = decimals < 0 ? whole * scale : whole / scale;
  return x < 0 && size !== 0 ? -size : size;
}

const ONE = {
  neg: (a) => -a, abs: Math.abs, sqrt: Math.sqrt, sin: (a) => quiet(Math.sin(a), a), cos: (a) => quiet(Math.cos(a), a),
  tan: (a) => ONE.sin(a) / (ONE.cos(a) || fail()),
};
const TWO = { "+": plus, "-": (a, b) => plus(a, -b), "*": (a, b) => a * b, "/": (a, b) => a / b, "^": power, min: Math.min, max: Math.max };
const HOLDS = {
  "==": same, "!=": (a, b) => !same(a, b), "<": (a, b) => a < b && !same(a, b), "<=": (a, b) => a < b || same(a, b),
  ">": (a, b) => a > b && !same(a, b), ">=": (a, b) => a > b || same(a, b),
};
const WHOLE = {
  sum: total, mean: (numbers) => total(numbers) / numbers.length, count: (numbers) => numbers.length,
  min: (numbers) => numbers.reduce((a, b) => Math.min(a, b)), max: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
  distinct: (numbers) => numbers.reduce((seen, number) => (seen.some((other) => same(other, number)) ? seen : [...seen, number]), []).length,
};

/// A number goes with each element of a list.
function pairs(a, b) {
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) fail();
  const count = Array.isArray(a) ? a.length : Array.isArray(b) ? b.length : 1;
  const one = (value, turn) => (Array.isArray(value) ? value[turn] : value);
  return Array.from({ length: count }, (_, turn) => [one(a, turn), one(b, turn)]);
}

function each(work, a, b) {
  const results = pairs(a, b).map(([a, b]) => number(work(a, b)));
  return Array.isArray(a) || Array.isArray(b) ? results : results[0];
}

function compute(tree, values) {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return values.get(tree) ?? fail();
  const [name, ...branches] = tree;
  if (name === "and") return compute(branches[0], values) && compute(branches[1], values);
  if (name === "or") return compute(branches[0], values) || compute(branches[1], values);
  const [a, b, c] = branches.map((branch) => compute(branch, values));
  if (name === "not") return !a;
  if (name === "near") return pairs(a, b).every(([a, b]) => Math.abs(a - b) <= c + c * 1e-9);
  if (name === "round") return each((x) => rounded(x, b ?? 0), a);
  if (has(HOLDS, name)) return pairs(a, b).every(([a, b]) => HOLDS[name](a, b));
  if (has(WHOLE, name) && b === undefined) return number(WHOLE[name](list(a)));
  if (has(ONE, name)) return each(ONE[name], a);
  return branches.slice(1).reduce((a, branch) => each(TWO[name], a, compute(branch, values)), a);
}
