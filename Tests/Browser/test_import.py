"""A district's table, from the coordinator's file to the drafts, in a browser that is not reloaded by hand."""

import pathlib
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "Benchmarks"))
import table

LINES = 4000


@pytest.mark.parametrize("width", [360, 1200])
def test_a_table_is_seen_confirmed_and_followed_to_its_end(server, browser, tmp_path, width):
    file = tmp_path / "girls.csv"
    file.write_bytes(table.make(LINES, first=width * 10_000))
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ")
    page = context.new_page()
    page.goto(f"{server.address}/demo?lang=ru")
    page.get_by_role("button", name="координатор: Жүнісова Салтанат", exact=True).click()
    # Going on at once would cut the sign-in off on a busy machine.
    page.wait_for_url("**/desk")
    page.goto(f"{server.address}/desk/imports?lang=ru")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="Дальше: столбцы").click()
    assert "4 000" in page.inner_text("main").replace("\u00a0", " ")
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=str(tmp_path / f"preview-{width}.png"), full_page=True)
    page.get_by_role("button", name="Подтвердить").click()
    page.wait_for_selector("progress")
    page.get_by_role("button", name="Остановить").focus()
    page.screenshot(path=str(tmp_path / f"running-{width}.png"))
    assert not Axe().run(page).response["violations"]
    page.evaluate("window.stayed = true")
    page.wait_for_selector("progress", state="detached", timeout=60_000)
    assert page.evaluate("window.stayed"), "the page was loaded anew instead of following"
    assert "завершено" in page.inner_text("main")
    page.goto(f"{server.address}/desk/applications")
    page.locator("input[name=q]:visible").fill(table.given(width * 10_000 + 7))
    page.locator("input[name=q]:visible").press("Enter")
    page.wait_for_url("**/desk/applications?find=*")
    assert table.given(width * 10_000 + 7) in page.inner_text("main")
    context.close()


def headed(rows):
    """As a school makes it: a title, two rows of headings, merged, and a formula that was never computed."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "9А"
    sheet.append(["Список учениц"])
    sheet.append(["№", "Ученица", None, None, None, "Родитель", None])
    sheet.append([None, "Фамилия", "Имя", "Дата рождения", "Класс", "ФИО", "Телефон"])
    for range in ["A1:G1", "A2:A3", "B2:E2", "F2:G2"]:
        sheet.merge_cells(range)
    for row in rows:
        sheet.append(row)
    book.create_sheet("9Б").append(["Фамилия"])
    return book


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1366])
def test_a_table_shows_what_it_changes_and_is_taken_back(server, browser, tmp_path, width, script):
    mark = f"{width}{script}".lower().replace("true", "а").replace("false", "б").replace("360", "в").replace("1366", "г")
    context = browser.new_context(viewport={"width": width, "height": 768}, locale="kk-KZ", java_script_enabled=script)
    page = context.new_page()

    def looked_at(name):
        page.screenshot(path=str(tmp_path / f"{name}-{width}-{script}.png"), full_page=True)
        if script:
            assert not Axe().run(page).response["violations"], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    def bring(rows):
        file = tmp_path / "тізім.xlsx"
        headed(rows).save(file)
        page.goto(f"{server.address}/desk/imports?lang=ru")
        page.set_input_files("input[type=file]", str(file))
        page.get_by_role("button", name="Дальше: столбцы").click()

    page.goto(f"{server.address}/demo?lang=ru")
    page.get_by_role("button", name="координатор: Жүнісова Салтанат", exact=True).click()
    page.wait_for_url("**/desk")
    girls = [
        [1, f"Тест{mark}", "Ия", "30.03.2011", 9, "Анна Тест", "87010000097"],
        [2, f"Проба{mark}", "Ая", "31.03.2011", "9/10", "Инна Проба", "87010000098"],
        [3, f"Сынак{mark}", "Эя", "01.04.2011", "=C1", "Нина Сынак", "87010000099"],
    ]
    bring(girls)
    text = page.inner_text("main")
    for words in ["Прочитан лист «9А»", "«9/10»: Выберите", "В ячейке E6 формула без сохранённого значения"]:
        assert words in text, words
    assert page.locator("select", has=page.locator("option[selected]", has_text="Телефон представителя")).count() == 1
    looked_at("preview")
    with page.expect_navigation():
        page.get_by_role("button", name="Подтвердить").click()
    for _ in range(60):
        page.reload()
        if "завершено" in page.inner_text("main"):
            break
        page.wait_for_timeout(500)
    assert "хранятся 30 дней" in page.inner_text("main")
    looked_at("through")
    through = page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="Строки, которые не будут приняты: XLSX").click()
    import openpyxl

    download.value.save_as(tmp_path / "refused.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "refused.xlsx").active.values)
    assert rows[0][:3] == ("Строка", "Почему", "№") and rows[0][7] == "Родитель: ФИО" and len(rows) == 3
    # The same girl in another class: what would change is shown.
    girls[0][4] = 10
    bring(girls[:1])
    changes = page.locator("table", has_text="Сейчас → станет").inner_text()
    assert "9" in changes and "10" in changes and "Ия" not in changes
    looked_at("changes")
    page.goto(through)
    page.get_by_role("link", name="Отменить загрузку").click()
    assert "1" in page.inner_text("main") and "записей исчезнет" in page.inner_text("main")
    looked_at("undo")
    page.get_by_role("button", name="Отменить загрузку").click()
    assert "Напишите, почему" in page.inner_text("main")
    looked_at("undo-refused")
    page.get_by_label("Почему отменяете загрузку?").fill("Не тот файл")
    page.get_by_role("button", name="Отменить загрузку").click()
    # It says so once it is so: until then that it was asked for.
    for _ in range(60):
        if "Загрузка отменена" in page.inner_text("main"):
            break
        assert "Отмену запросили" in page.inner_text("main")
        page.wait_for_timeout(500)
        page.goto(page.url)
    assert "Загрузка отменена" in page.inner_text("main") and "Не тот файл" in page.inner_text("main")
    looked_at("undone")
    context.close()
