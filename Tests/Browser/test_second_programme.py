"""A programme of another organisation, from its own folder: another region, grades 7 and 8, girls and boys, no test. Nothing is hard-wired."""

import re

import pytest
import girl
from conftest import PHONE, ROOT, Server, page_key
from visitor import staff_doors

ANSWERS = {
    "name": {"surname": "Үлгіов", "given": "Нұрсынақ"},
    "birth-day": {"birth_day-day": "5", "birth_day-month": "6", "birth_day-year": "2013"},
    "school": {"school": "№ 2 үлгі мектебі"},
    "guardian": {"guardian_name": "Мысалова Үлгі-Ана"},
    "idea": {"essay": "робот теңіз су " * 15},
}
CHOICES = {
    "grade": ("grade", "7"), "teaching-language": ("teaching_language", "kk"), "guardian": ("guardian_relation", "father"),
}
#: What the house calls nobody here.
GIRLS = {"en": ["girl"], "ru": ["девоч", "девуш", "участниц", "заявительниц"], "kk": ["қыздар", "қыз "]}


@pytest.fixture(scope="module")
def lab():
    server = Server("--applicants", "40", "--programme", str(ROOT / "Examples/caspian-lab"))
    yield server
    server.stop()


def answer(page, key):
    if key == "place":
        page.fill("[name=place-search]", "Жетібай")
        page.click("button[value=search]")
        page.click(".opt >> nth=0")
        return
    for name, text in {**girl.texts(key), **ANSWERS.get(key, {})}.items():
        page.fill(f"[name={name}]", text)
    if key in CHOICES:
        girl.choose(page, *CHOICES[key])


@pytest.mark.parametrize("script", [True, False])
def test_a_pupil_of_another_programme_applies(browser, lab, script):
    context = browser.new_context(**PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(lab.address + "/")
    assert "Каспий инженерлік зертханасы" in page.inner_text("body")
    girl.begin(page, lab.address)
    asked = []
    while page_key(page) != "consent":
        key = page_key(page)
        asked.append(key)
        answer(page, key)
        girl.go_on(page)
        page.wait_for_url(lambda url: f"/apply/{key}" not in url)
    assert asked == ["name", "birth-day", "phone", "place", "school", "grade", "teaching-language", "guardian", "idea"]
    for name in ["take_part", "photo"]:
        girl.choose(page, name, "yes")
    page.click("main form button.btn")
    page.wait_for_url("**/apply/check")
    page.click("button.btn.sun")
    page.wait_for_url("**/apply/receipt")
    code = re.search(r"[0-9A-Z]{2}-[0-9A-Z]{4}", page.inner_text("main")).group()
    context.close()

    # And it stands on the desk as eligible to be looked at.
    _, coordinator = staff_doors(lab.port)
    assert "Нұрсынақ" in coordinator.get(f"/desk/applications/{code}")


def test_its_pages_speak_of_no_girls(lab):
    chair, coordinator = staff_doors(lab.port)
    code = re.search(r"/desk/applications/([0-9A-Z]{2}-[0-9A-Z]{4})", coordinator.get("/desk/applications")).group(1)
    found = []
    for visitor, paths in [
        (coordinator, [
            "/", "/contact", "/privacy", "/apply", "/selection", "/results", "/consent", "/desk", "/desk/applications", f"/desk/applications/{code}",
            "/desk/selection", "/desk/messages", "/desk/imports"]),
        (chair, ["/desk", "/desk/selection"]),
    ]:
        for path in paths:
            for language, words in GIRLS.items():
                page = visitor.get(f"{path}?lang={language}")
                assert "<main" in page, path
                text = re.sub(r"<[^>]*>", " ", page.split("<main", 1)[1]).lower()
                for word in words:
                    at = text.find(word)
                    if at >= 0:
                        found.append((path, language, " ".join(text[max(0, at - 60):at + 40].split())))
    assert not found, "\n".join(map(str, found))


def test_it_says_what_its_own_folder_says(lab):
    """How long the text is, by what it selects, and that there is no test."""
    chair, visitor = staff_doors(lab.port)
    begin = visitor.get("/apply?lang=ru")
    assert "«Идея»: 30–150 слов" in begin and "80–300" not in begin
    rules = visitor.get("/selection?lang=ru")
    assert "Собеседование" in rules and "Эссе" not in rules and "тест" not in re.sub(r"<[^>]*>", " ", rules.split("<main", 1)[1]).lower()
    assert "допущена к тесту" not in chair.get("/desk/applications?lang=ru")
