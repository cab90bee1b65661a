"""What a phone keeps, read and written beside the page: the page's own modules hide their names from everybody."""

OPEN = """const db = await new Promise((done) => { const r = indexedDB.open('keruen'); r.onsuccess = () => done(r.result); });
  if (!db.objectStoreNames.contains(store)) { db.close(); return []; }"""

ALL = """async (store) => { %s
  const rows = await new Promise((done) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
  db.close(); return rows.map(({ blob, bytes, ...row }) => row); }""" % OPEN

PUT = """async ([store, row]) => { %s
  await new Promise((done) => { const t = db.transaction(store, 'readwrite'); t.objectStore(store).put(row); t.oncomplete = done; });
  db.close(); }""" % OPEN


def stored(page, store):
    """The rows of a store, without what is heavy in them."""
    return page.evaluate(ALL, store)


def put(page, store, row):
    page.evaluate(PUT, [store, row])


def until(page, holds, what=""):
    """Until `holds()` is true, at most twenty seconds."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(what or "it did not come")


def owner(page):
    return page.get_attribute("#saved", "data-owner")


def ready(page):
    """Until the page has what the phone knows."""
    page.wait_for_selector("#saved[data-ready]", state="attached")


def kept(page, name):
    """Until the worker has this page on the phone."""
    until(page, lambda: page.evaluate("async (page) => Boolean(await caches.match(page))", f"/apply/{name}"), name)


def has_key(page):
    """Until the phone has the key of its owner."""
    until(page, lambda: f"device/{owner(page)}" in [row["id"] for row in stored(page, "keys")], "the phone's key")


def module(page, name):
    """The address of one of the page's modules, with its hash."""
    return page.evaluate(
        "(name) => Array.from(document.querySelectorAll('link[rel=modulepreload], script[src]'), (each) => each.href || each.src)"
        ".find((link) => new URL(link).pathname.startsWith(`/static/${name}.`))", name)
