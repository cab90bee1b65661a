"""One phone: what was not sent is not called sent, an old tab overwrites nothing, two sisters stay apart, nothing is left behind."""

import re

import pytest

import girl
from conftest import PHONE, page_key
from phone_store import has_key, kept, owner, put, ready, stored, until
from test_consent import sent

def test_an_application_sent_without_a_network_is_not_called_sent_and_goes_when_there_is_one(browser, phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    girl.fill_in(page)
    code = re.search(r"[0-9A-Z]{2}-[0-9A-Z]{4}", page.inner_text("main")).group()
    ready(page)
    phone.set_offline(True)
    page.click("form[action='/apply/submission'] button")
    page.wait_for_function("() => document.getElementById('unsent')?.innerText.includes('Қазір интернет жоқ')")
    assert "ӘЛІ ЖІБЕРІЛГЕН ЖОҚ" in page.inner_text("#unsent")
    assert page.url.endswith("/apply/check")
    assert [fact["id"] for fact in stored(page, "facts") if fact["id"].startswith("submission/")]
    phone.set_offline(False)
    page.wait_for_url("**/apply/receipt", timeout=30000)
    assert code in page.inner_text("main")
    assert sent(browser, server, rf"өтінімің бізге жетті. Коды {code}")


def test_the_check_page_knows_what_the_phone_knows(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    kept(page, "check")
    phone.set_offline(True)
    page.fill("[name=surname]", "Үлгіова")
    page.fill("[name=given]", "Сынақ")
    girl.go_on(page)
    page.wait_for_url("**/apply/birth-day")
    page.goto(server.address + "/apply/check")
    ready(page)
    assert "Үлгіова" in page.inner_text("main")
    assert page.is_hidden("[data-missing=surname]") and page.is_visible("[data-missing=birth_day]")
    assert page.is_hidden("form[action='/apply/submission']")
    phone.set_offline(False)


def test_a_poison_event_blocks_nothing(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    poison = {"owner": owner(page), "thread": "apply", "kind": "answer", "was": 0}
    put(page, "events", {**poison, "id": "01900000-0000-7000-8000-000000000001", "about": "no_such_field", "body": "x", "at": 1})
    put(page, "events", {**poison, "id": "01900000-0000-7000-8000-000000000002", "about": "essay", "body": "ә" * 30000, "at": 2})
    page.fill("[name=surname]", "Үлгіова")
    page.wait_for_selector("#saved[data-state=server]", state="attached", timeout=20000)
    assert stored(page, "events") == []
    other = phone.request.get(server.address + "/apply/name").text()
    assert "Үлгіова" in other


def test_what_is_written_before_the_script_is_there_is_kept_too(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    kept(page, "birth-day")
    # The script comes late, as on a slow network: the worker is passed by, and the modules wait.
    waiting = []
    page.route("**/static/kit/journal.*", lambda route: waiting.append(route))
    for worker in phone.service_workers:
        worker.evaluate("() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    page.evaluate("async () => { for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister(); }")
    page.goto(server.address + "/apply/birth-day", wait_until="commit")
    page.wait_for_selector("[name=birth_day-day]")
    page.fill("[name=birth_day-day]", "31")
    assert waiting, "the script was there before"
    for route in waiting:
        route.continue_()
    page.wait_for_selector("#saved[data-state=server]", state="attached")
    assert 'value="31"' in phone.request.get(server.address + "/apply/birth-day").text()


@pytest.mark.parametrize("script", [True, False])
def test_an_old_tab_overwrites_nothing(browser, server, script):
    context = browser.new_context(**PHONE, java_script_enabled=script)
    old, new = context.new_page(), context.new_page()
    girl.begin(old, server.address)
    old.goto(server.address + "/apply/essay")
    new.goto(server.address + "/apply/essay")
    if script:
        ready(old)
        ready(new)
    new.fill("[name=essay]", girl.WORDS)
    girl.go_on(new)
    new.wait_for_url("**/apply/document")
    girl.go_on(old)
    old.wait_for_url("**/apply/document")
    new.goto(server.address + "/apply/essay")
    assert new.input_value("[name=essay]").strip() == girl.WORDS
    # Both touched it: the later text stands, and the other is shown.
    old.goto(server.address + "/apply/name")
    new.goto(server.address + "/apply/name")
    if script:
        ready(old)
        ready(new)
        old.evaluate("() => addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), true)")
    new.fill("[name=surname]", "Жаңаова")
    new.fill("[name=given]", "Үлгі")
    girl.go_on(new)
    new.wait_for_url("**/apply/birth-day")
    old.fill("[name=surname]", "Ескіова")
    girl.go_on(old)
    old.wait_for_load_state()
    if script:
        # Either tab may have delivered the text, and says so.
        for _ in range(50):
            if "Жаңаова" in old.inner_text("main") + new.inner_text("main"):
                break
            old.wait_for_timeout(100)
    assert "Жаңаова" in old.inner_text("main") + new.inner_text("main"), old.url
    old.goto(server.address + "/apply/name")
    assert old.input_value("[name=surname]") == "Ескіова"
    context.close()


def test_nothing_of_one_sister_is_shown_when_the_other_begins(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    first = owner(page)
    page.fill("[name=surname]", "Бірінші")
    page.wait_for_selector("#saved[data-state=server]", state="attached")
    kept(page, "essay")
    has_key(page)
    # What a page sends as it is left is sent by the browser, whom "offline" does not always reach.
    page.route("**/journal", lambda route: route.abort())
    phone.set_offline(True)
    page.goto(server.address + "/apply/name")
    ready(page)
    page.fill("[name=given]", "Жіберілмеген")
    until(page, lambda: any(event["about"] == "given" for event in stored(page, "events")))
    # The cookie is lost, nobody signed out; her sister begins. The network comes back after that, or the answer would go.
    page.goto("about:blank")
    phone.clear_cookies()
    phone.set_offline(False)
    page.goto(server.address + "/apply")
    page.click("main form button")
    page.wait_for_url("**/apply/name")
    ready(page)
    second = owner(page)
    assert second != first
    assert page.input_value("[name=surname]") == "" and page.input_value("[name=given]") == ""
    has_key(page)
    kept(page, "check")
    phone.set_offline(True)
    for name in ["name", "check", "guardian"]:
        page.goto(server.address + f"/apply/{name}")
        assert "Бірінші" not in page.content() and "Жіберілмеген" not in page.inner_text("main")
    phone.set_offline(False)
    # Her own session ends: the phone opens hers and not her sister's.
    phone.clear_cookies()
    page.goto(server.address + "/apply/name")
    page.wait_for_url("**/apply/name")
    ready(page)
    assert owner(page) == second
    # She signs out: her things go, her sister's unsent answer stays.
    girl.leave(page, server.address)
    page.goto(server.address + "/apply")
    assert {event["owner"] for event in stored(page, "events")} == {first}
    left = [row for store in ["texts", "facts", "keys", "files"] for row in stored(page, store)]
    assert all(row.get("owner") in (first, None) for row in left)


def test_a_shared_device_keeps_nothing_once_it_is_sent(phone, server):
    page = phone.new_page()
    page.goto(server.address + "/apply")
    page.check("[name=shared]")
    page.click("main form button")
    page.wait_for_url("**/apply/name")
    ready(page)
    page.fill("[name=surname]", "Ортақова")
    page.wait_for_selector("#saved[data-state=server]", state="attached")
    assert stored(page, "events") == [] and stored(page, "texts") == []
    phone.set_offline(True)
    page.fill("[name=given]", "Жолда")
    page.wait_for_function("() => document.getElementById('saved').dataset.state !== 'typing'")
    assert len(stored(page, "events")) == 1
    phone.set_offline(False)
    # The browser's session ends without a sign-out; the next girl opens the start page.
    page.goto("about:blank")
    phone.clear_cookies()
    page.goto(server.address + "/apply")
    until(page, lambda: stored(page, "events") + stored(page, "texts") == [])


def test_with_a_network_nothing_is_said_to_wait_for_one(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    # The answer takes its time, as in a valley.
    held = []
    page.route("**/journal", lambda route: route.continue_() if len(held) == 1 else held.append(route))
    page.fill("[name=surname]", "Баяу")
    until(page, lambda: held)
    assert "жіберіліп жатыр" in page.inner_text("#saved") and "желі" not in page.inner_text("#saved")
    held[0].continue_()
    page.wait_for_selector("#saved[data-state=server]", state="attached", timeout=20000)


def test_signing_out_without_a_network_asks_about_what_is_not_sent(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    phone.set_offline(True)
    page.fill("[name=surname]", "Сұралған")
    page.wait_for_function("() => document.getElementById('saved').dataset.state !== 'typing'")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.click("form[action='/sign-out'] button")
    page.wait_for_function("() => true")
    page.wait_for_timeout(500)
    assert asked and "жіберілген жоқ" in asked[0]
    assert [event["body"] for event in stored(page, "events")] == ["Сұралған"]
    phone.set_offline(False)
    girl.leave(page, server.address)
    assert phone.request.get(server.address + "/status", max_redirects=0).status == 303


def test_a_sign_out_without_a_network_is_done_before_anything_else_is_shown(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.fill("[name=surname]", "Шығатын")
    ready(page)
    kept(page, "check")
    phone.set_offline(True)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("form[action='/sign-out'] button")
    page.wait_for_selector("text=Әлі шыққан жоқсың")
    # Neither her pages nor another page of ours are shown before the house knows.
    for path in ("/apply/name", "/"):
        page.goto(server.address + path)
        assert "Әлі шыққан жоқсың" in page.inner_text("h1"), path
    phone.set_offline(False)
    page.goto(server.address + "/apply/name")
    assert page.url.startswith(server.address + "/return"), page.url
    assert phone.request.get(server.address + "/status", max_redirects=0).status == 303
    # And whoever comes next begins as everybody does.
    page.goto(server.address + "/")
    page.wait_for_selector("form[action='/sign-out']", state="detached")


def test_without_a_network_no_page_is_the_browsers_own(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    kept(page, "check")
    page.goto(server.address + "/status/devices")
    phone.set_offline(True)
    page.goto(server.address + "/eligibility")
    assert "интернет жоқ" in page.inner_text("h1")
    page.go_back()
    page.evaluate("() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/status/devices'; "
                  "document.body.append(form); form.submit(); }")
    page.wait_for_selector("text=сайт ашылмады")


def test_signing_out_asks_about_an_application_that_waits_to_be_sent(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    girl.fill_in(page)
    ready(page)
    # Everything she wrote is there; only the sending itself waits.
    phone.set_offline(True)
    page.click("form[action='/apply/submission'] button")
    page.wait_for_function("() => document.getElementById('unsent')?.innerText.includes('Қазір интернет жоқ')")
    assert stored(page, "events") == []
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.click("form[action='/sign-out'] button")
    until(page, lambda: asked)
    assert "Өтінімің ӘЛІ ЖІБЕРІЛГЕН ЖОҚ" in asked[0]
    assert [fact["id"] for fact in stored(page, "facts") if fact["id"].startswith("submission/")]
    # With a network the application goes first, and she is asked nothing.
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.set_offline(False)
    page.wait_for_url("**/apply/receipt", timeout=30000)
    girl.leave(page, server.address)
    assert len(asked) == 1


def test_a_newer_page_and_a_sign_out_elsewhere_are_not_blocked(phone, server):
    page, other = phone.new_page(), phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    other.goto(server.address + "/apply/essay")
    ready(other)
    # A page of a later release opens version 3 of the store.
    opened = other.evaluate("""() => new Promise((done) => { const r = indexedDB.open('keruen', 3);
      r.onsuccess = () => { r.result.close(); done('open'); }; setTimeout(() => done('blocked'), 5000); })""")
    assert opened == "open"
    page.fill("[name=surname]", "Ескіова")
    page.wait_for_function("() => document.getElementById('saved').innerText.includes('Бетті жаңарт')")


@pytest.mark.parametrize("script", [True, False])
def test_back_after_an_error_never_asks_to_send_again(browser, server, script):
    context = browser.new_context(**PHONE, java_script_enabled=script)
    page = context.new_page()
    girl.begin(page, server.address)
    page.fill("[name=surname]", "Үлгіова")
    girl.go_on(page)
    page.wait_for_selector(".err")
    page.fill("[name=given]", "Сынақ")
    girl.go_on(page)
    page.wait_for_url("**/apply/birth-day")
    page.go_back()
    page.wait_for_selector("[name=surname]")
    assert page_key(page) == "name" and page.input_value("[name=given]") == "Сынақ"
    # Also where the page answers the form itself.
    context.clear_cookies()
    page.goto(server.address + "/return")
    page.fill("[name=contact]", "8 701 555 44 33")
    page.click("form[action='/return'] button")
    page.wait_for_selector("[name=code]")
    page.fill("[name=code]", "000000")
    page.click("form[action='/return/code'] button")
    page.wait_for_selector(".err")
    page.goto(server.address + "/")
    page.go_back()
    page.wait_for_selector(".err")
    page.reload()
    page.wait_for_selector("[name=code]")
    context.close()
