// The phone's half of the proof that both engines judge alike: the table of cases, and the hashes of generated answers
// (Tests/GradingTests/GeneratedTests.swift). Both functions take `grade` and the texts of the files, and give what differs.

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

function question(specification) {
  const of = Object.fromEntries(specification.split(";").map((part) => [part.split("=")[0], part.split("=").slice(1).join("=")]));
  const tolerance = Object.fromEntries(["absolute", "relative", "digits"].filter((kind) => kind in of).map((kind) => [kind, Number(of[kind])]));
  return {
    value: Number(of.value), unit: of.unit, unitNeeded: "needed" in of, fractions: "fractions" in of, tolerance,
    mistakes: of.mistakes?.split("|").map(Number),
  };
}

const cases = (csv) => csv.trimEnd().split("\n").slice(1).map(fields);

export function table(grade, csv) {
  return cases(csv).flatMap(([, specification, language, typed, verdict, readAs], place) => {
    const said = grade(typed, question(specification), language);
    const why = verdict.includes("/") ? `/${said.unread ?? ""}` : "";
    const shown = said.verdict + (said.mistake === null ? "" : ` ${said.mistake}`) + why;
    return shown === verdict && (said.readAs ?? "") === readAs ? [] : [`line ${place + 2}: ${typed}: ${shown} ${said.readAs}`];
  });
}

export function generated(grade, csv, pieces, kept) {
  const asked = [...new Set(cases(csv).map((line) => line[1]))];
  const slots = pieces.trimEnd().split("\n").map((line) => line.split("|").map(unescaped));
  const encoder = new TextEncoder();
  const view = new DataView(new ArrayBuffer(8));
  let state = 2463534242;
  const one = (values) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return values[(state >>> 0) % values.length];
  };
  const bits = (value) => {
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16);
  };
  return kept.trimEnd().split("\n").flatMap((wanted, chunk) => {
    let hash = 2166136261;
    for (let turn = 0; turn < 1000; turn++) {
      const specification = one(asked);
      const about = question(specification);
      const filled = { "#": specification.match(/^value=([^;]*)/)[1], "=": about.unit ?? "" };
      const language = one(["kk", "ru", "en"]);
      const typed = slots.map((slot) => one(slot)).map((piece) => filled[piece] ?? piece).join("");
      const said = grade(typed, about, language);
      const value = said.value === null ? "" : bits(said.value);
      const line = `${typed}\t${said.verdict}\t${said.readAs ?? ""}\t${value}\t${said.unit ?? ""}\t${said.mistake ?? ""}\n`;
      for (const byte of encoder.encode(line)) hash = Math.imul(hash ^ byte, 16777619);
    }
    return (hash >>> 0).toString(16) === wanted ? [] : [`answers ${chunk * 1000} to ${chunk * 1000 + 999}`];
  });
}
