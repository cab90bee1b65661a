"""A synthetic girl who fills in the shipped form."""

import itertools
import os

from conftest import page_key

WORDS = " ".join(["мектеп", "су", "датчик", "өлшейді", "көмектеседі"] * 20)

TEXTS = {
    "name": {"surname": "Үлгіова", "given": "Сынақ"},
    "birth-day": {"birth_day-day": "31", "birth_day-month": "3", "birth_day-year": "2011"},
    "iin": {},
    "school": {"school": "№ 1 үлгі орта мектебі"},
    "marks": {"mark_mathematics": "5"},
    "guardian": {"guardian_name": "Үлгіова Ана"},
    "essay": {"essay": WORDS},
    "document": {},
}
CHOICES = {
    "gender": ("gender", "female"),
    "grade": ("grade", "9"),
    "next-year": ("next_year", "yes"),
    "teaching-language": ("teaching_language", "kk"),
    "devices": ("device", "own_phone"),
    "guardian": ("guardian_relation", "mother"),
    "interests": ("interest", "physics"),
}


# Each girl's guardian has a number of her own: one number gets six requests a day.
numbers = itertools.count(os.getpid() % 900_000)


def texts(key):
    """What is typed on a page."""
    numbered = {"phone": ("phone", "8 701"), "guardian": ("guardian_phone", "8 705")}
    if key not in numbered:
        return TEXTS.get(key, {})
    name, code = numbered[key]
    return {**TEXTS.get(key, {}), name: f"{code} {next(numbers):07d}"}


def begin(page, address):
    page.goto(address + "/apply")
    page.click("main form button")
    page.wait_for_url("**/apply/name")


def leave(page, address):
    """Signs out; who has given no number is asked whether she means it."""
    page.click("form[action='/sign-out'] button")
    page.wait_for_url(lambda url: url == address + "/" or "/shown/" in url)
    if "/shown/" in page.url:
        assert "қайтып кіре алмайсың" in page.inner_text("h1")
        page.click("main form[action='/sign-out'] button")
        page.wait_for_url(address + "/")


def choose(page, name, value):
    """Presses the choice where a finger does: on its frame."""
    page.click(f".opt:has(input[name={name}][value='{value}'])")


def answer(page):
    """Answers the question that is shown."""
    key = page_key(page)
    if key == "place":
        page.fill("[name=place-search]", "Ақмая")
        page.click("button[value=search]")
        page.click(".opt >> nth=0")
        return
    for name, text in texts(key).items():
        page.fill(f"[name={name}]", text)
    if key in CHOICES:
        choose(page, *CHOICES[key])


def go_on(page):
    page.click("main form .row button.btn:not(.plain)")


def assent(page):
    for name in ["take_part", "photo", "university", "sponsor", "alumna", "research"]:
        choose(page, name, "yes")
    page.click("main form button.btn")


def fill_in(page, look=lambda page: None):
    """From the first question to "check your answers"; `look` sees every page before it is answered."""
    while page_key(page) != "consent":
        key = page_key(page)
        look(page)
        answer(page)
        go_on(page)
        page.wait_for_function("key => !location.pathname.endsWith('/' + key)", arg=key)
    look(page)
    assent(page)
    page.wait_for_url("**/apply/check")
    look(page)
