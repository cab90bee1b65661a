// What she handed in without a network goes when there is one, from whichever page of hers is open: the photos first, then the word that it is
// handed in, with the moment at which she pressed.

import { now } from "./kit/clock.js";
import { drop, own, put } from "./kit/store.js";

export const thread = "works";
const name = (about) => `handed/${about}`;

/// She handed it in, as it stood.
export const press = (owner, about, text) => put("facts", { id: name(about), owner, about, text, pressed: now(), shared: false });

/// What she handed in here and the journal does not know yet.
export const pressed = async (owner) => (await own("facts", owner)).filter(({ id }) => id.startsWith(name("")));

/// Sends what it can of photos; a work whose photos are all settled goes into the journal. What a photo that the house refuses was to show,
/// she reads on the page; the work is handed in without it.
export async function finish(journal, uploads) {
  await uploads.send();
  const waiting = await uploads.waiting();
  for (const { id, about, text, pressed: at } of await pressed(journal.owner)) {
    if (waiting.some(({ subject }) => subject === about)) continue;
    await journal.write(thread, about, String(new URLSearchParams({ text, go: "hand-in", pressed: at })));
    await drop("facts", id);
  }
  await journal.hurry();
}
