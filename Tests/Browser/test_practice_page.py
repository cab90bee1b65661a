"""Practice as a girl meets it: the next exercise with its reason, judged on her phone, and the one after it without a word from the server; with
the network off from what is kept, without a script by forms, and on a shared device."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE
from test_groups import door, looked_at
from test_parcels import STORE, waits
from test_weight import fetched

PRACTICE = "/study/practice"
EX = "#practice .ex"

# Fills in what is right in the variant that is asked, as the lesson's file has it.
RIGHT = """
async () => {
  const section = document.querySelector("#practice .ex"), form = section.querySelector("form")
  const told = JSON.parse(document.getElementById("practice").dataset.plan)
  const lesson = told.lessons.find(({ key }) => key === `${form.elements.course.value}/${form.elements.lesson.value}`)
  const { exercises } = await (await fetch(lesson.exercises)).json()
  const { kind, variants } = exercises[section.dataset.exercise]
  const { rule } = variants.find(({ id }) => id === Number(section.dataset.variant))
  const module = Array.from(document.querySelectorAll("link[rel=modulepreload]"), ({ href }) => href).find((href) => href.includes("answering"))
  const { fill } = await import(module)
  const answers = {
    choice: () => ({ a: String(rule.right[0]) }), several: () => ({ a: rule.right.join(" ") }), point: () => ({ a: rule.answer }),
    match: () => Object.fromEntries(rule.is.map((key, place) => [place + 1, key])), order: () => ({ a: rule.order.join(" ") }),
    text: () => ({ a: rule.accept[0] }),
  }
  const typed = () => Object.fromEntries(rule.gaps.map((gap) => [gap.name, `${String(gap.value ?? gap.answer).replace(".", ",")} ${gap.unit?.written ?? gap.unit ?? ""}`]))
  fill(form, kind, (answers[kind] ?? typed)())
  return { kind, rule }
}
"""


def answered_right(page):
    print(json.dumps(page.evaluate(RIGHT), ensure_ascii=False)[:300])
    page.click(f"{EX} .row .btn")
    page.wait_for_selector(f"{EX} .tag.leaf")


def asked(page):
    return page.get_attribute(EX, "data-exercise"), page.get_attribute(EX, "data-variant")


@pytest.fixture
def girl(server, browser):
    """A girl of a group on her own phone: the tour's door leads in as on a device of the house."""
    shared = browser.new_context(**PHONE)
    page = shared.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.goto(f"{server.address}/status")
    code = re.search(r"[0-9A-Z]{2}-[0-9A-Z]{4}", page.inner_text("main")).group()
    shared.close()
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}/demo?lang=kk")
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="Кіру").click()
    page.goto(f"{server.address}/study")
    yield context, page
    context.close()


@pytest.fixture
def beginner(server, browser):
    """A girl who has begun to learn and has opened nothing yet, on her own phone."""
    desk = browser.new_context(viewport={"width": 1200, "height": 800}, locale="kk-KZ").new_page()
    desk.goto(f"{server.address}/demo?lang=ru")
    desk.locator("button", has_text="координатор:").first.click()
    desk.goto(f"{server.address}/desk/applications?state=eligible&lang=ru")
    codes = re.findall(r"/desk/applications/([0-9A-Z]{2}-[0-9A-Z]{4})", desk.content())
    desk.context.close()
    # From the end: other tests take the first ones.
    for code in reversed(list(dict.fromkeys(codes))):
        context = browser.new_context(**PHONE)
        page = context.new_page()
        page.goto(f"{server.address}/demo?lang=kk")
        page.fill("input[name=code]", code)
        page.get_by_role("button", name="Кіру").click()
        start = page.locator('form[action="/study/enrolment"] button')
        if page.goto(f"{server.address}/study").status == 200 and start.count():
            break
        context.close()
    else:
        pytest.fail("nobody may begin here")
    start.click()
    yield context, page
    context.close()


def test_practice_opened_before_any_lesson_leads_on_without_a_network(server, beginner, tmp_path):
    context, page = beginner
    page.goto(f"{server.address}{PRACTICE}")
    lesson = page.get_attribute("[data-next] a", "href")
    assert lesson.startswith("/courses/"), "there is nothing to practise, and a lesson to begin with"
    until(page, """async (pages) => (await Promise.all(pages.map((each) => caches.match(each)))).every(Boolean)""", [lesson, PRACTICE])
    context.set_offline(True)
    page.goto(f"{server.address}{PRACTICE}")
    page.locator("[data-next] a").click()
    page.wait_for_url(f"**{lesson}")
    page.wait_for_selector("[data-copy]", state="attached")
    section = page.locator(".ex[data-exercise]").first
    control = section.locator("[data-asked] input").first
    if control.get_attribute("type") in ("radio", "checkbox"):
        control.check()
    else:
        control.fill("1000000")
    section.locator(".row .btn").click()
    section.locator("[data-note]", has_text="осы құрылғыда").wait_for()
    page.screenshot(path=str(tmp_path / "begun-offline.png"), full_page=True)
    page.locator("[data-finish] button").click()
    page.locator("[data-finish]", has_text="осы құрылғыда").wait_for()
    page.goto(f"{server.address}{PRACTICE}")
    page.wait_for_timeout(500)
    assert page.locator(EX).count() == 1, "what she has begun is practised, from what the phone keeps"
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    waits(page, 0)


def until(page, script, arg=None):
    for _ in range(60):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(200)
    raise AssertionError(script)


@pytest.mark.parametrize("width", [360, 1200])
def test_the_next_exercise_comes_with_its_reason(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    first = page.inner_text(".next h2")
    page.goto(f"{server.address}{PRACTICE}")
    page.wait_for_selector(EX)
    looked_at(page, "practice", width, tmp_path)
    assert page.inner_text("[data-why]").strip(), "why now"
    print("today:", first, "| practice:", page.inner_text(f"{EX} header"))
    before = asked(page)
    answered_right(page)
    looked_at(page, "practice-right", width, tmp_path)
    page.get_by_role("button", name="Келесі жаттығу").click()
    page.wait_for_function(f"(was) => document.querySelector('{EX}')?.dataset.variant !== was[1] || document.querySelector('{EX}')?.dataset.exercise !== was[0]", arg=before)
    looked_at(page, "practice-next", width, tmp_path)
    page.goto(f"{server.address}/study/progress")
    assert "…" not in page.inner_text("main"), "skills are called by their names"
    looked_at(page, "progress", width, tmp_path)
    context.close()


def test_with_the_network_off_she_goes_on_and_the_server_comes_to_the_same(server, girl, tmp_path):
    context, page = girl
    wanted = json.loads(page.get_attribute("#study-state", "data-packs"))
    assert wanted, "she has something to practise"
    until(page, """async (lessons) => {
      const here = await Promise.all([...lessons.map(([, lesson]) => lesson), "/study/practice"].map((each) => caches.match(each)))
      return here.every(Boolean)
    }""", wanted)
    context.set_offline(True)
    page.goto(f"{server.address}{PRACTICE}")
    page.wait_for_selector(EX)
    seen = []
    for _ in range(3):
        seen.append(asked(page))
        answered_right(page)
        page.locator(f"{EX} [data-note]", has_text="осы құрылғыда").wait_for()
        page.screenshot(path=str(tmp_path / f"offline-{len(seen)}.png"), full_page=True)
        page.get_by_role("button", name="Келесі жаттығу").click()
        page.wait_for_function("(was) => { const s = document.querySelector('#practice .ex'); return !s || s.dataset.exercise !== was[0] || s.dataset.variant !== was[1] }", arg=seen[-1])
        if page.locator(EX).count() == 0:
            break
    print(seen)
    assert len(set(seen)) == len(seen), "never the same numbers twice"
    waits(page, len(seen))
    # Opened anew without a network it goes on where she is.
    here = asked(page) if page.locator(EX).count() else None
    page.reload()
    page.wait_for_timeout(500)
    assert (asked(page) if page.locator(EX).count() else None) == here, "what she answered on this phone counts at once"
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    waits(page, 0)
    page.goto(f"{server.address}{PRACTICE}")
    page.wait_for_timeout(500)
    assert (asked(page) if page.locator(EX).count() else None) == here, "the server says the same"
    phone = page.evaluate("document.querySelector('[data-why]').textContent")
    bare = context.browser.new_context(**{**PHONE, "java_script_enabled": False, "storage_state": context.storage_state()})
    other = bare.new_page()
    other.goto(f"{server.address}{PRACTICE}")
    assert (asked(other) if other.locator(EX).count() else None) == here
    assert other.inner_text("[data-why]") == phone, "the same reason in the same words"
    bare.close()


def test_without_a_script_it_is_a_form(server, browser, tmp_path):
    context = browser.new_context(**{**PHONE, "java_script_enabled": False})
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.goto(f"{server.address}{PRACTICE}")
    assert page.locator(EX).count() == 1 and page.inner_text("[data-why]").strip()
    control = page.locator(f"{EX} [data-asked] input[id]").first
    if control.get_attribute("type") in ("radio", "checkbox"):
        control.check()
    elif page.locator(f"{EX} [data-asked] select").count() == 0:
        control.fill("1000000")
    page.click(f"{EX} .row .btn")
    assert "x=" in page.url and page.locator(f"{EX} .tag").count() == 1
    page.screenshot(path=str(tmp_path / "bare.png"), full_page=True)
    page.get_by_role("link", name="Келесі жаттығу").click()
    assert page.url.endswith(PRACTICE)
    context.close()


def test_on_a_shared_device_nothing_of_hers_is_left(server, girl, browser):
    context, page = girl
    context.close()
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script("""new MutationObserver(() => {
      const line = document.getElementById("study-state");
      if (line?.dataset.owner) line.dataset.shared = "yes";
    }).observe(document, { childList: true, subtree: true })""")
    door(page, server, "Топта оқитын қыз ретінде")
    page.goto(f"{server.address}{PRACTICE}")
    page.wait_for_selector(EX)
    answered_right(page)
    page.locator(f"{EX} [data-note]").wait_for()
    facts = json.dumps(page.evaluate(STORE, "facts"), ensure_ascii=False)
    assert "attempts" not in facts and '"shown": {}' in facts, facts
    assert not [row for row in page.evaluate(STORE, "texts") if row.get("thread") == "study"]
    assert page.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('keruen-shell-')).length") == 0
    page.get_by_role("button", name="Келесі жаттығу").click()
    context.close()


def test_what_practice_weighs(server, girl):
    context, page = girl
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    size, text = fetched(server, f"{PRACTICE}?lang=kk", cookie)
    links = re.findall(r'(?:<script type="module" src|<link rel="modulepreload" href)="([^"]+)"', text)
    sizes = {re.sub(r".*/(.+?)\..*", r"\1", link): fetched(server, link)[0] for link in links}
    styles = sum(fetched(server, link)[0] for link in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
    print(f"practice: page {size}, style {styles}, scripts {sizes} bytes compressed")
    assert sizes["practice"] <= 4_000 and sizes["grade"] <= 7_000 and sizes["study"] + sizes["practising"] <= 6_000
    assert size <= 14_000 and size + styles + sum(sizes.values()) <= 60_000
