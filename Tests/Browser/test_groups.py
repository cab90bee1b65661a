"""The school of last year's intake: the coordinator's groups, the trainer's roll, the girl's meetings. On a phone and on a desk, with and
without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE

axe = Axe()


def looked_at(page, name, width, tmp_path, script=True):
    page.screenshot(path=str(tmp_path / f"{name}-{width}.png"), full_page=True)
    if script:
        found = axe.run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def door(page, server, title):
    page.goto(f"{server.address}/tour?lang=kk")
    page.get_by_role("button", name=title).click()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_coordinator_sees_cohort_groups_and_timetable(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Үйлестіруші: лек пен топтар")
    page.wait_for_url("**/desk/cohorts**")
    looked_at(page, "cohorts", width, tmp_path)
    page.locator("main a[href^='/desk/cohorts/']").first.click()
    looked_at(page, "cohort", width, tmp_path)
    cohort = page.url
    page.locator("main a[href$='/placement']").first.click()
    assert "Топтарға бөлу" in page.inner_text("h1")
    looked_at(page, "placement", width, tmp_path)
    page.goto(cohort)
    page.locator("main a[href^='/desk/groups/']").first.click()
    assert "рұқсаты бар" in page.inner_text("main")
    looked_at(page, "group", width, tmp_path)
    page.locator("main a[href$='/timetable']").first.click()
    looked_at(page, "timetable", width, tmp_path)
    page.locator("main a[href^='/desk/meetings/']").last.click()
    looked_at(page, "meeting", width, tmp_path)
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_trainer_keeps_the_roll_of_the_last_meeting(server, browser, script, tmp_path):
    context = browser.new_context(**{**PHONE, "java_script_enabled": script})
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    looked_at(page, "groups", 360, tmp_path, script)
    page.locator("main a[href^='/desk/groups/']").first.click()
    looked_at(page, "group-of-trainer", 360, tmp_path, script)
    page.locator("main a[href$='/roll']").first.click()
    looked_at(page, "roll", 360, tmp_path, script)
    absent = page.locator(".roll li").first.locator(".m4")
    absent.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Белгілерді сақтау").click()
    assert "Сақталды" in page.inner_text("main")
    assert page.locator(".roll li").first.locator("input[value=absent]").is_checked()
    with page.expect_navigation():
        page.get_by_role("button", name="Қалғаны түгел келді").click()
    names = page.locator(".roll li").count()
    assert page.locator(".roll input:checked").count() == names
    assert page.locator(".roll li").first.locator("input[value=absent]").is_checked(), "who was marked stays marked"
    looked_at(page, "roll-kept", 360, tmp_path, script)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_a_girl_of_a_group_sees_her_next_step_and_her_meetings(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    assert page.locator(".next").count() == 1 and "Кездесулер" in page.inner_text("main")
    looked_at(page, "study", width, tmp_path)
    page.get_by_role("link", name="Кездесулер кестесі").click()
    looked_at(page, "her-timetable", width, tmp_path)
    page.get_by_role("button", name="Мекенжай алу").click()
    page.wait_for_selector("code")
    looked_at(page, "calendar", width, tmp_path)
    address = page.inner_text("code")
    calendar = context.request.get(server.address + "/timetable/" + address.rsplit("/", 1)[1])
    assert calendar.status == 200 and calendar.text().startswith("BEGIN:VCALENDAR\r\n")
    context.close()


def test_the_calendar_is_read_by_another_reader(server, browser):
    """Every line within 75 bytes, every meeting once, in UTC; the reader is `icalendar` from PyPI."""
    import icalendar
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    page.goto(server.address + "/study/timetable")
    page.get_by_role("button", name="Мекенжай алу").click()
    page.wait_for_selector("code")
    text = context.request.get(server.address + "/timetable/" + page.inner_text("code").rsplit("/", 1)[1]).text()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert events and len({event["UID"] for event in events}) == len(events)
    assert all(event["DTSTART"].dt.utcoffset().total_seconds() == 0 and event["DTEND"].dt > event["DTSTART"].dt for event in events)
    context.close()
