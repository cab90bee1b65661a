// Several tabs of one browser: where somebody signs out in one, the others show nothing of theirs any more. A tab hears it from the store that
// tabs share; one that slept, or came back by the back button, looks there first, and then asks the server who is signed in.

const opened = Date.now();
const form = document.querySelector('form[action="/sign-out"], form[action="/consent/sign-out"]');
const way = form?.getAttribute("action") ?? "/sign-out";
const mark = `keruen/out${way}`;
const mine = (form?.elements.whose?.value ?? "").split(".")[0];

/// Nothing of theirs stays to be seen; then the page to which signing out leads.
function empty() {
  document.body.replaceChildren();
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
  const reply = await fetch(way.replace("sign-out", "signed-in"), { cache: "no-store" }).catch(() => null);
  if (reply?.ok && (await reply.text()) !== mine) empty();
}

if (form && mine) {
  whenOut(empty);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) ask(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
  // Where no other script sends the form by itself.
  addEventListener("submit", (event) => { if (event.target === form && !event.defaultPrevented) tellTabs(); });
}
