"""The server is killed (SIGKILL) while girls answer their offers. Every answer it acknowledged is kept, no place is ever held twice
or left empty, and nobody is called twice or without a letter."""

import http.client
import os
import random
import sqlite3
import subprocess
import threading
import time

from conftest import IS_LONG, PROGRAM, Server
from visitor import Visitor, release

KILLS = int(os.environ.get("KERUEN_KILLS_OFFERS", "40" if IS_LONG else "12"))
PLACES = 50
#: Of the intake that applies now; earlier ones are settled.
NOW = "cycle_id = (SELECT id FROM cycle WHERE key = '2026')"


def read(data, question):
    database = sqlite3.connect(f"file:{data}/keruen.db?mode=ro", uri=True)
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


OPEN = f"""SELECT code FROM selection_offer JOIN application ON application.id = application_id
    LEFT JOIN selection_answer ON offer_id = selection_offer.id WHERE answer IS NULL AND selection_offer.{NOW} ORDER BY code"""
ANSWERED = f"""SELECT code, answer FROM selection_offer JOIN application ON application.id = application_id
    JOIN selection_answer ON offer_id = selection_offer.id WHERE selection_offer.{NOW}"""


def holds(data):
    """What must be true whenever the power goes."""
    (seated, free), = read(data, f"SELECT count(offer_id), count(*) - count(offer_id) FROM selection_seat WHERE {NOW}")
    (offers, called, letters), = read(
        data, f"""SELECT count(*), count(CASE reason WHEN 'next' THEN 1 END),
            (SELECT count(*) FROM outbox JOIN application ON application.person_id = outbox.person_id
                WHERE purpose = 'offer' AND application.{NOW})
            FROM selection_offer WHERE {NOW}""")
    gone = read(data, f"""SELECT count(*) FROM selection_seat JOIN selection_answer ON selection_answer.offer_id = selection_seat.offer_id
        WHERE answer <> 'accepted' AND {NOW}""")[0][0]
    declined = sum(answer == "declined" for _, answer in read(data, ANSWERED))
    assert (seated, free) == (PLACES, 0), "a place is empty although girls wait"
    assert offers == PLACES + declined and called == declined, "somebody was called twice or passed over"
    assert letters == called, "called without a letter, or twice"
    assert gone == 0, "a place is held by somebody who said no"


def test_the_waiting_list_survives_kill_9():
    chance = random.Random(60)
    server = Server("--applicants", "600")
    data = os.path.join(server.folder, "data")
    acknowledged = {}
    girls = {}
    window = 0.06  # seconds in which the kill comes: wider where nobody was answered in time, on a slow machine
    try:
        release(server.port)
        # One girl in four keeps her place, so that the list does not run out.
        for _ in range(KILLS):
            codes = chance.sample([code for code, in read(data, OPEN)], 4)
            for code in codes:
                if code not in girls:
                    girls[code] = Visitor(server.port, "/demo/girl", code=code)
            ready = threading.Barrier(2 * len(codes) + 1)

            def answer(code, path):
                ready.wait()
                try:
                    # Acknowledged: the redirect of her first click, or of the second, which changes nothing.
                    if girls[code].post(path).status == 303:
                        acknowledged[code] = path
                except (OSError, http.client.HTTPException):
                    pass  # the server was killed

            paths = {code: "/result/acceptance" if place == 0 else "/result/decline" for place, code in enumerate(codes)}
            clicks = [threading.Thread(target=answer, args=(code, paths[code])) for code in codes for _ in range(2)]
            for click in clicks:
                click.start()
            ready.wait()
            heard = len(acknowledged)
            time.sleep(chance.uniform(0, window))
            server.kill()
            for click in clicks:
                click.join()
            heard = len(acknowledged) - heard
            window = min(2, window * 1.5) if heard == 0 else window / 1.5 if heard == len(codes) else window
            server.start()
            kept = dict(read(data, ANSWERED))
            for code, path in acknowledged.items():
                assert kept.get(code) == {"/result/acceptance": "accepted", "/result/decline": "declined"}[path]
            holds(data)
        server.kill()
        verdict = subprocess.run([PROGRAM, "audit", "verify", "--data", data], capture_output=True, text=True)
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        unheard = len(kept) - len(acknowledged)
        print(f"\n{KILLS} kills, {len(acknowledged)} acknowledged answers, {unheard} kept unheard; {verdict.stdout.strip()}")
        assert len(acknowledged) > KILLS / 2 and len(acknowledged) < 4 * KILLS, "the kills came too early or too late to prove anything"
    finally:
        server.stop()
