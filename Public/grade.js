// Typed answers judged on the phone, as Sources/Science/Grading judges them on the server: one grammar, one table of units, the same
// operations on doubles in the same order. Tests/Cases/grading.csv holds both; the grammar stands in the comments of
// NumberReading.swift and UnitShape.swift.
//
//     grade("9,81 м/с²", { value: 9.8, unit: "m/s^2", unitNeeded: true, tolerance: { relative: 0.01 } }, "kk")
//     // { verdict: "right", readAs: "9,81 м/с²", value: 9.81, unit: "m/s^2", mistake: null }

/// units.csv, byte for byte; a test compares.
const UNITS = `what,key,en,ru,kk,also,prefixes,times,over,ten,dimension
prefix,p,p,п,п,пико,,,,-12,
prefix,n,n,н,н,нано,,,,-9,
prefix,u,µ,мк,мк,микро,,,,-6,
prefix,m,m,м,м,милли|мили,,,,-3,
prefix,c,c,с,с,санти,,,,-2,
prefix,d,d,д,д,деци,,,,-1,
prefix,da,da,да,да,,,,,1,
prefix,h,h,г,г,гекто,,,,2,
prefix,k,k,к,к,кило,,,,3,
prefix,M,M,М,М,мега,,,,6,
prefix,G,G,Г,Г,гига,,,,9,
prefix,T,T,Т,Т,тера,,,,12,
unit,m,m,м,м,метр,all,1,1,0,m
unit,g,g,г,г,грамм,all,1,1,-3,kg
unit,s,s,с,с,sec|сек|секунд,all,1,1,0,s
unit,A,A,А,А,ампер,all,1,1,0,A
unit,K,K,К,К,кельвин,all,1,1,0,K
unit,mol,mol,моль,моль,,all,1,1,0,mol
unit,cd,cd,кд,кд,,all,1,1,0,cd
unit,rad,rad,рад,рад,радиан,all,1,1,0,
unit,Hz,Hz,Гц,Гц,герц,all,1,1,0,s-1
unit,N,N,Н,Н,ньютон,all,1,1,0,m kg s-2
unit,Pa,Pa,Па,Па,паскал,all,1,1,0,m-1 kg s-2
unit,J,J,Дж,Дж,джоул,all,1,1,0,m2 kg s-2
unit,W,W,Вт,Вт,ватт,all,1,1,0,m2 kg s-3
unit,C,C,Кл,Кл,кулон,all,1,1,0,s A
unit,V,V,В,В,вольт,all,1,1,0,m2 kg s-3 A-1
unit,F,F,Ф,Ф,,all,1,1,0,m-2 kg-1 s4 A2
unit,Ohm,Ω,Ом,Ом,ohm,all,1,1,0,m2 kg s-3 A-2
unit,S,S,См,См,,all,1,1,0,m-2 kg-1 s3 A2
unit,Wb,Wb,Вб,Вб,,all,1,1,0,m2 kg s-2 A-1
unit,T,T,Тл,Тл,,all,1,1,0,kg s-2 A-1
unit,H,H,Гн,Гн,,all,1,1,0,m2 kg s-2 A-2
unit,lm,lm,лм,лм,,all,1,1,0,cd
unit,lx,lx,лк,лк,,all,1,1,0,m-2 cd
unit,Bq,Bq,Бк,Бк,,all,1,1,0,s-1
unit,Gy,Gy,Гр,Гр,,all,1,1,0,m2 s-2
unit,Sv,Sv,Зв,Зв,,all,1,1,0,m2 s-2
unit,eV,eV,эВ,эВ,,all,1602176634,1,-28,m2 kg s-2
unit,l,l,л,л,L|литр,p n u m c d da h k M G,1,1,-3,m3
unit,t,t,т,т,тонн,all,1,1,3,kg
unit,ha,ha,га,га,гектар,,1,1,4,m2
unit,min,min,мин,мин,минут,,6,1,1,s
unit,h,h,ч,сағ,hr|час|сағат|часа|часов,,36,1,2,s
unit,d,d,сут,тәул,day|тәулік|күн|сутки|суток,,864,1,2,s
unit,degC,°C,°C,°C,°С,,1,1,0,K
unit,deg,°,°,°,градус,,3.141592653589793,18,-1,
unit,%,%,%,%,процент,,1,1,-2,
unit,bit,bit,бит,бит,,all,1,1,0,bit
unit,B,B,Б,Б,байт,all,8,1,0,bit
product,Wh,Wh,Втч,Втсағ,,all,,,,W h
`;

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (number) => String(number).replace("-", "⁻").replace(/\d/g, (digit) => RAISED[digit]);

// Reading.

/// Signs that stand for one another, made one.
const PLAIN = {
  "\u00A0": " ", "\u2009": " ", "\u202F": " ", "\u2212": "-", "\u2013": "-", "*": "·", "×": "·", "\u22C5": "·", "\u2219": "·",
  "\u2022": "·", "\u2215": "/", "\u2044": "/", "º": "°", "\u02DA": "°", "\u03BC": "µ", "\u2126": "Ω", "\u212A": "K", "\u2103": "°C",
};

/// Null: longer than anything the grammar has.
function scan(typed) {
  const scalars = typed.length > 240 ? [] : [...typed];
  if (typed.length > 240 || scalars.length > 120) return null;
  return { text: scalars.map((scalar) => PLAIN[scalar] ?? scalar).join("").replace(/^ +| +$/g, "").replace(/([^\d .,])\.$/u, "$1"), at: 0 };
}

/// What matches here, and steps over it; null: nothing does.
function take(from, pattern) {
  pattern.lastIndex = from.at;
  const match = pattern.exec(from.text);
  if (match) from.at = pattern.lastIndex;
  return match;
}

const power = (digits) => {
  const [caret, up] = [`-?\\d{1,${digits}}`, `⁻?[${RAISED}]{1,${digits}}(?![${RAISED}])`];
  return `(?:\\^(?:\\((${caret})\\)|\\{(${caret})\\}|(${caret})(?!\\d))|(${up}))`;
};
const powerOf = (match) => {
  const text = match.slice(1).find((group) => group !== undefined);
  return Number(text.replace("⁻", "-").replace(/[^-\d]/g, (digit) => RAISED.indexOf(digit)));
};

const TEN = new RegExp(`10${power(3)}`, "uy");
const TIMES_TEN = new RegExp(` *· *10${power(3)}`, "uy");

/// Digits, not a double: a prefix only moves the mark.
function readNumber(from, allowsFraction) {
  const sign = take(from, /([-+]) */uy);
  const number = { isNegative: sign?.[1] === "-", whole: "1", fraction: null, exponent: null, isBarePower: false, divisor: null };
  const ten = take(from, TEN);
  if (ten) return { ...number, exponent: powerOf(ten), isBarePower: true };
  const whole = (take(from, /[1-9]\d{0,2}(?: \d{3}(?!\d))+/uy) ?? take(from, /\d*/uy))[0].replaceAll(" ", "");
  number.whole = whole.replace(/^0+/, "") || "0";
  const start = from.at;
  const divisor = take(from, / *\/ *(\d{1,15})(?!\d)/uy)?.[1];
  if (divisor && Number(divisor)) return allowsFraction && whole ? { ...number, divisor } : null;
  from.at = start;
  number.fraction = take(from, /[,.](\d*)/uy)?.[1] ?? null;
  if (number.fraction === "" || (!whole && number.fraction === null)) return null;
  if (whole.length + (number.fraction ?? "").length > 40) return null;
  const letter = take(from, /[eEеЕ]([-+]?\d{1,3})(?!\d)/uy);
  const times = letter ? null : take(from, TIMES_TEN);
  number.exponent = letter ? Number(letter[1]) : times ? powerOf(times) : null;
  return number;
}

/// The nearest double to the number times a power of ten; null: outside what doubles hold with all their digits.
function valueOf(number, ten = 0) {
  const digits = number.whole + (number.fraction === null ? "" : `.${number.fraction}`);
  const size = Number(`${digits}e${(number.exponent ?? 0) + ten}`);
  const value = number.divisor === null ? size : size / Number(number.divisor);
  const isNormal = Number.isFinite(value) && value >= 2.2250738585072014e-308;
  if (!isNormal && (/[1-9]/.test(digits) || !Number.isFinite(value))) return null;
  return number.isNegative ? -value : value;
}

function showNumber(number, language) {
  const sign = number.isNegative ? "\u2212" : "";
  const whole = number.whole.length > 4 ? number.whole.replace(/\B(?=(?:\d{3})+$)/g, "\u00A0") : number.whole;
  if (number.isBarePower) return `${sign}10${raised(number.exponent)}`;
  if (number.divisor !== null) return `${sign}${whole}/${number.divisor}`;
  const mark = language === "en" ? "." : ",";
  const digits = sign + whole + (number.fraction === null ? "" : mark + number.fraction);
  return number.exponent === null ? digits : `${digits}·10${raised(number.exponent)}`;
}

// Units.

const BASES = ["m", "kg", "s", "A", "K", "mol", "cd", "bit"];
const LATIN = Object.fromEntries([..."агеікморстухАВЕІКМНОРСТУХ"].map((letter, at) => [letter, "areikmopctyxABEIKMHOPCTYX"[at]]));
export const fold = (text) => [...text].map((letter) => LATIN[letter] ?? letter).join("");
const lower = (text) => fold(text.toLowerCase());

const exact = new Map();
const folded = { latin: new Map(), cyrillic: new Map() };
const lowered = new Map();

function add(alphabet, prefix, measure) {
  const foreign = alphabet === "latin" ? /[\u0400-\u04FF]/ : /[A-Za-z]/;
  const typed = (names) => names.filter((name) => !foreign.test(name));
  const symbol = { prefix, measure, id: `${prefix?.key ?? ""} ${measure.key}`, ten: measure.ten + (prefix?.ten ?? 0) };
  for (const front of prefix ? typed(prefix.names) : [""])
    for (const back of typed(measure.names)) {
      const text = front + back;
      if (!folded[alphabet].has(fold(text))) folded[alphabet].set(fold(text), symbol);
      if (exact.has(text)) continue;
      exact.set(text, symbol);
      if (!lowered.has(lower(text))) lowered.set(lower(text), new Map());
      lowered.get(lower(text)).set(symbol.id, symbol);
    }
}

function readTable() {
  const lines = UNITS.trim().split("\n").slice(1).map((line) => {
    const [what, key, en, ru, kk, also, prefixes, times, over, ten, made] = line.split(",");
    const names = [...new Set([key, en, ru, kk, ...also.split("|")])].filter(Boolean);
    return { what, key, en, ru, kk, names, prefixes, times: Number(times || 1), over: Number(over || 1), ten: Number(ten), made };
  });
  const prefixes = lines.filter((line) => line.what === "prefix");
  const measures = lines.filter((line) => line.what !== "prefix");
  for (const measure of measures) {
    const parts = measure.made.split(" ");
    measure.parts = measure.what === "product" ? parts.map((key) => measures.find((other) => other.key === key)) : [];
    measure.dimension = BASES.map((base) => {
      const part = parts.find((part) => part.replace(/-?\d+$/, "") === base);
      return measure.parts.length || !part ? 0 : Number(part.slice(base.length) || 1);
    });
  }
  for (const alphabet of ["latin", "cyrillic"]) {
    for (const measure of measures) add(alphabet, null, measure);
    for (const measure of measures)
      for (const prefix of prefixes)
        if (measure.prefixes === "all" || measure.prefixes.split(" ").includes(prefix.key)) add(alphabet, prefix, measure);
  }
}
readTable();

const like = (text, alphabet) => folded[alphabet].get(fold(text));
function symbolOf(text) {
  if (exact.has(text)) return exact.get(text);
  const alike = new Map(["latin", "cyrillic"].flatMap((alphabet) => like(text, alphabet) ?? []).map((symbol) => [symbol.id, symbol]));
  // `секунды`, `джоулей`: the table has what Kazakh writes and Russian bends.
  if (!alike.size) return exact.get(/^([а-я]{4,})(?:ов|ей|[аыуяь])$/u.exec(text)?.[1]);
  return alike.size === 1 ? [...alike.values()][0] : undefined;
}

const SYMBOL = new RegExp(`°(?: *[CС])?|%|[^\\d ·/()^\\-+,.°%⁻${RAISED}]+`, "uy");
const CUBIC = ["куб", "текше"];
const RAISING = new RegExp(`(кв|шаршы|куб|текше)(?:\\. *| +)(?=[^\\d ·/()^\\-+,.°%⁻${RAISED}])`, "uy");
const POWER = new RegExp(`(?:(-?\\d)(?!\\d)|${power(1)})`, "uy");
const HAS_POWER = new RegExp(`(?=[-\\d^⁻${RAISED}])`, "uy");

function readFactor(from) {
  const word = take(from, RAISING)?.[1];
  const symbol = take(from, SYMBOL)?.[0].replace(/^° *[CС]$/, "°C");
  if (!symbol) return null;
  const match = take(from, HAS_POWER) ? take(from, POWER) : undefined;
  const size = match === undefined ? 1 : match && powerOf(match);
  if (word) return size === 1 ? { symbol, power: CUBIC.includes(word) ? 3 : 2 } : null;
  return size ? { symbol, power: size } : null;
}

function readFactors(from) {
  const factors = [];
  for (let at = from.at; ; at = from.at, take(from, / *·? */uy)) {
    const factor = readFactor(from);
    if (!factor) {
      from.at = at;
      return factors;
    }
    factors.push(factor);
  }
}

function readBelow(from) {
  if (!take(from, /\( */uy)) return [readFactor(from)].filter(Boolean);
  const factors = readFactors(from);
  return take(from, / *\)/uy) ? factors : [];
}

/// A unit with its symbols not yet looked up; null: none.
function readShape(from) {
  const over = take(from, /1|(?=\/)/uy) ? [] : readFactors(from);
  const hasBelow = take(from, / *\/ */uy);
  const under = hasBelow ? readBelow(from) : [];
  if ((hasBelow && !under.length) || from.at < from.text.length) return null;
  return over.length + under.length > 8 || over.length + under.length === 0 ? null : { over, under };
}

/// Null: a symbol is unknown.
function build(shape, find) {
  const known = (factors) =>
    factors.flatMap(({ symbol: text, power }) => {
      const symbol = find(text);
      if (!symbol) return [null];
      const [first, ...others] = symbol.measure.parts;
      if (!first) return [{ symbol, power }];
      const prefixed = { prefix: symbol.prefix, measure: first, ten: first.ten + (symbol.prefix?.ten ?? 0) };
      return [prefixed, ...others.map((measure) => ({ prefix: null, measure, ten: measure.ten }))].map((symbol) => ({ symbol, power }));
    });
  const [over, under] = [known(shape.over), known(shape.under)];
  if (over.includes(null) || under.includes(null)) return null;
  const unit = { over, under, dimension: BASES.map(() => 0), top: 1, bottom: 1, ten: 0 };
  for (const { symbol, power } of [...over, ...under.map(({ symbol, power }) => ({ symbol, power: -power }))]) {
    const { measure } = symbol;
    unit.dimension = unit.dimension.map((size, at) => size + measure.dimension[at] * power);
    unit.ten += symbol.ten * power;
    for (let turn = 0; turn < Math.abs(power); turn++) {
      unit.top *= power > 0 ? measure.times : measure.over;
      unit.bottom *= power > 0 ? measure.over : measure.times;
    }
  }
  unit.kind = unit.dimension.join(" ");
  unit.isCelsius = !under.length && over.length === 1 && over[0].power === 1 && over[0].symbol.measure.key === "degC";
  return unit;
}

const isSame = (a, b) => a.kind === b.kind && a.top === b.top && a.bottom === b.bottom && a.ten === b.ten;

/// The meaning that fits the kind asked for, else the certain one; and what she may have meant with other capitals.
function meanings(shape, kind) {
  const literal = build(shape, symbolOf);
  const candidates = literal ? [literal] : [];
  for (const alphabet of ["latin", "cyrillic"]) {
    const unit = build(shape, (text) => like(text, alphabet));
    if (unit && !candidates.some((other) => isSame(other, unit))) candidates.push(unit);
  }
  const isCertain = literal || candidates.length === 1;
  const unit = candidates.find((unit) => unit.kind === kind) ?? (isCertain ? candidates[0] : undefined);
  const cases = otherCases(shape);
  const fitting = cases.filter((unit) => unit.kind === kind);
  const meant = fitting.length === 1 ? fitting[0] : !candidates.length && cases.length === 1 ? cases[0] : undefined;
  return { unit, meant };
}

function otherCases(shape) {
  const inAnyCase = (text) => [...(lowered.get(lower(text))?.values() ?? [])];
  const factors = [...shape.over, ...shape.under];
  if (factors.length === 1) {
    const literal = symbolOf(factors[0].symbol);
    return inAnyCase(factors[0].symbol).filter((other) => other.id !== literal?.id).map((other) => build(shape, () => other));
  }
  const unit = build(shape, (text) => symbolOf(text) ?? (inAnyCase(text).length === 1 ? inAnyCase(text)[0] : undefined));
  return unit ? [unit] : [];
}

function write(unit, product, one) {
  const top = unit.over.length ? unit.over.map(one).join(product) : "1";
  if (!unit.under.length) return top;
  const bottom = unit.under.map(one).join(product);
  return unit.under.length === 1 ? `${top}/${bottom}` : `${top}/(${bottom})`;
}

const keyOf = (unit) =>
  write(unit, "*", ({ symbol, power }) => (symbol.prefix?.key ?? "") + symbol.measure.key + (power === 1 ? "" : `^${power}`));

function show(number, unit, language) {
  const first = unit.over[0]?.symbol.measure.key;
  const space = first === "deg" || (first === "%" && language !== "ru") ? "" : " ";
  const shown = write(unit, "·", ({ symbol, power }) =>
    (symbol.prefix?.[language] ?? "") + symbol.measure[language] + (power === 1 ? "" : raised(power)));
  return showNumber(number, language) + space + shown;
}

// Judging.

const BARE = { kind: BASES.map(() => 0).join(" "), top: 1, bottom: 1, ten: 0, isCelsius: false };

/// In the unit asked for: the mark is moved, then it is multiplied, then divided.
function convert(number, unit, asked) {
  if (unit.isCelsius && !asked.isCelsius) {
    const celsius = valueOf(number);
    return celsius === null ? null : ((celsius + 273.15) / Number(`1e${asked.ten}`)) * asked.bottom / asked.top;
  }
  const moved = valueOf(number, unit.ten - asked.ten);
  if (moved === null) return null;
  const above = unit.top * asked.bottom;
  const below = unit.bottom * asked.top;
  const value = above === below ? moved : (moved * above) / below;
  if (!Number.isFinite(value)) return null;
  return asked.isCelsius && !unit.isCelsius ? value - 273.15 : value;
}

function limitOf({ absolute, relative, digits }, value) {
  if (absolute !== undefined) return absolute;
  if (relative !== undefined) return relative * Math.abs(value);
  if (value === 0) return 0;
  if (!Number.isFinite(value) || !(digits >= 1 && digits <= 15)) return NaN;
  return Number(`5e${Number(Math.abs(value).toExponential().split("e")[1]) - digits}`);
}

function holds(tolerance, answer, value) {
  const limit = limitOf(tolerance, value);
  const distance = Math.abs(answer - value);
  return distance <= limit + limit * 1e-9;
}

const unreadable = (readAs, unread = null) => ({ verdict: "unreadable", readAs, value: null, unit: null, mistake: null, unread });

/// Why an answer cannot be read; `rest` is what stands behind its number.
function why(text, rest, asked) {
  if (!text) return "empty";
  if (!/^(?:[-+] *)?[,.]?\d/.test(text)) return "number";
  if (/^(?:[-+] *)?\d+:\d/.test(text)) return "clock";
  if (!asked.fractions && /^(?:[-+] *)?\d+ *\/ *\d/.test(text)) return "fraction";
  return !/^[A-Za-z\u0400-\u04FF]/.test(rest) ? null : asked.unit ? "unit" : "words";
}

function judge(value, unit, readAs, asked, verdict) {
  if (value === null) return unreadable(null);
  const isRight = holds(asked.tolerance, value, asked.value);
  const place = isRight ? -1 : (asked.mistakes ?? []).findIndex((mistake) => holds(asked.tolerance, value, mistake));
  return {
    verdict: verdict ?? (isRight ? "right" : "wrong"), readAs, value, unit: unit && keyOf(unit), mistake: place < 0 ? null : place,
  };
}

/// A unit as exercises name it.
function named(text) {
  const from = scan(text);
  const shape = from && readShape(from);
  return shape && build(shape, symbolOf);
}

/// `asked`: value, unit, unitNeeded, tolerance (absolute, relative or digits), fractions, mistakes (values).
export function grade(typed, asked, language) {
  const from = scan(typed);
  const number = from && readNumber(from, asked.fractions);
  if (!number || valueOf(number) === null) return unreadable(null, from && why(from.text, "", asked));
  const wanted = asked.unit ? named(asked.unit) : BARE;
  take(from, / */uy);
  if (from.at === from.text.length) {
    const isMissing = asked.unit && asked.unitNeeded;
    return judge(valueOf(number), null, showNumber(number, language), asked, isMissing ? "unitMissing" : null);
  }
  const unread = why(from.text, from.text.slice(from.at), asked);
  const shape = readShape(from);
  if (!shape) return unreadable(null, unread);
  const { unit, meant } = meanings(shape, wanted.kind);
  if (unit?.kind !== wanted.kind && meant) return unreadable(`${show(number, meant, language)}?`);
  if (!unit) return unreadable(null, unread);
  const readAs = show(number, unit, language);
  if (unit.kind !== wanted.kind) return { verdict: "unitWrong", readAs, value: null, unit: keyOf(unit), mistake: null };
  return judge(convert(number, unit, wanted), unit, readAs, asked, null);
}
