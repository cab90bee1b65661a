"""What the first view costs on a bad network: bytes over the wire, and the time until the landing page can be read."""

import gzip
import http.client
import re

import pytest

import girl


def fetched(server, path, cookie=""):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"accept-encoding": "gzip", "cookie": cookie})
    reply = connection.getresponse()
    body = reply.read()
    assert reply.status == 200, (path, reply.status)
    text = gzip.decompress(body).decode() if reply.getheader("content-encoding") == "gzip" else body.decode()
    return len(body), text


@pytest.fixture(scope="module")
def cookie(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("POST", "/apply", "", {"content-type": "application/x-www-form-urlencoded"})
    return connection.getresponse().getheader("set-cookie").split(";")[0]


@pytest.mark.parametrize("path", ["/", "/eligibility", "/apply", "/apply/name", "/apply/place", "/apply/essay", "/status"])
def test_the_first_view_is_light(server, cookie, path):
    page, text = fetched(server, path, "" if path in ["/", "/eligibility", "/apply"] else cookie)
    styles = sum(fetched(server, link)[0] for link in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
    scripts = sum(fetched(server, link)[0] for link in re.findall(r'(?:<script type="module" src|<link rel="modulepreload" href)="([^"]+)"', text))
    print(f"{path}: page {page}, style {styles}, script {scripts} bytes compressed")
    assert page + styles <= 14_000
    assert page + styles + scripts <= 30_000


def test_on_a_slow_network_the_landing_page_is_readable_in_four_seconds(browser, server):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 800, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8})
    page.goto(server.address + "/", wait_until="load", timeout=30000)
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"first contentful paint after {paint:.0f} ms at 50 kbit/s and 800 ms")
    assert paint < 4000
    context.close()
