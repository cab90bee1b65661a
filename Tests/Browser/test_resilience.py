"""Whatever breaks while she types, nothing typed is lost and nothing is there twice.

Each run breaks one thing at a seeded random moment: the network is cut, the page is reloaded, or the browser is killed
(SIGKILL, the whole process tree). What the page had said is saved must be there afterwards, on the phone and on the server.
"""

import os
import random
import shutil
import signal
import subprocess
import tempfile

import girl
from conftest import CHROMIUM, IS_LONG, PHONE
from phone_store import has_key, kept, owner, stored, until

RUNS = int(os.environ.get("KERUEN_RUNS", "300" if IS_LONG else "100"))
RUNS_A_GIRL = 15
FIELDS = [
    ("name", "surname", 60), ("name", "given", 60), ("name", "patronymic", 60), ("school", "school", 150),
    ("guardian", "guardian_name", 110), ("essay", "essay", 1500),
]
LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя '-№0123456789"


class Phone:
    """A browser with a profile of its own, so that it can be killed and found again."""

    def __init__(self, playwright):
        self.playwright = playwright
        self.profile = tempfile.mkdtemp(prefix="keruen-phone-")
        self.open()

    def open(self):
        self.context = self.playwright.chromium.launch_persistent_context(self.profile, **CHROMIUM, **PHONE)
        self.page = self.context.pages[0]

    def kill(self):
        found = subprocess.run(["pgrep", "-f", self.profile], capture_output=True, text=True)
        for process in found.stdout.split():
            try:
                os.kill(int(process), signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            self.context.close()
        except Exception:  # it is gone, that is the point
            pass
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"]:
            try:
                os.unlink(os.path.join(self.profile, lock))
            except FileNotFoundError:
                pass
        self.open()

    def close(self):
        self.context.close()
        shutil.rmtree(self.profile, ignore_errors=True)


def test_nothing_typed_is_lost_and_nothing_is_there_twice(playwright, server):
    chance = random.Random(20261123)
    broken = {"cut": 0, "reload": 0, "kill": 0}
    runs = 0
    while runs < RUNS:
        phone = Phone(playwright)
        girl.begin(phone.page, server.address)
        wait_for_pages(phone.page)
        code = owner(phone.page)
        truth = {}
        for _ in range(min(RUNS_A_GIRL, RUNS - runs)):
            how = chance.choice(list(broken))
            run(phone, server, chance, how, truth)
            broken[how] += 1
            runs += 1
        check_server(phone, server, truth)
        assert owner(phone.page) == code, "she was given a second application"
        phone.close()
    print(f"\n{runs} runs: {broken}")


def run(phone, server, chance, how, truth):
    page_key, field, most = chance.choice(FIELDS)
    page = phone.page
    page.goto(f"{server.address}/apply/{page_key}")
    control = page.wait_for_selector(f"[name={field}]")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    assert control.input_value() == truth.get(field, ""), f"{field} before the run"
    if chance.random() < 0.3:
        control.fill("")
        truth[field] = ""
    text = "".join(chance.choice(LETTERS) for _ in range(chance.randint(3, 25)))[: most - len(truth.get(field, ""))]
    told = chance.randint(0, len(text))
    control.focus()
    page.keyboard.press("Control+End")
    if how == "cut":
        phone.context.set_offline(True)
    before = truth.get(field, "")
    page.keyboard.insert_text(text[:told])
    wait_until_said(page)
    saved = before + text[:told]
    # A few letters more, which the page has had no time to say anything about.
    page.keyboard.insert_text(text[told:])
    if how == "cut":
        wait_until_said(page)
        if chance.random() < 0.5:
            page.wait_for_timeout(chance.randint(0, 400))
            girl.go_on(page)
            page.wait_for_timeout(200)
        page.wait_for_timeout(chance.randint(0, 300))
        phone.context.set_offline(False)
        saved = before + text
    elif how == "reload":
        page.wait_for_timeout(chance.randint(0, 60))
        page.reload()
    else:
        page.wait_for_timeout(chance.randint(0, 120))
        phone.kill()
    page = phone.page
    page.goto(f"{server.address}/apply/{page_key}")
    page.wait_for_selector("#saved[data-ready]", state="attached")
    found = page.input_value(f"[name={field}]")
    assert found.startswith(saved), f"{how}: the page had said that {saved!r} is saved, found {found!r}"
    assert (before + text).startswith(found), f"{how}: {found!r} was never typed"
    truth[field] = found


def wait_until_said(page):
    """Until the page says where all letters so far are kept."""
    page.wait_for_function("() => document.getElementById('saved').dataset.state !== 'typing'")


def wait_for_pages(page):
    """Until the worker has put the questions on the phone, and the phone has its key."""
    kept(page, "essay")
    has_key(page)


def check_server(phone, server, truth):
    page = phone.page
    page.goto(f"{server.address}/apply/essay")
    until(page, lambda: stored(page, "events") == [], "everything delivered")
    other = phone.context.request
    for page_key, field, _ in FIELDS:
        body = other.get(f"{server.address}/apply/{page_key}").text()
        assert escaped(truth.get(field, "")) in body, f"{field} on the server"


def escaped(text):
    for letter, reference in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")]:
        text = text.replace(letter, reference)
    return text
