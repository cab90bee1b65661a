// The phone's half of the proof that both engines judge exercises alike (Tests/ExercisesTests/JudgingTests.swift): the table of cases, and
// the hashes of generated answers. Both functions take `judge`, the rules and the texts of the files, and give what differs.

const unescaped = (text) => text.replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));

function fields(line) {
  const fields = [""];
  let isQuoted = false;
  for (const letter of line)
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === "," && !isQuoted) fields.push("");
    else fields[fields.length - 1] += letter;
  return fields.map(unescaped);
}

const answerOf = (text) =>
  Object.fromEntries(text.split("|").filter(Boolean).map((part) => [part.split("=")[0], part.split("=").slice(1).join("=")]));

const sorted = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));

/// `why`: with the reason of an unreadable one.
function said(judge, exercise, number, answer, language, why = false) {
  const { verdict, parts, remarks, questions, implausible, obstacle, place } = judge(exercise.kind, exercise.rules[number - 1], answer, language);
  const words = [why ? `${verdict}/${obstacle ?? ""}${place === undefined ? "" : ` ${place}`}` : verdict, ...remarks, ...questions.map((remark) => `?${remark}`), ...implausible.map((place) => `!${place}`)];
  const shown = sorted(parts).map(([name, { verdict, readAs }]) => `${name}=${verdict}${readAs === null ? "" : ` ${readAs}`}`);
  return `${words.join(" ")}\t${shown.join("|")}`;
}

export function table(judge, rules, csv) {
  return csv.trimEnd().split("\n").slice(1).flatMap((line, place) => {
    const [key, number, language, typed, verdict, parts] = fields(line);
    const shown = said(judge, rules[key], Number(number), answerOf(typed), language, verdict.includes("/"));
    return shown === `${verdict}\t${parts}` ? [] : [`line ${place + 2}: ${key} ${typed}: ${shown}`];
  });
}

export function generated(judge, rules, pieces, kept) {
  const slots = pieces.trimEnd().split("\n").map((line) => line.split("\t").map(unescaped));
  const encoder = new TextEncoder();
  let state = 2463534242;
  const below = (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % count;
  };
  const one = (values) => values[below(values.length)];
  return kept.trimEnd().split("\n").flatMap((wanted, chunk) => {
    let hash = 2166136261;
    for (let turn = 0; turn < 1000; turn++) {
      const [key, places, count, texts] = one(slots);
      const number = below(rules[key].rules.length) + 1;
      const language = one(["kk", "ru", "en"]);
      const answer = {};
      for (const place of places.split(" "))
        answer[place] = Array.from({ length: Number(count) }, () => one(texts.split("|"))).join("");
      const line = sorted(answer).map(([place, text]) => `${place}=${text}`).join("|");
      const shown = said(judge, rules[key], number, answer, language);
      for (const byte of encoder.encode(`${key} ${number} ${language} ${line}\t${shown}\n`)) hash = Math.imul(hash ^ byte, 16777619);
    }
    return (hash >>> 0).toString(16) === wanted ? [] : [`answers ${chunk * 1000} to ${chunk * 1000 + 999}`];
  });
}
