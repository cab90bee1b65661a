"""The journal's modules by themselves: the store's versions, and a journal that is sealed as it is written."""

import base64
import hashlib
import json
import os
import struct

import pytest

import girl
from conftest import PHONE, ROOT
from phone_store import kept, module, owner, ready, stored, until

OLD_STORE = """async ([owner, open]) => {
  const db = await new Promise((done) => { const r = indexedDB.open('keruen', 1);
    r.onupgradeneeded = () => { for (const name of ['events', 'latest', 'files', 'facts']) r.result.createObjectStore(name, { keyPath: 'id' }); };
    r.onsuccess = () => done(r.result); });
  db.onversionchange = () => { window.asked = true; db.close(); };
  const at = Date.now();
  const event = { id: '01900000-0000-7000-8000-000000000001', application: owner, field: 'surname', typed: 'Бұрынғы', at, was: 0 };
  await new Promise((done) => { const t = db.transaction(['events', 'latest', 'facts'], 'readwrite');
    t.objectStore('events').put(event);
    t.objectStore('latest').put({ id: `${owner}/surname`, application: owner, field: 'surname', typed: 'Бұрынғы', at });
    t.objectStore('facts').put({ id: 'offset', value: 0 });
    t.objectStore('facts').put({ id: `device/${owner}`, application: owner, value: 'key' });
    t.oncomplete = done; });
  if (!open) db.close();
}"""


def test_two_tabs_bring_an_older_store_to_the_new_version_and_lose_nothing(browser, server):
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    whose = owner(page)
    # The store as the release before made it, held open by a tab of that release; nothing of this release is open.
    old = phone.new_page()
    page.goto("about:blank")
    old.goto(server.address + "/robots.txt")
    old.evaluate("() => new Promise((done) => { const r = indexedDB.deleteDatabase('keruen'); r.onsuccess = done; })")
    old.evaluate(OLD_STORE, [whose, True])
    other = phone.new_page()
    page.goto(server.address + "/apply/name")
    other.goto(server.address + "/apply/essay")
    ready(page)
    ready(other)
    assert old.evaluate("() => window.asked"), "the old tab let go"
    assert page.input_value("[name=surname]") == "Бұрынғы"
    until(page, lambda: stored(page, "events") == [], "what waited was sent")
    assert "Бұрынғы" in phone.request.get(server.address + "/apply/name").text()
    assert page.evaluate("async () => (await indexedDB.databases()).map((each) => each.version)") == [2]
    assert stored(page, "latest") == []
    phone.close()


def test_a_newer_release_brings_its_pages_and_drops_the_old_files(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    kept(page, "check")
    files = "async () => (await (await (await caches.open('keruen-shell-apply')).match('/shell')).json()).files"
    until(page, lambda: page.evaluate(files), "the shell's files")
    # As if a release before had filled the shelf.
    page.evaluate("""async () => { const shelf = await caches.open('keruen-shell-apply'), still = await caches.open('keruen-still-1');
      await shelf.put('/shell', new Response(JSON.stringify({ ...(await (await shelf.match('/shell')).json()), files: ['/static/old.0.js'] })));
      await shelf.put('/apply/essay', new Response('ескі бет'));
      await still.put('/static/old.0.js', new Response('old')); }""")
    page.reload()
    ready(page)
    until(page, lambda: page.evaluate("async () => !(await caches.match('/static/old.0.js'))"), "the old file went")
    assert "ескі бет" not in page.evaluate("async () => (await caches.match('/apply/essay')).text()")
    phone.set_offline(True)
    page.goto(server.address + "/apply/essay")
    ready(page)
    phone.set_offline(False)


# ---- Sealed.

START = """async ([address, owner, thread, from]) => {
  const { openSealed } = await import(address);
  const store = await import(from);
  let key = (await store.get('keys', 'sitting'))?.key;
  if (!key) {
    key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await store.put('keys', { id: 'sitting', owner, key });
  }
  window.heard = [];
  window.sealed = await openSealed({ owner, thread, key, token: 'a token', tell: (...told) => window.heard.push(told) });
  window.sealedKey = key;
  return { seq: window.sealed.count(), device: window.sealed.device };
}"""

OPENED = """async ([parcel, device, thread]) => {
  const bytes = Uint8Array.from(atob(parcel), (letter) => letter.charCodeAt(0));
  const events = [];
  for (let at = 0; at < bytes.length;) {
    const length = new DataView(bytes.buffer).getUint32(at), event = bytes.slice(at + 4, at + 4 + length);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: event.slice(0, 12),
      additionalData: new TextEncoder().encode(`${thread}/${device}/${events.length + 1}`) }, window.sealedKey, event.slice(12));
    events.push(JSON.parse(new TextDecoder().decode(text)));
    at += 4 + length;
  }
  return events;
}"""


class House:
    """Answers deliveries as the house does (Tests/SiteTests/SealedJournalTests), and checks the chain of what arrives."""

    def __init__(self, page):
        self.events, self.deliveries, self.is_away = {}, [], False
        page.route("**/journal/sealed", self.answer)

    def answer(self, route):
        if self.is_away:
            return route.abort()
        sent = json.loads(route.request.post_data)
        self.deliveries.append(sent)
        cipher, head = decoded(sent["cipher"]), decoded(sent["head"])
        number, position = sent["from"], 0
        before = self.events.get(number - 1, (b"", hashlib.sha256(f"{sent['thread']}/{sent['device']}".encode()).digest()))[1]
        while position < len(cipher):
            (length,) = struct.unpack(">I", cipher[position:position + 4])
            event = cipher[position + 4:position + 4 + length]
            before = hashlib.sha256(before + event).digest()
            self.events[number] = (event, before)
            number, position = number + 1, position + 4 + length
        assert number == sent["to"] + 1 and before == head, "the chain"
        have = 0
        while have + 1 in self.events:
            have += 1
        route.fulfill(json={"have": have, "at": 1_800_000_000_000, "next": 20, "mac": "m"})

    @property
    def parcel(self):
        return base64.b64encode(b"".join(
            struct.pack(">I", len(self.events[number][0])) + self.events[number][0] for number in sorted(self.events))).decode()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture
def sitting(browser, server):
    """A phone with a page on which a sealed journal can be opened."""
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    yield Sitting(phone, page, server)
    phone.close()


class Sitting:
    thread = "sitting/one"

    def __init__(self, phone, page, server):
        self.phone, self.page, self.server = phone, page, server
        self.owner = owner(page)
        self.store = module(page, "kit/store")
        self.address = server.address + "/sealed-under-test.js"

    def serve(self, page):
        """No page of the house uses the module yet; here it comes as it stands in the sources, with the page's own modules beside it."""
        with open(os.path.join(ROOT, "Public/kit/sealed.js")) as file:
            text = file.read()
        for name in ["store", "clock", "journal"]:
            text = text.replace(f"./{name}.js", module(page, f"kit/{name}"))
        page.route("**/sealed-under-test.js", lambda route: route.fulfill(body=text, content_type="text/javascript"))

    def open(self, page=None):
        page = page or self.page
        self.serve(page)
        return page.evaluate(START, [self.address, self.owner, self.thread, self.store])

    def write(self, text, page=None):
        return (page or self.page).evaluate("(text) => window.sealed.append('typed', 'item-1', text)", text)

    def send(self, page=None):
        (page or self.page).evaluate("() => window.sealed.send()")


def test_a_sealed_journal_arrives_whole_through_cuts_reloads_and_a_lost_store(sitting):
    page, house = sitting.page, House(sitting.page)
    assert sitting.open()["seq"] == 0
    for number in range(5):
        assert sitting.write(f"мәтін {number}") == number + 1
    sitting.send()
    until(page, lambda: len(house.events) == 5, "the first five")
    house.is_away = True
    for number in range(5, 9):
        sitting.write(f"мәтін {number}")
    sitting.send()
    page.reload()
    ready(page)
    assert sitting.open()["seq"] == 9, "what was written without a network is there after a reload"
    # The store is emptied, as a phone short of space may do; the second copies have everything.
    device = page.evaluate("() => window.sealed.device")
    rows = [row["id"] for row in stored(page, "events") if row.get("sealed")]
    assert len(rows) == 9
    page.evaluate("async (from) => { const store = await import(from); for (const row of await store.all('events')) await store.drop('events', row.id); }",
                  sitting.store)
    page.reload()
    ready(page)
    opened = sitting.open()
    assert opened == {"seq": 9, "device": device}
    sitting.write("соңғы")
    house.is_away = False
    sitting.send()
    until(page, lambda: len(house.events) == 10, "all ten")
    events = page.evaluate(OPENED, [house.parcel, device, sitting.thread])
    assert [event["body"] for event in events] == [f"мәтін {number}" for number in range(9)] + ["соңғы"]
    assert [event["seq"] for event in events] == list(range(1, 11))
    assert len({event["boot"] for event in events}) == 2
    assert b"item-1" not in b"".join(event for event, _ in house.events.values()), "the server reads nothing"
    # All of it once more, as a file would hold it.
    assert page.evaluate("() => btoa(String.fromCharCode(...window.sealed.parcel()))") == house.parcel
    page.evaluate("() => window.sealed.giveUp()")
    assert not [row for row in stored(page, "events") if row.get("sealed")]
    assert page.evaluate("async () => (await (await caches.open('keruen-copies-1')).keys()).length") == 0
    if os.environ.get("KERUEN_RECORD"):
        parcel = {key: house.deliveries[0][key] for key in ["thread", "device", "from", "to", "head", "cipher"]}
        with open(os.path.join(ROOT, "Tests/SiteTests/sealed-parcel.json"), "w") as file:
            json.dump(parcel, file)


def test_a_newer_page_takes_a_sealed_journal_over(sitting):
    page, house = sitting.page, House(sitting.page)
    sitting.open()
    sitting.write("бірінші бет")
    other = sitting.phone.new_page()
    other.goto(sitting.server.address + "/apply/essay")
    ready(other)
    assert sitting.open(other)["seq"] == 1
    until(page, lambda: ["taken"] in page.evaluate("() => window.heard"), "the older page hears of it")
    assert page.evaluate("() => window.sealed.append('typed', 'item-1', 'кеш').then(() => 'kept', () => 'refused')") == "refused"
    assert sitting.write("екінші бет", other) == 2


def test_a_full_phone_still_keeps_what_was_held_back_for(sitting):
    page, house = sitting.page, House(sitting.page)
    sitting.open()
    assert "ballast" in [row["id"] for row in stored(page, "files")]
    # The first write fails as a full disk does; the ballast goes and the event stays.
    page.evaluate("""() => { const put = IDBObjectStore.prototype.put; let isFull = true;
      IDBObjectStore.prototype.put = function (row) { if (isFull && row.sealed) { isFull = false; throw new DOMException('full', 'QuotaExceededError'); }
        return put.call(this, row); }; }""")
    assert sitting.write("толы") == 1
    assert ["full"] in page.evaluate("() => window.heard")
    assert "ballast" not in [row["id"] for row in stored(page, "files")]
    assert len([row for row in stored(page, "events") if row.get("sealed")]) == 1


def test_signing_out_leaves_a_sisters_sealed_journal(sitting):
    page, house = sitting.page, House(sitting.page)
    house.is_away = True
    sitting.open()
    sitting.write("әпкесінің жазғаны")
    # Her sister, on the same phone.
    page.goto("about:blank")
    sitting.phone.clear_cookies()
    page.goto(sitting.server.address + "/apply")
    page.click("main form button")
    page.wait_for_url("**/apply/name")
    ready(page)
    girl.leave(page, sitting.server.address)
    page.goto(sitting.server.address + "/apply")
    assert [row["owner"] for row in stored(page, "events")] == [sitting.owner]
    assert page.evaluate("async () => (await (await caches.open('keruen-copies-1')).keys()).length") == 1
