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
    page.evaluate("""() => {
      window.said = []
      new MutationObserver(() => said.push(document.getElementById("keep").innerText)).observe(document.getElementById("keep"), { childList: true })
    }""")
    page.get_by_role("button", name=re.compile("түгел")).click()
    page.locator("#keep", has_text="Курс түгел осы құрылғыда").wait_for()
    said = page.evaluate("said")
    assert any(re.search(r"дайын сабақ [1-6], барлығы 7", text) for text in said), said
    assert re.search(r"\d+ кБ\), желісіз", page.inner_text("#keep")), "how large it is"
    context.set_offline(True)
    page.goto(f"{server.address}{COURSE}/07-own-investigation")
    assert page.locator("[data-copy]").count() == 1
    context.close()


def test_what_fails_to_be_kept_says_only_that(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=ru")
    page.locator("#keep", has_text="Урок на этом устройстве").wait_for()
    context.set_offline(True)
    page.get_by_role("button", name=re.compile("Сохранить весь курс")).click()
    page.locator("#keep", has_text="Остальное сохранить не получилось").wait_for()
    assert "На этом устройстве уроков: 3 из 7" in page.inner_text("#keep"), "what is kept stays called kept"
    assert page.get_by_role("button", name=re.compile("Сохранить весь курс")).count() == 1
    context.close()


def test_without_a_network_the_kept_courses_are_found(server, browser, tmp_path):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{COURSE}/01-what-is-measuring?lang=kk")
    page.wait_for_selector("#keep .saved")
    page.goto(f"{server.address}{LESSON}?lang=ru")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}/courses?from=a%22b")
    page.screenshot(path=str(tmp_path / "offline.png"), full_page=True)
    assert page.inner_text("h1") == "Сейчас нет сети", "in the language that was read last"
    assert not page.get_by_text("заполняете здесь заявку").is_visible(), "of no application where courses were asked for"
    again = page.get_by_role("link", name="Повторить попытку", exact=False)
    assert again.get_attribute("href") == "/courses?from=a%22b", "it tries what was asked for"
    assert not Axe().run(page).response["violations"]
    page.goto(f"{server.address}/apply")
    assert page.get_by_text("заполняете здесь заявку").is_visible()
    page.get_by_role("link", name="Физика", exact=False).click()
    assert page.locator("[data-copy]").count() == 1 and page.locator(".lessons li").count() >= 7
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
    hers = page.get_attribute(NUMBER, "data-variant")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    # Her own variant, not everybody's first.
    page.locator(f"{NUMBER}[data-variant='{hers}']").wait_for()
    page.fill(f"{NUMBER} input[id]", "1000 с")
    page.click(f"{NUMBER} .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="осы құрылғыда").wait_for()
    page.reload()
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    assert page.input_value(f"{NUMBER} input[id]") == "1000 с", "what she answered is there again"
    page.screenshot(path=str(tmp_path / "copy.png"), full_page=True)
    page.fill(f"{NUMBER} input[id]", f"{right_answer(page)} с")
    page.click(f"{NUMBER} .row .btn")
    # She leaves at once.
    page.goto(f"{server.address}{COURSE}")
    page.goto(f"{server.address}{LESSON}")
    page.wait_for_selector(f"{NUMBER} .tag.leaf")
    assert not Axe().run(page).response["violations"]
    page.locator("[data-finish] button").click()
    page.locator("[data-finish] .tag.leaf", has_text="сабақ өтілді").wait_for()
    page.reload()
    page.locator("[data-finish] .tag.leaf").wait_for()
    context.set_offline(False)
    page.locator("#study", has_text="серверде").wait_for()
    page.goto(f"{server.address}{LESSON}")
    page.reload()
    assert page.locator(f"{NUMBER} .tag.leaf").count() == 1, "the server knows what the phone had judged"
    page.goto(f"{server.address}/study")
    assert page.locator(".track .done, .done").count() >= 1, "the finished lesson arrived as an event"
    page.goto(f"{server.address}{COURSE}/03-free-fall")
    page.locator('form[action="/study/lessons"] button').wait_for()
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.locator('form[action="/study/lessons"] button').click()
    page.get_by_text("Белгі осы құрылғыда").wait_for()
    assert page.url.endswith("/03-free-fall"), "no page that says only that there is no network"
    context.set_offline(False)
    page.get_by_text("Белгі серверде").wait_for()
    page.goto(f"{server.address}/study/progress")
    page.screenshot(path=str(tmp_path / "progress.png"), full_page=True)
    assert not Axe().run(page).response["violations"]


def test_what_she_types_before_the_script_is_there_stays(server, learner, browser):
    cookies, _ = learner
    # No worker: its copy of the script would come at once.
    context = browser.new_context(service_workers="block", **PHONE)
    context.add_cookies(cookies.cookies())
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    # Metres: of those the page has something to say.
    page.fill(f"{NUMBER} input[id]", "31900 м")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="серверде").wait_for()
    # The next answer stays on the phone; the page that comes knows the one before it.
    page.route("**/journal", lambda route: route.abort())
    page.fill(f"{NUMBER} input[id]", "31000 с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="осы құрылғыда").wait_for()
    held = []
    page.route("**/static/lesson.*.js", lambda route: held.append(route))
    page.goto(f"{server.address}{LESSON}", wait_until="commit")
    page.fill(f"{NUMBER} input[id]", "31100 с")
    held[0].continue_()
    page.locator("#study", has_text="осы құрылғыда").wait_for()
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="осы құрылғыда").wait_for()
    assert page.input_value(f"{NUMBER} input[id]") == "31100 с"
    page.unroute("**/journal")
    page.unroute("**/static/lesson.*.js")
    page.reload()
    page.locator("#study", has_text="серверде").wait_for()
    written = context.request.get(f"{server.address}/status/data.json").text()
    assert [written.count(f"«{typed}»") for typed in ("31900 м", "31000 с", "31100 с")] == [1, 1, 1]
    context.close()


#: No room for the log of practice; the journal still has some.
NO_ROOM = """
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (row) {
    const request = put.call(this, row)
    if (String(row.id).startsWith("practice/")) queueMicrotask(() => { try { this.transaction.abort() } catch {} })
    return request
  }
"""


def test_an_answer_whose_log_has_no_room_counts_once(server, learner):
    context, page = learner
    page.add_init_script(NO_ROOM)
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    page.fill(f"{NUMBER} input[id]", "32700 с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="серверде").wait_for()
    assert context.request.get(f"{server.address}/status/data.json").text().count("«32700 с»") == 1


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


KNOWN = """
async (fact) => {
  const store = Array.from(document.querySelectorAll("link[rel=modulepreload]"), ({ href }) => href).find((href) => href.includes("store"))
  await (await import(store)).put("facts", fact)
}
"""


def test_the_kept_lesson_says_where_answers_stay_nowhere(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=ru")
    page.wait_for_selector("#keep .saved")
    context.set_offline(True)
    page.goto(f"{server.address}{LESSON}")
    page.locator(f"{NUMBER} [data-note]", has_text="нигде не сохраняется").wait_for()
    page.evaluate(KNOWN, {"id": "current/study", "owner": "a", "shared": True})
    page.reload()
    note = page.locator(f"{NUMBER} [data-note]", has_text="Устройство общее")
    note.wait_for()
    page.fill(f"{NUMBER} input[id]", "1000 с")
    page.click(f"{NUMBER} .btn")
    page.wait_for_selector(f"{NUMBER} .tag.felt")
    assert note.is_visible(), "before and after"
    assert page.evaluate(WAITING) == 0
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_hints_come_in_order(server, browser, script, tmp_path):
    context = browser.new_context(**{**PHONE, "java_script_enabled": script})
    page = context.new_page()
    for lesson in ("/02-how-sure", "/01-what-is-measuring", "/03-density-from-kitchen"):
        page.goto(f"{server.address}{COURSE}{lesson}?lang=kk")
        if page.locator("[data-hint='2']").count():
            break
    box = page.locator(".ex:has([data-hint='2'])").first
    first, second = box.locator("[data-hint='1'] > summary"), box.locator("[data-hint='2'] > summary")
    assert first.is_visible() and not second.is_visible(), "the second is not there before the first was opened"
    first.focus()
    page.keyboard.press("Enter")
    assert second.is_visible()
    second.focus()
    page.keyboard.press("Enter")
    assert box.locator("[data-hint='2'] > p").is_visible()
    if script:
        # The page hears of an opened hint a moment later.
        box.and_(page.locator("[data-hints='2']")).wait_for()
    box.screenshot(path=str(tmp_path / f"hints-{script}.png"))
    context.close()


def test_what_is_no_answer_is_not_called_one(server, learner):
    context, page = learner
    page.goto(f"{server.address}{LESSON}?again=period-from-ten")
    page.wait_for_selector("#keep .saved")
    page.fill(f"{NUMBER} input[id]", "білмеймін")
    page.click(f"{NUMBER} .row .btn")
    note = page.locator(f"{NUMBER} [data-note]")
    note.filter(has_text="Жазғаның серверде").wait_for()
    assert "жауап болып саналған жоқ" in note.inner_text() and "Жауап серверде" not in note.inner_text()
    page.reload()
    page.wait_for_timeout(800)
    assert "Жауап серверде" not in page.inner_text(NUMBER)
    page.fill(f"{NUMBER} input[id]", "1000 с")
    page.click(f"{NUMBER} .row .btn")
    page.locator(f"{NUMBER} [data-note]", has_text="Жауап серверде").wait_for()


def test_what_is_not_read_says_why(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=ru")
    for typed, why in [("9 рулонов", "Единица рядом с числом не распознана"), ("11:00", "без двоеточия"), ("", "Ответ не записан")]:
        page.fill(f"{NUMBER} input[id]", typed)
        page.click(f"{NUMBER} .row .btn")
        page.locator(f"{NUMBER} [data-said]", has_text=why).wait_for()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_that_is_cut_shows_it(server, browser, scheme, tmp_path):
    context = browser.new_context(color_scheme=scheme, **PHONE)
    page = context.new_page()
    page.goto(f"{server.address}{LESSON}?lang=kk")
    for number, table in enumerate(page.locator(".scroll").all()):
        table.screenshot(path=str(tmp_path / f"table-{scheme}-{number}.png"))
        table.evaluate("(table) => { table.firstElementChild.style.width = '40rem' }")
        table.screenshot(path=str(tmp_path / f"cut-{scheme}-{number}.png"))
    assert page.locator(".scroll").count() > 0
    layers = page.evaluate("getComputedStyle(document.querySelector('.scroll')).backgroundAttachment").split(", ")
    assert layers.count("local") == 2 and layers.count("scroll") >= 2, layers
    context.close()


def test_a_lesson_is_light(server):
    page, text = fetched(server, f"{LESSON}?lang=kk")
    styles = sum(fetched(server, link)[0] for link in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
    scripts = sum(fetched(server, link)[0] for link in re.findall(r'(?:<script type="module" src|<link rel="modulepreload" href)="([^"]+)"', text))
    exercises = fetched(server, re.search(r'data-exercises="([^"]+)"', text).group(1).replace("&amp;", "&"))[0]
    print(f"lesson: page {page}, style {styles}, script {scripts}, exercises {exercises} bytes compressed")
    assert page + styles + scripts + exercises <= 60_000
    assert page + exercises <= 20_000
