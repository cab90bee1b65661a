"""Her list of grants as a girl meets it: by keyboard alone, by numbers without a script, with a network that breaks at each press, on two phones."""

import datetime
import glob
import os
import re
import sqlite3
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE, Server
from test_groups import door

axe = Axe()
DAY = "2027-04-20"
OFFERS = ["Бірінші сала", "Екінші сала", "Үшінші сала", "Төртінші сала", "Бесінші сала", "Алтыншы сала"]


def plant(server):
    """A round of this year with a frozen rule, two universities and six offers: what the desk does by its pages."""
    path = next(path for path in glob.glob(os.path.join(server.folder, "data", "**", "*"), recursive=True)
                if os.path.isfile(path) and open(path, "rb").read(15) == b"SQLite format 3")
    now = int(datetime.datetime(2027, 4, 1, tzinfo=datetime.timezone.utc).timestamp() * 1000)
    base = sqlite3.connect(path, timeout=30)
    base.execute("DELETE FROM grants_stage WHERE round_id IN (SELECT id FROM grants_round WHERE leaving_year = 2027)")
    people = [row[0] for row in base.execute("SELECT DISTINCT person_id FROM membership ORDER BY person_id LIMIT 2")]
    new = lambda: str(uuid.uuid4())
    known = base.execute("SELECT id FROM grants_round WHERE leaving_year = 2027 AND number = 1").fetchone()
    round = known[0] if known else new()
    if not known:
        base.execute("INSERT INTO grants_round VALUES (?, 2027, 1, ?, ?)", (round, people[0], now))
    for stage, first, last in [
            ("offers", "02-01", "03-15"), ("rule", "03-20", "03-20"), ("list", "04-03", "05-14"), ("run", "05-17", "05-22"),
            ("answers", "05-22", "06-30"), ("appeals", "05-22", "06-20"), ("outcomes", "09-01", "11-01")]:
        base.execute("INSERT INTO grants_stage VALUES (?, ?, ?, ?)", (round, stage, f"2027-{first}", f"2027-{last}"))
    if not base.execute("SELECT 1 FROM grants_freeze WHERE round_id = ?", (round,)).fetchone():
        yaml = open(os.path.join(os.path.dirname(__file__), "../../Programmes/stem-school/merit.yaml")).read()
        merit = new()
        base.execute("INSERT INTO grants_merit VALUES (?, ?, 1, ?, ?, ?)", (merit, round, yaml, people[0], now))
        base.execute("INSERT INTO grants_freeze VALUES (?, ?, ?, ?, ?, ?)", (round, merit, people[0], now, people[1], now))
    type = new()
    base.execute(
        "INSERT INTO grants_type (id, kind, name_kk, name_ru, name_en, letter, kept_by, kept_at) VALUES (?, 'university', 'Ректор гранты', 'Грант', 'Grant', 'yes', ?, ?)",
        (type, people[0], now))
    number = base.execute("SELECT COALESCE(max(number), 0) FROM grants_offer WHERE round_id = ?", (round,)).fetchone()[0]
    for half, city in enumerate(["750000000", "431010000"]):
        university, name = new(), ["Сынақ университеті", "Үлгі университеті"][half]
        columns = {row[1]: row for row in base.execute("PRAGMA table_info(organisation)")}
        values = {"id": university, "kind": "university", "name_kk": name, "name_ru": name, "name_en": name, "sort_key": name.encode(),
                  "domains": "", "added_at": now, "kept_at": now}
        given = {key: value for key, value in values.items() if key in columns}
        for key, row in columns.items():
            if row[3] and row[4] is None and key not in given:
                given[key] = now if "INT" in row[2].upper() else ""
        base.execute(f"INSERT INTO organisation ({', '.join(given)}) VALUES ({', '.join('?' * len(given))})", list(given.values()))
        for title in OFFERS[half * 3:half * 3 + 3]:
            number += 1
            programme = new()
            base.execute(
                "INSERT INTO grants_programme (id, organisation_id, group_code, name_kk, name_ru, name_en, sort_key, language, level, isced, city, dormitory, kept_by, kept_at)"
                " VALUES (?, ?, 'B057', ?, ?, ?, ?, 'kk', 'bachelor', '0613', ?, 'yes', ?, ?)",
                (programme, university, title, title, title, title.encode(), city, people[0], now))
            base.execute(
                "INSERT INTO grants_offer (id, round_id, number, programme_id, type_id, seats, seat_kind, discount, state, entered_by, entered_side, entered_at,"
                " confirmed_by, confirmed_side, confirmed_at) VALUES (?, ?, ?, ?, ?, 3, 'granted', 0, 'confirmed', ?, 'desk', ?, ?, 'university', ?)",
                (new(), round, number, programme, type, people[0], now, people[1], now))
    base.commit()
    base.close()


@pytest.fixture(scope="module")
def spring():
    server = Server("--applicants", "60", "--day", DAY)
    plant(server)
    yield server
    server.stop()


def code_of_a_girl(server, browser):
    """The code of a girl who learns in a group."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.goto(f"{server.address}/status")
    code = re.search(r"[0-9A-Z]{2}-[0-9A-Z]{4}", page.inner_text("main")).group()
    context.close()
    return code


def come_in(server, browser, code, script=True):
    context = browser.new_context(**PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{server.address}/demo?lang=kk")
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="Кіру").click()
    page.goto(f"{server.address}/list")
    if page.locator("form[action='/list/leaving']").count():
        year = page.locator("input[name=leaving][value='school-2027']")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })") if script else None
        if script or page.locator("details form[action='/list/leaving']").count() == 0:
            page.locator("label", has_text="2027").first.click()
            assert year.is_checked()
            page.locator("form[action='/list/leaving'] button").click()
    return context, page


def names(page):
    return [each.split(",")[0] for each in page.eval_on_selector_all(".ranks > li", "(rows) => rows.map((row) => row.dataset.name)")]


def add(page, server, title):
    page.goto(f"{server.address}/list/find?q={title}")
    page.locator(".found .card button").first.click()


def clear(page, server):
    page.goto(f"{server.address}/list")
    count = page.locator(".ranks > li").count()
    for _ in range(count):
        page.locator(".ranks .mini").first.click()
    if count and page.locator("#list-state[data-ready=yes]").count():
        page.wait_for_selector("#list-state .leaf")
    page.goto(f"{server.address}/list")
    assert page.locator(".ranks > li").count() == 0


def looked_at(page):
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_a_list_is_ordered_by_numbers_and_kept(spring, browser):
    code = code_of_a_girl(spring, browser)
    context, page = come_in(spring, browser, code, script=False)
    clear(page, spring)
    for title in OFFERS[:3]:
        add(page, spring, title)
    page.goto(f"{spring.address}/list")
    assert names(page) == OFFERS[:3]
    page.locator(".ranks > li").nth(2).locator("select").select_option("1")
    page.locator(".plain-only button").click()
    assert names(page) == [OFFERS[2], OFFERS[0], OFFERS[1]]
    page.get_by_role("button", name=f"{OFFERS[1]}").first.click()
    assert names(page) == [OFFERS[2], OFFERS[1], OFFERS[0]]
    page.goto(f"{spring.address}/list/check")
    page.get_by_role("button", name="Тізімді сақтау").last.click()
    assert "Жауап бер" in page.inner_text("main")
    for box in page.locator("input[name=mean]").all():
        box.check()
    page.get_by_role("button", name="Тізімді сақтау").last.click()
    assert "Тізім сақталды:" in page.inner_text("main")
    context.close()


def test_by_keyboard_alone_at_360_pixels_and_without_a_finding_of_axe(spring, browser):
    code = code_of_a_girl(spring, browser)
    context, page = come_in(spring, browser, code)
    clear(page, spring)
    for title in OFFERS[:4]:
        add(page, spring, title)
    for path in ["/list", "/list/find", "/list/check", "/list/practice", "/list/points", "/merit"]:
        page.goto(f"{spring.address}{path}?lang=kk")
        looked_at(page)
    page.goto(f"{spring.address}/list")
    page.wait_for_selector("#list-state[data-ready=yes]")
    page.locator(".ranks > li").nth(3).locator("select").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert names(page) == [OFFERS[0], OFFERS[3], OFFERS[1], OFFERS[2]]
    assert page.evaluate("document.activeElement.closest('li').dataset.name").startswith(OFFERS[3])
    assert "2-орында" in page.inner_text("#list-voice")
    page.keyboard.press("Enter")
    # At the top the button is shut: the focus stays in the row.
    assert names(page)[0] == OFFERS[3]
    assert page.evaluate("document.activeElement.closest('li').dataset.name").startswith(OFFERS[3])
    page.wait_for_selector("#list-state .leaf")
    page.reload()
    assert names(page) == [OFFERS[3], OFFERS[0], OFFERS[1], OFFERS[2]]
    context.close()


def test_a_network_that_breaks_at_each_press_loses_no_order(spring, browser):
    code = code_of_a_girl(spring, browser)
    context, page = come_in(spring, browser, code)
    clear(page, spring)
    for title in OFFERS[:4]:
        add(page, spring, title)
    page.goto(f"{spring.address}/list")
    page.wait_for_selector("#list-state[data-ready=yes]")
    for turn in range(4):
        context.set_offline(True)
        page.locator(".ranks > li").nth(3).locator("button[value^=up]").click()
        page.wait_for_timeout(1500)
        context.set_offline(False)
        page.wait_for_timeout(100)
        page.locator(".ranks > li").nth(1).locator("button[value^=up]").click()
    expected = names(page)
    context.set_offline(True)
    page.locator(".ranks > li").nth(0).locator("button[value^=down]").click()
    expected = names(page)
    page.get_by_role("link", name="Тексеріп, сақтау").click()
    page.wait_for_timeout(300)
    assert page.url.endswith("/list") or "#" in page.url
    assert "интернет керек" in page.inner_text("#list-state")
    # The browser is closed with the network still away; the phone has it.
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{spring.address}/list")
    page.wait_for_selector("#list-state[data-ready=yes]")
    assert names(page) == expected
    page.wait_for_selector("#list-state .leaf")
    other, second = come_in(spring, browser, code, script=False)
    assert names(second) == expected
    other.close()
    context.close()
