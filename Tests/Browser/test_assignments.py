"""Assignments: a girl hands in text and photos on her phone, her trainer marks them, and she reads the mark. In Kazakh, with and without a
script; the gradebook scrolls within itself."""

import pytest

from conftest import PHONE, Server
from test_checks import own_phone
from test_groups import door, looked_at
from test_upload import photo


def her_assignment(page, server):
    """The last assignment on her first page, open to be worked on."""
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    page.locator("main a[href^='/study/assignments/']").last.click()
    page.wait_for_url("**/study/assignments/*")
    again = page.get_by_role("button", name="Түзетіп, қайта тапсыру")
    if again.count():
        again.click()
        page.wait_for_selector("textarea")
    # The version begins with the photos of the one before: one of them makes room.
    if not page.locator("[name=photo]").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Алып тастау").first.click()


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_hands_in_text_and_a_photo(server, browser, script, tmp_path):
    context = browser.new_context(**{**PHONE, "java_script_enabled": script})
    page = context.new_page()
    her_assignment(page, server)
    looked_at(page, "assignment", 360, tmp_path, script)
    page.fill("textarea", "Үстел биіктігі 74 см. Үш рет өлшедім.")
    before = page.locator(".photos li").count()
    page.set_input_files("[name=photo]", {"name": "dapter.png", "mimeType": "image/png", "buffer": photo(900, 1200, sheet=True)})
    if script:
        page.wait_for_function(f"() => document.querySelectorAll('.photos li').length > {before}", timeout=60000)
    else:
        page.get_by_role("button", name="Суретті қосу").click()
    assert page.locator(".photos li").count() == before + 1
    assert page.input_value("textarea") == "Үстел биіктігі 74 см. Үш рет өлшедім.", "nothing typed is lost"
    looked_at(page, "assignment-written", 360, tmp_path, script)
    with page.expect_navigation():
        page.get_by_role("button", name="Тапсыру", exact=True).click()
    page.wait_for_selector("text=Жұмысың тапсырылды")
    assert "Үстел биіктігі 74 см" in page.inner_text("main") and page.locator("main img").count() == before + 1
    assert page.locator("main img").last.evaluate("image => image.complete && image.naturalWidth") or not script
    looked_at(page, "assignment-handed-in", 360, tmp_path, script)
    context.close()


def test_work_waits_for_a_photo_that_is_on_its_way(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    her_assignment(page, server)
    page.fill("textarea", "Суреті кейін келеді.")
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 200, "downloadThroughput": 200000, "uploadThroughput": 20000})
    before = page.locator(".photos li").count()
    page.set_input_files("[name=photo]", {"name": "dapter.png", "mimeType": "image/png", "buffer": photo(900, 1200)})
    page.wait_for_function("() => document.querySelector('[data-line]').textContent.includes('%')", timeout=60000)
    page.get_by_role("button", name="Тапсыру", exact=True).click()
    page.wait_for_selector("text=Жұмысың тапсырылды", timeout=120000)
    assert page.locator("main img").count() == before + 1, "the photo is in what she handed in"
    context.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1200])
def test_a_trainer_marks_and_goes_on_to_the_next(server, browser, width, script, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ", java_script_enabled=script)
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    page.goto(server.address + "/desk/marking")
    looked_at(page, "marking-all", width, tmp_path, script)
    page.locator("main td a, main th a").first.click()
    page.wait_for_url("**/marking")
    looked_at(page, "marking-list", width, tmp_path, script)
    assert "Соңғы күні" in page.inner_text("main")
    page.locator("main th a").first.click()
    page.wait_for_url("**/marking/*")
    looked_at(page, "marking", width, tmp_path, script)
    with page.expect_navigation():
        page.get_by_role("button", name="Сақтау және келесі").click()
    assert page.locator(".err").count() == 1 and page.locator(".rub.bad").count() == page.locator(".rub").count()
    first = page.url
    for criterion in page.locator(".rub").all():
        criterion.locator("label").last.click()
    page.fill("textarea[name=comment]", "Қатесіз, түсінікті жазылған.")
    with page.expect_navigation():
        page.get_by_role("button", name="Сақтау және келесі").click()
    assert "Баға сақталды" in page.inner_text("main") and page.url != first
    looked_at(page, "marking-next", width, tmp_path, script)
    if page.locator(".phr").count():
        assert "Қатесіз, түсінікті жазылған." in page.inner_text(".phr")
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_she_reads_her_mark_and_the_gradebook_shows_it(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    looked_at(page, "study", width, tmp_path)
    page.get_by_role("link", name="Бағалар мен пікірлер").click()
    looked_at(page, "marks", width, tmp_path)
    if page.locator("main a[href^='/study/marks/']").count():
        page.locator("main a[href^='/study/marks/']").first.click()
        looked_at(page, "mark", width, tmp_path)
        assert page.locator(".judged").count() >= 1
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    page.locator("main a[href^='/desk/groups/']").first.click()
    looked_at(page, "group", width, tmp_path)
    page.get_by_role("link", name="Тапсырмалар").click()
    looked_at(page, "group-assignments", width, tmp_path)
    page.go_back()
    page.get_by_role("link", name="Топ журналы").click()
    looked_at(page, "gradebook", width, tmp_path)
    table = page.locator(".scroll").first
    table.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
    name = page.locator("table.gradebook tbody th").first.bounding_box()
    assert name["x"] >= 0 and name["x"] < width / 3, "the names stay"
    # The window of the table is a little lower than its rows here: head and names stay while it scrolls down.
    whole = table.evaluate("box => box.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(whole, 700) + 34})
    table.evaluate("box => { box.scrollTop = box.scrollHeight; }")
    table.scroll_into_view_if_needed()
    box, head = table.bounding_box(), page.locator("table.gradebook thead").bounding_box()
    assert table.evaluate("box => box.scrollTop") > 0 and abs(head["y"] - box["y"]) < 3, "the head stays"
    corner = page.locator("table.gradebook thead th").first.bounding_box()
    assert abs(corner["x"] - name["x"]) < 3 and head["y"] + head["height"] < box["y"] + box["height"], "and leaves room for rows"
    page.screenshot(path=str(tmp_path / f"gradebook-scrolled-{width}.png"))
    page.set_viewport_size({"width": width, "height": 740})
    with page.expect_download() as taken:
        page.get_by_role("link", name="XLSX").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    context.close()


@pytest.fixture
def untouched():
    """A house in which no other test has handed in what is still open."""
    server = Server("--applicants", "60")
    yield server
    server.stop()


def test_an_assignment_needs_no_network_once_it_was_open(untouched, browser, tmp_path):
    server = untouched
    phone = browser.new_context(**PHONE)
    own_phone(phone, server)
    page = phone.new_page()
    page.goto(f"{server.address}/study")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.locator("main a[href^='/study/assignments/']").last.click()
    page.wait_for_url("**/study/assignments/*")
    again = page.get_by_role("button", name="Түзетіп, қайта тапсыру")
    if again.count():
        again.click()
        page.wait_for_selector("textarea")
    if not page.locator("[name=photo]").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Алып тастау").first.click()
    assignment = page.url.split("?")[0]
    page.goto(assignment)
    before = page.locator(".photos:not([data-mine]) li").count()
    page.locator("#study-state", has_text="серверде").wait_for()
    phone.set_offline(True)
    page.fill("textarea", "Үстел биіктігі 74 см. Үш рет өлшедім.")
    page.set_input_files("[name=photo]", {"name": "bad.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 not a picture"})
    page.locator("[data-line]", has_text="bad.jpg: сурет ашылмайды").wait_for()
    page.set_input_files("[name=photo]", {"name": "dapter.png", "mimeType": "image/png", "buffer": photo(900, 1200, sheet=True)})
    page.locator("[data-mine] li", has_text="dapter.png · телефонда").wait_for()
    assert "жіберіліп жатыр" not in page.inner_text("main"), "it is not on its way"
    page.locator("#work .saved", has_text="осы телефонда сақтаулы").wait_for()
    looked_at(page, "assignment-offline", 360, tmp_path)
    # The tab is lost, and opened again without a network.
    page.close()
    page = phone.new_page()
    page.goto(assignment)
    page.locator("#work .saved", has_text="осы телефонда сақтаулы").wait_for()
    assert page.input_value("textarea") == "Үстел биіктігі 74 см. Үш рет өлшедім."
    page.locator("[data-mine] li", has_text="dapter.png").wait_for()
    page.get_by_role("button", name="Тапсыру", exact=True).click()
    page.locator("#work .saved", has_text="Тапсырдың").wait_for()
    assert "қайта басыңыз" not in page.inner_text("main") and page.locator("textarea").is_disabled()
    assert not page.get_by_role("button", name="Тапсыру", exact=True).is_visible()
    page.reload()
    page.locator("#work .saved", has_text="Тапсырдың").wait_for()
    assert page.input_value("textarea") == "Үстел биіктігі 74 см. Үш рет өлшедім."
    looked_at(page, "assignment-handed-offline", 360, tmp_path)
    # Another page of hers brings it: the photo first, then the word.
    page.goto(f"{server.address}/study")
    page.locator("#study-state", has_text="телефонда").or_(page.locator("#study-state", has_text="фото")).first.wait_for()
    phone.set_offline(False)
    page.locator("#study-state", has_text="✓").wait_for(timeout=60000)
    page.wait_for_timeout(500)
    page.goto(assignment)
    assert "Үстел биіктігі 74 см" in page.inner_text("main") and page.locator("textarea").count() == 0
    assert page.locator("main img").count() == before + 1
    # A page that nobody kept says nothing of an application to a girl of the school.
    phone.set_offline(True)
    page.goto(f"{server.address}/study/marks/none")
    assert "өтінім" not in page.inner_text("main") and "сақталмаған" in page.inner_text("main")
    phone.close()
