// What the rules mean, in words, kept fresh while they are written. The button "look" does the same without this.
const form = document.getElementById("policy");
const pause = 600;
let turn = 0;
let timer;

async function refresh() {
  const mine = ++turn;
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "look");
  const reply = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (mine !== turn || !reply) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("words");
  if (mine === turn && fresh) document.getElementById("words").replaceChildren(...fresh.childNodes);
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, pause);
});
