"""Lessons as anybody reads them and as a learner works in them: with and without a script, with and without a network."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE
from test_weight import fetched

COURSE = "/courses/physics-measurement"
LESSON = COURSE + "/02-how-sure"
NUMBER = "#x-period-from-ten"


def right_answer(page):
    """Of the variant that is asked: the time by the number of oscillations."""
    text = page.locator(f"{NUMBER} [data-asked] p").first.inner_text()
    count, time = re.search(r"(\d+) \D+? ([\d,.]+) ", text).groups()
    return f"{float(time.replace(',', '.')) / int(count):.2f}".replace(".", ",")


@pytest.mark.parametrize("width", [360, 1200])
def test_a_stranger_reads_and_is_judged_by_the_page(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ")
    page = context.new_page()
    for name, path in [("list", "/courses"), ("course", COURSE), ("lesson", LESSON)]:
        page.goto(f"{server.address}{path}?lang=kk")
        page.screenshot(path=str(tmp_path / f"{name}-{width}.png"), full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert not Axe().run(page).response["violations"], name
    page.fill(f"{NUMBER} input[id]", "1000 с")
    assert "1000 с" in page.inner_text(f"{NUMBER} .as")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    page.fill(f"{NUMBER} input[id]", f"{right_answer(page)} с")
    page.click(f"{NUMBER} .row .btn")
    page.wait_for_selector(f"{NUMBER} .tag.leaf")
    variant = page.get_attribute(NUMBER, "data-variant")
    page.click(f"{NUMBER} .again")
    assert page.get_attribute(NUMBER, "data-variant") != variant
    assert page.input_value(f"{NUMBER} input[id]") == ""
    assert not Axe().run(page).response["violations"]
    assert page.url.split("#")[0].endswith("lang=kk"), "nothing was sent anywhere"
    context.close()


def test_without_a_script_the_verdict_comes_with_the_page(server, browser):
    context = browser.new_context(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=kk")
    page.fill(f"{NUMBER} input[id]", f"{right_answer(page)} с")
    page.click(f"{NUMBER} .btn")
    assert page.locator(f"{NUMBER} .tag.leaf").count() == 1
    page.click(f"{NUMBER} .again")
    page.fill(f"{NUMBER} input[id]", "5 м")
    page.click(f"{NUMBER} .btn")
    assert page.locator(f"{NUMBER} .tag.felt").count() == 1
    context.close()


def test_without_a_network_the_lesson_is_read_and_judged(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=kk")
    page.wait_for_selector("#keep .saved")
    assert "желісіз" in page.inner_text("#keep")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    assert page.locator("[data-copy]").count() == 1, "the phone's copy says so"
    assert page.locator("h1").inner_text() == "Санға қаншалықты сенуге болады?"
    page.fill(f"{NUMBER} input[id]", f"{right_answer(page)} с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.leaf")
    page.goto(f"{server.address}{COURSE}")
    assert page.locator(".lessons li").count() >= 7
    context.set_offline(False)
    page.goto(f"{server.address}{COURSE}?lang=kk")
    page.get_by_role("button", name=re.compile("түгел")).click()
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{COURSE}/07-own-investigation")
    assert page.locator("[data-copy]").count() == 1
    context.close()


@pytest.fixture
def learner(server, browser):
    """A girl who may take part and has begun to learn."""
    desk = browser.new_context(viewport={"width": 1200, "height": 800}, locale="kk-KZ").new_page()
    desk.goto(f"{server.address}/demo?lang=ru")
    desk.locator("button", has_text="координатор:").first.click()
    desk.goto(f"{server.address}/desk/applications?state=eligible&lang=ru")
    codes = re.findall(r"/desk/applications/([0-9A-Z]{2}-[0-9A-Z]{4})", desk.content())
    for code in dict.fromkeys(codes):
        context = browser.new_context(**PHONE)
        page = context.new_page()
        page.goto(f"{server.address}/demo?lang=kk")
        page.fill("input[name=code]", code)
        page.get_by_role("button", name="Кіру").click()
        if page.goto(f"{server.address}/study").status == 200:
            break
        context.close()
    else:
        pytest.fail("nobody may learn here")
    start = page.locator('form[action="/study/enrolment"] button')
    if start.count():
        start.click()
    yield context, page
    context.close()
    desk.context.close()


def test_a_learner_answers_without_a_network_and_it_arrives(server, learner, tmp_path):
    context, page = learner
    page.goto(f"{server.address}/study")
    page.screenshot(path=str(tmp_path / "study.png"), full_page=True)
    assert page.locator(".next h2").count() == 1
    assert not Axe().run(page).response["violations"]
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    page.fill(f"{NUMBER} input[id]", "1000 с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    page.fill(f"{NUMBER} input[id]", f"{right_answer(page)} с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.leaf")
    context.set_offline(False)
    page.goto(f"{server.address}{LESSON}")
    page.locator("#study", has_text="серверде").wait_for()
    page.reload()
    assert page.locator(f"{NUMBER} .tag.leaf").count() == 1, "the server knows what the phone had judged"
    page.goto(f"{server.address}/study/progress")
    page.screenshot(path=str(tmp_path / "progress.png"), full_page=True)
    assert not Axe().run(page).response["violations"]


WAITING = """
() => new Promise((resolve) => {
  const opening = indexedDB.open("keruen")
  opening.onsuccess = ({ target: { result: db } }) => {
    if (!db.objectStoreNames.contains("events")) return resolve(0)
    db.transaction("events").objectStore("events").count().onsuccess = ({ target }) => resolve(target.result)
  }
})
"""


def test_after_signing_out_the_kept_lesson_writes_into_nobodys_journal(server, learner):
    context, page = learner
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    page.fill(f"{NUMBER} input[id]", "1000 с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    page.wait_for_timeout(300)
    assert page.evaluate(WAITING) == 1, "hers waits on her phone"
    context.set_offline(False)
    page.goto(f"{server.address}/status")
    page.locator('form[action="/sign-out"] button').click()
    page.wait_for_url(lambda url: "/status" not in url)
    page.goto(f"{server.address}{LESSON}")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    page.fill(f"{NUMBER} input[id]", "2000 с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    page.wait_for_timeout(300)
    assert page.evaluate(WAITING) == 0, "whoever reads on is nobody to the journal, and hers was sent"


def test_a_lesson_is_light(server):
    page, text = fetched(server, f"{LESSON}?lang=kk")
    styles = sum(fetched(server, link)[0] for link in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
    scripts = sum(fetched(server, link)[0] for link in re.findall(r'(?:<script type="module" src|<link rel="modulepreload" href)="([^"]+)"', text))
    exercises = fetched(server, re.search(r'data-exercises="([^"]+)"', text).group(1).replace("&amp;", "&"))[0]
    print(f"lesson: page {page}, style {styles}, script {scripts}, exercises {exercises} bytes compressed")
    assert page + styles + scripts + exercises <= 60_000
    assert page + exercises <= 20_000
