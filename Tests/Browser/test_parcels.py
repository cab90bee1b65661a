"""What a girl does on a school's device without a network, and what her own phone cannot send for days: it lies sealed, nobody after her reads
it, and it arrives by whoever is online next, or by a file that a trainer brings."""

import json

from conftest import PHONE
from test_lessons import COURSE, LESSON, NUMBER, learner, right_answer  # noqa: F401

STORE = """
async (name) => {
  const db = await new Promise((done) => { const r = indexedDB.open("keruen"); r.onsuccess = () => done(r.result); });
  const rows = await new Promise((done) => {
    if (!db.objectStoreNames.contains(name)) return done([]);
    const r = db.transaction(name).objectStore(name).getAll();
    r.onsuccess = () => done(r.result);
  });
  db.close();
  return rows.map((row) => ({ ...row, bytes: row.bytes ? new TextDecoder().decode(row.bytes) : null, value: row.value && "key" }));
}
"""


STALE = """
async () => {
  const db = await new Promise((done) => { const r = indexedDB.open("keruen"); r.onsuccess = () => done(r.result); });
  const keys = db.transaction("keys", "readwrite").objectStore("keys");
  const all = await new Promise((done) => { keys.getAll().onsuccess = ({ target }) => done(target.result); });
  for (const key of all) if (key.id.startsWith("parcel/")) keys.put({ ...key, until: 1 });
  await new Promise((done) => { keys.transaction.oncomplete = done; });
  db.close();
}
"""


def waits(page, count):
    for _ in range(60):
        if len([row for row in page.evaluate(STORE, "events")]) == count:
            return
        page.wait_for_timeout(200)
    raise AssertionError(page.evaluate(STORE, "events"))


def as_shared(page):
    """The device of a computer room: her session says so, and with it the page, before its script reads it."""
    page.add_init_script("""new MutationObserver(() => {
      const line = document.getElementById("study");
      if (line?.dataset.owner) line.dataset.shared = "yes";
    }).observe(document, { childList: true, subtree: true })""")


def test_on_a_shared_device_work_lies_sealed_and_goes_with_the_next_who_is_online(server, learner):
    context, page = learner
    as_shared(page)
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    right = right_answer(page)
    context.set_offline(True)
    page.fill(f"{NUMBER} input[id]", f"{right} с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="осы құрылғыда").wait_for()
    waits(page, 1)
    assert f"{right} с" not in json.dumps(page.evaluate(STORE, "events"), ensure_ascii=False), "sealed as it was written"
    assert not [row for row in page.evaluate(STORE, "texts") if row.get("thread") == "study"]
    assert [row for row in page.evaluate(STORE, "keys") if row["id"].startswith("parcel/")]
    page.locator('form[action="/sign-out"] button').first.click()
    page.get_by_text("Әлі шыққан жоқсың").wait_for()
    assert not [row for row in page.evaluate(STORE, "keys") if row["id"].startswith("parcel/")], "the key is gone with her"
    waits(page, 1)
    # The next who is here is nobody; she reads nothing, and what lies here goes.
    context.set_offline(False)
    page.goto(f"{server.address}{COURSE}/03-free-fall")
    waits(page, 0)
    assert "parcel" not in json.dumps(page.evaluate(STORE, "facts")) and not page.evaluate(STORE, "keys")


def test_a_page_that_goes_while_it_tidies_up_leaves_no_number_twice(server, learner):
    context, page = learner
    as_shared(page)
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    cookies = context.cookies()
    page.fill(f"{NUMBER} input[id]", "41000 с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="серверде").wait_for()
    # She is silent for too long; what has arrived is thrown away, and the page goes before the last step.
    page.evaluate(STALE)
    page.add_init_script("""const drop = IDBObjectStore.prototype.delete; IDBObjectStore.prototype.delete = function (id) {
      if (sessionStorage.getItem("goes") && String(id).startsWith("sealed/") && this.name === "facts") return this.transaction.abort();
      return drop.call(this, id); }""")
    page.evaluate("sessionStorage.setItem('goes', 'yes')")
    context.clear_cookies()
    page.goto(f"{server.address}{COURSE}/03-free-fall")
    page.wait_for_timeout(1500)
    page.evaluate("sessionStorage.removeItem('goes')")
    # The browser is opened again, and she is back.
    context.add_cookies(cookies)
    page.goto(f"{server.address}{LESSON}")
    page.fill(f"{NUMBER} input[id]", "42000 с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="серверде").wait_for()
    written = context.request.get(f"{server.address}/status/data.json").text()
    assert [written.count(f"«{typed} с»") for typed in (41000, 42000)] == [1, 1]


def test_an_answer_of_a_phone_without_a_network_comes_by_a_file(server, learner, browser, tmp_path):
    context, page = learner
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    page.fill(f"{NUMBER} input[id]", "1234 с")
    page.click(f"{NUMBER} .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="осы құрылғыда").wait_for()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="Жіберілмегенін файлға сақтау").click()
    file = str(tmp_path / download.value.suggested_filename)
    download.value.save_as(file)
    with open(file, encoding="utf-8") as text:
        assert "1234" not in text.read()
    desk = browser.new_context(**PHONE).new_page()
    desk.goto(f"{server.address}/tour?lang=kk")
    desk.get_by_role("button", name="Топтың тренері ретінде").click()
    desk.wait_for_url("**/desk/groups")
    desk.locator("main a[href^='/desk/groups/']").first.click()
    desk.get_by_role("link", name="Телефоннан келген жауаптар файлы").click()
    desk.screenshot(path=str(tmp_path / "parcels.png"), full_page=True)
    desk.get_by_role("button", name="Жүктеу").click()
    assert desk.get_by_text("Файлды таңдаңыз").first.is_visible()
    desk.set_input_files("input[type=file]", file)
    desk.get_by_role("button", name="Жүктеу").click()
    desk.get_by_text("Серверге келген жазбалар: 1").wait_for()
    desk.context.close()
    # Her phone finds a network after all: it is there once.
    context.set_offline(False)
    waits(page, 0)
    page.goto(f"{server.address}{LESSON}")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
