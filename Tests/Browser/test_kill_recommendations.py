"""The server is killed (SIGKILL) while girls answer their recommendations, all at once and each from several phones. No seat is ever held
by two or by nobody who stands, no girl has two, and whatever was acknowledged is kept."""

import http.client
import os
import random
import re
import subprocess
import threading
import time

from conftest import IS_LONG, PROGRAM, Server
from test_kill_offers import read
from visitor import Visitor

KILLS = int(os.environ.get("KERUEN_KILLS_RECOMMENDATIONS", "20" if IS_LONG else "6"))
#: The day after the release of a round.
DAY = "2027-05-20"
CLICKS = 64
#: What may stand once an answer was acknowledged: a yes may be followed by a no, a no is for good.
ENDS = {"/recommendation/decline": {"declined"}, "/recommendation/other-grant": {"released"},
        "/recommendation/acceptance": {"accepted", "declined", "released"}}
STANDING = """SELECT code, grants_recommendation.state FROM grants_recommendation
    JOIN grants_person ON grants_person.person_id = grants_recommendation.person_id
    JOIN grants_round ON grants_round.id = round_id WHERE leaving_year = 2027 ORDER BY code"""


def holds(data):
    """What must be true whenever the power goes."""
    (twice,), = read(data, """SELECT count(*) FROM (SELECT person_id FROM grants_recommendation
        WHERE state IN ('offered', 'accepted') GROUP BY person_id HAVING count(*) > 1) AS many""")
    (seated, standing), = read(data, """SELECT (SELECT count(*) FROM grants_seat WHERE recommendation_id IS NOT NULL),
        (SELECT count(*) FROM grants_recommendation WHERE state IN ('offered', 'accepted'))""")
    (strange,), = read(data, """SELECT count(*) FROM grants_seat JOIN grants_recommendation ON grants_recommendation.id = recommendation_id
        WHERE state NOT IN ('offered', 'accepted') OR grants_seat.offer_id <> grants_recommendation.offer_id
          OR grants_seat.reserve <> COALESCE(grants_recommendation.reserve, '')""")
    (over,), = read(data, """SELECT count(*) FROM (SELECT grants_offer.id FROM grants_offer
        JOIN grants_recommendation ON offer_id = grants_offer.id WHERE grants_recommendation.state IN ('offered', 'accepted')
        GROUP BY grants_offer.id, seats HAVING count(*) > seats) AS full""")
    assert (twice, strange, over) == (0, 0, 0), "a girl has two seats, or a seat two girls"
    assert seated == standing, "a seat is held by nobody who stands, or somebody stands without a seat"


def test_seats_survive_kill_9():
    chance = random.Random(14)
    server = Server("--applicants", "600", "--day", DAY)
    data = os.path.join(server.folder, "data")
    girls, acknowledged = {}, 0
    try:
        known = {code for code, state in read(data, STANDING) if state == "offered"}
        assert len(known) > 8, "the demonstration has no round to answer"
        for _ in range(KILLS):
            states = dict(read(data, STANDING))
            open_ = [code for code in sorted(known) if states[code] in ("offered", "accepted")]
            if not open_:
                break
            for code in open_:
                if code not in girls:
                    girl = Visitor(server.port, "/demo/girl", code=code)
                    page = girl.get("/recommendation/acceptance")
                    girls[code] = (girl, re.search(r'name="id" value="([^"]+)"', page).group(1))
            clicks = [(chance.choice(open_), chance.choice(["/recommendation/acceptance"] * 4 + list(ENDS))) for _ in range(CLICKS)]
            ready, heard = threading.Barrier(len(clicks) + 1), []

            def answer(code, path):
                girl, given = girls[code]
                ready.wait()
                try:
                    if girl.post(path, id=given).status == 303:
                        heard.append((code, path))
                except (OSError, http.client.HTTPException):
                    pass  # the server was killed

            threads = [threading.Thread(target=answer, args=click) for click in clicks]
            for thread in threads:
                thread.start()
            ready.wait()
            time.sleep(chance.uniform(0, 0.5))
            server.kill()
            for thread in threads:
                thread.join()
            server.start()
            kept = dict(read(data, STANDING))
            for code, path in heard:
                assert kept[code] in ENDS[path], (path, kept[code])
            acknowledged += len(heard)
            holds(data)
        server.kill()
        verdict = subprocess.run([PROGRAM, "audit", "verify", "--data", data], capture_output=True, text=True)
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        print(f"\n{KILLS} kills, {acknowledged} acknowledged answers; {verdict.stdout.strip()}")
        assert acknowledged > 0, "the kills came too early to prove anything"
    finally:
        server.stop()
