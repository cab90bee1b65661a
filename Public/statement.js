// What a paper of the house says of itself: the statement behind "#", which no server sees. Checked against the house's public keys,
// which stand in the page, as Statement.swift and StatementKeys.swift do.

import { verifies } from "./ed25519.js";

const box = document.getElementById("statement");
const words = box.dataset;
const form = document.getElementById("paper");

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

const keys = words.keys.split("\n").filter(Boolean).map((line) => {
  const [number, from, until, key] = line.split(" ");
  return { number, from, until, key: bytes(key) };
});

/// `{signature, message, facts}`; null for what is no statement.
function read(address) {
  const [before, payload] = address.trim().split("#");
  try {
    const all = bytes(payload ?? before), message = all.slice(64);
    const lines = new TextDecoder("utf-8", { fatal: true }).decode(message).split("\n");
    const facts = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
    return facts.v === "1" && facts.code && facts.day ? { signature: all.slice(0, 64), message, facts } : null;
  } catch {
    return null;
  }
}

async function isSigned({ signature, message }, key) {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signature, message);
  } catch {
    // No WebCrypto here, or none with this curve.
    return verifies(signature, message, key);
  }
}

async function verdict(paper) {
  if (!paper) return "unread";
  for (const key of keys) {
    if (!(await isSigned(paper, key.key))) continue;
    if (paper.facts.day < key.from || (key.until !== "-" && paper.facts.day > key.until)) return "time";
    return words.code && words.code !== paper.facts.code ? "other" : "signed";
  }
  return "forged";
}

function line(name, text) {
  const [row, title, value] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
  title.textContent = name;
  value.textContent = text;
  row.append(title, value);
  return row;
}

async function show(address) {
  const paper = read(address), said = await verdict(paper);
  const sentence = document.createElement("p");
  sentence.className = `notice ${said === "signed" ? "leaf" : "felt"}`;
  sentence.textContent = `${said === "signed" ? "✓" : "✗"} ${words[said]}`;
  box.replaceChildren(sentence);
  // A paper that is none of the house's: what the address alone says must not stand above it as good news.
  const state = document.getElementById("state");
  if (state) state.hidden = said !== "signed";
  if (said !== "signed") return;
  const { name, course, hours, day, code } = paper.facts, list = document.createElement("dl");
  const title = JSON.parse(words.courses)[course] || course;
  const shown = day.split("-").reverse().join(".");
  list.className = "answers";
  list.append(line(words.name, name), line(words.course, title), line(words.hours, hours), line(words.day, shown), line(words.number, code));
  box.append(list);
}

function look() {
  if (location.hash.length > 1) show(location.hash).catch(() => {});
}

addEventListener("hashchange", look);
look();

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  show(new FormData(form).get("address"));
});

// The page that checks without a network is kept where the worker is.
const keep = document.getElementById("keep");
if (keep && "serviceWorker" in navigator && "caches" in window && !navigator.connection?.saveData) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => { if (data.isWhole) keep.textContent = `✓ ${keep.dataset.kept}`; };
  navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active.postMessage({ pack: { address: keep.dataset.pack, files: [], all: true } }, [port2]))
    .catch(() => {});
}
