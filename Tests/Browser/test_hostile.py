"""Bodies made to fill the memory, keep the processors busy or stop the program, sent over real sockets."""

import http.client
import os
import socket
import struct
import subprocess
import sys
import threading
import time

from conftest import PROGRAM, Server
from test_kill import start
from visitor import staff_doors

MEBIBYTE = 1 << 20


def resident(server):
    """Bytes of the server's memory that are in use."""
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


def post(port, path, length, piece=64 << 10, headers="", close_at=None, kind="multipart/form-data; boundary=x"):
    """Announces a body of this length, sends it as far as the server takes it and returns the status of the answer."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncontent-type: {kind}\r\n"
        f"content-length: {length}\r\n{headers}\r\n".encode())
    sent = 0
    try:
        while sent < (close_at or length):
            sent += connection.send(b"x" * min(piece, (close_at or length) - sent))
    except OSError:
        pass
    return connection


def status(connection):
    try:
        return int(connection.recv(4096).split(b" ")[1])
    finally:
        connection.close()


def webp(*chunks):
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(content)) + content for name, content in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def upload(port, cookie, page, field, name, content):
    boundary = b"keruen-test"
    page_of_form = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    page_of_form.request("GET", f"/apply/{page}", headers={"cookie": cookie})
    token = page_of_form.getresponse().read().split(b'name="token" value="')[1].split(b'"')[0]
    body = (b"--" + boundary + b'\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + token + b"\r\n--" + boundary
            + f'\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + content
            + b"\r\n--" + boundary + b"--\r\n")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", f"/apply/{page}/file", body=body, headers={
        "cookie": cookie, "sec-fetch-site": "same-origin", "content-type": "multipart/form-data; boundary=keruen-test"})
    reply = connection.getresponse()
    body = reply.read()
    if reply.status == 303:
        # Errors too are answered with a page to fetch, so that "back" repeats nothing.
        seen = reply.getheader("set-cookie")
        connection.request("GET", reply.getheader("location"), headers={
            "cookie": cookie + (f"; {seen.split(';')[0]}" if seen else "")})
        body = connection.getresponse().read()
    return body.decode()


def test_a_picture_of_54_bytes_stops_nothing(server):
    cookie, _ = start(server.port)
    header = (b"VP8X", bytes([8, 0, 0, 0, 9, 0, 0, 9, 0, 0]))
    picture = (b"VP8L", bytes([0x2f, 9, 0, 0, 0, 0]))
    assert upload(server.port, cookie, "document", "report_card", "a.webp", webp(header, (b"VP8X", b""), picture)).count("бүлінген") > 0
    assert "бүлінген" not in upload(server.port, cookie, "document", "report_card", "a.webp", webp(header, picture))
    assert server.process.poll() is None


def test_bodies_of_strangers_are_not_kept(server):
    """100 connections without a session, 21 MiB each: refused before the body, which is read and dropped."""
    before = resident(server)
    most = before
    connections = []
    threads = [threading.Thread(target=lambda: connections.append(post(server.port, "/desk/imports", 21 * MEBIBYTE - 1)))
               for _ in range(100)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, resident(server))
        time.sleep(0.05)
    assert {status(connection) for connection in connections} == {303}
    assert most < 300 * 1000 * 1000, f"{before} before, {most} at most"


def test_open_uploads_share_one_ceiling(server):
    """Girls without end, each with a photo of 9 MB under way that never ends: memory stays bounded, and others go on."""
    cookies = [start(server.port)[0] for _ in range(12)]
    before = resident(server)
    open_ones = []

    def send(cookie):
        open_ones.append(post(
            server.port, "/apply/document/file", 9 * MEBIBYTE - 1, headers=f"cookie: {cookie}\r\n", close_at=9 * MEBIBYTE - 10_000))

    threads = [threading.Thread(target=send, args=(cookies[number % 12],)) for number in range(120)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = resident(server) - before
    assert held < 256 * 1000 * 1000, held
    # A girl's words are not stopped by other people's files.
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/apply/name", headers={"cookie": cookies[0]})
    assert connection.getresponse().status == 200
    assert start(server.port)
    for connection in open_ones:
        connection.close()


def forwarded(*addresses):
    """Each as a header of its own, the nearest last."""
    return "".join(f"x-forwarded-for: {address}\r\n" for address in addresses)


def form(port, headers):
    """A long sign-in, whole: answered where the house has room for it."""
    body = b"email=nobody%40keruen.example&password=" + b"x" * 60_000
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(
        f"POST /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncontent-length: {len(body)}\r\n"
        f"content-type: application/x-www-form-urlencoded\r\n{headers}\r\n".encode() + body)
    return status(connection)


def test_one_network_stops_no_form_of_another():
    """From one /64, and forged as from elsewhere, more half-sent forms than it may have: others sign in all the same."""
    server = Server("--applicants", "0", "--behind-proxy")
    try:
        assert form(server.port, forwarded("2001:db8:0:1::1")) in (303, 422)
        open_ones = [
            post(server.port, "/sign-in", 65_000, close_at=64_000, kind="application/x-www-form-urlencoded",
                 headers=forwarded(f"192.0.2.{number}", f"2001:db8:0:1::{number:x}"))
            for number in range(1, 121)]
        time.sleep(1)
        assert form(server.port, forwarded("2001:db8:0:1:ffff::1")) == 503
        assert form(server.port, forwarded("192.0.2.1", "2001:db8:0:1::1")) == 503
        for other in ["192.0.2.1", "2001:db8:0:2::1", "::ffff:198.51.100.1"]:
            assert form(server.port, forwarded("2001:db8:0:1::1", other)) in (303, 422), other
        for connection in open_ones:
            connection.close()
        deadline = time.monotonic() + 30
        while form(server.port, forwarded("2001:db8:0:1::1")) == 503:
            assert time.monotonic() < deadline, "what was held is not let go"
            time.sleep(0.2)
    finally:
        server.stop()


#: Sends a table of 21 MiB that is nothing but beginnings of boundaries.
SENDER = """
import http.client, sys
port, cookie, token, peer = sys.argv[1:]
head = "--x\\r\\nContent-Disposition: form-data; name=\\"token\\"\\r\\n\\r\\n%s\\r\\n--x\\r\\nContent-Disposition: form-data; name=\\"table\\"; filename=\\"a.csv\\"\\r\\n\\r\\n" % token
body = head.encode() + b"\\r\\n--" * ((21 << 20) // 4 - 200) + b"\\r\\n--x--\\r\\n"
connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=120)
try:
    connection.request("POST", "/desk/imports", body, {"cookie": cookie, "sec-fetch-site": "same-origin", "x-forwarded-for": peer,
        "content-type": "multipart/form-data; boundary=x"})
    print(connection.getresponse().status)
except OSError:
    print(0)
"""


def test_eight_tables_at_once_keep_nobody_waiting():
    server = Server("--applicants", "0", "--behind-proxy")
    try:
        _, coordinator = staff_doors(server.port)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        before = resident(server)
        senders = [
            subprocess.Popen([sys.executable, "-c", SENDER, str(server.port), coordinator.cookie, coordinator.token, f"192.0.2.{number}"],
                             stdout=subprocess.PIPE, text=True)
            for number in range(8)]
        took, most = [], 0
        while any(sender.poll() is None for sender in senders):
            begun = time.monotonic()
            connection.request("GET", "/")
            assert connection.getresponse().read()
            took.append(time.monotonic() - begun)
            most = max(most, resident(server))
            time.sleep(0.005)
        answers = sorted(sender.communicate()[0].strip() for sender in senders)
        assert set(answers) <= {"303", "413", "422", "503"}, answers
        took.sort()
        # The senders share the processors; a build for debugging takes bodies apart many times slower.
        patience = 0.05 if "debug" not in PROGRAM else 0.2
        assert len(took) > 20 and took[len(took) * 9 // 10] < patience, (len(took), took[len(took) // 2], took[-3:])
        # What the tables take; the program itself weighs more with every room.
        assert most - before < 220 * 1000 * 1000, (before, most)
    finally:
        server.stop()


def test_a_body_that_drips_ends(server):
    """A byte now and then: the connection is closed when the time of a small form is over."""
    connection = post(server.port, "/sign-in", 60_000, close_at=10, kind="application/x-www-form-urlencoded")
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < 100:
            connection.sendall(b"x")
            connection.settimeout(3)
            try:
                if connection.recv(100) == b"":
                    break
            except TimeoutError:
                continue
    except OSError:
        pass
    took = time.monotonic() - begun
    assert 20 < took < 95, took


def test_what_the_engine_answers_is_strict_too(server):
    for request, wanted in [
        (b"PATCH / HTTP/1.1\r\nhost: x\r\n\r\n", b"405"), (b"GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n", b"400"),
        (b"POST /sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n"
         b"content-length: 700000\r\n\r\n", b"413"),
    ]:
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        connection.sendall(request)
        answer = connection.recv(65536)
        connection.close()
        head = answer.split(b"\r\n\r\n")[0].lower()
        assert answer.split(b" ")[1] == wanted, answer[:200]
        for name in [b"content-security-policy", b"x-content-type-options", b"referrer-policy", b"cache-control"]:
            assert name + b":" in head, (request, name)


def test_whoever_asks_on_without_reading_is_cut_off():
    """2,400 requests on each of 20 connections, no answer taken: each was 6 MB that stayed."""
    server = Server("--applicants", "10")
    try:
        before = resident(server)
        connections = []
        for _ in range(20):
            connection = socket.create_connection(("127.0.0.1", server.port))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.setblocking(False)
            try:
                connection.send(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 2400)
            except BlockingIOError:
                pass
            connections.append(connection)
        time.sleep(3)
        assert resident(server) - before < 30 * MEBIBYTE
        for connection in connections:
            connection.setblocking(True)
            connection.settimeout(10)
            read = 0
            try:
                while piece := connection.recv(65536):
                    read += len(piece)
            except ConnectionResetError:
                pass
            assert read < MEBIBYTE
            connection.close()
        # One after the other on one connection is as it was.
        one = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        for _ in range(40):
            one.request("GET", "/health")
            assert one.getresponse().read()
    finally:
        server.stop()
