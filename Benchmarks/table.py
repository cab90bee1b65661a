"""What an import of a table costs: upload, preview, and the run until the last line is written.

The table is the kind a district sends: CSV in Windows-1251 with `;`, one girl a line, names of villages by their code.
"""

import csv
import http.client
import pathlib
import re
import time

HEADER = "ФИО;Дата рождения;Телефон;Село;Школа;Класс;Язык обучения;Примечание"
BOUNDARY = "keruen-table"


def measure(port, cookie, lines, row):
    table = make(lines)
    begun = time.monotonic()
    page = upload(port, cookie, table)
    preview = get(port, cookie, page)
    row(f"import: upload and preview of {lines:,} rows", f"{time.monotonic() - begun:.1f} s, {len(table) / 1e6:.1f} MB", "")
    assert f"<b>{lines:,}</b>".replace(",", "\u00a0") in preview, "the preview does not take every line"
    begun = time.monotonic()
    ask(port, cookie, "POST", f"{page}/confirmation", f"token={token(preview)}")
    while "<progress" in get(port, cookie, page):
        time.sleep(0.2)
        if time.monotonic() - begun > 300:
            raise SystemExit("the import does not end")
    row(f"import: {lines:,} rows written", f"{time.monotonic() - begun:.1f} s from the button to the last row", "20 s")


def make(lines, first=0):
    """Obviously made-up girls ("Сынакова Улгибере Мысалкызы") in real villages of the register."""
    villages = [code for code, kind in register() if kind == "village"]
    text = [HEADER]
    for number in range(first, first + lines):
        birth = f"{1 + number % 28:02}.{1 + number // 28 % 12:02}.{2010 + number % 2}"
        phone = f"8 701 {number // 10000 % 1000:03} {number // 100 % 100:02} {number % 100:02}"
        text.append(
            f"Сынакова {given(number)} Мысалкызы;{birth};{phone};{villages[number % len(villages)]};"
            f"Средняя школа № {number % 90};{9 + number % 2} «А»;казахский;строка {number}")
    return "\r\n".join(text).encode("cp1251")


def given(number):
    """A name of her own for each number: a name holds letters only."""
    return "Улги" + "".join("бвгдзклмнр"[int(digit)] + "аеиоуыаеио"[int(digit)] for digit in str(number))


def register():
    folder = pathlib.Path(__file__).resolve().parents[1] / "Programmes/kazakhstan"
    with open(folder / "kato_vko_2026.csv", encoding="utf-8", newline="") as file:
        return [(place["code"], place["kind"]) for place in csv.DictReader(file)]


def upload(port, cookie, table):
    page = get(port, cookie, "/desk/imports")
    parts = [
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="token"\r\n\r\n{token(page)}\r\n'.encode(),
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="table"; filename="girls.csv"\r\n'
        f"content-type: text/csv\r\n\r\n".encode() + table + b"\r\n", f"--{BOUNDARY}--\r\n".encode()]
    reply, _ = ask(port, cookie, "POST", "/desk/imports", b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}")
    return reply.getheader("location")


def token(page):
    return re.search(r'name="token" value="([^"]+)"', page).group(1)


def get(port, cookie, path):
    return ask(port, cookie, "GET", path)[1]


def ask(port, cookie, method, path, body=None, kind="application/x-www-form-urlencoded"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body, {"cookie": cookie, "content-type": kind})
    reply = connection.getresponse()
    text = reply.read().decode()
    assert reply.status in (200, 303), (path, reply.status, text[-2000:])
    return reply, text
