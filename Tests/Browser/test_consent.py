"""The guardian's part, and what the girl sees of it; messages are read where the demo shows them."""

import re

import girl
from conftest import PHONE


def sent(browser, server, pattern):
    """The newest text of that form among the messages the demo shows instead of sending."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(server.address + "/demo?lang=ru")
    page.click("button:has-text('администратор') >> nth=0")
    page.wait_for_url("**/desk")
    for _ in range(40):
        page.goto(server.address + "/administration/messages")
        found = re.findall(pattern, page.content())
        if found:
            context.close()
            return found[0]
        page.wait_for_timeout(500)
    raise AssertionError(f"no message holds {pattern}: {page.inner_text('main')[:2000]}")


def submitted(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    girl.fill_in(page)
    page.click("button.btn.sun")
    page.wait_for_url("**/apply/receipt")
    return page


def test_the_guardian_agrees_through_the_link_and_withdraws_in_two_clicks(browser, phone, server):
    page = submitted(phone, server)
    link = sent(browser, server, r"/consent/link/[A-Za-z0-9_-]{43}")

    guardian = browser.new_context(**PHONE)
    sheet = guardian.new_page()
    sheet.goto(server.address + link)
    assert sheet.url.endswith("/consent"), "the link's secret stays in the address"
    assert "Сынақ" in sheet.inner_text("main")
    girl.assent(sheet)
    sheet.wait_for_url("**/consent?done=yes")

    page.goto(server.address + "/status")
    assert "келісім толық" in page.inner_text("main")

    sheet.click("a[href='/consent/withdrawal']")
    sheet.click("main form button.danger")
    page.goto(server.address + "/status")
    assert "келісім берілмеді" in page.inner_text("main")
    guardian.close()


def test_she_comes_back_on_another_phone_with_the_code_from_the_message(browser, server):
    first = browser.new_context(**PHONE)
    page = first.new_page()
    girl.begin(page, server.address)
    page.fill("[name=surname]", "Қайтқанова")
    page.fill("[name=given]", "Үлгі")
    girl.go_on(page)
    page.wait_for_url("**/birth-day")
    page.goto(server.address + "/apply/phone")
    page.fill("[name=phone]", "8 701 777 00 55")
    # The page goes on without waiting for the server; the other phone needs what the server has.
    page.wait_for_selector("#saved[data-state=server]", state="attached")
    girl.go_on(page)
    page.wait_for_url("**/place")

    second = browser.new_context(**PHONE)
    other = second.new_page()
    other.goto(server.address + "/return")
    other.fill("[name=contact]", "+7 701 777-00-55")
    other.click("form[action='/return'] button")
    other.fill("[name=code]", "000000")
    other.click("form[action='/return/code'] button")
    other.wait_for_selector(".err")
    code = sent(browser, server, r"(\d{6}) — өтінімге оралу коды")
    other.fill("[name=code]", code)
    other.click("form[action='/return/code'] button")
    other.wait_for_url("**/apply/**")
    other.goto(server.address + "/apply/name")
    assert other.input_value("[name=surname]") == "Қайтқанова"
    first.close()
    second.close()


def test_a_return_key_opens_the_application_without_a_phone_number(browser, server):
    first = browser.new_context(**PHONE)
    page = first.new_page()
    girl.begin(page, server.address)
    page.fill("[name=surname]", "Кілтова")
    page.click("button[value=later]")
    page.wait_for_url("**/status/later")
    page.click("form[action='/status/later'] button")
    key = page.inner_text(".code")
    second = browser.new_context(**PHONE)
    other = second.new_page()
    other.goto(server.address + "/return")
    other.fill("[name=key]", key.lower().replace("-", " "))
    other.click("form[action='/return/key'] button")
    other.wait_for_url("**/apply/**")
    other.goto(server.address + "/apply/name")
    assert other.input_value("[name=surname]") == "Кілтова"
    first.close()
    second.close()
