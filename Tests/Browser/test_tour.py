"""The demonstration's tour: a stranger walks all stops by their doors and comes back each time."""

import http.client
import urllib.parse

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE, Server
from visitor import release

axe = Axe()
DESK = dict(viewport={"width": 1366, "height": 768}, locale="kk-KZ", timezone_id="Asia/Almaty")

#: What each role must be able to see on the way.
SEEN = {
    "/apply", "/status", "/consent", "/desk", "/desk/applications", "/desk/selection", "/selection", "/results", "/result",
    "/desk/appeals", "/safeguarding", "/safeguarding/retention", "/safeguarding/audit", "/status/data", "/administration",
    "/administration/operation", "/study", "/consent/study",
}


#: Every door that last year's intake opens, by what stands on its page.
LAST_YEAR = {
    "Орынды қабылдаған адам ретінде": "Орын сенікі", "Күту тізімінен шақырылған адам ретінде": "Орын сенікі",
    "Апелляциясы қанағаттандырылған адам ретінде": "Орын сенікі", "Орын жетпеген адам ретінде": "орын жетпеді",
}


@pytest.mark.parametrize("script, where", [(True, PHONE), (False, PHONE), (True, DESK)])
def test_a_stranger_walks_all_stops_and_comes_back(browser, server, script, where):
    """S 57 and S 58: from the landing page by the tour to every role, each door told in words and in the order of the journey."""
    context = browser.new_context(**where, java_script_enabled=script)
    page = context.new_page()
    page.goto(server.address + "/?lang=kk")
    page.click("aside a[href='/tour']")
    page.wait_for_url("**/tour")
    if script:
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= where["viewport"]["width"]
    doors = [door.get_attribute("value") for door in page.locator(".door").all()]
    seen, told = set(), {}
    for door in doors:
        title = page.inner_text(f".door[value='{door}'] b")
        page.click(f".door[value='{door}']")
        page.wait_for_url(lambda url: not url.endswith(("/tour", "/tour/visit")))
        path = urllib.parse.urlparse(page.url).path
        assert page.inner_text("h1") not in ("Бұл бетті ашуға болмайды", "Қате шықты"), path
        # No code was copied, and every page says that the people are invented.
        assert "ойдан шығарылған" in page.inner_text("aside.demo"), path
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= where["viewport"]["width"], path
            found = axe.run(page)
            assert found.violations_count == 0, (path, found.generate_report())
        seen.add(path)
        told[title] = page.inner_text("main")
        page.click("aside a[href='/tour']")
        page.wait_for_url("**/tour")
    assert SEEN <= seen, SEEN - seen
    for title, says in LAST_YEAR.items():
        assert says in told[title], title
    # Nobody was offered a place this year before the results are out.
    assert not any("Орын ұсынылған адам" in title for title in told)
    context.close()


def test_three_intakes_stand_at_the_head_with_their_figures(phone, server):
    page = phone.new_page()
    page.goto(f"{server.address}/tour?lang=ru")
    lines = page.locator(".intakes > div").all_inner_texts()
    assert len(lines) == 3
    # How many apply now grows with the tests that share this server.
    for line, says in zip(lines, [
            ["Набор 2024 года", "завершён", "48 заявок", "5 мест, принято: 5", "данные удалены по сроку хранения: 43"],
            ["Набор 2025 года", "STEM-школа", "64 заявки, допущено к отбору: 60", "5 мест, принято: 5"],
            ["Набор 2026 года", "Приём заявок", "заяв"]]):
        for words in says:
            assert words in line, (words, line)


def test_a_door_names_the_intake_it_is_about(browser, server):
    """Whoever looked at last year's intake comes to this year's list by the next door."""
    page = browser.new_page()
    for title, intake in [("Апелляции, как координатор", "2025"), ("Список заявок", "2026")]:
        page.goto(f"{server.address}/tour?lang=ru")
        page.locator(".door", has_text=title).click()
        page.wait_for_url(f"**intake={intake}*")
        assert f"Набор {intake} года" in page.inner_text("header")
    page.close()


def test_the_offer_door_opens_after_the_release(browser):
    server = Server("--applicants", "60")
    try:
        page = browser.new_page()
        page.goto(f"{server.address}/tour?lang=ru")
        assert page.locator(".door", has_text="Кому предложено место").count() == 0
        release(server.port)
        page.reload()
        page.locator(".door", has_text="Кому предложено место").click()
        page.wait_for_url("**/result")
        assert "Принять место" in page.inner_text("main")
        page.close()
    finally:
        server.stop()


@pytest.mark.parametrize("path", ["/", "/eligibility", "/contact", "/privacy", "/selection", "/results", "/apply", "/return", "/sign-in", "/no-such-page"])
@pytest.mark.parametrize("where", [PHONE, DESK])
def test_pages_for_everybody_end_with_the_same_columns(browser, server, path, where):
    context = browser.new_context(**where)
    page = context.new_page()
    page.goto(server.address + path + "?lang=kk")
    links = page.eval_on_selector_all("footer .sitemap a", "all => all.map(link => link.getAttribute('href'))")
    assert {"/apply", "/return", "/eligibility", "/selection", "/results", "/contact", "/privacy", "/sign-in"} <= set(links), path
    assert "ойдан шығарылған" in page.inner_text("aside.demo"), path
    assert page.evaluate("document.documentElement.scrollWidth") <= where["viewport"]["width"], path
    found = axe.run(page)
    assert found.violations_count == 0, (path, found.generate_report())
    context.close()


@pytest.mark.parametrize("language, says", [("kk", "ойдан шығарылған"), ("ru", "вымышлены"), ("en", "invented")])
def test_the_tour_speaks_three_languages(phone, server, language, says):
    page = phone.new_page()
    page.goto(f"{server.address}/tour?lang={language}")
    assert says in page.inner_text("aside.demo") and says in page.inner_text("main")
    assert page.locator(".stop").count() >= 7


def test_a_door_that_is_not_there_opens_nothing(server):
    for door in ["", "99.0", "0.99", "-1.0", "0.-1", "x"]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("POST", "/tour/visit", urllib.parse.urlencode({"door": door}),
                           {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"})
        reply = connection.getresponse()
        assert reply.status == 404 and reply.getheader("set-cookie") is None, door


def test_the_day_of_a_demonstration_can_be_chosen(browser):
    server = Server("--applicants", "0", "--day", "2026-12-31")
    try:
        page = browser.new_page()
        page.goto(server.address + "/?lang=en")
        # Of the intake that ends on 17 January 2027.
        assert "17 days left" in page.inner_text(".key")
        page.close()
    finally:
        server.stop()


def test_a_chosen_day_of_the_intakes_own_year_stays(browser):
    """In April last year's girls are at school and this year's wait for the results."""
    server = Server("--applicants", "30", "--day", "2027-04-20")
    try:
        page = browser.new_page()
        page.goto(server.address + "/tour?lang=ru")
        lines = page.locator(".intakes > div").all_inner_texts()
        assert "STEM-школа" in lines[1] and "Результаты" in lines[2]
        page.goto(server.address + "/?lang=ru")
        assert "17 января 2027" in page.inner_text(".key")
        page.close()
    finally:
        server.stop()
