// Several tabs of one browser: where somebody signs out in one, the others show nothing of theirs any more. A tab hears it from the store that
// tabs share; one that slept, or came back by the back button, looks there first, and then asks the server who is signed in.

const opened = Date.now();
const form = document.querySelector('form[action="/sign-out"], form[action="/consent/sign-out"]');
const way = form?.getAttribute("action") ?? "/sign-out";
const mark = `keruen/out${way}`;
const mine = (form?.elements.whose?.value ?? "").split(".")[0];

/// Whose session this browser has; null without a network.
const whose = () => fetch(way.replace("sign-out", "signed-in"), { cache: "no-store" }).then((reply) => (reply.ok ? reply.text() : null)).catch(() => null);

let isEmpty = false;

/// Nothing of theirs stays to be seen; then the page to which signing out leads, once the server has heard of it: it would show them signed in.
async function empty() {
  if (isEmpty) return;
  isEmpty = true;
  document.body.replaceChildren();
  for (let turn = 0; turn < 20 && (await whose()) === mine; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 250); });
  location.replace(form.dataset.after);
}

const isOut = () => { try { return Number(localStorage.getItem(mark)) > opened; } catch { return false; } };

/// The other tabs are told. Before the form goes: a page that is left runs no more.
export function tellTabs() {
  try { localStorage.setItem(mark, Date.now()); } catch { /* they ask the server when they are looked at */ }
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
  if (now !== null && now !== mine) empty();
}

if (form && mine) {
  whenOut(empty);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) ask(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
  // Where no other script sends the form by itself.
  addEventListener("submit", (event) => { if (event.target.getAttribute("action") === way && !event.defaultPrevented) tellTabs(); });
}
