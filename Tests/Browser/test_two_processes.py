"""Two server processes on one database: each job runs once a period, and what a killed one was writing the other goes on with,
every line once."""

import copy
import http.client
import pathlib
import socket
import sqlite3
import subprocess
import sys
import time

from conftest import Server

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "Benchmarks"))
import table
from visitor import SENT, staff_doors

LINES = 6000
#: The job that is watched: it always has something to look at. Seconds between two of its runs.
JOB, PERIOD = "waiting list", 30


def beside(server):
    """A second process on the same data."""
    other = copy.copy(server)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other.port = probe.getsockname()[1]
    other.address = f"http://127.0.0.1:{other.port}"
    other.start()
    return other


def rows(server, question):
    if "--database" in server.options:
        address = server.options[server.options.index("--database") + 1]
        asked = subprocess.run(["psql", "-AtX", "-F", "\t", "-d", address, "-c", question], capture_output=True, text=True, check=True)
        return [line.split("\t") for line in asked.stdout.splitlines()]
    database = sqlite3.connect(f"file:{server.folder}/data/keruen.db?mode=ro", uri=True, timeout=30)
    try:
        return [[str(cell) for cell in row] for row in database.execute(question)]
    finally:
        database.close()


def until(what, seconds=90):
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return found


def test_jobs_run_once_and_a_killed_process_is_taken_over():
    first = Server("--applicants", "0")
    second = beside(first)
    by_number = {str(server.process.pid): server for server in (first, second)}

    def number(worker):
        return worker.split(":")[-1]

    try:
        begun = []
        deadline = time.monotonic() + 2.5 * PERIOD
        while time.monotonic() < deadline and len(begun) < 3:
            found = rows(first, f"SELECT began_at, worker FROM job WHERE name = '{JOB}' AND began_at IS NOT NULL")
            if found and (not begun or found[0] != begun[-1]):
                begun.append(found[0])
            time.sleep(0.05)
        gaps = [int(after[0]) - int(before[0]) for before, after in zip(begun, begun[1:])]
        assert len(gaps) >= 2 and all(gap >= PERIOD * 1000 for gap in gaps), begun
        assert {number(worker) for _, worker in begun} <= set(by_number)

        _, coordinator = staff_doors(second.port)
        before = int(rows(first, "SELECT count(*) FROM application")[0][0])
        page = table.upload(second.port, coordinator.cookie, table.make(LINES))
        assert coordinator.post(f"{page}/confirmation").status == 303

        def halfway():
            found = rows(first, "SELECT worker, done, state FROM work WHERE kind = 'intake.applications'")
            return found and 0 < int(found[0][1]) < LINES and found[0]

        worker, done, _ = until(halfway)
        killed = by_number[number(worker)]
        killed.kill()
        left = second if killed is first else first
        until(lambda: rows(left, "SELECT 1 FROM work WHERE kind = 'intake.applications' AND state = 'finished'"))
        (other, counted, turn), = rows(left, "SELECT worker, done, turn FROM work WHERE kind = 'intake.applications'")
        assert number(other) == str(left.process.pid) and int(counted) == LINES and int(turn) == 2
        assert rows(left, "SELECT added, changed, unchanged, refused FROM intake") == [[str(LINES), "0", "0", "0"]]
        assert int(rows(left, "SELECT count(*) FROM application")[0][0]) - before == LINES
        print(f"\n{done} of {LINES} lines by the first, the rest by the other; {len(gaps) + 1} runs of a job by {len({w for _, w in begun})} processes")
    finally:
        second.kill()
        first.stop()


def test_the_page_that_answers_a_form_is_shown_by_either_process():
    first = Server("--applicants", "0")
    second = beside(first)
    try:
        for one, other in [(first, second), (second, first)]:
            connection = http.client.HTTPConnection("127.0.0.1", one.port, timeout=30)
            connection.request("POST", "/return?lang=en", "contact=nobody", SENT)
            reply = connection.getresponse()
            assert reply.status == 303 and reply.read() == b""
            own = {"cookie": "; ".join(set.split(";")[0] for set in reply.msg.get_all("set-cookie"))}
            # Whoever has the address alone is led back to the form.
            for headers, status in [(own, 422), ({}, 303)]:
                shown = http.client.HTTPConnection("127.0.0.1", other.port, timeout=30)
                shown.request("GET", reply.getheader("location"), headers=headers)
                page = shown.getresponse()
                assert page.status == status and ('value="nobody"' in page.read().decode()) == (status == 422)
    finally:
        second.kill()
        first.stop()
