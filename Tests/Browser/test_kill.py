"""The server is killed (SIGKILL) at seeded random moments under write load. What it acknowledged is there afterwards, on disk
and through the pages, and the audit chain holds."""

import http.client
import json
import os
import random
import secrets
import sqlite3
import subprocess
import threading
import time
import urllib.parse

from conftest import IS_LONG, PROGRAM, Server

KILLS = int(os.environ.get("KERUEN_KILLS", "200" if IS_LONG else "40"))
WRITERS = 6


class Girl:
    """A browser without a page: one session, one application."""

    def __init__(self, port):
        self.port = port
        self.cookie, _ = start(port)
        body = self.get("/apply/name")
        self.application = body.split('data-owner="')[1].split('"')[0]

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"cookie": self.cookie})
        return connection.getresponse().read().decode()


def start(port):
    """POST /apply: acknowledged with a redirect and a cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/apply", body="", headers={"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"})
    reply = connection.getresponse()
    reply.read()
    assert reply.status == 303, reply.status
    return reply.getheader("set-cookie").split(";")[0], reply.getheader("location")


def uuid7():
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + secrets.token_bytes(10))
    raw[6] = 0x70 | raw[6] & 15
    raw[8] = 0x80 | raw[8] & 63
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Load:
    """Writers that remember what was acknowledged."""

    def __init__(self, port, girls):
        self.port, self.girls = port, girls
        self.acknowledged, self.cookies = [], []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(girl,)) for girl in girls]
        self.threads.append(threading.Thread(target=self.begin))
        for thread in self.threads:
            thread.start()

    def write(self, girl):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            while not self.stop.is_set():
                ids = [uuid7() for _ in range(3)]
                events = [{"id": id, "kind": "answer", "about": "essay", "body": id, "at": int(time.time() * 1000)} for id in ids]
                connection.request(
                    "POST", "/journal", json.dumps({"owner": girl.application, "thread": "apply", "events": events}),
                    {"content-type": "application/json", "x-keruen": "1", "cookie": girl.cookie})
                reply = connection.getresponse()
                body = reply.read()
                if reply.status == 200:
                    self.acknowledged += json.loads(body)["kept"]
        except (OSError, http.client.HTTPException):
            pass  # the server was killed

    def begin(self):
        try:
            while not self.stop.is_set():
                cookie, _ = start(self.port)
                self.cookies.append(cookie)
        except (OSError, http.client.HTTPException, AssertionError):
            pass

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def test_what_was_acknowledged_survives_kill_9():
    chance = random.Random(9)
    server = Server("--applicants", "0")
    data = os.path.join(server.folder, "data")
    girls = [Girl(server.port) for _ in range(WRITERS)]
    answers = sessions = 0
    try:
        for _ in range(KILLS):
            load = Load(server.port, girls)
            time.sleep(chance.uniform(0.01, 0.25))
            server.kill()
            load.end()
            server.start()
            database = sqlite3.connect(f"file:{data}/keruen.db?mode=ro", uri=True)
            kept = {row[0] for row in database.execute("SELECT id FROM answer ORDER BY received_at DESC LIMIT 20000")}
            database.close()
            lost = [id for id in load.acknowledged if id not in kept]
            assert not lost, f"{len(lost)} of {len(load.acknowledged)} acknowledged answers are gone"
            if load.cookies:
                page = Girl.get(type("One", (), {"port": server.port, "cookie": load.cookies[-1]})(), "/apply/name")
                assert 'data-owner="' in page, "an acknowledged application is gone"
            answers += len(load.acknowledged)
            sessions += len(load.cookies)
        server.kill()
        verdict = subprocess.run([PROGRAM, "audit", "verify", "--data", data], capture_output=True, text=True)
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        print(f"\n{KILLS} kills, {answers} acknowledged answers, {sessions} acknowledged applications; {verdict.stdout.strip()}")
        assert answers > KILLS, "the load was too light to prove anything"
    finally:
        server.stop()
