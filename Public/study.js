// Her pages of the school: kept on her own phone, so that they open without a network. What of her work has not arrived is said here and goes
// from here too; a page that is old says from when it is.

import { learnTime, now, recallTime } from "./kit/clock.js";
import { openJournal } from "./kit/journal.js";
import { isOver } from "./kit/parcel.js";
import { bringLeft } from "./kit/sealed.js";
import { forgetRolls } from "./kit/rolls.js";
import { keepShell } from "./kit/shell.js";
import { own } from "./kit/store.js";

const line = document.getElementById("study-state");
const says = line?.dataset;
const old = 2 * 60000;
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
  line.textContent = parts.join(" · ");
}

async function start() {
  await recallTime();
  learnTime(Number(says.now), false);
  bringLeft(isOver).catch(() => {});
  if (says.shared === "yes") return;
  const journal = openJournal(says.owner, false, (what) => { if (what === "state" || what === "kept") show(journal); });
  await show(journal);
  addEventListener("online", () => journal.hurry());
  journal.hurry();
  await keepShell({ name: "study", owner: says.owner, pages: says.pages.split(" ") });
}

// A girl is signed in here: a trainer's rolls are not hers to see.
if (document.querySelector('form[action="/sign-out"]')) forgetRolls().catch(() => {});
if (line) start().catch(() => {});
