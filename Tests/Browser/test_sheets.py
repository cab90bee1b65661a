"""Exercises on paper: a trainer prints each girl's own sheet, types the answers in by keyboard, and the tap on a drawing stays on the phone."""

import re
import subprocess

import pytest

from conftest import PHONE
from test_groups import door, looked_at


@pytest.fixture(params=[360, 1200])
def trainer(server, browser, request):
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    page.locator("main a[href^='/desk/groups/']").first.click()
    yield page, request.param, context
    context.close()


def test_sheets_are_made_printed_and_typed_in(server, trainer, tmp_path):
    page, width, context = trainer
    page.get_by_role("link", name="Қағаздағы жаттығулар").click()
    looked_at(page, "papers", width, tmp_path)
    page.select_option("select[name=part]", label="Өлшеу арқылы физика: Өлшеу деген не?")
    page.get_by_role("button", name="Парақтар жасау").click()
    looked_at(page, "paper", width, tmp_path)
    assert "сызбадан көрсету керек" in page.inner_text("main"), "what paper cannot hold is named"
    codes = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main table"))
    for name in ["Парақтарды басып шығару", "Дұрыс жауаптар"]:
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        file = str(tmp_path / download.value.suggested_filename)
        download.value.save_as(file)
        text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True).stdout
        assert all(code in text for code in codes), name
        subprocess.run(["pdftoppm", "-r", "60", "-png", "-l", "2", file, file])
        print(text[:1500])
    page.get_by_role("link", name=re.compile("жауаптарын енгізу")).first.click()
    looked_at(page, "entry", width, tmp_path)
    field = page.locator("table.entry input").first
    field.fill("тоғыз")
    save = page.get_by_role("button", name="Сақтау", exact=True)
    with page.expect_navigation():
        (save if save.count() else page.locator("form#answers button").last).click()
    looked_at(page, "entry-wrong", width, tmp_path)
    assert page.locator("table.entry input").first.input_value() == "тоғыз" and page.locator(".error").count() >= 1
    # By keyboard alone: from field to field, and on to the next girl with Enter, the first button of the form.
    page.locator("table.entry input").first.focus()
    inputs = page.locator("table.entry input").count()
    for number in range(inputs):
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        if number == inputs - 1:
            page.keyboard.type("2 1 3 4 5 6")
        page.keyboard.press("Tab")
    page.locator("table.entry input").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    print(page.url)
    looked_at(page, "entry-next", width, tmp_path)


def test_the_tables_of_the_school_hide_nothing_on_a_phone(server, browser, tmp_path):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топтың тренері ретінде")
    page.wait_for_url("**/desk/groups")
    pages = ["/desk/groups"]
    page.locator("main a[href^='/desk/groups/']").first.click()
    group = "/" + "/".join(page.url.split("/")[3:])
    pages += [group, f"{group}/assignments", f"{group}/checks", f"{group}/paper", "/desk/marking"]
    for number, path in enumerate(pages):
        page.goto(f"{server.address}{path}")
        looked_at(page, f"table-{number}", 360, tmp_path)
        hidden = page.evaluate("""() => Array.from(document.querySelectorAll(".scroll.rows")).filter((each) => each.scrollWidth > each.clientWidth + 1).length""")
        assert hidden == 0, path
    page.goto(f"{server.address}{group}/gradebook")
    looked_at(page, "gradebook", 360, tmp_path)
    assert page.locator(".swipe").is_visible(), "a table that must be wide says that it goes on"
    context.close()


def test_a_tap_on_the_drawing_chooses_the_area(server, browser, tmp_path):
    context = browser.new_context(**PHONE, has_touch=True)
    page = context.new_page()
    page.goto(f"{server.address}/courses/mathematics-engineering/03-function-pictures-a-process?lang=kk")
    section = "#x-steady-level"
    drawing = page.locator(f"{section} [data-tapped] svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    scale = box["width"] / 320
    for key, x, y in [("ab", 73, 70), ("cd", 156, 142)]:
        page.touchscreen.tap(box["x"] + x * scale, box["y"] + y * scale)
        page.wait_for_selector(f"{section} .ring")
        assert page.locator(f"{section} input:checked").input_value() == key
        assert page.locator(f"{section} .ring").count() == 1
    page.locator(section).screenshot(path=str(tmp_path / "tapped.png"))
    # The list stays the way by keyboard, and the ring follows it.
    page.locator(f"{section} input:checked").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(f"{section} input:checked").input_value() == "de"
    assert page.get_attribute(f"{section} .ring", "cx") == "205"
    for option in page.locator(f"{section} .opt").all():
        assert option.bounding_box()["height"] >= 48
    page.locator(f"{section} .opt label", has_text="CD").click()
    page.click(f"{section} .row .btn")
    page.wait_for_selector(f"{section} .tag.leaf")
    # Outside of every area a tap chooses nothing.
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    page.touchscreen.tap(box["x"] + 2, box["y"] + 2)
    assert page.locator(f"{section} input:checked").input_value() == "cd"
    context.close()
