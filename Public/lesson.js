// The page of a lesson or a course: what of it is on the phone. It says only what the worker has answered.

const line = document.getElementById("keep");
const words = line?.dataset;

function ask(what) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(reject, 60000);
    navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active.postMessage({ pack: what }, [port2])).catch(reject);
  });
}

function say(text, button, act) {
  const said = document.createElement("p");
  said.className = "saved";
  said.textContent = text;
  line.replaceChildren(...(text ? [said] : []));
  if (!button) return;
  const pressed = document.createElement("button");
  pressed.type = "button";
  pressed.className = "btn plain";
  pressed.textContent = button;
  pressed.onclick = act;
  line.append(pressed);
}

const files = () => Array.from(
  document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]"), (each) => each.href || each.src);

async function keep(what) {
  try {
    const { pages, isWhole, failed } = await ask({ address: words.pack, files: files(), ...what });
    if (failed) throw new Error("not kept");
    const isHere = isWhole || (words.page && pages.includes(words.page));
    if (isWhole) say(words.kept, words.page ? null : words.remove, () => keep({ remove: true }));
    else say(isHere ? words.kept : "", words.whole, () => keep({ all: true }));
  } catch {
    say(words.unkept, words.whole, () => keep({ all: true }));
  }
}

if (line) {
  if (!("serviceWorker" in navigator && "caches" in window)) say(words.none);
  // Whoever saves data fetches nothing twice unasked.
  else keep(words.page && !navigator.connection?.saveData ? { page: words.page, next: 2 } : {});
}
