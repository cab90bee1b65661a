// Keys for the working list and for what was opened from it; everything they do is a link or a field of the page.
const store = "desk-keys";
const help = document.querySelector("details.help");
const isOff = () => localStorage.getItem(store) === "off";

function rows() {
  return [...document.querySelectorAll(".sheet tbody th a")];
}

function step(by) {
  const beside = document.querySelector(`.crumbs a[rel="${by > 0 ? "next" : "prev"}"]`);
  if (beside) return beside.click();
  const links = rows();
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  if (links[next]) return links[next].focus();
  document.querySelector(`.foot a[rel="${by > 0 ? "next" : "prev"}"]`)?.click();
}

if (help) {
  help.hidden = false;
  const box = help.querySelector("input");
  box.checked = !isOff();
  box.addEventListener("change", () => localStorage.setItem(store, box.checked ? "on" : "off"));
}

// Whoever comes back goes on from the line she left.
document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("th a")?.focus({ preventScroll: true });

document.addEventListener("keydown", (event) => {
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]")) return;
  // By the place on the keyboard: a Kazakh or Russian layout has other letters there.
  if (event.code === "KeyJ") step(1);
  else if (event.code === "KeyK") step(-1);
  else if (event.key === "?" && help) help.open = !help.open;
  else if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) document.getElementById("q")?.focus();
  else return;
  event.preventDefault();
});
