"""Times `keruen select` and `keruen verify` on seeded synthetic candidates, and prints a table.

    Tests/Browser/.venv/bin/python Benchmarks/selection.py [CANDIDATES]     default 250000
"""

import csv
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[1]
KERUEN = ROOT / ".build/release/keruen"
RUNS = 5


def candidates(path, count):
    chance = random.Random(2026)
    with open(path, "w") as file:
        file.write("code,test,test_error,essay,essay_error,interview,region,district,school,remote\n")
        for number in range(count):
            ability = chance.gauss(0, 1)
            region = chance.choice(["630000000", "430000000"])
            district = f"{region[:2]}{chance.randrange(40)}"
            essay = min(100, max(0, 55 + 13 * (0.6 * ability + 0.8 * chance.gauss(0, 1))))
            interview = min(20, max(0, round(chance.gauss(12 + 2 * ability, 3))))
            file.write(
                f"N{number:06d},{ability + chance.gauss(0, 0.3):.3f},{0.3 + 0.06 * ability * ability:.3f},{essay:.1f},6,{interview},"
                f"{region},{district},{district}-{chance.randrange(60)},{'yes' if chance.random() < 0.3 else 'no'}\n"
            )


def workbook(source, target):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for line, cells in enumerate(csv.reader(open(source))):
        sheet.append(cells if line == 0 else [cells[0], *(float(cell) for cell in cells[1:6]), *cells[6:]])
    book.save(target)


def policy(path, places):
    text = (ROOT / "Examples/selection/policy.yaml").read_text()
    path.write_text(text.replace("places: 60", f"places: {places}").replace("    places: 4", "    places: 20").replace("    parts:", "    # parts:"))


def timed(*arguments):
    """Median seconds of several runs, and the largest resident size so far in MB."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([KERUEN, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
    folder = pathlib.Path(tempfile.mkdtemp(prefix="keruen-bench-"))
    candidates(folder / "all.csv", count)
    policy(folder / "all.yaml", count // 10)
    select = ["select", folder / "all.csv", "--policy", folder / "all.yaml", "--draw", "4.8.15.16.23.42./", "--out", folder / "out"]
    print("| what | median of 5 | resident |\n|---|---|---|")
    verified = timed(*select, "--bundle-only")
    print(f"| ranking, verification and bundle of {count:,} | {verified[0]:.2f} s | {verified[1]:.0f} MB |")
    workbook(folder / "all.csv", folder / "all.xlsx")
    select[1] = folder / "all.xlsx"
    print(f"| the same from a workbook (XLSX; difference) | {timed(*select, '--bundle-only')[0] - verified[0]:.2f} s | |")
    again = timed("verify", folder / "out/bundle.zip")
    print(f"| `keruen verify` of {count:,} | {again[0]:.2f} s | |")
    few = min(count, 100_000)
    candidates(folder / "few.csv", few)
    policy(folder / "few.yaml", few // 10)
    select = ["select", folder / "few.csv", "--policy", folder / "few.yaml", "--draw", "4.8.15.16.23.42./", "--out", folder / "out"]
    without = timed(*select, "--draws", 0)
    replayed = timed(*select, "--draws", 1000)
    print(f"| all files for people, {few:,} candidates, no replays | {without[0]:.2f} s | {replayed[1]:.0f} MB |")
    print(f"| 1,000 replays of {few:,} (difference) | {replayed[0] - without[0]:.2f} s | |")


main()
