"""A photo on a network that drops: made smaller on the phone, sent in pieces, going on where it stopped."""

import os
import struct
import time
import zlib

import girl


def photo(width=2600, height=1900, sheet=False):
    """A PNG full of noise, some megabytes, as a camera would give; or a sheet of paper, which is soft and shrinks well."""
    if sheet:
        soft = [bytes(200 + (x + y) * 40 // (width + height) for x in range(width) for _ in range(3)) for y in range(height)]
        rows = b"".join(b"\0" + line for line in soft)
    else:
        rows = b"".join(b"\0" + os.urandom(width * 3) for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def test_a_photo_arrives_although_the_network_drops(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    pieces = []
    page.on("request", lambda request: pieces.append(request.url) if request.method == "PUT" else None)
    page.set_input_files("[name=report_card]", {"name": "tabel.png", "mimeType": "image/png", "buffer": photo()})
    page.wait_for_function("() => document.querySelector('[data-said]')", timeout=20000)
    for _ in range(3):
        phone.set_offline(True)
        page.wait_for_timeout(300)
        phone.set_offline(False)
        page.wait_for_timeout(700)
    page.reload()
    page.wait_for_function(
        "() => (document.querySelector('[data-said]') || {textContent: ''}).textContent.startsWith('✓')"
        " || document.querySelector('.card .tag.leaf')", timeout=120000)
    page.goto(server.address + "/apply/document")
    assert "tabel.png" in page.inner_text("main")
    assert len(set(pieces)) > 5, "it did not go in pieces"
    assert len(pieces) < 2 * len(set(pieces)), "most pieces went twice"


def test_a_photo_arrives_over_32_kbit_a_second(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    slow = phone.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 800, "downloadThroughput": 4000, "uploadThroughput": 4000})
    sheet = photo(sheet=True)
    began = time.monotonic()
    page.set_input_files("[name=report_card]", {"name": "tabel.png", "mimeType": "image/png", "buffer": sheet})
    page.wait_for_function(
        "() => (document.querySelector('[data-said]') || {textContent: ''}).textContent.startsWith('✓')", timeout=120_000)
    took = time.monotonic() - began
    print(f"{len(sheet) / 1000:.0f} kB on the phone, there after {took:.0f} s")
    assert took > 3, "the network was not slow"


def test_without_script_a_photo_goes_with_the_page_and_a_program_is_refused(browser, server):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.set_input_files("[name=report_card]", {"name": "tabel.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + os.urandom(3000)})
    girl.go_on(page)
    assert "JPEG" in page.inner_text(".err")
    page.goto(server.address + "/apply/document")
    page.set_input_files("[name=report_card]", {"name": "tabel.png", "mimeType": "image/png", "buffer": photo(300, 200)})
    girl.go_on(page)
    page.goto(server.address + "/apply/document")
    assert "tabel.png" in page.inner_text("main")
    context.close()


def test_a_file_that_was_not_taken_is_told_of_wherever_she_is(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    phone.set_offline(True)
    page.set_input_files("[name=report_card]", {"name": "tabel.heic", "mimeType": "image/heic", "buffer": b"\0\0\0 ftypheic" + b"x" * 2000})
    page.wait_for_timeout(500)
    phone.set_offline(False)
    # Not at once where the file was chosen: the next page says it, and so does each until another file is there.
    page.goto(server.address + "/apply/name")
    page.wait_for_selector("text=tabel.heic")
    page.goto(server.address + "/apply/check")
    page.wait_for_selector("text=tabel.heic")
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("[data-field=report_card] >> text=tabel.heic")
    page.set_input_files("[name=report_card]", {"name": "tabel.png", "mimeType": "image/png", "buffer": photo(60, 40)})
    page.wait_for_function(
        "() => document.querySelector('[data-field=report_card] [data-said]').textContent.startsWith('✓')", timeout=20000)
    page.goto(server.address + "/apply/name")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    assert "tabel.heic" not in page.inner_text("main")


def test_another_photo_of_the_same_paper_goes_too_while_the_first_is_on_its_way(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    held = []
    page.route("**/files/**", lambda route: held.append(route) if not held else route.continue_())
    page.set_input_files("[name=report_card]", {"name": "birinshi.png", "mimeType": "image/png", "buffer": photo(60, 40)})
    page.wait_for_timeout(500)
    assert held, "the first was not on its way"
    page.set_input_files("[name=report_card]", {"name": "ekinshi.png", "mimeType": "image/png", "buffer": photo(80, 50)})
    page.wait_for_timeout(300)
    held[0].continue_()
    for _ in range(40):
        page.goto(server.address + "/apply/document")
        if "ekinshi.png" in page.inner_text("main"):
            break
        page.wait_for_timeout(500)
    assert "ekinshi.png" in page.inner_text("main")


def test_a_refusal_is_not_lost_when_she_leaves_the_page_in_that_moment(phone, server):
    page = phone.new_page()
    girl.begin(page, server.address)
    page.goto(server.address + "/apply/document")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    # The page is gone as soon as the house has answered: what the phone keeps is all there is.
    page.evaluate("""() => {
      const put = IDBObjectStore.prototype.put, drop = IDBObjectStore.prototype.delete;
      const leave = (work) => function (...given) {
        const result = work.apply(this, given);
        if (this.name === "files" && window.wasAnswered) location.assign("/apply/name");
        return result;
      };
      IDBObjectStore.prototype.put = leave(put);
      IDBObjectStore.prototype.delete = leave(drop);
      const ask = window.fetch;
      window.fetch = async (...given) => {
        const reply = await ask(...given);
        if (String(given[0]).startsWith("/files") && !reply.ok) window.wasAnswered = true;
        return reply;
      };
    }""")
    page.set_input_files("[name=report_card]", {"name": "tabel.heic", "mimeType": "image/heic", "buffer": b"\0\0\0 ftypheic" + b"x" * 2000})
    page.wait_for_url("**/apply/name")
    page.wait_for_selector("text=tabel.heic", timeout=10000)
