// What one of the staff types into a form with `data-keep` stays in this tab until the house has it. Where the house cannot be reached the
// form is not sent and says so; where the network goes in the very moment of sending, the words are there again when the page is.

const forms = [...document.querySelectorAll("form[data-keep]")];
// Of whoever typed it: on a phone that two girls share, the words of one are not in the form of the other.
const place = (form) => `kept ${form.getAttribute("action")} ${(form.elements.whose?.value ?? "").split(".")[0]}`;
const controls = (form) =>
  [...form.elements].filter((each) => each.name && !["hidden", "password", "file", "submit", "button"].includes(each.type));
const isTicked = (control) => control.type === "radio" || control.type === "checkbox";
const isDrawn = (control) => {
  if (isTicked(control)) return control.checked === control.defaultChecked;
  if (!control.options) return control.value === control.defaultValue;
  return [...control.options].every((each) => each.selected === each.defaultSelected || control.selectedIndex === 0);
};

function keep(form, isSent) {
  const typed = controls(form).filter((control) => !isTicked(control) || control.checked).map(({ name, value }) => [name, value]);
  try { sessionStorage.setItem(place(form), JSON.stringify({ typed, isSent })); } catch { /* a full store keeps nothing */ }
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(place(form)) || "null");
  if (!kept) return;
  // A page that came as the answer has what was typed, or it is done.
  const isBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  if (kept.isSent && !isBack) return sessionStorage.removeItem(place(form));
  if (!controls(form).every(isDrawn)) return;
  for (const control of controls(form)) {
    const values = kept.typed.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isTicked(control)) control.checked = values.includes(control.value);
    else if (values.length) control.value = values[0];
  }
}

function say(form, text) {
  let line = form.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("p");
    Object.assign(line, { className: "error", tabIndex: -1 });
    line.dataset.said = "";
    line.setAttribute("role", "alert");
    form.append(line);
  }
  line.textContent = text;
}

for (const form of forms) {
  restore(form);
  for (const name of ["input", "change"]) form.addEventListener(name, () => keep(form, false));
  let isReached = false;
  form.addEventListener("submit", async (event) => {
    if (isReached) return keep(form, true);
    event.preventDefault();
    const { submitter } = event;
    keep(form, false);
    const reply = await fetch("/health", { cache: "no-store" }).catch(() => null);
    if (!reply) return say(form, form.dataset.keep);
    isReached = true;
    form.requestSubmit(submitter);
    isReached = false;
  });
}

// Whoever has been told that it is saved keeps no copy of it.
for (const done of document.querySelectorAll("[data-kept]")) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(`kept ${done.dataset.kept} `)) sessionStorage.removeItem(key);
}
