// The phone's store, and its only opener. Every row but those that are the phone's own names its owner: sisters share a phone.
//   events  what waits to be sent, each as it was written; sealed ones stay until they are given up
//   texts   the newest text of each thing
//   files   photos on their way
//   keys    what opens a session again, and keys of sealed journals
//   facts   the server's time, whose pages these are, what waits to be done

const name = "keruen";
const version = 2;
/// Where second copies of sealed events lie, in Cache Storage.
export const copies = "keruen-copies-1";
const names = ["events", "texts", "files", "keys", "facts"];

let opening = null;
let outdated = () => {};

/// What to do when this page can keep nothing any more, since a newer one has changed the store.
export function whenOutdated(say) { outdated = say; }

export function openStore() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade(request.result, request.transaction);
    request.onsuccess = () => {
      const db = request.result;
      // A newer page, or signing out in another tab, waits for this one to let go.
      db.onversionchange = () => { db.close(); opening = null; };
      db.onclose = () => { opening = null; };
      resolve(db);
    };
    // Another tab does not let go, or a newer page has been here.
    request.onblocked = () => outdated();
    request.onerror = () => { opening = null; outdated(); reject(request.error); };
  });
  return opening;
}

function upgrade(db, transaction) {
  for (const each of names) if (!db.objectStoreNames.contains(each)) db.createObjectStore(each, { keyPath: "id" });
  if (db.objectStoreNames.contains("latest")) rename(db, transaction);
}

/// Version 1 called the owner `application` and knew answers of one thread; what waits in it is sent all the same.
function rename(db, transaction) {
  const thread = "apply";
  const walk = (store, each, atEnd) => {
    transaction.objectStore(store).openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return atEnd?.();
      each(cursor.value, cursor);
      cursor.continue();
    };
  };
  const about = ({ application: owner, field, typed: body, ...rest }) => ({ ...rest, owner, about: field, body });
  walk("events", (row, cursor) => cursor.update({ ...about(row), thread, kind: "answer" }));
  walk("files", ({ application: owner, ...row }, cursor) => cursor.update({ ...row, owner, room: "applications", subject: owner }));
  walk("latest", (row) => {
    const text = about(row);
    transaction.objectStore("texts").put({ ...text, id: `${text.owner}/${thread}/${text.about}`, thread });
  }, () => db.deleteObjectStore("latest"));
  walk("facts", ({ application: owner, ...row }, cursor) => {
    if (!row.id.startsWith("device/")) return cursor.update(owner ? { ...row, owner } : row);
    transaction.objectStore("keys").put({ ...row, owner });
    cursor.delete();
  });
}

/// One transaction over stores; what `work` gives back, or the result of its request, when it is on the disk.
export async function inStores(stores, mode, work, durability = "strict") {
  const db = await openStore();
  return new Promise((resolve, reject) => {
    // Strict: done means on the disk, so that a killed browser or an empty battery takes nothing back.
    const transaction = db.transaction(stores, mode, { durability });
    const result = work(...stores.map((each) => transaction.objectStore(each)), transaction);
    transaction.oncomplete = () => resolve(result && "result" in result ? result.result : result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/// Writes and commits at once: a page that is left in this moment takes nothing back either. For work none of whose requests
/// waits for another's answer.
export const write = (stores, work) => inStores(stores, "readwrite", (...given) => {
  const transaction = given.pop(), result = work(...given);
  if (transaction.commit) transaction.commit();
  return result;
});

export const all = (store) => inStores([store], "readonly", (s) => s.getAll());
export const get = (store, id) => inStores([store], "readonly", (s) => s.get(id));
export const put = (store, row) => write([store], (s) => s.put(row));
export const drop = (store, id) => write([store], (s) => s.delete(id));
/// What of a store belongs to one owner.
export const own = async (store, owner) => (await all(store)).filter((row) => row.owner === owner);

/// Of everything in the store the rows that are meant.
export async function wipe(isMeant) {
  for (const store of names) {
    for (const row of await all(store)) if (isMeant(row)) await drop(store, row.id);
  }
}

/// Whether anything of anybody is left.
export async function isBare() {
  for (const store of names) if ((await all(store)).some((row) => row.owner)) return false;
  return true;
}

/// Waits for other tabs to let go, but not for ever: they close when they are asked to.
export async function deleteStore() {
  (await openStore()).close();
  opening = null;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = resolve;
    setTimeout(resolve, 2000);
  });
}

let lastID = 0;

/// A UUID of version 7; later ones sort after earlier ones, also within a millisecond.
export function freshID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  lastID = Math.max(Date.now(), lastID + 1);
  let time = lastID;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
