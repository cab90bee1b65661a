// The journal: what she writes is kept on the phone the moment she writes it, and sent as soon as there is a network, until the
// server says that it is on its disk. It knows no page: it is told what was written, and tells what became of it.
//
// The envelope of an event: `id` made here, `kind` and `about` (what it is, and of which thing), `body` (its text), `at` (the
// server's time as far as the phone knows it), `mono`, `boot` and `seq` (clock.js, and the count since `boot`), `device` (this
// phone, to this owner), `was` (the version of the thing it was written over). docs/decisions/0005-the-journal.md.

import { freshID, get, inStores, own, put, write as writeNow } from "./store.js";
import { boot, learnTime, mono, now } from "./clock.js";

export const words = { "content-type": "application/json", "x-keruen": "1" };  // no other site can send these unasked
const mostBody = 40000;  // bytes of one event, as on the server
const mostSent = 200000;  // bytes of one delivery
const patience = 1500;

const size = (text) => new Blob([text]).size;
let seq = 0;

/// Whether a text is short enough to be kept.
export const fits = (text) => size(text) <= mostBody;

/// The journal of one owner on this page. `tell(what, …)` hears: `state` ("sending", "phone", "server" and when, "again"),
/// `refused` (thread, about, why; without why it is too long), `changed` (thread, about, the other text), `stopped` (a sentence of the server).
export function openJournal(owner, isShared, tell) {
  const pending = new Map();  // `thread/about` -> its newest text, until the server has it
  const leaving = new Set();  // ids of events that are on their way
  let last = 0;  // time of the newest event: the clock may be set back by what the server says, the order of events may not
  let writing = 0;  // on their way into the phone's store
  let sending = null, wait = patience, timer = 0, most = 100;
  let isClosed = false;

  const textID = (thread, about) => `${owner}/${thread}/${about}`;
  const waiting = async () => (await own("events", owner)).filter((event) => !event.sealed);

  /// Puts an event into the store, in the place of an older one that nobody has seen.
  async function keep(thread, kind, about, body, extra, older) {
    const event = {
      id: freshID(), owner, thread, kind, about, body, at: Math.max(now(), last + 1), mono: mono(), boot, seq: seq += 1,
      shared: isShared, ...extra,
    };
    last = event.at;
    writing += 1;
    if (kind === "answer") pending.set(textID(thread, about), event);
    await writeNow(["events", "texts"], (events, texts) => {
      if (older) events.delete(older.id);
      events.put(event);
      texts.put({ id: textID(thread, about), owner, thread, about, body, at: event.at, shared: isShared });
    }).finally(() => { writing -= 1; });
    tell("state", navigator.onLine && wait === patience ? "sending" : "phone");
    clearTimeout(timer);
    timer = setTimeout(send, 1200);
    return event;
  }

  /// The newest text of a thing. An event never changes, since it may be on its way already; a newer text takes the place of one
  /// that is not. `base` is the version the page was made from.
  function write(thread, about, body, base) {
    const older = pending.get(textID(thread, about));
    const was = !older ? base : leaving.has(older.id) ? older.at : older.was;
    return keep(thread, "answer", about, body, { was }, older);
  }

  /// Something that happened: no later event takes its place.
  const append = (thread, kind, about, body) => keep(thread, kind, about, body, {});

  /// Sends what waits, oldest first; keeps all of it until the server says that it is on disk.
  function send(isLeaving) {
    if (isClosed) return Promise.resolve();
    if (sending && isLeaving !== true) return sending;
    sending = deliver(isLeaving === true).finally(() => { sending = null; });
    return sending;
  }

  /// Everything that waits; true when nothing does any more.
  async function sendAll() {
    for (let left = Infinity; ;) {
      const count = (await waiting()).length;
      if (count === 0) return true;
      if (count >= left) return false;
      left = count;
      await send();
    }
  }

  /// This phone, as this owner's other phones do not know it and no other owner's.
  async function device() {
    const known = await get("facts", `phone/${owner}`);
    if (known) return known.value;
    const value = freshID();
    await put("facts", { id: `phone/${owner}`, owner, value, shared: isShared });
    return value;
  }

  /// As many of the oldest of one thread as one request may carry.
  function fitting(events) {
    let bytes = 0;
    return events.filter((event) => event.thread === events[0].thread).slice(0, most).filter((event, index) => {
      bytes += size(JSON.stringify(event));
      return index === 0 || bytes <= mostSent;
    });
  }

  async function deliver(isLeaving) {
    const events = fitting((await waiting()).sort((a, b) => a.at - b.at));
    if (events.length === 0) return;
    for (const { id } of events) leaving.add(id);
    let reply;
    try {
      const phone = await device();
      const sent = events.map(({ owner: _, thread: __, shared: ___, ...envelope }) => ({ ...envelope, device: phone }));
      reply = await fetch("/journal", {
        method: "POST", keepalive: isLeaving, headers: words,
        body: JSON.stringify({ owner, thread: events[0].thread, events: sent }),
      });
    } catch {
      tell("state", "phone");
      return later();
    }
    if (reply.ok) return delivered(events, await reply.json());
    if (reply.status === 401) return tell("state", "again");
    if (reply.status === 413) return tooMuch(events);
    tell("state", "phone");
    if (reply.status >= 500 || reply.status === 429) return later();
    const { refused } = await reply.json().catch(() => ({}));
    tell("stopped", refused || "");
  }

  /// The server has judged each event by itself: what it refuses stays as text on the phone and blocks nothing.
  async function delivered(events, { kept, refused, changed, at }) {
    const of = (id) => events.find((event) => event.id === id);
    await settle(events.filter(({ id }) => kept.includes(id)), at);
    for (const { id, why } of refused) await refuse(of(id), why);
    for (const { id, body } of changed) if (of(id)) tell("changed", of(id).thread, of(id).about, body);
    learnTime(at, true);
    wait = patience;
    if ((await waiting()).length > 0) return later(300);
    tell("state", "server", new Date(at));
  }

  /// Half as many the next time; one that is too large by itself is refused like any other.
  function tooMuch(events) {
    if (events.length === 1) return refuse(events[0]).then(() => later(300));
    most = Math.max(1, events.length >> 1);
    return later(300);
  }

  async function refuse(event, why) {
    if (!event) return;
    // Why it was not taken stands beside the text, for the other tabs: only one of them hears it from the server.
    await inStores(["events", "texts"], "readwrite", (events, texts) => {
      events.delete(event.id);
      const newest = texts.get(textID(event.thread, event.about));
      newest.onsuccess = () => { if (newest.result?.body === event.body) texts.put({ ...newest.result, refused: why || "" }); };
    });
    tell("refused", event.thread, event.about, why);
  }

  /// Takes what the server has out of the journal and remembers since when it has the newest text. A shared device keeps none.
  async function settle(sent, at) {
    await inStores(["events", "texts"], "readwrite", (events, texts) => {
      for (const { id, thread, about, body, shared } of sent) {
        const newest = texts.get(textID(thread, about));
        newest.onsuccess = () => {
          if (!newest.result || newest.result.body !== body) return;
          if (shared) texts.delete(newest.result.id);
          else texts.put({ ...newest.result, sentAt: at });
        };
        events.delete(id);
      }
    });
    for (const event of sent) {
      const key = textID(event.thread, event.about);
      leaving.delete(event.id);
      if (pending.get(key)?.id === event.id) pending.delete(key);
      tell("kept", event.thread, event.about, event.at);
    }
  }

  function later(soon) {
    clearTimeout(timer);
    wait = Math.min(wait * 2, 60000);
    timer = setTimeout(send, soon || wait);
  }

  return {
    owner, isShared, write, append, send, sendAll, waiting,
    /// The newest text of a thing that this phone knows: `{body, at, sentAt}`, and `refused`: why the server did not take it.
    async latest(thread, about) {
      const text = await get("texts", textID(thread, about));
      if (text) last = Math.max(last, text.at);
      return text;
    },
    /// When the newest text of a thing was written on this page; 0 where none waits.
    writtenAt: (thread, about) => pending.get(textID(thread, about))?.at || 0,
    isWriting: () => writing > 0,
    /// There is a network again.
    hurry() { wait = patience; return send(); },
    /// Signed out: nothing is opened any more.
    close() { clearTimeout(timer); isClosed = true; },
  };
}

/// The page was made before the server heard of this text: it is still on its way, or the page is the phone's old copy.
export const isNewer = (text, rendered) => Boolean(text) && (!text.sentAt || text.sentAt >= rendered);
