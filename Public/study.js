// Her pages of the school: kept on her own phone, so that they open without a network. What of her work has not arrived is said here and goes
// from here too; a page that is old says from when it is.

import { learnTime, now, recallTime } from "./kit/clock.js";
import { finish, pressed } from "./handing.js";
import { openJournal } from "./kit/journal.js";
import { isOver } from "./kit/parcel.js";
import { bringLeft } from "./kit/sealed.js";
import { forgetRolls } from "./kit/rolls.js";
import { filesWith, keepShell } from "./kit/shell.js";
import { get, own, put } from "./kit/store.js";
import { openUploads } from "./kit/upload.js";

const line = document.getElementById("study-state");
const says = line?.dataset;
const old = 2 * 60000;
let stopped = "";
const clock = (time, parts) => new Date(time).toLocaleString("ru", { timeZone: "Asia/Almaty", ...parts });
const written = (time) => clock(time, { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });

async function show(journal) {
  // A photo on its way is work of hers as well: its own page says how far it is.
  const photos = (await own("files", says.owner)).filter((file) => file.blob);
  const waiting = await journal.waiting(), made = Number(says.now);
  const oldest = Math.min(...waiting.map(({ at }) => at));
  const parts = waiting.length > 0 ? [`● ${says.phone.replace("{n}", waiting.length).replace("{since}", written(oldest))}`] : [];
  if (now() - made > old) parts.push(says.old.replace("{time}", written(made)));
  else if (waiting.length + photos.length === 0) parts.push(`✓ ${says.server}`);
  if (photos.length > 0) parts.push(`● ${says.photos.replace("{n}", photos.length)}`);
  // Somebody else is signed in by now, or the server takes nothing of this page for another reason.
  if (stopped && waiting.length > 0) parts.push(stopped);
  line.textContent = parts.join(" · ");
}

/// Her journal on this page, for the page's own script too; null on a device that is not hers.
async function open() {
  await recallTime();
  learnTime(Number(says.now), false);
  bringLeft(isOver).catch(() => {});
  await introduce();
  if (says.shared === "yes") return null;
  const opened = openJournal(says.owner, false, (what, ...of) => {
    if (what === "stopped") [stopped] = of;
    if (what === "kept") stopped = "";
    if (what === "state" || what === "kept" || what === "stopped") show(opened);
    for (const listen of listeners) listen(what, ...of);
  });
  await show(opened);
  addEventListener("online", () => opened.hurry());
  opened.hurry();
  // The page of a work sends its photos itself and says how far they are.
  if (!document.getElementById("photos")) sendLeft(opened).catch(() => {});
  return opened;
}

/// Photos and works that she left on another page without a network.
async function sendLeft(opened) {
  const uploads = openUploads(says.owner, false, {}, () => {});
  const look = async () => {
    if ((await uploads.waiting()).length + (await pressed(says.owner)).length === 0) return;
    await finish(opened, uploads);
    await show(opened);
  };
  addEventListener("online", () => look().catch(() => {}));
  setInterval(() => look().catch(() => {}), 10000);
  await look();
}

/// Kept copies of lessons are everybody's: whose phone this is they read here, before she has opened a lesson with a network.
async function introduce() {
  const known = await get("facts", "current/study"), shared = says.shared === "yes";
  if (known?.owner === says.owner && known.shared === shared) return;
  await put("facts", { id: "current/study", owner: says.owner, shared, seed: Number(says.seed), shown: {} });
}

const listeners = [];
export const hear = (listen) => { listeners.push(listen); };
export const journal = line ? open() : Promise.resolve(null);

async function start() {
  if (!(await journal)) return;
  const files = says.files.split(" ");
  await keepShell({ name: "study", owner: says.owner, pages: says.pages.split(" "), files });
  // What practice asks next is kept with its lesson. Whoever saves data fetches nothing unasked.
  if (!navigator.serviceWorker || navigator.connection?.saveData) return;
  const { active } = await navigator.serviceWorker.ready;
  for (const [address, page] of JSON.parse(says.packs || "[]")) {
    active?.postMessage({ pack: { address, page, next: 0, files: filesWith(files), lang: document.documentElement.lang } });
  }
}

// A girl is signed in here: a trainer's rolls are not hers to see.
if (document.querySelector('form[action="/sign-out"]')) forgetRolls().catch(() => {});
if (line) start().catch(() => {});
