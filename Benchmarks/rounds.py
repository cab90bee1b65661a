"""Rounds of universities: 2,000 random markets against two other implementations, and what a whole round costs.

    Benchmarks/.venv/bin/python Benchmarks/rounds.py [MARKETS]      default 2000

Run by bin/bench, which builds rules-bench and installs Benchmarks/requirements.txt. Fails where a matching differs or a limit is not kept.
"""

import json
import pathlib
import subprocess
import sys
import warnings

from matching.games import HospitalResident

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = ROOT / ".build-bench/release/rules-bench"


def flattened(market):
    """Each student's kinds of seat in her order, each kind's students in its order, and its seats."""
    kinds = []
    for number, offer in enumerate(market["offers"]):
        kinds += [(number, seats, attribute) for seats, attribute in offer["reserves"]]
        kinds.append((number, offer["seats"] - sum(seats for seats, _ in offer["reserves"]), None))
    rankings = []
    for number, _, attribute in kinds:
        order = [s for s in market["orders"][market["offers"][number]["merit"]] if number not in market["barred"][s]]
        members = [s for s in order if attribute is None or market["has"][s] >> attribute & 1]
        rankings.append(members + [s for s in order if s not in set(members)])
    wishes = [
        [kind for offer in wish for kind, (number, seats, _) in enumerate(kinds) if number == offer and seats and s in rankings[kind]]
        for s, wish in enumerate(market["lists"])
    ]
    return wishes, rankings, [seats for _, seats, _ in kinds]


def textbook(wishes, rankings, seats):
    """Deferred acceptance in rounds, as Gale and Shapley tell it."""
    wishes = [list(wish) for wish in wishes]
    held = [-1] * len(wishes)
    while True:
        asked = {}
        for student, wish in enumerate(wishes):
            if held[student] < 0 and wish:
                asked.setdefault(wish.pop(0), []).append(student)
        if not asked:
            return held
        for kind, students in asked.items():
            students += [student for student, has in enumerate(held) if has == kind]
            students.sort(key=rankings[kind].index)
            for place, student in enumerate(students):
                held[student] = kind if place < seats[kind] else -1


def peer(wishes, rankings, seats):
    """PyPI matching on the flattened market."""
    residents = {s: wish for s, wish in enumerate(wishes) if wish}
    listed = {kind for wish in wishes for kind in wish}
    hospitals = {kind: [s for s in rankings[kind] if kind in wishes[s]] for kind in listed}
    held = [-1] * len(wishes)
    if residents:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            game = HospitalResident.create_from_dictionaries(residents, hospitals, {kind: seats[kind] for kind in hospitals})
            for hospital, matched in game.solve(optimal="resident").items():
                for resident in matched:
                    held[resident.name] = hospital.name
    return held


def compare(count):
    lines = subprocess.check_output([OURS, "markets", str(count)], text=True).splitlines()
    assert len(lines) == count
    placed = 0
    for number, line in enumerate(lines):
        market = json.loads(line)
        flat = flattened(market)
        assert market["blocking"] == 0, number
        assert textbook(*flat) == market["taken"], (number, "the textbook's acceptance differs")
        assert peer(*flat) == market["taken"], (number, "matching 1.4.3 differs")
        placed += sum(has >= 0 for has in market["taken"])
    print(f"{count:,} markets with reserves, ties and bars: {placed:,} places as the textbook's acceptance and matching 1.4.3 give them\n")


def row(what, figure, limit, isKept):
    print(f"| {what} | {figure} | {limit} |{'' if isKept else ' **not kept** |'}", flush=True)
    return isKept


def main():
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    print("| what | Keruen | must |\n|---|---|---|")
    kept = True
    for girls, offers, run, memory in [(50, 8, 0.3, 300), (2_500, 60, 0.3, 300), (25_000, 600, 2, 300)]:
        found = json.loads(subprocess.check_output([OURS, "round", str(girls), str(offers)], text=True))
        size = f"{girls:,} girls, {offers} offers"
        kept &= row(f"whole run, {size}", f"{found['run'] * 1000:,.1f} ms, {found['memory']} MB", f"{run} s, {memory} MB", found["run"] <= run and found["memory"] <= memory)
        kept &= row(f"match alone, {size}", f"{found['match'] * 1000:,.2f} ms", "10 ms", found["match"] <= 0.01)
        kept &= row(f"29 promotions of one list, {size}", f"{found['promotions'] * 1000:,.2f} ms", "50 ms at 2,500", girls > 2_500 or found["promotions"] <= 0.05)
        if found["replays"] >= 0:
            kept &= row(f"1,000 replays, {size}", f"{found['replays']:.2f} s", "1 s at 2,500", found["replays"] <= 1)
        for name, what in [("open", "public bundle"), ("rows", "bundle with rows")]:
            made, verified, size_of = found[f"{name}Made"], found[f"{name}Verified"], found[f"{name}Bytes"]
            kept &= row(
                f"{what}, {size}, made · verified · size", f"{made:.3f} s · {verified:.3f} s · {size_of / 1e6:.3f} MB", "1.5 s · 2 s · 3 MB",
                made <= 1.5 and verified <= 2 and size_of <= 3e6)
        kept &= row(f"own proof made · held against the bundle, {size}", f"{found['proof'] * 1e6:,.0f} µs · {found['row'] * 1000:,.2f} ms", "", True)
    assert kept, "a limit is not kept"


main()
