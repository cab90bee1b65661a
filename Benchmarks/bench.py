"""Keruen's speed on one machine: server and load generator (wrk) share its cores. Every figure is measured in this run.

The peer of the page figures is the same server's plain text answer (/health), measured beside them: what the HTTP engine
alone gives here.
"""

import http.client
import os
import pathlib
import platform
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import table

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = pathlib.Path(os.environ.get("KERUEN_PROGRAM", ROOT / ".build/release/keruen"))
SECONDS = int(os.environ.get("KERUEN_BENCH_SECONDS", "10"))
CONNECTIONS = 64


def main():
    applications = int(sys.argv[1])
    print(machine())
    folder = tempfile.mkdtemp(prefix="keruen-bench-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.monotonic()
    server = subprocess.Popen(
        [PROGRAM, "demo", "--data", f"{folder}/data", "--port", str(port), "--applicants", str(applications)],
        stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    wait(port)
    row("population", f"{applications} applications made in {time.monotonic() - started:.0f} s", "")
    server.terminate()
    server.wait()
    started = time.monotonic()
    server = subprocess.Popen([PROGRAM, "demo", "--data", f"{folder}/data", "--port", str(port)], stdout=subprocess.DEVNULL)
    wait(port)
    row("second start", f"{time.monotonic() - started:.2f} s", "under 3 s")
    try:
        peer = pages("engine's peer: /health, a line of text", port, "/health", "")
        pages("landing page", port, "/", "10,000/s", peer)
        pages("eligibility page", port, "/eligibility", "10,000/s", peer)
        cookie, application = girl(port)
        pages("signed-in status page", port, "/status", "3,000/s", peer, cookie)
        pages("signed-in question page", port, "/apply/name", "", peer, cookie)
        saves(port, cookie, application, folder)
        staff = coordinator(port)
        desk(port, staff)
        row("resident memory", f"{resident(server)} MB after all of this", "under 200 MB")
        table.measure(port, staff, 40_000, row)
        time.sleep(5)
        row("resident memory", f"{resident(server)} MB after the import", "under 200 MB")
        check(folder)
    finally:
        server.terminate()
        server.wait()


def resident(server):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{server.pid}/status").read()).group(1)) // 1024


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = int(open("/proc/meminfo").read().split()[1]) // 2**20
    return f"{platform.platform()}, {os.cpu_count()} cores {model}, {memory} GB; wrk with {CONNECTIONS} connections, {SECONDS} s each\n"


def row(what, figure, goal):
    print(f"{what:<46} {figure:<62} {goal}", flush=True)


def wait(port):
    for _ in range(6000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not open")


def wrk(port, path, script):
    file = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    file.write(script)
    file.close()
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", file.name, f"http://127.0.0.1:{port}{path}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    errors = sum(int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
    milliseconds = float(p99.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[p99.group(2)]
    return rate, milliseconds, errors


def pages(what, port, path, goal, peer=None, cookie=None):
    headers = 'wrk.headers["accept-encoding"] = "gzip"\n' + (f'wrk.headers["cookie"] = "{cookie}"\n' if cookie else "")
    rate, p99, errors = wrk(port, path, headers)
    ratio = f", {rate / peer:.2f} of the peer" if peer else ""
    row(what, f"{rate:,.0f}/s, p99 {p99:.1f} ms{ratio}" + (f", {errors} errors" if errors else ""), goal)
    return rate


def request(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, headers or {})
    reply = connection.getresponse()
    return reply, reply.read().decode()


def girl(port):
    reply, _ = request(port, "POST", "/apply", "", {"content-type": "application/x-www-form-urlencoded"})
    cookie = reply.getheader("set-cookie").split(";")[0]
    _, page = request(port, "GET", "/apply/name", headers={"cookie": cookie})
    return cookie, page.split('data-owner="')[1].split('"')[0]


def saves(port, cookie, application, folder):
    """Each request is one durable save: a new answer with an id of its own, on disk before it is acknowledged."""
    before = answers(folder)
    script = f"""
      local count = 0
      local thread = 0
      function setup(t) t:set("number", thread); thread = thread + 1 end
      function init() math.randomseed(os.time() + number * 7919) end
      request = function()
        count = count + 1
        local id = string.format("%08x-%04x-7%03x-8%03x-%012x", os.time(), number, count % 4096, math.random(0, 4095), math.random(0, 2^40) + count)
        local body = '{{"owner":"{application}","thread":"apply","events":[{{"id":"' .. id .. '","kind":"answer","about":"essay","body":"' .. id .. '","at":1}}]}}'
        return wrk.format("POST", nil, {{["content-type"]="application/json", ["x-keruen"]="1", ["cookie"]="{cookie}"}}, body)
      end
    """
    rate, p99, errors = wrk(port, "/journal", script)
    added = answers(folder) - before
    row("application saves, synchronous=FULL", f"{rate:,.0f}/s, p99 {p99:.1f} ms, {added:,} rows added" + (f", {errors} errors" if errors else ""), "4,000/s")


def answers(folder):
    database = sqlite3.connect(f"file:{folder}/data/keruen.db?mode=ro", uri=True)
    try:
        return database.execute("SELECT count(*) FROM answer").fetchone()[0]
    finally:
        database.close()


def coordinator(port):
    _, page = request(port, "GET", "/demo?lang=ru")
    person = re.search(r'name="person" value="([^"]+)">[^<]*<button[^>]*>координатор', page).group(1)
    reply, _ = request(
        port, "POST", "/demo/session", f"person={person}", {"content-type": "application/x-www-form-urlencoded"})
    return reply.getheader("set-cookie").split(";")[0]


def desk(port, cookie):
    for what, path in [
        ("desk list, no filter", "/desk/applications"),
        ("desk list, state and region", "/desk/applications?state=eligible&region=430000000"),
        ("desk list, grade and language", "/desk/applications?grade=9&language=kk"),
        ("desk list, states, consent, sorted by village", "/desk/applications?state=submitted&state=eligible&consent=complete&sort=place"),
        ("desk list, sorted by grade downwards", "/desk/applications?sort=grade&order=down&page=3"),
        ("desk list, part of a name", "/desk/applications?q=%D0%BB%D0%B3%D1%96%D0%BE"),
        ("desk list, part of a name in Latin letters", "/desk/applications?q=ulgio&state=submitted"),
        ("desk list, search by name", "/desk/applications?q=%D2%AE%D0%BB%D0%B3%D1%96%D0%BE%D0%B2%D0%B0"),
        ("desk list, page 100", "/desk/applications?page=100"),
        ("desk, the selection", "/desk/selection"),
        ("desk today, counted within five seconds", "/desk"),
    ]:
        times = []
        for _ in range(25):
            begun = time.monotonic()
            status = fetch(port, path, cookie)
            times.append((time.monotonic() - begun) * 1000)
            assert status == 200, (path, status)
        row(what, f"median {statistics.median(times):.1f} ms, slowest of 25 {max(times):.1f} ms", "under 40 ms")
    times = []
    for _ in range(5):
        # The house keeps what it counted for five seconds.
        time.sleep(5.2)
        begun = time.monotonic()
        assert fetch(port, "/desk", cookie) == 200
        times.append((time.monotonic() - begun) * 1000)
    row("desk today, counted anew", f"median {statistics.median(times):.1f} ms, slowest of 5 {max(times):.1f} ms", "under 15 ms")


def fetch(port, path, cookie):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"cookie": cookie, "accept-encoding": "gzip"})
    reply = connection.getresponse()
    reply.read()
    return reply.status


def check(folder):
    verdict = subprocess.run([PROGRAM, "audit", "verify", "--data", f"{folder}/data"], capture_output=True, text=True)
    row("audit chain afterwards", verdict.stdout.strip().splitlines()[-1] if verdict.stdout else verdict.stderr.strip(), "holds")


main()
