// Menus of the desk close with Escape, which goes back to what opened them, and with a click elsewhere. Without this script a second press
// on a menu closes it.
import { forgetRolls } from "./kit/rolls.js";
import { tellTabs } from "./kit/tabs.js";

const open = () => [...document.querySelectorAll("details.pop[open]")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const menus = open();
  const menu = menus.find((each) => each.contains(document.activeElement)) ?? menus.at(-1);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.preventDefault();
});

// By the click, not by the finger that comes down: on a phone a menu that closes moves what is below it.
document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

// Whoever signs out leaves no names on this phone (kit/rolls.js).
for (const out of document.querySelectorAll('form[action="/sign-out"]')) {
  out.addEventListener("submit", (event) => {
    event.preventDefault();
    forgetRolls().catch(() => {}).finally(() => {
      tellTabs();
      out.submit();
    });
  }, { once: true });
}
