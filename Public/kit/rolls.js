// The rolls that a trainer keeps on this phone (roll.js): their names and keys go when she signs out, and when somebody else signs in here.
// What she marked and has not arrived lies sealed, and goes with whoever is online here next.

import { all, drop, put } from "./store.js";

let isOver = false;
/// Whether the names have gone on this page: nothing that is still on its way brings them back.
export const areForgotten = () => isOver;

export async function forgetRolls() {
  isOver = true;
  if (!("indexedDB" in window)) return;
  for (const { id } of await all("keys")) if (String(id).startsWith("roll/")) await drop("keys", id);
  for (const fact of await all("facts")) {
    if (String(fact.id).startsWith("roll/")) await put("facts", { ...fact, sealed: null, mine: null });
  }
}
