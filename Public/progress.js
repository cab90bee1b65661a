// A page that tells of long work is fetched anew while the work runs, and its main part replaced. Without this script the
// page has a button for it.
"use strict";

const pause = 2000;

async function look() {
  if (!document.querySelector("progress")) return;
  try {
    const reply = await fetch(location.href, { headers: { accept: "text/html" } });
    if (reply.ok && !reply.redirected) show(await reply.text());
  } catch {
    // No network: the next look may have one.
  }
  setTimeout(look, pause);
}

function show(text) {
  const now = document.querySelector("main");
  const next = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  if (!next) return;
  const focused = stops(now).indexOf(document.activeElement);
  now.replaceChildren(...next.childNodes);
  if (focused >= 0) stops(now)[focused]?.focus();
}

const stops = main => [...main.querySelectorAll("a, button, input")];

setTimeout(look, pause);
