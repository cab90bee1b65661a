"""Projects of teams in the demonstration's house: a girl's diary and poster, answers under posters, the trainer's teams and marks, and the
exhibition that two people publish. In Kazakh, at 360 and 1200 px, with and without a script, and by keyboard."""

import pytest

from conftest import PHONE
from test_groups import door, looked_at
from test_upload import photo


def as_girl(browser, server, script=True, width=360):
    context = browser.new_context(
        **{**PHONE, "java_script_enabled": script, "viewport": {"width": width, "height": 740}})
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    return context, page


def as_staff(browser, server, title, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, title)
    return context, page


def open_project(page):
    """The one that goes on: it has a form."""
    for link in [each.get_attribute("href") for each in page.locator("main a[href^='/study/projects/']").all()]:
        page.goto(page.url.split("/study")[0] + link)
        if page.locator("#work").count():
            return
        page.go_back()
    raise AssertionError("no project that goes on")


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_writes_in_the_diary_of_her_team(server, browser, script, tmp_path):
    context, page = as_girl(browser, server, script)
    assert "Жобалар" in page.inner_text("main")
    looked_at(page, "study-with-projects", 360, tmp_path, script)
    open_project(page)
    looked_at(page, "project", 360, tmp_path, script)
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу").click()
    assert "Жазба сақталуы үшін" in page.inner_text(".err")
    page.fill("#text", "Қорапты қағаздан жасадық: 30 × 30 см.")
    page.locator("summary", has_text="Кесте қосу").click()
    page.fill("#cell-1-1", "x, см")
    page.fill("#cell-1-2", "V, см³")
    page.fill("#cell-2-1", "5")
    page.fill("#cell-2-2", "2000")
    page.set_input_files("[name=photo]", {"name": "korap.png", "mimeType": "image/png", "buffer": photo(900, 1200, sheet=True)})
    if script:
        page.wait_for_function("() => document.querySelectorAll('.photos li').length > 0", timeout=60000)
    else:
        page.get_by_role("button", name="Суретті қосу").click()
    assert page.locator(".photos li").count() == 1
    assert page.input_value("#text") == "Қорапты қағаздан жасадық: 30 × 30 см.", "nothing typed is lost"
    assert page.input_value("#cell-2-2") == "2000"
    looked_at(page, "project-written", 360, tmp_path, script)
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу").click()
    first = page.locator(".entries > li").first
    assert "Жазбаң күнделікте" in page.inner_text("main")
    assert "30 × 30 см" in first.inner_text() and "2000" in first.inner_text() and first.locator("img").count() == 1
    assert page.input_value("#text") == "", "the next entry begins empty"
    looked_at(page, "project-kept", 360, tmp_path, script)
    context.close()


def test_words_stay_on_the_page_where_the_network_is_gone(server, browser):
    context, page = as_girl(browser, server)
    open_project(page)
    page.fill("#text", "Желі жоқ жерде жаздым.")
    context.set_offline(True)
    page.get_by_role("button", name="Күнделікке жазу").click()
    page.wait_for_selector("[data-said]:not(:empty), [data-line]:not(:empty)")
    assert page.input_value("#text") == "Желі жоқ жерде жаздым."
    context.set_offline(False)
    page.reload()
    assert page.input_value("#text") == "Желі жоқ жерде жаздым.", "the tab has kept it"
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу").click()
    assert "Желі жоқ жерде жаздым." in page.locator(".entries > li").first.inner_text()
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_makes_the_poster_of_her_team(server, browser, script, tmp_path):
    context, page = as_girl(browser, server, script)
    open_project(page)
    page.locator("main a[href$='/poster']").click()
    looked_at(page, "poster-form", 360, tmp_path, script)
    page.fill("#title", "Ең үлкен қорап")
    with page.expect_navigation():
        page.get_by_role("button", name="Плакатты тапсыру").click()
    assert page.locator(".err li").count() >= 4 or page.locator(".poster").count()
    assert page.input_value("#title") == "Ең үлкен қорап"
    looked_at(page, "poster-errors", 360, tmp_path, script)
    page.fill("#question", "Қай биіктікте көлемі ең үлкен?")
    page.fill("#did", "Бес қорап жасап, көлемін өлшедік.")
    page.fill("#result", "x = 5 см болғанда 2000 см³.")
    page.fill("#next", "Дөңгелек қорапты көрер едік.")
    page.select_option("#name", index=2)
    with page.expect_navigation():
        page.get_by_role("button", name="Плакатты тапсыру").click()
    assert "Плакат тапсырылды" in page.inner_text("main")
    looked_at(page, "poster-handed-in", 360, tmp_path, script)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_a_girl_answers_two_questions_under_a_poster(server, browser, width, tmp_path):
    context, page = as_girl(browser, server, width=width)
    page.locator("main a[href='/study/posters']").first.click()
    looked_at(page, "posters", width, tmp_path)
    for link in [each.get_attribute("href") for each in page.locator(".wall a").all()]:
        page.goto(server.address + link)
        if page.locator("#answers").count():
            break
    looked_at(page, "poster", width, tmp_path)
    assert page.locator("#answers textarea").count() == 2
    areas = page.locator("#answers textarea")
    areas.nth(0).fill("Кестесі анық.")
    areas.nth(1).focus()
    page.keyboard.type("Жел болса, қалай өзгерер еді?")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Жауаптарың сақталды" in page.inner_text("main") and page.locator("#answers").count() == 0
    assert "Жел болса" in page.locator(".posts > .own").last.inner_text()
    looked_at(page, "poster-answered", width, tmp_path)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_a_trainer_forms_teams_and_marks_without_the_other_mark(server, browser, width, tmp_path):
    context, page = as_staff(browser, server, "Топтың тренері ретінде", width)
    page.wait_for_url("**/desk/groups")
    page.goto(server.address + "/desk")
    looked_at(page, "desk-of-trainer", width, tmp_path)
    page.goto(server.address + "/desk/projects")
    looked_at(page, "projects-of-trainer", width, tmp_path)
    links = [each.get_attribute("href") for each in page.locator("main th a[href^='/desk/projects/'], main td a[href^='/desk/projects/']").all()]
    page.goto(server.address + links[0])
    looked_at(page, "desk-project", width, tmp_path)
    project = page.url
    page.goto(project + "/teams")
    looked_at(page, "teams", width, tmp_path)
    if page.locator("select").count():
        select = page.locator("select").first
        values = [each.get_attribute("value") for each in select.locator("option").all()]
        select.select_option(values[-1])
        with page.expect_navigation():
            page.get_by_role("button", name="Не өзгеретінін көру").click()
        looked_at(page, "teams-difference", width, tmp_path)
    for link in links:
        page.goto(server.address + link)
        teams = [each.get_attribute("href") for each in page.locator("main a[href^='/desk/teams/']").all()]
        for team in teams:
            page.goto(server.address + team)
            if page.locator("form[action$='/marks']").count() and "Бағалар әртүрлі" not in page.inner_text("main"):
                break
        else:
            continue
        break
    looked_at(page, "desk-team", width, tmp_path)
    with page.expect_navigation():
        page.get_by_role("button", name="Сақтау", exact=True).click()
    assert page.locator(".rub.bad").count() == page.locator(".rub").count() > 0
    for criterion in page.locator(".rub").all():
        criterion.locator("label").last.click()
    page.fill("textarea[name=all]", "Өлшеуді қайталағандарың жақсы.")
    with page.expect_navigation():
        page.get_by_role("button", name="Сақтау", exact=True).click()
    assert page.locator(".judged").count() >= 1
    looked_at(page, "desk-team-marked", width, tmp_path)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_anybody_sees_the_exhibition_and_no_names(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Көрменің қонағы ретінде")
    page.wait_for_url("**/exhibition**")
    assert page.locator(".wall > li").count() >= 2
    looked_at(page, "exhibition", width, tmp_path)
    page.locator(".wall a").first.click()
    looked_at(page, "exhibit", width, tmp_path)
    assert page.locator(".poster img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert "Команданың аты тізімнен таңдалған" in page.inner_text("main")
    page.goto(server.address + "/?lang=kk")
    assert page.locator("a[href^='/exhibition']").count() >= 1, "the landing page leads there"
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_second_person_looks_and_publishes(server, browser, width, tmp_path):
    context, page = as_staff(browser, server, "Қорғау маманы: көрмеге екінші адам", width)
    page.wait_for_url("**/desk/exhibition**")
    looked_at(page, "desk-exhibition", width, tmp_path)
    waiting = page.locator("tr", has_text="екінші адамды күтуде")
    if not waiting.count():
        assert width == 1200, "published at 360 px before"
        page.locator("main th a").first.click()
        looked_at(page, "desk-exhibit-published", width, tmp_path)
        context.close()
        return
    waiting.first.locator("a").first.click()
    looked_at(page, "desk-exhibit", width, tmp_path)
    with page.expect_navigation():
        page.get_by_role("button", name="Көрмеге шығару").click()
    assert page.locator(".err").count() == 1, "nothing is published unseen"
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Көрмеге шығару").click()
    assert "көрмеде" in page.inner_text("main")
    looked_at(page, "desk-exhibit-published", width, tmp_path)
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_an_older_tab_overwrites_nothing(server, browser, script, tmp_path):
    context, page = as_girl(browser, server, script)
    open_project(page)
    other = context.new_page()
    other.goto(page.url)
    other.fill("#text", "Екінші терезеде жаздым.")
    with other.expect_navigation():
        other.get_by_role("button", name="Сақтап қою").click()
    page.fill("#text", "Бірінші терезеде жаздым.")
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу").click()
    assert page.input_value("#text") == "Бірінші терезеде жаздым."
    assert "Екінші терезеде жаздым." in page.inner_text(".notice details"), "both are there"
    looked_at(page, "two-tabs", 360, tmp_path, script)
    page.fill("#text", "Екеуі де: бірінші және екінші.")
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу").click()
    assert "Екеуі де" in page.locator(".entries > li").first.inner_text()
    context.close()


@pytest.mark.parametrize("script, width", [(True, 360), (False, 360), (True, 1200)])
def test_a_poster_goes_back_to_its_team_with_a_reason(server, browser, script, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ", java_script_enabled=script)
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    page.goto(f"{server.address}/desk/projects")
    projects = [each.get_attribute("href") for each in page.locator("main table a").all()]
    teams = []
    for link in projects:
        page.goto(server.address + link)
        teams += [each.get_attribute("href") for each in page.locator("main a[href^='/desk/teams/']").all()]
    for link in teams:
        page.goto(server.address + link)
        if page.locator("form:has(#why)").count():
            break
    form = page.locator("form:has(#why)")
    button = form.locator("button[value]").first
    isReturn = button.get_attribute("value") == "return"
    page.locator("details:has(#why) > summary").focus()
    page.keyboard.press("Enter")
    with page.expect_navigation():
        button.click()
    assert "Командаға себебін жазыңыз" in page.inner_text(".err") and page.locator("#why").is_visible()
    page.fill("#why", "Маған жаз: 8 701 555 12 34")
    with page.expect_navigation():
        button.click()
    assert page.input_value("#why") == "Маған жаз: 8 701 555 12 34", "nothing typed is lost"
    looked_at(page, f"sent-back-wrong-{script}", width, tmp_path, script)
    page.fill("#why", "Нәтиженің қателігін де жазыңдар.")
    with page.expect_navigation():
        button.click()
    said = "Плакат командаға қайтарылды" if isReturn else "Плакатты лек енді көрмейді"
    assert said in page.inner_text("main") and "қателігін де" in page.inner_text("main")
    looked_at(page, f"sent-back-{script}", width, tmp_path, script)
    context.close()
