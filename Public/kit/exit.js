// Signing out: what is not on the server yet is sent; what cannot be sent is asked about. Then everything of this owner leaves the
// phone. What belongs to a sister stays.

import { all, deleteStore, get, isBare, wipe } from "./store.js";
import { openJournal } from "./journal.js";
import { tellTabs } from "./tabs.js";
import { openUploads } from "./upload.js";

const shelves = "keruen-shell-";  // as the worker names them

const isCurrent = ({ id }) => String(id).startsWith("current/");

/// Journals that other pages of the same person write under a name of their own, as `current/study`, and the photos they send.
const others = async () => (await all("facts")).filter(isCurrent).map(({ owner }) => openJournal(owner, false, () => {}));
const photos = (owner) => openUploads(owner, false, {}, () => {});

const isSealed = ({ id, sealed }) => sealed === true || String(id).startsWith("sealed/");

/// Somebody else is current now: what stood beside the one before is not hers.
export const forgetOthers = () => wipe(isCurrent);

/// `hers` each have `send()` (or `sendAll()`) and `waiting()`; what weighs most comes last, and one that names its `shell` is
/// asked about in that shell's words. `form` is the sign-out's, and goes when all is done.
export async function leave(form, owner, hers, close) {
  const beside = await others();
  const senders = [...beside, ...beside.map((each) => photos(each.owner)), ...hers];
  const unsent = async () => {
    const rows = await Promise.all(senders.map((each) => each.waiting()));
    return senders.findLast((_, index) => rows[index].length > 0);
  };
  if (await unsent()) {
    for (const each of senders) await (each.sendAll || each.send)();
    const left = await unsent();
    if (left && !confirm(left.shell ? JSON.parse(form.dataset.unsentShells)[left.shell] : form.dataset.unsent)) return false;
  }
  close();
  for (const each of beside) each.close();
  // The house ends this phone's key as well, where it no longer knows whose session it was.
  const key = await get("keys", `device/${owner}`);
  if (key) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "device", value: key.value }));
  const gone = [owner, ...beside.map((each) => each.owner)];
  // What lies sealed nobody reads here any more, and it goes with whoever is online next (sealed.js); its key goes now.
  await wipe((row) => (gone.includes(row.owner) && !isSealed(row)) || row.id === "current");
  if (await isBare()) await deleteStore();
  // Pages of hers; what is everybody's says below that there is no network.
  for (const name of await caches.keys()) if (name.startsWith(shelves)) await caches.delete(name);
  tellTabs();
  form.submit();
  return true;
}

/// What was written on a shared device is nothing for the next one.
export const wipeShared = (owner) => wipe((row) => row.shared && row.owner !== owner);
