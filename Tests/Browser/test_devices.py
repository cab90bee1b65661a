"""Where her application is open: the page that shows it and ends it, with and without a script, at 360 px."""

import pytest

import girl
from conftest import PHONE
from phone_store import has_key, owner, ready, stored


def test_signing_out_ends_the_phones_key_on_the_phone_and_in_the_house(browser, server):
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    girl.begin(page, server.address)
    ready(page)
    has_key(page)
    key = next(row["value"] for row in stored(page, "keys") if row["id"] == f"device/{owner(page)}")
    opens = """async (key) => (await fetch('/return/device', { method: 'POST', headers: { 'content-type': 'application/json',
      'x-keruen': '1' }, body: JSON.stringify({ key }) })).ok"""
    other = browser.new_context(**PHONE)
    elsewhere = other.new_page()
    elsewhere.goto(server.address + "/return")
    assert elsewhere.evaluate(opens, key)
    # A session the house does not know as this phone's: the script sends the key along.
    phone.clear_cookies()
    page.goto(server.address + "/apply/name")
    page.wait_for_url("**/apply/name")
    ready(page)
    girl.leave(page, server.address)
    assert not stored(page, "keys") and not [row for row in stored(page, "facts") if row.get("owner")]
    assert not elsewhere.evaluate(opens, key)
    phone.close()
    other.close()


@pytest.mark.parametrize("script", [True, False])
def test_she_ends_the_others_from_a_phone(browser, server, script):
    phone = browser.new_context(**PHONE, java_script_enabled=script)
    page = phone.new_page()
    girl.begin(page, server.address)
    if script:
        ready(page)
        has_key(page)
    page.goto(server.address + "/status/later")
    page.click("main form button")
    key = page.inner_text(".code")
    other = browser.new_context(**PHONE, java_script_enabled=script)
    elsewhere = other.new_page()
    elsewhere.goto(server.address + "/return")
    elsewhere.fill("[name=key]", key)
    elsewhere.click("form[action='/return/key'] button")
    elsewhere.wait_for_url("**/apply/name")
    page.goto(server.address + "/status")
    page.click("a[href='/status/devices']")
    assert page.locator("main .card").count() >= 2
    assert page.locator("main .card", has_text="осы құрылғы").count() == 1
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("form:has(input[value=others]) button")
    page.wait_for_url("**/status/devices?done=yes")
    assert page.locator("main .card").count() == 1
    elsewhere.goto(server.address + "/apply/name")
    elsewhere.wait_for_url("**/return**")
    page.goto(server.address + "/status")
    assert page.url.endswith("/status")
    phone.close()
    other.close()
