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
    page.get_by_role("button", name="координатор: Үлгібаева Бірінші", exact=True).click()
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
    page.goto(f"{server.address}/desk/applications?q={table.given(width * 10_000 + 7)}")
    assert table.given(width * 10_000 + 7) in page.inner_text("main")
    context.close()
