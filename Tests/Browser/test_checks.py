"""Checks: the trainer gives one, a girl sits it on a phone with and without a script, the desk sees who did, and the coordinator sees what the
course gave."""

import re
import sqlite3

import pytest

from conftest import PHONE, Server
from test_groups import door, looked_at


@pytest.fixture(scope="module")
def server():
    """With a whole cohort of last year: so many as a scale takes."""
    server = Server()
    yield server
    server.stop()


def give(page, server):
    """The check before the second course, open from today, to every group of the trainer."""
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    groups = page.locator("main a[href^='/desk/groups/']").evaluate_all("links => [...new Set(links.map(l => l.href))]")
    today = page.evaluate("new Date(Date.now() + 5 * 3600e3).toISOString().slice(0, 10)").split("-")
    for group in groups:
        page.goto(f"{group}/checks")
        if page.locator("table tr", has_text="Өлшеу арқылы").count():
            continue
        page.select_option("#check", "physics-measurement/pre")
        for name in ["first", "last"]:
            for part, text in zip(["year", "month", "day"], today):
                page.fill(f"[name={name}-{part}]", text)
        page.locator("main form").last.locator("button").click()
        page.wait_for_load_state()
    return groups


def own_phone(context, server):
    """The girl of the tour on a phone of her own: the tour's sessions are those of a shared device."""
    page = context.request.get(f"{server.address}/tour?lang=kk").text()
    name = re.search(r'name="door" value="([^"]+)"><b>Топта оқитын қыз', page).group(1)
    reply = context.request.post(
        f"{server.address}/tour/visit", form={"door": name}, headers={"sec-fetch-site": "same-origin"}, max_redirects=0)
    assert reply.status == 303
    database = sqlite3.connect(f"{server.folder}/data/keruen.db", timeout=20)
    with database:
        database.execute("UPDATE session SET shared_device = 0 WHERE created_at = (SELECT max(created_at) FROM session)")
    database.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_sits_a_check_and_nothing_typed_is_lost(server, browser, script, tmp_path):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    page = desk.new_page()
    groups = give(page, server)
    page.goto(f"{groups[0]}/checks")
    looked_at(page, "checks-of-group", 1200, tmp_path)

    phone = browser.new_context(**{**PHONE, "java_script_enabled": script})
    hers = phone.new_page()
    door(hers, server, "Топта оқитын қыз ретінде")
    hers.wait_for_url("**/study")
    looked_at(hers, "study", 360, tmp_path, script)
    hers.locator("a[href^='/study/checks/']", has_text="Өлшеу арқылы").click()
    looked_at(hers, "cover", 360, tmp_path, script)
    hers.locator("main form button").click()
    hers.wait_for_url("**opening=*")
    assert hers.locator("section.ex").count() == 20
    looked_at(hers, "questions", 360, tmp_path, script)
    # By keyboard: the first typed answer, then the button that keeps.
    field = hers.locator("section.ex input[maxlength]").first
    field.fill("")
    field.focus()
    hers.keyboard.type("12,5")
    hers.locator("section.ex input[type=radio] + label").first.click()
    # The tour is somebody's else's computer: nothing of it is written down there, with a script or without.
    with hers.expect_navigation():
        hers.get_by_role("button", name="Жазғанымды сақтау").click()
    assert "Сақталды" in hers.inner_text("body")
    assert hers.locator("section.ex input[maxlength]").first.input_value() == "12,5"
    assert hers.locator("section.ex input[type=radio]").first.is_checked()
    text = hers.inner_text("main")
    assert "дұрыс емес" not in text
    looked_at(hers, "kept", 360, tmp_path, script)
    with hers.expect_navigation():
        hers.get_by_role("button", name="Тапсыру", exact=True).click()
    assert re.search(r"Түбіртек: [A-Z]{5} [A-Z]{5}", hers.inner_text("main"))
    looked_at(hers, "handed-in", 360, tmp_path, script)
    phone.close()
    desk.close()


def test_a_check_needs_no_network_from_its_opening_on(server, browser, tmp_path):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    give(desk.new_page(), server)
    desk.close()
    phone = browser.new_context(**PHONE)
    own_phone(phone, server)
    hers = phone.new_page()
    hers.goto(f"{server.address}/study")
    hers.locator("a[href^='/study/checks/']", has_text="Өлшеу арқылы").click()
    hers.evaluate("navigator.serviceWorker.ready.then(() => true)")
    hers.locator("main form button").click()
    hers.wait_for_url("**opening=*")
    check = hers.url.split("?")[0]
    field = hers.locator("section.ex input[maxlength]").first
    hers.locator("#study-state", has_text="серверде").wait_for()
    phone.set_offline(True)
    field.fill("31,5")
    hers.locator("section.ex input[type=radio] + label").nth(1).click()
    hers.locator("#check .saved", has_text="осы телефонда").wait_for()
    # The tab is lost, and opened again without a network.
    hers.close()
    hers = phone.new_page()
    hers.goto(check)
    hers.locator("#check .saved", has_text="осы телефонда").wait_for()
    assert hers.locator("section.ex input[maxlength]").first.input_value() == "31,5"
    assert hers.locator("section.ex input[type=radio]").nth(1).is_checked()
    looked_at(hers, "offline", 360, tmp_path)
    hers.get_by_role("button", name="Тапсыру", exact=True).click()
    hers.locator("#check .saved", has_text="Тапсырдың").wait_for()
    assert hers.locator("section.ex input[maxlength]").first.is_disabled()
    assert not hers.get_by_role("button", name="Тапсыру", exact=True).is_visible()
    looked_at(hers, "handed-in-offline", 360, tmp_path)
    hers.reload()
    hers.locator("#check .saved", has_text="Тапсырдың").wait_for()
    assert hers.locator("section.ex input[maxlength]").first.input_value() == "31,5", "what she handed in stands there"
    assert hers.locator("section.ex input[type=radio]").nth(1).is_checked()
    # Another page of hers brings it.
    hers.goto(f"{server.address}/study")
    hers.locator("#study-state", has_text="телефонда").wait_for()
    phone.set_offline(False)
    hers.locator("#study-state", has_text="серверде").wait_for()
    hers.goto(check)
    assert re.search(r"Түбіртек: [A-Z]{5} [A-Z]{5}", hers.inner_text("main"))
    assert "31,5" not in hers.content()
    # Opened again, what she had is there, and a hand-in with a network leads to the receipt by itself.
    hers.locator("main form button").click()
    hers.wait_for_url("**opening=*")
    assert hers.locator("section.ex input[maxlength]").first.input_value() == "31,5"
    hers.locator("section.ex input[maxlength]").first.fill("31,6")
    hers.get_by_role("button", name="Тапсыру", exact=True).click()
    hers.get_by_text("Түбіртек").wait_for()
    phone.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_trainer_sees_who_sat_it_and_enters_paper(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    groups = give(page, server)
    page.goto(groups[0])
    page.locator("main a[href$='/checks']").click()
    # Who was in the room is asked of a unit's check; nothing hangs on it before and after a course.
    links = page.locator("main a[href^='/desk/checks/']").evaluate_all("links => links.map(l => l.href)")
    asked = []
    for link in links:
        page.goto(link)
        asked.append(page.locator("input[name=there]").count())
        if asked[-1] == 0:
            assert "сертификатқа есептеледі" not in page.inner_text("main")
            looked_at(page, "measure", width, tmp_path)
    assert min(asked) == 0 and max(asked) > 5
    page.goto(links[asked.index(max(asked))])
    looked_at(page, "check", width, tmp_path)
    with page.expect_navigation():
        page.get_by_role("button", name="Кім сыныпта болғанын сақтау").click()
    check = page.url.split("?")[0]
    page.locator("main a[href$='/sheet']").click()
    looked_at(page, "sheet", width, tmp_path)
    # Whoever handed it in herself is not entered from paper; of some check somebody did not.
    checks = [check]
    for group in groups:
        page.goto(f"{group}/checks")
        checks += [server.address + each.get_attribute("href") for each in page.locator("main a[href^='/desk/checks/']").all()]
    for check in checks:
        page.goto(check)
        if page.locator("main a[href*='/girls/']").count() > 0:
            break
    page.locator("main a[href*='/girls/']").first.click()
    looked_at(page, "paper", width, tmp_path)
    with page.expect_navigation():
        page.get_by_role("button", name="Қағаздан енгізу").click()
    assert "Бірде-бір жауап енгізілмеді" in page.inner_text("main")
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_coordinator_sees_what_the_course_gave(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Үйлестіруші: лек пен топтар")
    page.wait_for_url("**/desk/cohorts**")
    page.locator("main a[href^='/desk/cohorts/']").first.click()
    page.locator("main a[href$='/gain']").click()
    assert "Бұл – өсім, курстың әсері емес" in page.inner_text("main")
    assert page.locator("figure.chart").count() == 1
    looked_at(page, "gain", width, tmp_path)
    with page.expect_download() as found:
        page.locator("a[href$='.csv']").first.click()
    assert "Бүкіл лек" in open(found.value.path(), encoding="utf-8-sig").read()
    with page.expect_navigation():
        page.get_by_role("button", name="Қайта есептеу").first.click()
    assert "Бұрынғы есептер де сақтаулы: 1" in page.inner_text("main") or width == 1200
    context.close()


def test_a_girl_reads_what_came_of_a_check(server, browser, tmp_path):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    links = page.locator("a[href^='/study/checks/']", has_text="Инженерге").evaluate_all("links => links.map(l => l.href)")
    assert links
    for number, link in enumerate(links):
        page.goto(link)
        assert "Жауабың" in page.inner_text("main")
        looked_at(page, f"result-{number}", 360, tmp_path)
    context.close()


def opened(phone, server):
    """A check of hers on her own phone, at its questions."""
    own_phone(phone, server)
    page = phone.new_page()
    page.goto(f"{server.address}/study")
    page.locator("a[href^='/study/checks/']", has_text="Өлшеу арқылы").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.locator("main form button").click()
    page.wait_for_url("**opening=*")
    return page


def test_a_tab_whose_words_another_one_brings_says_why_they_are_refused(server, browser):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    give(desk.new_page(), server)
    desk.close()
    phone = browser.new_context(**PHONE)
    writer = opened(phone, server)
    other = phone.new_page()
    other.goto(writer.url)
    other.locator("#study-state", has_text="серверде").wait_for()
    writer.route("**/journal", lambda route: route.abort())

    def refuse(route):
        sent = route.request.post_data_json
        refused = [{"id": event["id"], "why": "Тренер бұл тексеруді тоқтатты."} for event in sent["events"]]
        route.fulfill(json={"kept": [], "refused": refused, "changed": [], "at": sent["events"][-1]["at"]})

    other.route("**/journal", refuse)
    writer.locator("section.ex input[maxlength]").first.fill("44,5")
    writer.locator("#check .saved", has_text="осы телефонда").wait_for()
    other.evaluate("dispatchEvent(new Event('online'))")
    writer.locator("#check .error", has_text="Тренер бұл тексеруді тоқтатты.").wait_for()
    assert writer.locator("section.ex input[maxlength]").first.input_value() == "44,5"
    assert writer.locator("section.ex input[maxlength]").first.is_enabled()
    phone.close()


def test_a_check_goes_into_a_file_that_the_trainer_brings(server, browser, tmp_path):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    give(desk.new_page(), server)
    phone = browser.new_context(**PHONE)
    hers = opened(phone, server)
    hers.locator("#study-state", has_text="серверде").wait_for()
    phone.set_offline(True)
    hers.locator("section.ex input[maxlength]").first.fill("51,5")
    hers.locator("#check .saved", has_text="осы телефонда").wait_for()
    button = hers.get_by_role("button", name="Жіберілмегенін файлға сақтау")
    button.wait_for()
    looked_at(hers, "file", 360, tmp_path)
    with hers.expect_download() as found:
        button.click()
    file = tmp_path / "keruen.json"
    found.value.save_as(file)
    assert "51,5" not in file.read_text()
    trainer = desk.new_page()
    door(trainer, server, "Топтың тренері ретінде")
    trainer.goto(f"{server.address}/desk/parcels")
    trainer.set_input_files("[name=file]", file)
    with trainer.expect_navigation():
        trainer.get_by_role("button", name="Жүктеу").click()
    assert re.search(r"Серверге келген жазбалар: [1-9]", trainer.inner_text("main"))
    assert "Қабылданбаған" not in trainer.inner_text("main")
    database = sqlite3.connect(f"{server.folder}/data/keruen.db", timeout=20)
    arrived = database.execute("SELECT count(*) FROM study_check_answer WHERE at > (SELECT max(at) - 600000 FROM study_check_answer)").fetchone()
    database.close()
    assert arrived[0] >= 1
    # With a network it comes once more, and is there once: the button goes.
    phone.set_offline(False)
    hers.locator("#study-state", has_text="серверде").wait_for()
    button.wait_for(state="detached")
    phone.close()
    desk.close()


def test_a_computer_of_somebody_else_keeps_each_answer_at_the_house(server, browser, tmp_path):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    give(desk.new_page(), server)
    desk.close()
    shared = browser.new_context(**PHONE)
    page = shared.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    page.locator("a[href^='/study/checks/']", has_text="Өлшеу арқылы").click()
    page.locator("main form button").click()
    page.wait_for_url("**opening=*")
    opened = page.url
    field = page.locator("section.ex input[maxlength]").first
    field.fill("41,5")
    page.locator("#check .saved", has_text="серверде").wait_for()
    shared.set_offline(True)
    field.fill("42,5")
    page.locator("#check .error", has_text="Интернет жоқ").wait_for()
    shared.set_offline(False)
    page.locator("#check .saved", has_text="серверде").wait_for()
    assert page.locator("#check .error").count() == 0
    # Emptied it is empty there too.
    page.goto(opened)
    field = page.locator("section.ex input[maxlength]").first
    assert field.input_value() == "42,5"
    field.fill("43,5")
    page.locator("#check .saved", has_text="серверде").wait_for()
    field.fill("")
    page.wait_for_timeout(3500)
    page.goto(opened)
    assert page.locator("section.ex input[maxlength]").first.input_value() == ""
    shared.close()


def test_what_is_not_taken_is_said_at_the_head_with_the_way_on(server, browser, tmp_path):
    desk = browser.new_context(viewport={"width": 1200, "height": 900}, locale="kk-KZ")
    give(desk.new_page(), server)
    desk.close()
    phones = [browser.new_context(**PHONE) for _ in range(2)]
    pages = []
    for phone in phones:
        own_phone(phone, server)
        pages.append(phone.new_page())
    pages[0].goto(f"{server.address}/study")
    pages[0].locator("a[href^='/study/checks/']", has_text="Өлшеу арқылы").click()
    pages[0].locator("main form button").click()
    pages[0].wait_for_url("**opening=*")
    pages[1].goto(pages[0].url)
    pages[1].locator("#study-state", has_text="серверде").wait_for()
    pages[1].get_by_role("button", name="Тапсыру", exact=True).click()
    pages[1].locator("main", has_text="Түбіртек").wait_for()
    pages[0].locator("section.ex input[maxlength]").first.fill("77")
    box = pages[0].locator("#untaken")
    box.wait_for()
    assert "қайта аш" in box.inner_text() and box.locator("a", has_text="Қайта ашу").count() == 1
    assert box.bounding_box()["y"] < pages[0].locator("section.ex").first.bounding_box()["y"]
    looked_at(pages[0], "not-taken", 360, tmp_path)
    for phone in phones:
        phone.close()
