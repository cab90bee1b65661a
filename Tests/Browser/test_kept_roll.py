"""A trainer keeps the roll in a classroom without a network: the rolls on her phone, marks without a network, a closed browser, a lost
session, and everything on the server afterwards."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE

axe = Axe()


def looked_at(page, name, tmp_path):
    page.screenshot(path=str(tmp_path / f"{name}.png"), full_page=True)
    found = axe.run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.fixture
def phone(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{server.address}/tour?lang=kk")
    page.get_by_role("button", name="Топтың тренері ретінде").click()
    page.wait_for_url("**/desk/groups")
    page.locator("main a[href^='/desk/groups/']").first.click()
    yield page
    context.close()


def keep(page):
    page.get_by_role("button", name="Тізімдерді телефонда сақтау").click()
    page.get_by_text("Тізімдер осы телефонда").wait_for()


def roll_of_last(page):
    """The kept roll whose meeting is over."""
    page.locator("#kept a").first.click()
    page.locator(".roll li").first.wait_for()


def test_marks_without_a_network_reach_the_server_though_the_session_is_gone(phone, server, tmp_path):
    page, context = phone, phone.context
    group = page.url
    roll = page.locator("main h2 + ul a[href$='/roll']").last.get_attribute("href")
    looked_at(page, "group-before", tmp_path)
    keep(page)
    looked_at(page, "group-kept", tmp_path)
    context.set_offline(True)
    page.goto(f"{server.address}/rolls")
    looked_at(page, "rolls", tmp_path)
    page.goto(f"{server.address}/rolls#roll/{re.search('meetings/([^/]+)/roll', roll)[1]}")
    page.locator(".roll li").first.wait_for()
    looked_at(page, "kept-roll", tmp_path)
    page.locator(".roll li").first.locator(".m4").click()
    page.get_by_text("1 белгі телефонда сақталды").wait_for()
    page.get_by_role("button", name="Қалғаны түгел келді").click()
    girls = page.locator(".roll li").count()
    page.get_by_text(f"{girls} белгі телефонда сақталды").wait_for()
    looked_at(page, "kept-roll-marked", tmp_path)
    # The page is closed and opened again; the session is over.
    page.reload()
    page.locator(".roll li").first.wait_for()
    assert page.locator(".roll li").first.locator("input[value=absent]").is_checked()
    assert page.locator(".roll input:checked").count() == girls
    context.clear_cookies()
    context.set_offline(False)
    page.reload()
    page.get_by_text("Барлық белгі серверде").wait_for()
    page.goto(f"{server.address}/tour?lang=kk")
    page.get_by_role("button", name="Топтың тренері ретінде").click()
    page.wait_for_url("**/desk/groups")
    page.goto(server.address + roll)
    assert page.locator(".roll input:checked").count() == girls
    assert page.locator(".roll li").first.locator("input[value=absent]").is_checked()
    page.goto(group)
    page.get_by_role("button", name="Телефоннан өшіру").click()
    page.get_by_text("телефоннан өшірілді").wait_for()
    page.goto(f"{server.address}/rolls")
    page.get_by_text("Бұл телефонда тізім жоқ").wait_for()


def test_names_lie_sealed_and_go_after_their_last_day(phone, server):
    page = phone
    keep(page)
    name = page.locator("main table td").first.inner_text().split()[0]
    found = page.evaluate(
        """async (name) => {
          const db = await new Promise((done) => { const r = indexedDB.open('keruen'); r.onsuccess = () => done(r.result); });
          const rows = (store) => new Promise((done) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
          const facts = await rows('facts'), keys = await rows('keys');
          const kept = facts.filter(({ id }) => id.startsWith('roll/'));
          const text = kept.map((row) => new TextDecoder().decode(row.sealed)).join() + JSON.stringify(kept.map(({ sealed, ...row }) => row));
          return { kept: kept.length, names: text.includes(name), open: keys.filter((key) => key.value.extractable).length };
        }""",
        name)
    assert found["kept"] > 0 and not found["names"] and found["open"] == 0
    page.clock.set_fixed_time(page.evaluate("Date.now()") + 8 * 86_400_000)
    page.context.set_offline(True)
    page.goto(f"{server.address}/rolls")
    page.get_by_text("Бұл телефонда тізім жоқ").wait_for()


def test_a_removed_roll_with_marks_that_have_not_arrived_stays(phone, server):
    page, context = phone, phone.context
    group = page.url
    keep(page)
    page.route("**/journal/sealed", lambda route: route.abort())
    page.goto(f"{server.address}/rolls")
    roll_of_last(page)
    page.locator(".roll li").first.locator(".m2").click()
    page.get_by_text("1 белгі телефонда сақталды").wait_for()
    page.goto(group)
    page.get_by_role("button", name="Телефоннан өшіру").click()
    page.get_by_text("Серверге жетпеген белгілер бар").wait_for()
    page.unroute("**/journal/sealed")
    page.reload()
    page.get_by_role("button", name="Телефоннан өшіру").click()
    page.get_by_text("телефоннан өшірілді").wait_for()


def test_signing_out_takes_the_names_and_leaves_the_marks(phone, server):
    page = phone
    group = page.url
    keep(page)
    page.route("**/journal/sealed", lambda route: route.abort())
    page.goto(f"{server.address}/rolls")
    roll_of_last(page)
    page.locator(".roll li").first.locator(".m3").click()
    page.get_by_text("1 белгі телефонда сақталды").wait_for()
    page.goto(group)
    page.locator("form[action='/sign-out']").first.evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda url: "/desk" not in url)
    page.goto(f"{server.address}/rolls")
    page.get_by_text("1 белгі телефонда сақталды").wait_for()
    assert page.locator("#kept a").count() == 0, "no names, no days, no key"
    page.unroute("**/journal/sealed")
    page.reload()
    page.get_by_text("Бұл телефонда тізім жоқ").wait_for()


def test_the_rolls_own_page_says_what_waits_here_and_brings_it(phone, server, tmp_path):
    page, context = phone, phone.context
    roll = page.locator("main h2 + ul a[href$='/roll']").last.get_attribute("href")
    keep(page)
    context.set_offline(True)
    page.goto(f"{server.address}/rolls#roll/{re.search('meetings/([^/]+)/roll', roll)[1]}")
    page.locator(".roll li").first.wait_for()
    page.locator(".roll li").first.locator(".m2").click()
    page.get_by_text("белгі телефонда сақталды").wait_for()
    # The page of the house, while what waits cannot be brought yet.
    hold = lambda route: route.abort()
    context.route("**/journal/sealed**", hold)
    context.route("**/sealed**", hold)
    context.set_offline(False)
    page.goto(server.address + roll)
    page.locator("#roll-waits", has_text="белгі телефонда сақталды").wait_for()
    looked_at(page, "roll-waits", tmp_path)
    context.unroute("**/journal/sealed**", hold)
    context.unroute("**/sealed**", hold)
    page.locator(".roll li").first.locator("input[value=late]:checked").wait_for(timeout=30000)
    assert page.locator("#roll-waits").is_hidden()
