// Time on a phone whose clock may be wrong, set while she types, or stand still: the server's, as far as it was heard. Beside the
// time of day each event carries `mono`, milliseconds since this page was opened, and `boot`, which page that was: where the two
// clocks part between two events, the phone's was set or the phone slept.

import { freshID, get, put } from "./store.js";

/// This opening of this page.
export const boot = freshID();
export const mono = () => Math.round(performance.now());

let offset = 0;
let start = Date.now() - performance.now();

export function now() {
  const begun = Date.now() - performance.now();
  // Set back: the server's time went on all the same. Set forward looks like sleep, and the server will say.
  if (begun < start - 1000) offset += start - begun;
  start = begun;
  return Math.round(Date.now() + offset);
}

/// A page from the phone's own store is old, and what it says is not exact: it may only move the clock forward.
export function learnTime(server, isExact) {
  const seen = server - Date.now();
  if (isExact || seen > offset) offset = seen;
  return put("facts", { id: "offset", value: offset });
}

export async function recallTime() {
  const fact = await get("facts", "offset");
  if (fact) offset = fact.value;
}
