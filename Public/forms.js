// A form as the phone fills it in: controls become texts as the server keeps them, and texts become controls again; every change
// goes into the journal. Which field is seen follows from conditions in the page. Any form of the house, whoever's it is.

import { fits, isNewer } from "./kit/journal.js";
import { page, say } from "./saved.js";

const part = (box, suffix) => box.querySelector(`[name="${box.dataset.field}${suffix}"]`);
const radios = (box) => Array.from(box.querySelectorAll(`input[type=radio][name="${box.dataset.field}"]`));
const parts = ["-day", "-month", "-year"];

// ---- Controls and texts.

/// How the controls stand, and how the server drew them.
const standing = { of: (control) => control.value, isChosen: (radio) => radio.checked };
const drawn = {
  of(control) {
    if (!control.options) return control.defaultValue;
    return (Array.from(control.options).find((each) => each.defaultSelected) || control.options[0])?.value || "";
  },
  isChosen: (radio) => radio.defaultChecked,
};

function typed(box, { of, isChosen } = standing) {
  const chosen = radios(box).find(isChosen);
  switch (box.dataset.kind) {
    case "choice": return chosen ? chosen.value : "";
    case "date": {
      const texts = parts.map((suffix) => of(part(box, suffix)).trim());
      return texts.some(Boolean) ? texts.map((text) => text || "-").join(" ") : "";
    }
    case "place": {
      if (chosen) return chosen.value;
      const name = part(box, "-unlisted"), okrug = part(box, "-okrug"), search = part(box, "-search");
      if (name && of(name).trim()) return `${okrug ? of(okrug) : ""}|${of(name)}`;
      const kept = box.querySelector(`input[type=hidden][name="${box.dataset.field}"]`);
      if (kept) return kept.value;
      return search && of(search).trim() ? `?${of(search)}` : "";
    }
    case "school": {
      const select = part(box, ""), name = part(box, "-unlisted");
      return of(select) || (name ? of(name) : "");
    }
    default: return of(part(box, ""));
  }
}

function fill(box, text) {
  if (typed(box) === text) return;
  switch (box.dataset.kind) {
    case "choice": for (const radio of radios(box)) radio.checked = radio.value === text; break;
    case "date":
      text.split(" ").forEach((value, index) => { part(box, parts[index]).value = value === "-" ? "" : value; });
      break;
    case "place": {
      const radio = radios(box).find((each) => each.value === text);
      if (radio) radio.checked = true;
      else if (text.startsWith("?") && part(box, "-search")) part(box, "-search").value = text.slice(1);
      else if (text.includes("|") && part(box, "-unlisted")) part(box, "-unlisted").value = text.split("|")[1];
      else if (/^\d{9}$/.test(text)) addHidden(box, text);
      break;
    }
    case "school": {
      const select = part(box, ""), name = part(box, "-unlisted");
      select.value = text;
      if (name && select.value !== text) name.value = text;
      break;
    }
    case "file": break;
    default: part(box, "").value = text;
  }
}

function addHidden(box, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: box.dataset.field, value });
  box.append(input);
}

/// Whether an answer lets a question be seen: `is` holds the texts that do, `after` the last day of birth that does not. What is
/// not known, or no date, is in doubt, and in doubt a question is seen.
export function holds({ is, after }, text) {
  if (text === undefined) return true;
  if (is) return is.includes(text);
  const [day, month, year] = text.split(" ").map((each) => each.padStart(2, "0"));
  const born = `${year}-${month}-${day}`;
  return !/^\d{4}-\d\d-\d\d$/.test(born) || born > after;
}

// ---- The form.

/// Keeps `form` in the journal as `thread`; files go to `uploads`.
export async function openForm(form, thread, journal, uploads, changed) {
  const boxes = Array.from(form.querySelectorAll("[data-field]")).filter((box) => box.dataset.kind !== "file");
  const before = new Map();
  const boxOf = (field) => form.querySelector(`[data-field="${field}"]`);

  /// The version of an answer that the page was made from: the server is told it with each text, and with the page.
  const base = (field) => Number(form.elements[`was-${field}`]?.value || 0);

  function setBase(field, at) {
    const input = form.elements[`was-${field}`];
    if (input) input.value = String(Math.max(at, base(field)));
  }

  function keep(box) {
    const field = box.dataset.field, text = typed(box);
    if (before.get(field) === text) return;
    if (!fits(text)) return say(box, page.long);
    before.set(field, text);
    page.state = "typing";
    journal.write(thread, field, text, base(field)).then(() => changed(field));
  }

  function take(box, text) {
    fill(box, text.body);
    setBase(box.dataset.field, text.at);
  }

  async function restore() {
    const rendered = Number(page.now);
    for (const box of boxes) {
      const field = box.dataset.field, text = await journal.latest(thread, field), first = typed(box, drawn);
      if (!before.has(field)) before.set(field, first);
      if (typed(box) !== first) {
        keep(box);  // on a slow network she writes before this script is there
      } else if (isNewer(text, rendered)) {
        take(box, text);
        before.set(field, typed(box));
      }
    }
    refresh();
  }

  /// Another tab of this phone may have got further: what is untouched here follows it.
  async function follow() {
    for (const box of boxes) {
      const field = box.dataset.field, text = await journal.latest(thread, field);
      const here = Math.max(base(field), journal.writtenAt(thread, field));
      if (!text || text.at <= here || before.get(field) !== typed(box)) continue;
      take(box, text);
      before.set(field, typed(box));
    }
    refresh();
  }

  function refresh() {
    for (const box of form.querySelectorAll("[data-when]")) {
      const other = boxOf(box.dataset.when);
      if (other) box.hidden = !holds({ is: box.dataset.is.split(" ") }, typed(other));
    }
    for (const area of form.querySelectorAll("textarea[data-words]")) {
      const line = document.getElementById(`${area.id}-count`);
      const found = area.value.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      if (line) line.textContent = line.textContent.replace(/\d+/, String(found));
    }
  }

  for (const box of boxes) {
    for (const name of ["input", "change"]) box.addEventListener(name, () => { keep(box); refresh(); });
    if (box.dataset.kind === "place") searchPlaces(box);
  }
  for (const box of form.querySelectorAll("[data-kind=file]")) {
    part(box, "")?.addEventListener("change", async ({ target }) => {
      const file = target.files[0];
      if (!file) return;
      uploads.take(box.dataset.field, file);
      target.value = "";  // it goes in pieces, not with the page
    });
  }
  form.addEventListener("submit", () => { boxes.forEach(keep); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") follow(); });
  await restore();
  for (const box of boxes) if (box.dataset.kind === "place" && typed(box).startsWith("?") && !navigator.onLine) say(box, page.lookup);
  return { boxOf, setBase };
}

// ---- Places: the search of the page itself, while she types.

function searchPlaces(box) {
  const input = part(box, "-search"), found = box.querySelector("[data-found]");
  if (!input) return;
  const { places } = box.querySelector("[data-places]").dataset;
  let asked = 0, isLeaving = false;
  // The page that comes has what was found: a choice made in this one's list would go with it.
  input.form?.addEventListener("submit", () => { isLeaving = true; });
  addEventListener("pageshow", () => { isLeaving = false; });
  input.addEventListener("input", () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const query = input.value.trim();
      if (isLeaving || query.length < 2) return;
      const reply = await fetch(`${places}?q=${encodeURIComponent(query)}`).catch(() => null);
      if (!reply) say(box, page.lookup);
      if (isLeaving || !reply || !reply.ok || input.value.trim() !== query) return;
      say(box, "");
      const field = box.dataset.field;
      found.replaceChildren(...(await reply.json()).map(([code, name, where], index) => {
        const option = document.createElement("div"), radio = document.createElement("input");
        const label = document.createElement("label"), hint = document.createElement("span");
        option.className = "opt";
        Object.assign(radio, { type: "radio", name: field, value: code, id: `${field}-found-${index}` });
        Object.assign(label, { htmlFor: radio.id, textContent: name });
        Object.assign(hint, { className: "hint", textContent: where, id: `${radio.id}-note` });
        radio.setAttribute("aria-describedby", hint.id);
        option.append(radio, label, hint);
        return option;
      }));
    }, 350);
  });
}
