"""The working list as somebody lives in it: 25 rows on a laptop, cards on a phone, without a script and by keys."""

from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

LAPTOP = {"width": 1366, "height": 768}


def coordinator(browser, server, viewport, script=True):
    context = browser.new_context(viewport=viewport, locale="ru-RU", java_script_enabled=script)
    page = context.new_page()
    page.goto(server.address + "/demo?lang=ru")
    page.locator("button", has_text="координатор:").first.click()
    page.wait_for_url("**/desk**")
    page.goto(server.address + "/desk/applications?lang=ru")
    return page


def in_sight(page):
    return page.evaluate("""() => {
      const frame = document.querySelector('.sheet').getBoundingClientRect();
      return [...document.querySelectorAll('.sheet tbody tr')].filter((row) => {
        const place = row.getBoundingClientRect();
        return place.top >= frame.top + 20 && place.bottom <= Math.min(frame.bottom, innerHeight) + 1;
      }).length;
    }""")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_s42_twenty_five_rows_stand_on_a_laptop(browser, server, language, script):
    page = coordinator(browser, server, LAPTOP, script)
    page.goto(f"{server.address}/desk/applications?lang={language}")
    if script:
        assert in_sight(page) >= 25
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")
        head = page.locator(".sheet thead th").first
        before = head.bounding_box()
        page.locator(".sheet").evaluate("sheet => { sheet.scrollTop = 400; sheet.scrollLeft = 200 }")
        assert head.bounding_box() == before
        assert Axe().run(page).response["violations"] == []
    page.locator(".chips a.chip").first.click()
    assert page.locator(".chips a.chip.on").count() == 1
    page.context.close()


def test_a_phone_shows_cards(browser, server):
    page = coordinator(browser, server, {"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert not page.locator(".sheet thead").is_visible()
    assert page.locator(".sheet tbody th a").first.bounding_box()["height"] >= 48
    assert Axe().run(page).response["violations"] == []
    page.context.close()


def test_keys_go_through_the_list_and_what_is_ticked_counts(browser, server):
    page = coordinator(browser, server, LAPTOP)
    names = page.locator(".sheet tbody th a")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert names.nth(1).evaluate("link => link === document.activeElement")
    second, third = names.nth(1).inner_text(), names.nth(2).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(".crumbs")
    assert second.split()[0] in page.locator("h1").inner_text()
    page.keyboard.press("j")
    page.wait_for_function("name => document.querySelector('h1').innerText.startsWith(name)", arg=third)
    page.locator(".crumbs a").first.click()
    page.wait_for_selector(".sheet")
    assert page.locator("tr:target th a").inner_text() == third
    assert not page.locator(".bulk").is_visible()
    page.locator(".sheet tbody input").first.check()
    assert page.locator(".bulk").is_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.locator("#q").evaluate("field => field === document.activeElement")
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_search_stands_in_no_address_and_the_way_back_is_as_ever(browser, server, script):
    page = coordinator(browser, server, LAPTOP, script)
    name = page.locator(".sheet tbody th a").nth(3).inner_text().split()[0]
    before = page.url
    page.fill("#q", name)
    page.press("#q", "Enter")
    page.wait_for_url("**/desk/applications?*find=*")
    assert "q=" not in page.url and name.lower() not in unquote(page.url).lower()
    found = page.url
    rows = page.locator(".sheet tbody th a").all_inner_texts()
    assert rows and all(name in row for row in rows) and page.input_value("#q") == name
    page.locator(".sheet tbody th a").first.click()
    page.wait_for_selector(".crumbs")
    assert "find=" in page.url and f"из {len(rows)}" in page.locator(".crumbs").inner_text()
    page.go_back()
    assert page.url.split("#")[0] == found and page.locator(".sheet tbody th a").count() == len(rows)
    page.locator(".chips a", has_text=f"«{name}»").click()
    page.wait_for_function("() => !location.search.includes('find=')")
    page.goto(found)
    page.go_back()
    page.go_back()
    assert page.url.split("#")[0] == found
    page.go_back()
    assert page.url == before and page.locator(".sheet tbody th a").count() > len(rows)
    page.context.close()


@pytest.mark.parametrize("width", [360, 1366])
def test_menus_close_with_escape_and_with_a_click_elsewhere(browser, server, width):
    page = coordinator(browser, server, {"width": width, "height": 768})
    menus = page.locator("details.pop > summary:visible")
    assert menus.count() >= 3
    for number in range(menus.count()):
        menu = menus.nth(number)
        details = menu.locator("xpath=..")
        menu.click()
        assert details.get_attribute("open") is not None
        page.keyboard.press("Escape")
        assert details.get_attribute("open") is None
        assert menu.evaluate("summary => summary === document.activeElement"), "Escape goes back to what opened it"
        menu.click()
        page.mouse.click(2, 2)
        assert details.get_attribute("open") is None
        # A click inside closes nothing.
        menu.click()
        details.locator(".panel").first.click(position={"x": 3, "y": 3})
        assert details.get_attribute("open") is not None
        page.keyboard.press("Escape")
    if width == 360:
        # The menu of a phone lies over the others.
        page.context.close()
        return
    # One menu after the other: never two.
    menus.nth(0).click()
    menus.nth(1).click()
    assert page.locator("details.pop[open]").count() == 1
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_columns_and_saved_lists(browser, server, script):
    page = coordinator(browser, server, LAPTOP, script)
    page.locator(".cols").locator("xpath=..").locator("summary").click()
    phone = page.locator(".cols input[value=guardianPhone]")
    phone.check()
    page.locator(".cols input[value=grade]").uncheck()
    page.locator(".cols > button").click()
    page.wait_for_selector(".sheet thead >> text=Телефон представителя")
    assert page.locator(".sheet thead").inner_text().count("Класс") == 0
    # One step earlier: the list of columns stays open.
    page.locator(".cols").locator("xpath=..").locator("summary").click()
    page.locator(".cols button[value='up guardianPhone']").click()
    page.wait_for_selector("details[open] .cols")
    page.goto(f"{server.address}/desk/applications?lang=ru&state={'draft' if script else 'eligible'}&sort=name")
    page.locator(".views a", has_text="Сохранить список").click()
    page.fill("#name", f"Черновики {script}")
    page.locator("main form button.btn").first.click()
    page.wait_for_selector(".sheet")
    assert page.locator(".views [aria-current=page]").inner_text().startswith(f"Черновики {script}")
    if script:
        assert Axe().run(page).response["violations"] == []
    names = [name.strip() for name in page.locator(".sheet tbody th a").all_inner_texts()]
    assert len(names) > 2
    page.context.close()


@pytest.mark.parametrize("width, height", [(360, 740), (1366, 768)])
@pytest.mark.parametrize(
    "address",
    ["/desk", "/desk/applications", "/desk/assignments?state=submitted", "/desk/views/new?state=draft", "/desk/entries/new", "case"],
)
def test_pages_of_the_desk(browser, server, address, width, height):
    page = coordinator(browser, server, {"width": width, "height": height})
    if address == "case":
        page.locator(".sheet tbody th a").first.click()
        page.wait_for_selector(".case")
        side, body = page.locator(".side").bounding_box(), page.locator(".body").bounding_box()
        assert (side["x"] > body["x"] + body["width"] - 1) if width > 1000 else (side["y"] < body["y"])
    else:
        page.goto(server.address + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    head = page.locator(".bar").bounding_box()
    assert head["height"] <= 48
    if width == 360:
        page.locator(".bar > .only > summary").click()
        menu = page.locator(".bar > .only .panel")
        assert menu.locator("text=координатор").first.is_visible() and menu.locator("button", has_text="Выйти").is_visible()
    page.context.close()


def test_every_role_has_a_first_page(browser, server):
    context = browser.new_context(viewport=LAPTOP, locale="ru-RU")
    page = context.new_page()
    page.goto(server.address + "/demo?lang=ru")
    seen = set()
    for role in ("координатор:", "помощник координатора:", "эксперт:", "председатель", "специалист по защите", "администратор:", "мониторинг"):
        page.goto(server.address + "/demo?lang=ru")
        door = page.locator("button", has_text=role)
        if door.count() == 0:
            continue
        door.first.click()
        page.wait_for_url("**/desk**")
        assert page.locator(".duties dd").first.inner_text()
        assert Axe().run(page).response["violations"] == []
        seen.add(role)
    assert len(seen) >= 4
    context.close()


SIZES = [(1366, 768, True), (360, 740, True), (360, 740, False)]


@pytest.mark.parametrize("width, height, script", SIZES)
def test_ticked_applications_are_given_to_a_person_and_are_her_work(browser, server, width, height, script):
    page = coordinator(browser, server, {"width": width, "height": height}, script)
    page.goto(f"{server.address}/desk/applications?lang=ru&assigned=nobody&state=submitted&state=draft")
    boxes = page.locator(".sheet tbody input[name=pick]")
    codes = [boxes.nth(number).get_attribute("value") for number in range(2)]
    for number in range(2):
        boxes.nth(number).check()
    page.locator(".bulk button", has_text="Передать").click()
    page.wait_for_selector("form#assignment")
    assert page.locator("main").inner_text().count("отмечено: 2") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if script:
        assert Axe().run(page).response["violations"] == []
    # Nobody is chosen for anybody.
    assert page.locator("#assignment input[type=radio]:checked").count() == 0
    page.locator("#assignment button.btn").click()
    page.wait_for_selector("#assignment [aria-invalid], .errors, .bad")
    page.locator("#assignment label", has_text="Төлеуова Аида").click()
    page.locator("#assignment button.btn").click()
    page.wait_for_selector("text=Передано: 2.")
    page.goto(f"{server.address}/desk/applications/{codes[0]}")
    assert "Төлеуова Аида" in page.locator(".side .box").inner_text()
    assert "Передана: Төлеуова Аида" in page.locator(".feed").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if script:
        assert Axe().run(page).response["violations"] == []
    # One more goes back from its own page.
    page.goto(f"{server.address}/desk/applications/{codes[1]}")
    page.locator(".side .box summary").click()
    page.select_option(".side select[name=to]", label="никто")
    page.locator(".side form", has=page.locator("select[name=to]")).locator("button").click()
    page.wait_for_selector("text=Забрана у сотрудника: Төлеуова Аида")
    # The assistant finds hers on the first page and in the list.
    page.goto(server.address + "/demo?lang=ru")
    page.locator("button", has_text="помощник координатора:").first.click()
    page.wait_for_url("**/desk**")
    assert page.locator(".ledger", has_text="ваш").count() >= 1
    assert page.locator("caption", has_text="Ваши заявки").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if script:
        assert Axe().run(page).response["violations"] == []
    page.goto(f"{server.address}/desk/applications?lang=ru&assigned=mine&size=100")
    mine = [box.get_attribute("id") for box in page.locator(".sheet tbody tr").all()]
    assert codes[0] in mine and codes[1] not in mine
    page.context.close()


@pytest.mark.parametrize("width, height, script", SIZES)
def test_the_list_says_what_is_missing_and_the_notes(browser, server, width, height, script):
    page = coordinator(browser, server, {"width": width, "height": height}, script)
    page.goto(f"{server.address}/desk/applications?lang=ru&state=draft&state=submitted")
    page.locator(".cols").locator("xpath=..").locator("summary").click()
    for column in ("assigned", "missing", "notes"):
        page.locator(f".cols input[value={column}]").check()
    page.locator(".cols > button").click()
    page.wait_for_selector(".sheet")
    text = page.locator(".sheet tbody").inner_text()
    assert "нет ответов:" in text and "Всё на месте" in text
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if script:
        assert Axe().run(page).response["violations"] == []
    if width > 1000:
        heights = page.locator(".sheet tbody tr").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
        assert max(heights) < 27, "one line a row"
        page.locator(".chips summary").click()
        panel = page.locator(".chips .panel").bounding_box()
        assert panel["x"] >= 0 and panel["x"] + panel["width"] <= width
    page.goto(f"{server.address}/desk/applications?lang=ru&notes=yes")
    rows = page.locator(".sheet tbody tr")
    assert rows.count() > 0 and " · " in rows.first.inner_text()
    page.context.close()
