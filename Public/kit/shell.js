// The pages of one owner that the phone shows without a network. Here a page says which they are; worker.js fetches and shows them.

const shelf = (name) => `keruen-shell-${name}`;

/// Tells the worker the pages of a shell and the files they are made of.
export async function keepShell(shell) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/worker.js");
  const { active } = await navigator.serviceWorker.ready;
  // The first page came before the worker: what it is made of is named, or without a network it would come back without it.
  active?.postMessage({ shell: { ...shell, lang: document.documentElement.lang, files: filesWith(shell.files) } });
}

/// What this page is made of and what others of its shell are, in one order: the worker takes another list for a new release.
export function filesWith(more = []) {
  const made = document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]");
  return [...new Set([...Array.from(made, (each) => each.href || each.src), ...more.map((each) => new URL(each, location.href).href)])].sort();
}

/// The pages that what she wrote does not ask for. The page knows that, the worker does not; it reads it here.
export async function hidePages(name, owner, hidden) {
  if (!("caches" in window)) return;
  const cache = await caches.open(shelf(name));
  await cache.put("/shell/hidden", new Response(JSON.stringify({ owner, hidden })));
}

/// A worker from somebody's own phone time shows a shared device nothing of hers.
export function forgetShells() {
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
}
