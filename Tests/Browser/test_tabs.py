"""Where somebody signs out in one tab, the others show nothing of theirs any more: at once, after the back button, and when a session ended
without a script."""

import pytest

from conftest import PHONE
from test_checks import own_phone
from test_groups import door

def empties(page, address="/"):
    page.wait_for_url(lambda url: url.split("?")[0].endswith(address), timeout=15000)
    assert page.locator('form[action$="/sign-out"]').count() == 0


@pytest.mark.parametrize("title, first, others, after", [
    ("Топта оқитын қыз ретінде", "/study", ["/study/practice", "/study/projects", "/courses/physics-measurement/01-what-is-measuring"], "/"),
    ("Топтың тренері ретінде", "/desk/groups", ["/desk/projects", "/desk"], "/sign-in"),
    ("Сол қыздың ата-анасы ретінде", "/consent/study", ["/consent"], "/"),
])
def test_signing_out_in_one_tab_empties_the_others(server, browser, title, first, others, after):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, title)
    page.goto(server.address + first)
    tabs = []
    for address in others:
        tab = context.new_page()
        tab.goto(server.address + address)
        if tab.locator('form[action$="/sign-out"]').count():
            tabs.append(tab)
    assert tabs
    page.on("dialog", lambda dialog: dialog.accept())
    out = page.locator('form[action$="/sign-out"] button:visible')
    if out.count() == 0:
        page.locator("details.pop > summary:visible").first.click()
    out.first.click()
    for tab in tabs:
        empties(tab, after)
    context.close()


def test_a_page_that_comes_back_asks_who_is_signed_in(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "signed-in" in request.url else None)
    # Looked at again while she is signed in: nothing happens.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(800)
    assert asked and page.locator(".next h2").count() == 1
    # Her session ends where no script of this browser hears of it.
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    token = page.get_attribute('form[action="/sign-out"] [name=token]', "value")
    page.evaluate("""async ([token]) => {
      await fetch("/sign-out", { method: "POST", body: new URLSearchParams({ token, sure: "yes" }), redirect: "manual" })
    }""", [token])
    assert cookies
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    empties(page)
    page.go_back()
    page.wait_for_timeout(800)
    assert page.locator(".next h2").count() == 0, "the back button shows nothing of hers"
    context.close()


def test_without_a_network_a_tab_that_is_looked_at_stays(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    context.set_offline(True)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(800)
    assert page.locator(".next h2").count() == 1, "nobody knows, and she goes on"
    context.close()


END = """async () => {
  const token = document.querySelector('form[action="/sign-out"] [name=token]').value;
  await fetch("/sign-out", { method: "POST", body: new URLSearchParams({ token, sure: "yes" }), redirect: "manual" });
}"""


def test_what_a_girl_writes_stays_where_her_session_runs_out_and_comes_back(server, browser):
    context = browser.new_context(**PHONE)
    own_phone(context, server)
    page = context.new_page()
    page.goto(f"{server.address}/study")
    page.locator("a[href^='/study/projects/']").first.click()
    page.fill("#work textarea[name=text]", "Бүгін үш рет өлшедік, жазғаным жоғалмасын")
    # It ends where no script of this browser hears of it.
    page.evaluate(END)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator(".notice", has_text="жүйеден шығып кеттіңіз").wait_for()
    assert "жоғалмасын" in page.input_value("#work textarea[name=text]")
    with page.expect_navigation():
        page.locator("#work button[value=hand-in]").click()
    assert "Жазғаның әлі жіберілген жоқ" in page.inner_text("main") and "жоғалмасын" in page.inner_text("main")
    own_phone(context, server)
    page.goto(f"{server.address}/status/unsent")
    with page.expect_navigation():
        page.get_by_role("button", name="Күнделікке жазу", exact=True).click()
    assert "жоғалмасын" in page.locator(".entries").first.inner_text()
    # A tab in which nothing is written is left, and so is one from which she signs out herself.
    page.evaluate(END)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    empties(page)
    context.close()


def test_on_a_device_that_others_use_nothing_stays(server, browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    door(page, server, "Топта оқитын қыз ретінде")
    page.wait_for_url("**/study")
    page.locator("a[href^='/study/projects/']").first.click()
    page.fill("#work textarea[name=text]", "Бұл құрылғы ортақ")
    page.evaluate(END)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    empties(page)
    context.close()


def test_the_page_without_a_network_is_nobodys(server, browser):
    context = browser.new_context(**PHONE)
    own_phone(context, server)
    page = context.new_page()
    page.goto(f"{server.address}/study")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.locator("#study-state", has_text="серверде").wait_for()
    context.set_offline(True)
    page.goto(f"{server.address}/study/certificates")
    assert "Қазір интернет жоқ" in page.inner_text("main")
    assert page.locator('form[action$="/sign-out"], input[name=token], input[name=whose]').count() == 0
    context.close()
