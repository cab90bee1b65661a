// Files: a photo is made smaller on the phone and goes in small pieces, which go on where they stopped.

import { drop, freshID, inStores, own, put } from "./store.js";
import { words } from "./journal.js";

const longestSide = 1600;

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < 300000) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
  return blob && blob.size < file.size ? blob : file;
}

const address = "/files";

/// The uploads of one owner; those taken here go to a place, `{ room, subject }` of the house's upload points. `tell(what, field, …)`
/// hears of them: `progress` (name, done, of how many pieces), `refused` (name, why) and `waits` (name), where there is no network.
export function openUploads(owner, isShared, place, tell) {
  let isSending = false;

  /// Takes the file at once; another of the same field takes its place.
  async function take(field, file) {
    const blob = await smaller(file);
    const name = file.name.replace(/.*[\\/]/, "").slice(-100);
    await put("files", { id: `${place.room}/${place.subject}/${field}`, owner, ...place, field, name, blob, taken: freshID(), shared: isShared });
    return send();
  }

  /// Everything that waits. What fails for want of a network, or of a session, is tried again.
  async function send() {
    if (isSending) return;
    isSending = true;
    try {
      for (let file; (file = (await waiting())[0]);) await sendOne(file);
    } catch {
      for (const file of await waiting()) tellOf(file, "waits");
      setTimeout(send, 5000);
    } finally {
      isSending = false;
    }
  }

  async function sendOne(file) {
    const { room, subject, field, name, blob } = file;
    const begun = await fetch(address, {
      method: "POST", headers: words, body: JSON.stringify({ room, subject, field, name, size: blob.size }) });
    if (!begun.ok) return refuse(file, begun);
    const { file: id, next, length } = await begun.json();
    const count = Math.ceil(blob.size / length);
    for (let position = next; position < count;) {
      tellOf(file, "progress", position, count);
      const piece = blob.slice(position * length, (position + 1) * length);
      const reply = await fetch(`${address}/${id}/${position}`, {
        method: "PUT", headers: { ...words, "content-type": "application/octet-stream" }, body: piece });
      // What was begun long ago is there no more, or was finished in another tab: it begins anew.
      if (reply.status === 404) throw new Error("later");
      if (!reply.ok) return refuse(file, reply);
      const answer = await reply.json();
      if (answer.done) break;
      position = answer.next;
    }
    await settle(file, (files) => files.delete(file.id));
    tellOf(file, "progress", count, count);
  }

  async function refuse(file, reply) {
    if (reply.status === 401 || reply.status === 429 || reply.status >= 500) throw new Error("later");
    const { refused = "" } = await reply.json().catch(() => ({}));
    await settle(file, (files) => files.put({ ...file, blob: null, refused }));
    tellOf(file, "refused", refused);
  }

  /// What became of a file, in one step: a page that is left just now leaves one that waits or one that is settled. Another that she
  /// has chosen meanwhile for the same field waits on.
  function settle(file, change) {
    return inStores(["files"], "readwrite", (files) => {
      files.get(file.id).onsuccess = ({ target: { result: now } }) => { if (now?.taken === file.taken) change(files); };
    });
  }

  /// A page is told of its own place only; what waits for another goes all the same.
  const isHere = ({ room, subject }) => room === place.room && subject === place.subject;

  function tellOf(file, what, ...rest) {
    if (isHere(file)) tell(what, file.field, file.name, ...rest);
  }

  const waiting = async () => (await own("files", owner)).filter((file) => file.blob);
  /// What the house did not take, with its reason, until another file takes its place.
  const refused = async () => (await own("files", owner)).filter((file) => !file.blob && isHere(file));

  /// What of this place lies on the phone: what waits, and what was refused.
  const mine = async () => (await own("files", owner)).filter(isHere);
  const forget = (field) => drop("files", `${place.room}/${place.subject}/${field}`);

  return { take, send, waiting, refused, mine, forget };
}
