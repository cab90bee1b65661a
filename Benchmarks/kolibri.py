"""Keruen beside Kolibri, the school software of village servers, on one machine in one run: what the first pages weigh and how long they take on a
bad network, requests a second, and what is left of a hundred answers when the network is cut at seeded moments.

    Tests/Browser/.venv/bin/python Benchmarks/kolibri.py [SEED ...]        default 1 2 3; Kolibri from Benchmarks/.venv-kolibri

Both run on loopback with SQLite, as they are installed, Kolibri with its statistics, its search of the local network and its log of requests
switched off. The lesson is the same: Benchmarks/channel.py makes a channel of the text of Keruen's lesson and of its exercise. Both are met
in English by Chromium at 360 by 740, by way of Tests/Browser/valley.py, which counts the bytes on the wire, makes the line slow and cuts it:
pages, workers and frames alike, which a browser's own throttling is not.
"""

import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from conftest import CHROMIUM, Server  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402
from valley import Valley  # noqa: E402

PEER = ROOT / "Benchmarks/.venv-kolibri/bin"
SEEDS = [int(seed) for seed in sys.argv[1:] if seed.isdigit()] or [1, 2, 3]
SECONDS = int(os.environ.get("KERUEN_BENCH_SECONDS", "10"))
CONNECTIONS = 64
BITS, TRIP = 50_000, 0.8
ANSWERS = 100
#: So many save their answers at once.
GIRLS = 60
SCREEN = dict(viewport={"width": 360, "height": 740}, locale="en-US")
#: A page that is not there in this time is not there; nor is what a press should bring.
PATIENCE, LONG = 900_000, 6_000
LESSON = "/courses/physics-measurement/02-how-sure"
EXERCISE = "#x-period-from-ten"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    return reply, reply.read().decode(errors="replace")


class Keruen:
    name = "Keruen"
    sign_in_page, field = "/return?lang=en", "input[name=contact]"
    exercise = f"{EXERCISE} input[id]"

    def __init__(self):
        self.server = Server("--applicants", "60")
        self.port = self.server.port
        self.valley = Valley(self.port)
        self.file = os.path.join(self.server.folder, "data/keruen.db")
        self.codes = [code for (code,) in self.sql(
            "SELECT DISTINCT code FROM application JOIN study_open_place ON study_open_place.person_id = application.person_id ORDER BY code")]
        self.pages = {"sign-in page": (self.sign_in_page, self.field), "lesson: text and exercises": (f"{LESSON}?lang=en", self.exercise)}

    def sql(self, text, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)) as database:
            return database.execute(text, values).fetchall()

    def learner(self, number):
        """The cookies of a girl who has begun to learn."""
        form = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        reply, _ = ask(self.port, "POST", "/demo/girl", f"code={self.codes[number]}", **form)
        cookie = re.search(r"keruen=[^;]+", reply.getheader("set-cookie")).group()
        _, page = ask(self.port, "GET", "/study", cookie=cookie)
        token = re.search(r'name="token" value="([^"]+)"', page)
        ask(self.port, "POST", "/study/enrolment", f"token={token.group(1)}", cookie=cookie, **form)
        return [{"name": "keruen", "value": cookie.split("=", 1)[1], "domain": "127.0.0.1", "path": "/"}]

    def open(self, page):
        page.goto(f"{self.valley.address}{LESSON}?lang=en&again=period-from-ten")

    def ready(self, page):
        page.wait_for_selector("#keep .saved", timeout=20_000)

    def answer(self, page):
        """True when the page has judged it and says that it is kept; then the next question is asked."""
        another = page.locator(f"{EXERCISE} .again")
        if another.count():
            another.click()
        text = page.locator(f"{EXERCISE} [data-asked] p").first.inner_text(timeout=LONG)
        count, seconds = re.search(r"(\d+) \D+? ([\d,.]+) ", text).groups()
        page.evaluate("document.querySelector('#x-period-from-ten [data-note]')?.remove()")
        page.fill(f"{EXERCISE} input[id]", f"{float(seconds.replace(',', '.')) / int(count):.2f} s", timeout=LONG)
        page.click(f"{EXERCISE} .row .btn >> nth=0", timeout=LONG)
        page.locator(f"{EXERCISE} [data-note]", has_text=re.compile("on this device|on the server")).wait_for(timeout=LONG)
        page.wait_for_selector(f"{EXERCISE} .tag.leaf", timeout=LONG)
        return True

    def mended(self, page):
        pass

    def kept(self, number):
        [(tag,)] = self.sql(
            "SELECT number FROM study_learner JOIN application ON application.person_id = study_learner.person_id WHERE code = ?", self.codes[number])
        return self.sql("SELECT count(*) FROM study_event WHERE learner = ?", tag)[0][0]

    def saved(self):
        return self.sql("SELECT count(*) FROM study_event")[0][0]

    def served(self):
        girls = []
        for number in range(GIRLS):
            [cookie] = self.learner(number)
            cookie = f"keruen={cookie['value']}"
            _, page = ask(self.port, "GET", LESSON, cookie=cookie)
            owner = re.search(r'data-owner="([^"]+)"', page).group(1)
            about = "physics-measurement/period-from-ten/" + re.search(r'id="x-period-from-ten"[^>]*data-variant="(\d+)"', page).group(1)
            girls.append((cookie, owner, about))
        # Each of a girl's answers is later than the one before, as it is on a phone.
        save = turns(girls) + f"""
          local at = {int(time.time() * 1000) - 100_000_000}
          request = function()
            local cookie, owner, about = turn()
            local id = string.format("%08x-%04x-7%03x-8%03x-%012x", os.time(), number, count % 4096, math.random(0, 4095), math.random(0, 2^40) + count)
            local body = '{{"owner":"' .. owner .. '","thread":"study","events":[{{"id":"' .. id .. '","kind":"attempt","about":"' .. about .. '",' ..
              '"body":"{{\\\\"answer\\\\":{{\\\\"a\\\\":\\\\"1,25 s\\\\"}},\\\\"first\\\\":true,\\\\"hints\\\\":0}}","at":' .. string.format("%d", at + count) .. '}}]}}'
            return wrk.format("POST", nil, {{["content-type"]="application/json", ["x-keruen"]="1", ["cookie"]=cookie}}, body)
          end
        """
        return {
            "sign-in page": ("/return", head({})),
            "lesson of a learner": (LESSON, head({"cookie": girls[0][0]})),
            "an answer saved": ("/journal", save),
        }

    def stop(self):
        self.valley.close()
        self.server.stop()


class Kolibri:
    name = "Kolibri 0.19.5"
    sign_in_page, field = "/en/auth/#/signin", "input[type=text]"
    exercise = ".keypad-input"

    def __init__(self, lesson):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kolibri-bench-"))
        self.port, frames = free_port(), free_port()
        self.valley = Valley(self.port, frames)
        self.environment = os.environ | {
            "KOLIBRI_HOME": str(self.folder), "KOLIBRI_DISABLE_PING": "1", "KOLIBRI_ZEROCONF_ENABLED": "false",
            "KOLIBRI_LISTEN_ADDRESS": "127.0.0.1", "KOLIBRI_HTTP_PORT": str(self.port), "KOLIBRI_ZIP_CONTENT_PORT": str(frames),
            "KOLIBRI_ZIP_CONTENT_ORIGIN": f"http://127.0.0.1:{self.valley.ports[1]}", "KOLIBRI_DISABLE_REQUEST_LOGGING": "1"}
        self.command(
            "provisiondevice", "--facility", "Village", "--superusername", "admin", "--superuserpassword", "a-long-password", "--preset", "formal",
            "--language_id", "en", "--noinput")
        (self.folder / "lesson.html").write_text(lesson)
        made = subprocess.run(
            [PEER / "python", "-P", ROOT / "Benchmarks/channel.py", self.folder / "content", self.folder / "lesson.html"], env=self.environment,
            capture_output=True, text=True, check=True).stdout
        self.nodes = json.loads(made.splitlines()[-1])
        self.command("scanforcontent")
        names = "UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO"
        rows = [f",girl{number},A-long-password-{number},Girl {number},LEARNER,,,,Group,\n" for number in range(GIRLS)]
        (self.folder / "girls.csv").write_text(names + "\n" + "".join(rows))
        self.command("bulkimportusers", self.folder / "girls.csv")
        self.log = open(self.folder / "out", "wb")
        self.process = subprocess.Popen(
            [PEER / "kolibri", "start", "--foreground"], env=self.environment, stdout=self.log, stderr=self.log)
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/public/info/", timeout=2).read()
                break
            time.sleep(0.1)
        learn = "/en/learn/#/topics/c/"
        self.pages = {
            "sign-in page": (self.sign_in_page, self.field),
            "lesson: text": (learn + self.nodes["text"], "frame"), "lesson: exercise of five": (learn + self.nodes["five"], self.exercise)}

    def command(self, *words):
        subprocess.run([PEER / "kolibri", "manage", *map(str, words)], env=self.environment, check=True, capture_output=True)

    def session(self, number):
        """Signed in by name alone, as its own page does where learners need no password."""
        reply, _ = ask(self.port, "GET", "/en/auth/")
        token = self.cookies(reply)["kolibri_csrftoken"] if reply.getheader("set-cookie") and "csrf" in reply.getheader("set-cookie") else ""
        _, said = ask(self.port, "GET", "/api/auth/facility/")
        facility = json.loads(said)[0]["id"]
        body = json.dumps({"username": f"girl{number}", "password": "", "facility": facility})
        reply, said = ask(
            self.port, "POST", "/api/auth/session/", body, **{"content-type": "application/json", "cookie": f"kolibri_csrftoken={token}", "x-csrftoken": token})
        assert reply.status == 200, (reply.status, said[:300])
        return {"kolibri_csrftoken": token} | self.cookies(reply)

    @staticmethod
    def cookies(reply):
        return dict(re.findall(r"(kolibri[a-z_]*)=([^;,]+)", ", ".join(value for name, value in reply.getheaders() if name.lower() == "set-cookie")))

    def learner(self, number):
        return [{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"} for name, value in self.session(number).items()]

    def open(self, page):
        # An address that differs in nothing would open nothing anew.
        page.goto("about:blank")
        page.goto(f"{self.valley.address}/en/learn/#/topics/c/{self.nodes['hundred']}")

    def ready(self, page):
        page.wait_for_selector(self.exercise, timeout=30_000)

    def answer(self, page):
        following, check = (page.get_by_role("button", name=name, exact=True).last for name in ("Next", "Check"))
        # Under "Disconnected from server", or on the browser's own page, she tries no longer than a second.
        is_barred = page.url.startswith("chrome-error") or page.get_by_text("Disconnected from server").first.is_visible()
        if following.is_visible():
            following.click(timeout=1000 if is_barred else LONG)
        check.wait_for(timeout=1000 if is_barred else LONG)
        check.click(timeout=1000 if is_barred else LONG, trial=True)
        text = page.locator(".perseus-renderer").first.inner_text(timeout=LONG)
        count, seconds = re.search(r"made (\d+) oscillations in ([\d.]+) s", text).groups()
        right = f"{float(seconds) / int(count):.2f}"
        page.click(self.exercise, timeout=LONG)
        # Its keypad comes up; what an attempt before left in the field goes.
        page.get_by_label("Dismiss").wait_for(timeout=LONG)
        for _ in range(2):
            for _ in self.written(page):
                page.keyboard.press("Backspace")
            page.keyboard.type(right, delay=40)
            if self.written(page) == right:
                break
        page.get_by_label("Dismiss").click(timeout=LONG)
        check.click(timeout=LONG)
        following.wait_for(timeout=LONG)
        return True

    def written(self, page):
        return re.sub(r"[^\d.]", "", page.locator(f"{self.exercise} .mq-root-block").inner_text(timeout=LONG))

    def mended(self, page):
        """Where it says that it is disconnected, she presses what it offers."""
        with contextlib.suppress(Error):
            page.get_by_text("Try now", exact=False).last.click(timeout=1500)
            page.wait_for_timeout(1500)

    def kept(self, number):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/db.sqlite3?mode=ro", uri=True, timeout=20)) as database:
            return database.execute(
                "SELECT count(*) FROM logger_attemptlog JOIN kolibriauth_facilityuser ON user_id = kolibriauth_facilityuser.id "
                "WHERE username = ? AND complete", [f"girl{number}"]).fetchone()[0]

    def saved(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/db.sqlite3?mode=ro", uri=True, timeout=20)) as database:
            return database.execute("SELECT count(*) FROM logger_attemptlog").fetchone()[0]

    def served(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/db.sqlite3?mode=ro", uri=True)) as database:
            content, items = database.execute(
                "SELECT content_id, assessment_item_ids FROM content_contentnode "
                "JOIN content_assessmentmetadata ON contentnode_id = content_contentnode.id "
                "WHERE content_contentnode.id = ?", [self.nodes["hundred"]]).fetchone()
        begin = {"node_id": self.nodes["hundred"], "content_id": content, "channel_id": self.nodes["channel"], "kind": "exercise",
                 "mastery_model": {"type": "do_all"}}
        girls = []
        for number in range(GIRLS):
            cookies = self.session(number)
            cookie, token = "; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["kolibri_csrftoken"]
            reply, said = ask(self.port, "POST", "/api/logger/trackprogress/", json.dumps(begin), **{
                "content-type": "application/json", "cookie": cookie, "x-csrftoken": token})
            assert reply.status == 200, said[:300]
            girls.append((cookie, token, json.loads(said)["session_id"]))
        # What its own page sends with each answer.
        interaction = {"complete": True, "time_spent": 2.0, "correct": 1, "hinted": False, "error": False, "item": json.loads(items)[0],
                       "answer": {"hints": [], "question": {"numeric-input 1": {"currentValue": "0.80"}}}}
        body = json.dumps({"progress_delta": 0, "time_spent_delta": 2.0, "interactions": [interaction]})
        save = turns(girls) + f"""
          request = function()
            local cookie, token, session = turn()
            return wrk.format("PUT", "/api/logger/trackprogress/" .. session .. "/",
              {{["content-type"]="application/json", ["x-csrftoken"]=token, ["cookie"]=cookie}}, [[{body}]])
          end
        """
        cookie = girls[0][0]
        return {
            "sign-in page": ("/en/auth/", head({})),
            "lesson of a learner": ("/en/learn/", head({"cookie": cookie})),
            "what the lesson's page asks for": (f"/api/content/contentnode/{self.nodes['five']}/", head({"cookie": cookie})),
            "an answer saved": ("/", save),
        }

    def stop(self):
        self.valley.close()
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=30)
        if self.process.poll() is None:
            self.process.kill()


def turns(girls):
    """Each of wrk's two threads has half of them, and takes one after the other."""
    rows = ", ".join("{" + ", ".join(f"[[{each}]]" for each in girl) + "}" for girl in girls)
    return f"""
      local girls, thread = {{{rows}}}, 0
      count = 0
      function setup(t) t:set("number", thread); thread = thread + 1 end
      function init() math.randomseed(os.time() + number * 7919) end
      function turn()
        count = count + 1
        local girl = girls[2 * (count % (#girls / 2)) + number + 1]
        return girl[1], girl[2], girl[3]
      end
    """


def head(headers):
    return "".join(f'wrk.headers["{name}"] = "{value}"\n' for name, value in ({"accept-encoding": "gzip"} | headers).items())


# ---- What is measured.


def lesson_text(keruen):
    """Of Keruen's own lesson what is no exercise and no frame, with its figures within."""
    _, page = ask(keruen.port, "GET", f"{LESSON}?lang=en")
    body = re.search(r"<main.*?</main>", page, re.S).group()
    body = re.sub(r'<(section|div)[^>]*class="ex\b.*?</\1>', "", body, flags=re.S)
    body = re.sub(r"<form.*?</form>|<script.*?</script>|<template.*?</template>", "", body, flags=re.S)
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lesson</title>{body}</html>'


def load():
    return f"{os.getloadavg()[0]:.1f}"


def seen(page, wanted):
    if wanted != "frame":
        return page.wait_for_selector(wanted, timeout=PATIENCE)
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        for frame in page.frames[1:]:
            with contextlib.suppress(Error):
                if len(frame.inner_text("body", timeout=500)) > 500:
                    return None
        page.wait_for_timeout(100)
    raise TimeoutError("the text did not come")


def visit(page, product, path, wanted, is_whole=True):
    """Bytes and seconds until what is wanted is painted, and bytes until the line has been quiet for four seconds."""
    valley = product.valley
    down, requests, begun = valley.bytes["down"], valley.requests, time.monotonic()
    page.goto(valley.address + path, wait_until="commit", timeout=PATIENCE)
    seen(page, wanted)
    # There and painted: a page waits for its style.
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0", timeout=PATIENCE)
    row = {"shown_s": round(time.monotonic() - begun, 1), "shown_kb": round((valley.bytes["down"] - down) / 1000, 1), "load": load()}
    while is_whole and time.monotonic() - max(valley.last, begun) < 4 and time.monotonic() - begun < PATIENCE / 1000:
        page.wait_for_timeout(200)
    return row | {"whole_kb": round((valley.bytes["down"] - down) / 1000, 1), "requests": valley.requests - requests}


def weights(browser, product):
    """Each page in a browser that has nothing, by the slow line until it is shown and by a fast one whole; and then once more, slowly."""
    rows = {}
    for number, (name, (path, wanted)) in enumerate(product.pages.items()):
        def opened(context, bits, **more):
            product.valley.slow(bits, TRIP if bits else 0)
            page = context.new_page()
            row = visit(page, product, path, wanted, **more)
            page.close()
            return row

        def browser_of_hers():
            context = browser.new_context(**SCREEN)
            if number > 0:
                context.add_cookies(product.learner(number))
            return context

        fresh = browser_of_hers()
        whole = opened(fresh, 0)
        again = opened(fresh, BITS)
        fresh.close()
        fresh = browser_of_hers()
        first = opened(fresh, BITS, is_whole=False)
        fresh.close()
        product.valley.slow(0, 0)
        rows[name] = {"first_s": first["shown_s"], "first_kb": first["shown_kb"], "whole_kb": whole["whole_kb"], "requests": whole["requests"],
                      "again_s": again["shown_s"], "again_kb": again["whole_kb"], "load": first["load"]}
        print(product.name, name, rows[name], file=sys.stderr, flush=True)
    return rows


def rates(product):
    rows = {}
    for name, (path, script) in product.served().items():
        before = product.saved()
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
            file.write(script)
            file.flush()
            said = subprocess.run(
                ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "--timeout", "20s", "-s", file.name, f"http://127.0.0.1:{product.port}{path}"],
                capture_output=True, text=True, check=True).stdout
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        times = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", said)
        rows[name] = {
            "per_s": float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), "p99": "".join(times.groups()),
            "wrong": int(wrong.group(1)) if wrong else 0, "load": load(),
            "rows": product.saved() - before}
        print(product.name, name, rows[name], file=sys.stderr, flush=True)
    return rows


def weather(seed):
    """Of a hundred answers: before which the network is cut, for how many answers, and whether the browser's tab goes meanwhile."""
    chance = random.Random(seed)
    cuts, at = [], chance.randint(3, 8)
    while at < ANSWERS - 8:
        length = chance.randint(1, 6)
        cuts.append((at, length, chance.random() < 0.5))
        at += length + chance.randint(4, 14)
    return cuts


def hundred(browser, product, seed, number, opens_anew):
    """The same hundred attempts at the same seeded cuts; what a page does not let her give is counted as that, and not as lost. After a cut she
    goes on with the page as it is, or opens it anew."""
    context = browser.new_context(**SCREEN)
    context.add_cookies(product.learner(number))
    page = context.new_page()
    product.open(page)
    product.ready(page)
    cuts, given, barred, ends, goes = {at: rest for at, *rest in weather(seed)}, 0, 0, None, None
    for turn in range(ANSWERS):
        if turn in cuts:
            length, is_tab_lost = cuts[turn]
            ends, goes = turn + length, turn + length // 2 if is_tab_lost else None
            product.valley.cut()
        if turn == goes:
            # The system takes the tab's memory; she opens the lesson again, there where there is no network.
            with contextlib.suppress(Error):
                page.close()
            page = context.new_page()
            with contextlib.suppress(Error):
                product.open(page)
        if turn == ends:
            product.valley.heal()
            ends = None
            product.mended(page)
            if goes is not None or opens_anew:
                with contextlib.suppress(Error):
                    product.open(page)
                    product.ready(page)
            goes = None
        try:
            given += product.answer(page)
        except (Error, AttributeError):
            barred += 1
    product.valley.heal()
    product.mended(page)
    # The network is back; she opens the page once more and leaves it open.
    with contextlib.suppress(Error):
        product.open(page)
        product.ready(page)
    page.wait_for_timeout(20_000)
    kept = product.kept(number)
    context.close()
    row = {"seed": seed, "opens_anew": opens_anew, "cuts": len(cuts), "tabs_lost": sum(is_lost for _, is_lost in cuts.values()), "given": given, "not_possible": barred,
           "kept": kept, "lost": max(0, given - kept), "load": load()}
    print(product.name, row, file=sys.stderr, flush=True)
    return row


def main():
    parts = [part for part in ("hundred", "rates", "pages") if part in sys.argv] or ["hundred", "rates", "pages"]
    found = {"date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count()}
    with sync_playwright() as playwright, contextlib.ExitStack() as held:
        browser = playwright.chromium.launch(**CHROMIUM)
        held.callback(browser.close)
        keruen = Keruen()
        held.callback(keruen.stop)
        kolibri = Kolibri(lesson_text(keruen))
        held.callback(kolibri.stop)
        for product in (keruen, kolibri):
            found[product.name] = {}
            for part in parts:
                found[product.name][part] = {"hundred": hundreds, "rates": lambda _, product: rates(product), "pages": weights}[part](browser, product)
    table(found)
    print(json.dumps(found, ensure_ascii=False))


def hundreds(browser, product):
    runs = [(seed, opens_anew) for seed in SEEDS for opens_anew in (False, True)]
    return [hundred(browser, product, seed, 5 + number, opens_anew) for number, (seed, opens_anew) in enumerate(runs)]


def table(found):
    of = lambda part: [(name, row) for name in (Keruen.name, Kolibri.name) for row in [found[name].get(part)] if row]  # noqa: E731
    print(f"| page, {BITS // 1000} kbit/s, {TRIP * 1000:.0f} ms | product | shown after | with | whole | requests | again | with | load |\n|---|---|---|---|---|---|---|---|---|")
    for name, pages in of("pages"):
        for page, row in pages.items():
            print(f"| {page} | {name} | {row['first_s']} s | {row['first_kb']} kB | {row['whole_kb']} kB | {row['requests']} | {row['again_s']} s | "
                  f"{row['again_kb']} kB | {row['load']} |")
    print("\n| requests | product | a second | p99 | load |\n|---|---|---|---|---|")
    for name, rows in of("rates"):
        for what, row in rows.items():
            wrong = f", {row['wrong']:,} refused" if row["wrong"] else ""
            wrong += f", {row['rows']:,} rows added" if row["rows"] else ""
            print(f"| {what} | {name} | {row['per_s']:,.0f}{wrong} | {row['p99']} | {row['load']} |")
    print("\n| a hundred answers | product | cuts, tabs lost | could not be given | given | on the server | lost | load |\n|---|---|---|---|---|---|---|---|")
    for name, rows in of("hundred"):
        for row in rows:
            way = "page opened anew after each cut" if row["opens_anew"] else "goes on"
            print(f"| seed {row['seed']}, {way} | {name} | {row['cuts']}, {row['tabs_lost']} | {row['not_possible']} | {row['given']} | {row['kept']} | "
                  f"{row['lost']} | {row['load']} |")


if __name__ == "__main__":
    # Ended from outside it still ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
