"""The rules of the selection while they are written: steps, and beside them what they mean in words."""

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1366])
def test_what_the_rules_mean_stands_beside_them(browser, server, script, width):
    context = browser.new_context(viewport={"width": width, "height": 768}, locale="ru-RU", java_script_enabled=script)
    page = context.new_page()
    page.goto(server.address + "/demo?lang=ru")
    page.locator("button", has_text="председатель").first.click()
    page.wait_for_url("**/desk**")
    page.goto(server.address + "/desk/selection/policies/new?lang=ru")
    assert page.locator(".steps a").count() == 6
    assert page.locator("#words li").count() > 2
    page.fill("#places", "37")
    if script:
        page.wait_for_function("() => document.getElementById('words').innerText.includes('37')")
        # What cannot be read leaves the words with a sentence, and nothing typed is lost.
        page.fill("#places", "много")
        page.wait_for_function("() => document.getElementById('words').innerText.includes('Исправьте отмеченное')")
        assert page.input_value("#places") == "много"
        page.fill("#places", "37")
        page.wait_for_function("() => document.getElementById('words').innerText.includes('37')")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
    else:
        page.locator("button[name=go][value=look]").click()
        page.wait_for_selector("#words")
        assert "37" in page.locator("#words").inner_text()
    if width > 1000:
        before = page.locator("#words").bounding_box()["y"]
        page.evaluate("window.scrollTo(0, 1500)") if script else page.mouse.wheel(0, 1500)
        page.wait_for_timeout(300)
        box = page.locator("#words").bounding_box()
        assert 0 <= box["y"] <= max(before, 20) and box["y"] < 700, "it stays in sight"
    context.close()
