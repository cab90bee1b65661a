"""The selection computed once more by somebody who has never seen our code: from docs/rooms/selection.md and a bundle alone."""

import csv
import hashlib
import io
import math
import zipfile

import yaml


def draw_order(key, count):
    """RFC 3797: the pool's entries in the order they are drawn."""
    width = 2 if count <= 65_535 else 4
    pool, order = list(range(count)), []
    for index in range(count):
        counter = index.to_bytes(width, "big")
        digest = int.from_bytes(hashlib.md5(counter + key.encode() + counter).digest(), "big")
        order.append(pool.pop(digest % len(pool)))
    return order


def points(piece, rows):
    """Points and who is kept out by this piece; a candidate without it has None until the rule for missing evidence fills it."""
    name = piece["name"]
    values = [float(row[name]) if row[name] else None for row in rows]
    present = [value for value in values if value is not None]
    if piece["scale"] == "raw":
        low, high = map(float, piece["range"])
        unit = 100 / (high - low)
        origin = -low * unit
    elif piece["scale"] == "logit":
        origin, unit = 50.0, 10.0
    else:
        mean = sum_in_order(present) / len(present)
        deviation = math.sqrt(sum_in_order([(value - mean) * (value - mean) for value in present]) / len(present))
        unit = 10 / deviation if deviation > 0 else 0.0
        origin = 50 - mean * unit if deviation > 0 else 50.0
    scaled = [None if value is None else origin + unit * value for value in values]
    given = [value for value in scaled if value is not None]
    missing = piece.get("missing", "not considered")
    out = [
        value is None and missing == "not considered" or value is not None and "minimum" in piece and value < float(piece["minimum"])
        for value in values
    ]
    fill = {"lowest": min(given), "average": sum_in_order(given) / len(given), "not considered": None}.get(missing, missing)
    return [fill if value is None else value for value in scaled], out


def sum_in_order(numbers):
    """Python's own sum() corrects its rounding since 3.12; the documents say plain addition."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def away_from_zero(value):
    return math.copysign(math.floor(abs(value) + 0.5), value)


def select(policy, rows, key):
    """For each code: total, rank, draw, status, place. Only shares and caps, which is what the example has."""
    rows = sorted(rows, key=lambda row: row["code"].encode())
    drawn = draw_order(key, len(rows))
    draw = [0] * len(rows)
    for place, entry in enumerate(drawn):
        draw[entry] = place
    pieces = [(float(piece["weight"]), *points(piece, rows)) for piece in policy["evidence"]]
    whole = sum_in_order([weight for weight, _, _ in pieces])
    totals = {}
    for index in range(len(rows)):
        if any(out[index] for _, _, out in pieces):
            continue
        total = sum_in_order([weight * values[index] for weight, values, _ in pieces]) / whole
        totals[index] = int(away_from_zero(total * 10 ** policy["decimals"]))
    order = sorted(totals, key=lambda index: (-totals[index], draw[index]))
    called = call(policy, rows, order, policy["places"])
    waiting = call(policy, rows, [index for index in order if index not in set(called)], len(order), before=called)
    result = {}
    for index, row in enumerate(rows):
        if index not in totals:
            result[row["code"]] = ("", "", str(draw[index]), "not considered", "")
            continue
        is_called = index in set(called)
        place = (called if is_called else waiting).index(index) + 1
        total = f"{totals[index] / 10 ** policy['decimals']:.{policy['decimals']}f}"
        result[row["code"]] = (total, str(order.index(index) + 1), str(draw[index]), "offered" if is_called else "waiting", str(place))
    return result


def has(row, attribute):
    column, _, value = attribute.partition("=")
    return row[column] == value if value else row[column] == "yes"


def call(policy, rows, order, places, before=None):
    """The list by shares; caps stop only those who would get a place."""
    shares, caps = policy.get("shares", []), policy.get("caps", []) if before is None else []
    chosen, left, skipped = [], list(order), set()
    listed = list(before or [])
    while len(chosen) < places:
        open_ = [index for index in left if index not in skipped]
        for index in list(open_):
            if any(sum(rows[other][cap["column"]] == rows[index][cap["column"]] for other in chosen) >= cap["places"] for cap in caps):
                skipped.add(index)
                open_.remove(index)
        if not open_:
            break
        have = [sum(has(rows[index], share["attribute"]) for index in listed) for share in shares]
        binding = [share["attribute"] for share, count in zip(shares, have) if count * 100 < share["percent"] * (len(listed) + 1)]
        wishes = [binding] + [[attribute] for attribute in binding] if len(binding) == 2 else [binding] if binding else []
        pick = next(
            (index for wish in wishes for index in open_ if all(has(rows[index], attribute) for attribute in wish)), open_[0])
        chosen.append(pick)
        listed.append(pick)
        left.remove(pick)
    return chosen


def check(bundle):
    """Every line of the published outcome against our own; returns the number of candidates."""
    with zipfile.ZipFile(bundle) as archive:
        policy = yaml.safe_load(archive.read("policy.yaml"))
        rows = list(csv.DictReader(io.StringIO(archive.read("candidates.csv").decode())))
        key = archive.read("draw.txt").decode().strip()
        published = list(csv.DictReader(io.StringIO(archive.read("outcome.csv").decode())))
        for line in archive.read("manifest.txt").decode().splitlines():
            checksum, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == checksum, name
    ours = select(policy, rows, key)
    for row in published:
        assert ours[row["code"]] == (row["total"], row["rank"], row["draw"], row["status"], row["place"]), (row, ours[row["code"]])
    assert len(published) == len(ours) == len(rows)
    return len(rows)
