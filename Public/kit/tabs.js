// Several tabs of one browser: where somebody signs out in one, the others show nothing of theirs any more. A tab hears it from the store that
// tabs share; one that slept, or came back by the back button, looks there first, and then asks the server who is signed in.

const opened = Date.now();
const form = document.querySelector("form[data-after]");
const way = form?.getAttribute("action");
const mark = "keruen/out";
const mine = (form?.elements.whose?.value ?? "").split(".")[0];

/// Whose session this browser has; null without a network.
const whose = () => fetch(form.dataset.asks, { cache: "no-store" }).then((reply) => (reply.ok ? reply.text() : null)).catch(() => null);

let isEmpty = false;

const isChanged = ({ type, value, defaultValue, checked, defaultChecked, options, selectedIndex }) => {
  if (options) return selectedIndex !== Math.max(0, [...options].findIndex((each) => each.defaultSelected));
  return type === "radio" || type === "checkbox" ? checked !== defaultChecked : value !== defaultValue;
};

/// What somebody is writing stays: sent, it waits for whoever wrote it until she has signed in again (Front/Unsent.swift). One of the staff keeps it
/// always; a girl or her guardian where her session only ran out, and not on a device that others use.
const isKept = (hasRunOut) => (form.dataset.writes === "always" || (hasRunOut && form.dataset.writes === "own"))
  && [...document.querySelectorAll("main form :is(textarea, select, input:not([type=hidden]))")].some(isChanged);

let told = null;

/// That the session is over while she writes, above what she writes.
function tell(isOver) {
  if (!isOver) told?.remove();
  if (!isOver || told?.isConnected || !form.dataset.over) return;
  told = Object.assign(document.createElement("p"), { className: "notice sun", textContent: form.dataset.over });
  told.setAttribute("role", "alert");
  document.querySelector("main .wrap")?.prepend(told);
}

/// Nothing of theirs stays to be seen; then the page to which signing out leads, once the server has heard of it: it would show them signed in.
async function empty(hasRunOut) {
  if (isEmpty) return;
  if (isKept(hasRunOut)) return tell(true);
  isEmpty = true;
  document.body.replaceChildren();
  for (let turn = 0; turn < 20 && (await whose()) === mine; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 250); });
  location.replace(form.dataset.after);
}

/// Since this page was opened, by the way out that it has; a page without one is left by any.
function isOut() {
  try {
    const [at, by] = (localStorage.getItem(mark) ?? "").split(" ");
    return Number(at) > opened && (!way || by === way);
  } catch {
    return false;
  }
}

/// The other tabs are told. Before the form goes: a page that is left runs no more.
export function tellTabs() {
  try { localStorage.setItem(mark, `${Date.now()} ${way}`); } catch { /* they ask the server when they are looked at */ }
}

/// Runs `then` when somebody signs out in another tab.
export function whenOut(then) {
  addEventListener("storage", ({ key }) => { if (key === mark && isOut()) then(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted && isOut()) then(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && isOut()) then(); });
}

/// The session may have ended elsewhere, or be another person's by now. Without a network nobody knows.
async function ask() {
  const now = await whose();
  if (now === null) return;
  if (now === mine) tell(false);
  else empty(now === "" && !isOut());
}

if (form && mine) {
  whenOut(() => empty(false));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) ask(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
  // Where no other script sends the form by itself.
  addEventListener("submit", (event) => { if (event.target.getAttribute("action") === way && !event.defaultPrevented) tellTabs(); });
}
