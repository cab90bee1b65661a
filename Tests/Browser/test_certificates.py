"""Papers of the house checked in a browser: with WebCrypto and with our own code, with and without a network, as one file on a stick."""

import base64
import json
import os
import random
import re
import urllib.request

import nacl.exceptions
import nacl.signing
import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE, ROOT

# RFC 8032, 7.1: public key, message, signature of tests 1, 2 and 3.
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]

JUDGE = """
async ([script, cases]) => {
  const { verifies } = await import(script);
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  return cases.map(([key, message, signature]) => verifies(bytes(signature), bytes(message), bytes(key)));
}
"""


def module(path):
    return "data:text/javascript;base64," + base64.b64encode((ROOT / path).read_bytes()).decode()


def judged(browser, cases):
    page = browser.new_page()
    said = page.evaluate(JUDGE, [module("Public/ed25519.js"), cases])
    page.close()
    return said


def test_our_own_code_verifies_the_vectors_of_the_standard(browser):
    assert judged(browser, VECTORS) == [True] * 3
    broken = [(key, message + "00", signature) for key, message, signature in VECTORS]
    assert judged(browser, broken) == [False] * 3


def test_our_own_code_agrees_with_libsodium(browser):
    """10,000 in the long mode; every fifth is broken in one bit."""
    chance, cases, meant = random.Random(8), [], []
    for number in range(10_000 if os.environ.get("KERUEN_LONG") else 400):
        secret = nacl.signing.SigningKey(chance.randbytes(32))
        message = chance.randbytes(chance.randint(0, 180))
        signature = bytearray(secret.sign(message).signature)
        if number % 5 == 0:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        try:
            secret.verify_key.verify(message, bytes(signature))
            meant.append(True)
        except nacl.exceptions.BadSignatureError:
            meant.append(False)
        cases.append((bytes(secret.verify_key).hex(), message.hex(), bytes(signature).hex()))
    assert judged(browser, cases) == meant and True in meant and False in meant


def unpadded(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def paper(secret, **facts):
    said = {"code": "7K2M9QXH", "course": "physics-measurement", "day": "2027-05-28", "hours": "18", "kind": "certificate",
            "name": "Айгерім Қасымова", "v": "1", **facts}
    text = "\n".join(f"{key}={value}" for key, value in sorted(said.items())).encode()
    return unpadded(secret.sign(text).signature + text)


@pytest.fixture(scope="module")
def stick(server, tmp_path_factory):
    """The page for checking without a network, saved as a file, with a key of ours in place of the house's."""
    secret = nacl.signing.SigningKey(b"k" * 32)
    page = urllib.request.urlopen(server.address + "/c/offline?lang=en").read().decode()
    assert len(page.encode()) <= 25_000
    key = unpadded(bytes(secret.verify_key))
    page, count = re.subn(r"1 \d{4}-\d\d-\d\d - [\w-]{43}", f"1 2027-01-01 2027-12-31 {key}", page)
    assert count == 2
    file = tmp_path_factory.mktemp("stick") / "offline.html"
    file.write_text(page)
    return file, secret


@pytest.mark.parametrize("has_webcrypto", [True, False])
def test_one_file_checks_a_paper(browser, stick, has_webcrypto):
    file, secret = stick
    context = browser.new_context(**PHONE)
    if not has_webcrypto:
        context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = context.new_page()

    def said(payload):
        page.goto("about:blank")
        page.goto(f"file://{file}#{payload}")
        return page.inner_text("#statement p")

    assert said(paper(secret)).startswith("✓")
    assert "Айгерім Қасымова" in page.inner_text("#statement") and "Physics through measurement" in page.inner_text("#statement")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not Axe().run(page).response["violations"]
    assert "not in use on that day" in said(paper(secret, day="2028-01-01"))
    assert "is wrong" in said(paper(nacl.signing.SigningKey(b"x" * 32)))
    forged = paper(secret)
    assert "Айгерім" not in said(forged[:-6] + "AAAAAA") + page.inner_text("#statement")
    # By hand as well: the whole address from the code.
    page.goto(f"file://{file}")
    page.fill("textarea", f"https://stem.example.kz/c/7K2M9QXH#{paper(secret)}")
    page.click("button")
    page.wait_for_selector("#statement .leaf")
    page.fill("textarea", "nonsense")
    page.click("button")
    page.wait_for_selector("#statement .felt")
    context.close()


def test_a_code_opened_without_a_network_meets_the_kept_page(server, browser, stick):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(server.address + "/c?lang=kk")
    page.wait_for_selector("#keep:has-text('✓')")
    context.set_offline(True)
    page.goto(f"{server.address}/c/7K2M9QXH#{paper(stick[1])}")
    assert page.locator("h1").inner_text() == "Желісіз тексеру"
    page.wait_for_selector("#statement .felt")
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_for_checking_is_readable_at_any_width(server, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ")
    page = context.new_page()
    for path in ("/c", "/c/offline", "/c/7K2M9QXH", "/c?code=zz"):
        page.goto(f"{server.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert not Axe().run(page).response["violations"], path
    context.close()


def test_without_a_script_it_says_what_it_can(server, browser):
    context = browser.new_context(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(server.address + "/c?lang=kk")
    page.fill("#code", "7K2M-9QXZ")
    page.click("main .btn")
    assert page.locator(".err, .notice").count() >= 1
    context.close()


def test_wallets_may_read_who_the_house_is(server):
    said = json.loads(urllib.request.urlopen(server.address + "/.well-known/did.json").read())
    assert said["id"].startswith("did:web:127.0.0.1%3A") and said["verificationMethod"][0]["publicKeyMultibase"].startswith("z6Mk")
    lines = urllib.request.urlopen(server.address + "/.well-known/keruen-keys.txt").read().decode().splitlines()
    assert sum(1 for line in lines if not line.startswith("#") and line) == len(said["verificationMethod"])
