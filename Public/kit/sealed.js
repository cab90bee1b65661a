// A journal that the phone seals as it is written, for what must neither be lost nor read: a sitting of a test, a roll. Each event
// has the next number and follows from all before it; nothing takes its place, and nothing is dropped until `giveUp`. Delivered
// without a session by the thread's token, and the house stores it unread.
//
// An event lies in three places: the store, a second copy in Cache Storage (one may be damaged or emptied), and the server.

import { all, copies, drop, freshID, get, inStores, own, put } from "./store.js";
import { boot, learnTime, mono, now } from "./clock.js";
import { words } from "./journal.js";

const mostSent = 48000;  // bytes of one delivery, before base64
const reserve = 262144;  // bytes held back for a phone that is full

const encoder = new TextEncoder();
const joined = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/// Bytes of base64url, as the house writes keys and as `base64` below writes parcels.
export const unpacked = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function length(bytes) {
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, bytes.length);
  return head;
}

/// The sealed journal of a thread on this phone. `key` is a CryptoKey for AES-GCM, best one that cannot be taken out. `tell(what)`
/// hears `have` (the last number the server has), `later`, `full` (the phone's store is), `taken` (another page goes on with it),
/// `stopped` (a sentence of the server).
export async function openSealed({ owner, thread, key, token, tell }) {
  const factID = `sealed/${owner}/${thread}`;
  let rows = await recover(owner, thread);
  const fact = { id: factID, owner, device: rows[0]?.device || freshID(), have: 0, ...(await get("facts", factID)), thread, token };
  await put("facts", fact);
  const device = fact.device;
  rows = rows.filter((row) => row.device === device);
  let head = rows.length > 0 ? rows[rows.length - 1].head : await sha256(encoder.encode(`${thread}/${device}`));
  let seq = rows.length > 0 ? rows[rows.length - 1].seq : 0;
  let isTaken = false, isSending = false, timer = 0, letGo = () => {};
  let queue = Promise.resolve();
  await put("files", { id: "ballast", bytes: new Uint8Array(reserve) }).catch(() => {});

  // One page writes. A newer one takes over, and this one says so and writes no more.
  await new Promise((held) => {
    if (!navigator.locks) return held();
    navigator.locks.request(factID, { steal: true }, () => new Promise((done) => { letGo = done; held(); }))
      .catch(() => { isTaken = true; clearTimeout(timer); tell("taken"); });
  });

  /// Seals and keeps one event; when this is fulfilled it is on the phone's disk, or with `isLight` will soon be.
  function append(kind, about, body, isLight) {
    const at = now(), since = mono();
    queue = queue.catch(() => {}).then(() => keep({ kind, about, body, at, mono: since, boot }, isLight));
    return queue;
  }

  async function keep(event, isLight) {
    if (isTaken) throw new Error("taken");
    const next = seq + 1, bytes = await sealedEvent(thread, device, next, key, event);
    const row = { id: rowID(owner, thread, device, next), owner, thread, sealed: true, device, seq: next, bytes };
    row.head = await sha256(joined([head, bytes]));
    await store(row, isLight);
    [seq, head] = [next, row.head];
    rows.push(row);
    await copy(row).catch(() => {});
    clearTimeout(timer);
    timer = setTimeout(send, 1200);
    return next;
  }

  /// A full phone has what was held back for it; after that it is said.
  async function store(row, isLight) {
    const write = () => inStores(["events"], "readwrite", (events) => events.put(row), isLight ? "relaxed" : "strict");
    await write().catch(async (fault) => {
      if (fault?.name !== "QuotaExceededError") throw fault;
      tell("full");
      await drop("files", "ballast");
      await write();
    });
  }

  /// The server's oldest gap onwards, as much as one delivery carries.
  async function send() {
    if (isSending || isTaken) return;
    isSending = true;
    try {
      while (fact.have < seq && (await deliver()));
    } catch {
      tell("later");
      timer = setTimeout(send, 20000);
    } finally {
      isSending = false;
    }
  }

  async function deliver() {
    const said = await bring(fact, rows);
    if (said.stopped !== undefined) {
      tell("stopped", said.stopped);
      return false;
    }
    tell("have", fact.have);
    clearTimeout(timer);
    timer = setTimeout(send, said.next * 1000);
    return said.isFurther;
  }

  return {
    device, append, send,
    /// The number of the last event, and of the last one the server has.
    count: () => seq, have: () => fact.have,
    /// The proof the server gave with `have`: `{have, at, mac}`.
    receipt: () => ({ have: fact.have, at: fact.at, mac: fact.mac }),
    /// Everything, as it would be delivered: for a file, or codes to be photographed.
    parcel: () => joined(rows.flatMap((row) => [length(row.bytes), row.bytes])),
    close() { clearTimeout(timer); letGo(); },
    /// The server has all of it and somebody said that it may go.
    async giveUp() {
      clearTimeout(timer);
      letGo();
      await throwAway(fact, rows);
    },
  };
}

/// What of a device's thread the server does not have, as much as one delivery carries: `{isFurther, next}`, or `{stopped}` with the server's
/// sentence. Throws where nobody answers.
async function bring(fact, rows) {
  const from = fact.have + 1;
  let bytes = 0;
  const sent = rows.filter((row) => row.seq >= from).slice(0, 100).filter((row, index) => {
    bytes += row.bytes.length + 4;
    return index === 0 || bytes <= mostSent;
  });
  const reply = await fetch("/journal/sealed", { method: "POST", headers: words, body: JSON.stringify(parcelOf(fact, from, sent)) });
  if (reply.status >= 500 || reply.status === 429) throw new Error("later");
  if (!reply.ok) return { stopped: (await reply.json().catch(() => ({}))).refused || "" };
  const { have, at, next, mac } = await reply.json();
  const isFurther = have > fact.have;
  Object.assign(fact, { have, at, mac });
  await put("facts", fact);
  learnTime(at, true);
  return { isFurther, next };
}

/// As it goes to the server, or into a file.
const parcelOf = ({ thread, device, token }, from, rows) => ({
  thread, device, from, to: rows[rows.length - 1].seq, head: base64(rows[rows.length - 1].head), token,
  cipher: base64(joined(rows.flatMap((row) => [length(row.bytes), row.bytes]))),
});

async function throwAway({ id }, rows) {
  const cache = await caches.open(copies);
  for (const row of rows) {
    await drop("events", row.id);
    await cache.delete(address(row.id));
  }
  await drop("facts", id);
}

/// What somebody left sealed on this device goes with whoever is online here next, unread. What has arrived is thrown away where `isOver`
/// says that nobody goes on with it.
export async function bringLeft(isOver) {
  for (const fact of await all("facts")) {
    if (!String(fact.id).startsWith("sealed/") || !fact.token) continue;
    const rows = (await recover(fact.owner, fact.thread)).filter((row) => row.device === fact.device);
    const isHere = () => rows.length === 0 || rows[rows.length - 1].seq <= fact.have;
    try {
      while (!isHere() && (await bring(fact, rows)).isFurther);
    } catch (fault) {
      // The house answered and wants this thread later: the others need not wait for it.
      if (fault.message !== "later") throw fault;
    }
    if (isHere() && (await isOver(fact))) await throwAway(fact, rows);
  }
}

/// Events sealed for a file that somebody else brings: `[{id, kind, about, body, at}]` as deliveries of a device of its own.
export async function sealedParcels({ thread, token, key, events }) {
  const device = freshID(), parcels = [];
  let head = await sha256(encoder.encode(`${thread}/${device}`)), rows = [];
  const close = () => { if (rows.length > 0) parcels.push(parcelOf({ thread, device, token }, rows[0].seq, rows)); rows = []; };
  for (const [index, event] of events.entries()) {
    const bytes = await sealedEvent(thread, device, index + 1, key, event);
    head = await sha256(joined([head, bytes]));
    rows.push({ seq: index + 1, bytes, head });
    if (rows.length === 100 || rows.reduce((sum, row) => sum + row.bytes.length, 0) > mostSent) close();
  }
  close();
  return parcels;
}

async function sealedEvent(thread, device, seq, key, event) {
  const iv = crypto.getRandomValues(new Uint8Array(12)), additionalData = encoder.encode(`${thread}/${device}/${seq}`);
  const text = encoder.encode(JSON.stringify({ ...event, seq }));
  return joined([iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text))]);
}

const rowID = (owner, thread, device, seq) => `sealed/${owner}/${thread}/${device}/${String(seq).padStart(7, "0")}`;
const address = (id) => `/copies/${encodeURIComponent(id)}`;

async function copy(row) {
  const cache = await caches.open(copies);
  await cache.put(address(row.id), new Response(row.bytes, { headers: { "x-head": base64(row.head) } }));
}

/// What the store has, and what only the copies have, in order.
async function recover(owner, thread) {
  const known = (await own("events", owner)).filter((row) => row.sealed && row.thread === thread);
  const rows = new Map(known.map((row) => [row.id, row]));
  const start = `sealed/${owner}/${thread}/`;
  const cache = await caches.open(copies);
  for (const request of await cache.keys()) {
    const id = decodeURIComponent(new URL(request.url).pathname.slice("/copies/".length));
    const [device, seq] = id.slice(start.length).split("/");
    if (!id.startsWith(start) || !seq || rows.has(id)) continue;
    const reply = await cache.match(request);
    const head = unpacked(reply.headers.get("x-head"));
    const row = { id, owner, thread, sealed: true, device, seq: Number(seq), bytes: new Uint8Array(await reply.arrayBuffer()), head };
    await put("events", row);
    rows.set(id, row);
  }
  return Array.from(rows.values()).sort((a, b) => (a.id < b.id ? -1 : 1));
}
