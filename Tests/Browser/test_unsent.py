"""A long note on the desk while the session ends in another tab, with and without script."""

import pytest

NOTE = "Позвонила маме: приедут вместе.\nСпросить про общежитие."


def enter(page, server, role):
    page.goto(f"{server.address}/demo?lang=ru")
    page.locator("button", has_text=role).first.click()
    page.wait_for_url("**/desk**")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("role", ["координатор:", "председатель отбора:"])
def test_a_note_is_not_lost_with_the_session(browser, server, script, role):
    context = browser.new_context(locale="ru-RU", java_script_enabled=script)
    page = context.new_page()
    enter(page, server, "координатор:")
    page.goto(f"{server.address}/desk/applications")
    page.locator("tbody a[href^='/desk/applications/']").first.click()
    page.wait_for_load_state()
    file = page.url
    form = page.locator("form[action$='/notes']")
    for summary in page.locator("details:not([open]):has(form[action$='/notes']) > summary").all():
        summary.click()
    form.locator("[name=note]").fill(NOTE)
    other = context.new_page()
    other.goto(f"{server.address}/desk")
    other.locator("header details.pop.big:has(form) > summary").click()
    other.locator("form[action='/sign-out'] button:visible").click()
    other.wait_for_url("**/sign-in**")
    other.close()
    form.locator("button").first.click()
    page.wait_for_url("**/shown/**")
    assert "общежитие" not in page.url
    for _ in range(2):
        assert "ничего не сохранено" in page.content() and "Спросить про общежитие." in page.content()
        page.reload()
    enter(page, server, role)
    if role == "координатор:":
        assert page.url.endswith("/desk/unsent") and "Спросить про общежитие." in page.content()
        page.locator("main form button").first.click()
        page.wait_for_url(file.split("?")[0] + "**")
        assert "Спросить про общежитие." in page.content()
    else:
        assert page.url.endswith("/desk")
    page.goto(f"{server.address}/desk/unsent")
    assert page.url.endswith("/desk") and "общежитие" not in page.content()
    context.close()
