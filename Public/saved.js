// What a page says of the journal: the line "saved on the server 14:05", the note at a field, and in large letters what was not sent.
// Its words stand in the page, at #saved.

const saved = document.getElementById("saved");

/// Whose page this is, when it was made, and the words; nil on a page of nobody.
export const page = saved && saved.dataset;

export function show(state, time) {
  if (!saved) return;
  const pill = document.createElement("p");
  pill.className = `saved ${state === "server" ? "leaf" : "sun"}`;
  pill.setAttribute("role", "status");
  const clock = time ? time.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Almaty" }) : "";
  pill.textContent = `${state === "server" ? "✓" : "●"} ${page[state]} ${clock}`;
  if (state === "again") {
    const link = document.createElement("a");
    link.href = page.door;
    link.textContent = page.return;
    pill.append(" ", link);
  }
  saved.replaceChildren(pill);
}

/// A sentence of the server, in place of the line.
export function stop(sentence) {
  if (saved) saved.textContent = sentence;
}

export function say(box, text, isBad = false) {
  let line = box.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.said = "";
    line.setAttribute("role", "status");
    if (box.dataset.field) box.append(line);
    else box.prepend(line);
  }
  line.className = isBad ? "error" : "";
  line.textContent = text;
}

/// At the head of the page.
export const sayAbove = (text, isBad) => say(document.querySelector("main .wrap"), text, isBad);

export function warn(what) {
  if (!saved) return;
  let box = document.getElementById("unsent");
  if (!box) {
    box = document.createElement("div");
    Object.assign(box, { id: "unsent", className: "notice felt unsent" });
    box.setAttribute("role", "alert");
    box.append(document.createElement("h2"), document.createElement("p"));
    document.querySelector("main .wrap").prepend(box);
  }
  box.firstChild.textContent = page.unsent;
  box.lastChild.textContent = what || "";
}
