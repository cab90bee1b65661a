"""The README's six pictures, each by a door of the demonstration's tour: three of a phone in Kazakh, three of the desk in Russian."""

import urllib.parse

from playwright.sync_api import sync_playwright

from conftest import CHROMIUM, PHONE, ROOT, Server

FOLDER = ROOT / "docs/images"
DESK = dict(viewport={"width": 1366, "height": 768}, locale="ru-RU", timezone_id="Asia/Almaty")
#: The day on which they are taken, so that the next ones differ only where the house does.
DAY = "2026-12-10"

#: Name of the picture, the language, the page and as whom it is seen: a door of the tour by its page, nobody for a page that is open.
PICTURES = [
    ("landing", "kk", "/", None),
    ("question", "kk", "/apply/place", "/apply"),
    ("consent", "kk", "/consent", "/consent"),
    ("desk", "ru", "/desk", "/desk"),
    ("list", "ru", "/desk/applications", "/desk"),
    ("tour", "ru", "/tour", None),
]


def enter(page, server, door):
    """By the tour's door that leads to that page."""
    page.goto(server.address + "/tour")
    for button in page.locator(".door").all():
        value = button.get_attribute("value")
        page.click(f".door[value='{value}']")
        page.wait_for_url(lambda url: not url.endswith(("/tour", "/tour/visit")))
        if urllib.parse.urlparse(page.url).path == door:
            return
        page.goto(server.address + "/tour")
    raise SystemExit(f"no door of the tour leads to {door}")


def main():
    server = Server("--applicants", "600", "--day", DAY)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**CHROMIUM)
            for name, language, path, door in PICTURES:
                context = browser.new_context(**(PHONE if language == "kk" else DESK))
                page = context.new_page()
                page.goto(f"{server.address}/?lang={language}")
                if door:
                    enter(page, server, door)
                if door == "/apply":
                    page.click("main form button")
                    page.wait_for_url("**/apply/name")
                page.goto(server.address + path)
                page.screenshot(path=FOLDER / f"{name}.png")
                print(f"{name}.png: {(FOLDER / f'{name}.png').stat().st_size} bytes")
                context.close()
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
