// The journal of a learner on a device that is not hers: what she does is sealed as it is written, with a key that cannot be taken out and
// is dropped when she signs out, or after half an hour of silence. Nobody after her reads it, and whoever is online next brings it (sealed.js).

import { drop, get, put } from "./store.js";
import { now } from "./clock.js";
import { openSealed, sealedParcels, unpacked } from "./sealed.js";

const silence = 30 * 60000;
const keyID = (owner) => `parcel/${owner}`;
export const threadOf = (owner) => `study/${owner}`;

/// A page of hers brings the key: a device's own keeps it, for a file that somebody else brings; a shared one for a while.
export async function takeKey(owner, { key, token }, isShared) {
  const value = await crypto.subtle.importKey("raw", unpacked(key), "AES-GCM", false, ["encrypt"]);
  await put("keys", { id: keyID(owner), owner, value, token, until: isShared ? Date.now() + silence : null });
}

/// `{value, token}`; null where there is none, or nobody has touched it for too long.
export async function keyOf(owner) {
  const kept = await get("keys", keyID(owner));
  if (!kept || kept.until === null || kept.until > Date.now()) return kept || null;
  await drop("keys", kept.id);
  return null;
}

/// Whether nobody goes on with what lies sealed here: she has signed out, or was silent for too long.
export const isOver = async ({ owner, thread }) => thread === threadOf(owner) && !(await keyOf(owner));

/// As `openJournal` (journal.js), of the thread `study` alone; null without the key.
export async function openParcel(owner, tell) {
  const kept = await keyOf(owner);
  if (!kept) return null;
  const abouts = new Map();
  const heard = (what, ...of) => {
    if (what === "later" || what === "full") return tell("state", "phone");
    if (what === "taken" || what === "stopped") return tell("stopped", of[0] || "");
    for (const [seq, about] of abouts) {
      if (seq > of[0]) continue;
      abouts.delete(seq);
      tell("kept", "study", about);
    }
    if (abouts.size === 0) tell("state", "server", new Date());
  };
  const sealed = await openSealed({ owner, thread: threadOf(owner), key: kept.value, token: kept.token, tell: heard });
  return {
    owner, isShared: true,
    async append(_, kind, about, body) {
      const still = await keyOf(owner);
      if (!still) throw new Error("no key");
      await put("keys", { ...still, until: Date.now() + silence });
      abouts.set(await sealed.append(kind, about, body), about);
      tell("state", "phone");
    },
    waiting: async () => Array(sealed.count() - sealed.have()).fill(null),
    send: () => sealed.send(),
    hurry: () => sealed.send(),
    close: () => sealed.close(),
  };
}

/// A button behind `line`: what waits of some threads in a journal goes into a file, sealed, that somebody with a network brings. Resolves to the
/// button; to null where nothing waits, or no page of hers has brought the key yet.
export async function offerFile(journal, threads, title, line) {
  const waiting = async () => (await journal.waiting()).filter(({ thread }) => threads.includes(thread)).sort((a, b) => a.at - b.at);
  if (!title || journal.isShared || (await waiting()).length === 0 || !(await keyOf(journal.owner))) return null;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn plain", textContent: title });
  button.onclick = async () => {
    const [events, kept] = [await waiting(), await keyOf(journal.owner)];
    if (events.length === 0 || !kept) return;
    const named = events.map(({ id, kind, about, body, at }) => ({ id, kind, about, body, at }));
    const parcels = await sealedParcels({ thread: threadOf(journal.owner), token: kept.token, key: kept.value, events: named });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ keruen: "parcels", parcels })], { type: "application/json" }));
    link.download = `keruen-${new Date(now()).toISOString().slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  line.after(button);
  return button;
}
