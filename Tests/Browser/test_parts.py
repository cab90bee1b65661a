"""Every part of a desk's page on one page, as MarkupTests writes it out: at phone and desk width, in three languages."""

import pathlib

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PROGRAM

BUILD = pathlib.Path(PROGRAM).parent.parent
PAGES = [f"desk-{part}-{language}.html" for part in ("list", "case") for language in ("kk", "ru", "en")]


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("name", PAGES)
def test_parts_of_the_desk(browser, name, width):
    path = BUILD / name
    if not path.exists():
        path = pathlib.Path(__file__).resolve().parents[2] / ".build" / name
    if not path.exists():
        pytest.skip("MarkupTests has not written the page")
    context = browser.new_context(viewport={"width": width, "height": 768})
    page = context.new_page()
    page.goto(f"file://{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    menu = page.locator(".bar > .only > summary")
    assert menu.is_visible() == (width == 360)
    if width == 360:
        assert page.locator(".bar").bounding_box()["height"] == 48
        menu.click()
        assert page.locator(".bar > .only nav a").first.is_visible()
        assert Axe().run(page).response["violations"] == []
    else:
        assert page.locator(".bar").bounding_box()["height"] <= 48
    context.close()
