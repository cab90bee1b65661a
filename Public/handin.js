// Handing in: a photo of the notebook goes to the house as soon as it is chosen, in small pieces that go on where they stopped, and the
// work is handed in when the photos are there. Without this script one photo goes with the form.

import { get, put } from "./kit/store.js";
import { openUploads } from "./kit/upload.js";

const box = document.getElementById("photos");
const form = document.getElementById("work");
const line = box?.querySelector("[data-line]");
const says = box?.dataset;
const free = says?.places.split(" ").filter(Boolean) ?? [];
let uploads = null;
let wanted = null;  // the button that waits for the photos

function heard(what, field, name, ...told) {
  if (what === "refused") {
    wanted = null;
    line.className = "error";
    line.textContent = `${name}: ${told[0]}`;
    return;
  }
  const [done, count] = told;
  line.className = "";
  line.textContent = done === count ? `✓ ${says.arrived}` : `${says.sending}: ${Math.round((done / count) * 100)} %`;
  if (done === count) arrived();
}

/// The page is shown anew with the photo in its list; what she has typed stays in the tab meanwhile (keep.js).
async function arrived() {
  if ((await uploads.waiting()).length > 0) return;
  if (wanted) form.requestSubmit(wanted);
  else if (location.pathname === says.page) location.reload();
  else location.assign(says.page);
}

async function start() {
  const isShared = says.shared === "yes";
  const known = await get("facts", "current/study");
  const shown = isShared || known?.owner !== says.owner ? {} : { ...known.shown };
  await put("facts", { id: "current/study", owner: says.owner, shared: isShared, seed: Number(says.seed), shown });
  uploads = openUploads(says.owner, isShared, { room: says.room, subject: says.subject }, heard);
  const input = form.querySelector("input[type=file]");
  input?.addEventListener("change", () => {
    const [file] = input.files, place = free.shift();
    if (!file || !place) return;
    uploads.take(`photo-${place}`, file);
    input.value = "";
    line.textContent = says.sending;
  });
  // Before keep.js asks whether there is a network: a work without the photo she believes to be in it is not what she hands in.
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "hand-in" || event.submitter === wanted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wanted = event.submitter;
    if ((await uploads.waiting()).length === 0) return form.requestSubmit(wanted);
    line.textContent = says.waits;
    uploads.send();
  }, { capture: true });
  for (const { name, refused } of await uploads.refused()) heard("refused", "", name, refused);
  addEventListener("online", () => uploads.send());
  uploads.send();
}

// A browser that keeps nothing sends one photo with the form.
if (box && form) start().catch(() => {});
