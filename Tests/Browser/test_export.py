"""The list as a workbook, where the process may not write temporary files."""

import os
import urllib.request

import pytest

from conftest import Server


@pytest.mark.parametrize("folder, status", [("/tmp", 200), ("/proc", 500)])
def test_a_workbook_is_there_or_refused_and_the_process_lives(browser, monkeypatch, folder, status):
    server = Server("--applicants", "5")
    server.process.terminate()
    server.process.wait(timeout=30)
    monkeypatch.setitem(os.environ, "TMPDIR", folder)
    server.start()
    context = browser.new_context(locale="kk-KZ")
    page = context.new_page()
    page.goto(f"{server.address}/demo?lang=ru")
    page.locator("button", has_text="координатор:").first.click()
    reply = context.request.get(f"{server.address}/desk/applications.xlsx")
    assert reply.status == status
    assert reply.body().startswith(b"PK") == (status == 200)
    assert server.process.poll() is None
    assert urllib.request.urlopen(server.address + "/health").read() == b"ok\n"
    context.close()
    server.stop()
