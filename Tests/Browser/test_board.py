"""The board of a group, the school's help and early help, in the demonstration's house: in Kazakh, with and without a script."""
import pytest

from conftest import PHONE
from test_groups import door, looked_at


def as_girl(browser, server, script=True):
    context = browser.new_context(**{**PHONE, "java_script_enabled": script})
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    return context, page


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_reads_the_board_writes_and_takes_back(server, browser, script, tmp_path):
    context, page = as_girl(browser, server, script)
    page.locator("main a[href='/study/group']").click()
    assert "Топ тақтасы" in page.inner_text("h1")
    assert page.locator(".posts > li").count() >= 3
    looked_at(page, "board", 360, tmp_path, script)
    with page.expect_navigation():
        page.get_by_role("button", name="Тақтаға шығару").click()
    assert "Әлі ештеңе жазылмады" in page.inner_text("main")
    looked_at(page, "board-empty", 360, tmp_path, script)
    page.fill("textarea[name=words]", f"Бүгінгі сабақтағы 9,8 м/с² қайдан шықты? {script}")
    with page.expect_navigation():
        page.get_by_role("button", name="Тақтаға шығару").click()
    own = page.locator(".posts > .own").last
    assert "9,8 м/с²" in own.inner_text() and "Сен жаздың" in own.inner_text()
    page.fill("textarea[name=words]", "Маған жаз: 8 701 555 12 34")
    with page.expect_navigation():
        page.get_by_role("button", name="Тақтаға шығару").click()
    held = page.locator(".posts > .own").last
    assert "ересек адам қарағанша күтеді" in held.inner_text()
    looked_at(page, "board-held", 360, tmp_path, script)
    with page.expect_navigation():
        held.get_by_role("button", name="Қайтарып алу").click()
    assert "қайтарып алынды" in page.locator(".posts > .own").last.inner_text()
    page.locator(".posts a[href$='/report']").first.click()
    looked_at(page, "report", 360, tmp_path, script)
    page.fill("textarea[name=words]", "Ұнамады")
    with page.expect_navigation():
        page.get_by_role("button", name="Хабарлау").click()
    assert "қорғау мамандарына кетті" in page.inner_text("main")
    looked_at(page, "reported", 360, tmp_path, script)
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_girl_says_that_it_is_hard(server, browser, script, tmp_path):
    context, page = as_girl(browser, server, script)
    looked_at(page, "today", 360, tmp_path, script)
    page.locator("main a[href='/study/help']").last.click()
    looked_at(page, "help", 360, tmp_path, script)
    page.locator("label", has_text="Уақыт жетпейді").click()
    page.fill("textarea[name=words]", "Үлгермеймін")
    with page.expect_navigation():
        page.get_by_role("button", name="Мектепке айту").click()
    assert "Мектеп хабарыңды алды" in page.inner_text("main") and "Үлгермеймін" in page.inner_text("main")
    looked_at(page, "help-sent", 360, tmp_path, script)
    page.goto(server.address + "/study")
    assert "сен жалғыз емессің" in page.inner_text("main")
    looked_at(page, "today-asked", 360, tmp_path, script)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_adults_of_a_group_look_at_what_is_held(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    page.locator("main a[href^='/desk/groups/']").first.click()
    group = page.url
    page.locator("main a[href$='/posts']").click()
    looked_at(page, "desk-board", width, tmp_path)
    page.goto(server.address + "/desk/held-posts")
    assert "youtube" in page.inner_text("main") or width == 1200
    looked_at(page, "held", width, tmp_path)
    if width == 360:
        first = page.locator(".posts > li").first
        with page.expect_navigation():
            first.get_by_role("button", name="Тақтаға шығару").click()
    page.goto(group + "/support")
    looked_at(page, "group-support", width, tmp_path)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_coordinator_sees_who_may_need_help(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Үйлестіруші: лек пен топтар")
    page.wait_for_url("**/desk/cohorts**")
    page.locator("main a[href^='/desk/cohorts/']").first.click()
    page.get_by_role("link", name="Кімге көмек керек").click()
    names = page.locator(".posts > li").count()
    assert 3 <= names <= 6, names
    assert "көмек сұрады" in page.locator(".posts > li").first.inner_text()
    looked_at(page, "support", width, tmp_path)
    girl = page.locator(".posts > li").last
    girl.locator("summary").click()
    looked_at(page, "support-open", width, tmp_path)
    girl.locator("select").select_option("school")
    girl.locator("textarea").fill(f"Мұғалімімен сөйлестім {width}")
    with page.expect_navigation():
        girl.get_by_role("button", name="Жазып қою").click()
    assert f"Мұғалімімен сөйлестім {width}" in page.inner_text("main")
    page.get_by_role("link", name="Ережелердің есебі").click()
    looked_at(page, "support-record", width, tmp_path)
    page.goto(server.address + "/desk/help")
    assert "интернет екі аптадан" in page.inner_text("main")
    looked_at(page, "help-desk", width, tmp_path)
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_safeguarding_officer_sees_what_is_reported(server, browser, width, tmp_path):
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Балаларды қорғау маманы ретінде")
    page.wait_for_url("**/safeguarding**")
    page.goto(server.address + "/desk/reported-posts")
    assert "ренжіп қалды" in page.inner_text("main")
    looked_at(page, "reports", width, tmp_path)
    context.close()
