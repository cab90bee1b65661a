"""The program as its users meet it: a real server process, a real browser at 360 px."""

import os
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("KERUEN_PROGRAM", str(ROOT / ".build/release/keruen"))
#: Storms run whole in the long mode; each change meets a seeded share of them.
IS_LONG = bool(os.environ.get("KERUEN_LONG"))
CHROMIUM = dict(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
PHONE = dict(viewport={"width": 360, "height": 740}, locale="kk-KZ", timezone_id="Asia/Almaty")


def database():
    """SQLite in the server's folder, or a fresh database of the PostgreSQL whose socket's folder the environment names."""
    socket = os.environ.get("KERUEN_BROWSER_POSTGRES")
    if not socket:
        return []
    name = "browser_" + secrets.token_hex(6)
    tools = sorted(pathlib.Path("/usr/lib/postgresql").iterdir(), key=lambda path: int(path.name))[-1] / "bin"
    subprocess.run([tools / "createdb", "-h", socket, "-U", "keruen", name], check=True)
    return ["--database", f"host={socket} user=keruen dbname={name}"]


class Server:
    """`keruen demo` on a free port and a fresh folder; can be killed and started again on the same data."""

    def __init__(self, *options, program=PROGRAM):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="keruen-browser-")
        self.log = open(os.path.join(self.folder, "log"), "ab")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.options = [*options, *database()]
        self.start()

    def start(self):
        command = [self.program, "demo", "--data", os.path.join(self.folder, "data"), "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 300
        while True:
            try:
                urllib.request.urlopen(self.address + "/robots.txt", timeout=1)
            except urllib.error.HTTPError:
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the server did not open: " + open(self.log.name).read()[-2000:])
                time.sleep(0.05)
            else:
                return

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server():
    server = Server("--applicants", "60")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    browser = playwright.chromium.launch(**CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def phone(browser):
    """A new phone: nobody's cookies, 360 px wide."""
    context = browser.new_context(**PHONE)
    yield context
    context.close()


def page_key(page):
    """The question's key in the address: `birth-day`."""
    found = re.search(r"/apply/([a-z-]+)", page.url)
    return found.group(1) if found else None
