"""Times a run, its release and a girl's decline in a full house, on SQLite or on PostgreSQL.

    Tests/Browser/.venv/bin/python Benchmarks/offers.py [APPLICANTS]     default 40000

With KERUEN_BROWSER_POSTGRES, the folder of a PostgreSQL socket, on that database, else on SQLite.
"""

import os
import pathlib
import re
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

from conftest import Server
from visitor import DRAWN, Visitor, staff_doors


def timed(work):
    started = time.monotonic()
    reply = work()
    assert reply.status == 303, reply.status
    return time.monotonic() - started, reply


def main():
    applicants = sys.argv[1] if len(sys.argv) > 1 else "40000"
    server = Server("--applicants", applicants)
    try:
        chair, second = staff_doors(server.port)
        policy = re.search(r"/desk/selection/policies/([0-9a-f-]{36})", chair.get("/desk/selection")).group(1)
        print(f"| {applicants} applicants, {'PostgreSQL' if 'KERUEN_BROWSER_POSTGRES' in os.environ else 'SQLite'} | time |\n|---|---|")
        took, reply = timed(lambda: chair.post("/desk/selection/runs", policy=policy, key=DRAWN))
        run = reply.getheader("location")
        print(f"| run, verified and kept | {took:.2f} s |")
        page = chair.get(run)
        took, _ = timed(lambda: chair.post(f"{run}/proposal"))
        print(f"| proposal | {took:.2f} s |")
        took, _ = timed(lambda: second.post(f"{run}/release", key=DRAWN))
        print(f"| release with gates, places and letters | {took:.2f} s |")
        codes = re.findall(r"<th[^>]*>([A-Z0-9-]{6,})</th>", page)[:20]
        girls = [Visitor(server.port, "/demo/girl", code=code) for code in codes]
        opened = []
        for girl in girls:
            started = time.monotonic()
            girl.get("/result")
            opened.append(time.monotonic() - started)
        print(f"| her result page, median of {len(girls)} | {statistics.median(opened) * 1000:.0f} ms |")
        declines = [timed(lambda: girl.post("/result/decline"))[0] for girl in girls]
        print(f"| decline and the next called, median of {len(girls)} | {statistics.median(declines) * 1000:.0f} ms |")
    finally:
        server.stop()


main()
