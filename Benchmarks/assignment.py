"""Reviewer assignment on inputs that go wrong for somebody, beside OR-tools' minimum cost flow: zeros, ties, few levels, huge and
fractional scores, loads that bind from below and above, one person, nobody allowed, plans that cannot be.

Run by bin/bench, which builds allocation-bench.  python Benchmarks/assignment.py [--large] [--each] [KIND ...]

The same input in the same run. Fails where a total differs, a proof does not hold, one refuses a plan and the other does not, or ours
takes more than three times as long and more than a millisecond. Times are processor times of the solve alone, medians of three. Prints
of each kind of scores and size the worst of ten kinds of loads; --each prints all, --large takes plans of up to three million pairs.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
from ortools.graph.python import min_cost_flow

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = ROOT / ".build-bench/release/allocation-bench"
FORBIDDEN = -(1 << 31)
LIMIT = 1 << 28
BOUND = 3


def topics(chance, rows, columns):
    """Likeness of eight topics, as reviewers are matched by their subjects."""
    def mix(count):
        parts = chance.random((count, 8)) * chance.random((count, 8)) * chance.random((count, 8))
        return parts / numpy.linalg.norm(parts, axis=1, keepdims=True)
    return mix(rows) @ mix(columns).T


def zero_columns(chance, rows, columns):
    scores = topics(chance, rows, columns) * 10_000
    scores[:, columns // 3:] = 0
    return scores


def zero_rows(chance, rows, columns):
    scores = chance.random((rows, columns)) * 10_000
    scores[: rows * 2 // 3] = 0
    return scores


def sparse_ones(chance, rows, columns):
    """A keyword in common or none, most of them none."""
    return (chance.random((rows, columns)) < 0.03) * 1.0


def blocks(chance, rows, columns):
    """Two houses that may not read each other, and tight within."""
    scores = chance.integers(0, 1_000, (rows, columns)).astype(float)
    scores[: rows // 2, : columns // 2] = FORBIDDEN
    scores[rows // 2:, columns // 2:] = FORBIDDEN
    return scores


def few_allowed(chance, rows, columns):
    scores = chance.integers(0, 100, (rows, columns)).astype(float)
    scores[chance.random((rows, columns)) < 0.85] = FORBIDDEN
    return scores


def nearly_forbidden(chance, rows, columns):
    """A third of the reviewers may read next to nothing."""
    scores = chance.integers(0, 1_000, (rows, columns)).astype(float)
    bad = columns // 3
    scores[:, :bad][chance.random((rows, bad)) < 0.97] = FORBIDDEN
    return scores


SCORES = {
    "random": lambda c, n, m: c.integers(0, 1_000_000, (n, m)),
    "topics": lambda c, n, m: topics(c, n, m) * 1_000,
    "eight digits": lambda c, n, m: topics(c, n, m) * 1e8,
    "zero columns": zero_columns,
    "zero rows": zero_rows,
    "all zeros": lambda c, n, m: numpy.zeros((n, m)),
    "zeros and ones": lambda c, n, m: c.integers(0, 2, (n, m)),
    "three levels": lambda c, n, m: c.integers(0, 3, (n, m)),
    "keywords": sparse_ones,
    "same rows": lambda c, n, m: numpy.tile(c.integers(0, 1_000, m), (n, 1)),
    "same columns": lambda c, n, m: numpy.tile(c.integers(0, 1_000, (n, 1)), (1, m)),
    "products": lambda c, n, m: numpy.outer(numpy.arange(1, n + 1), numpy.arange(1, m + 1)) % LIMIT,
    "huge": lambda c, n, m: c.integers(-LIMIT, LIMIT + 1, (n, m)),
    "huge or nothing": lambda c, n, m: c.choice([-LIMIT, 0, LIMIT], (n, m)),
    "powers of two": lambda c, n, m: 2 ** c.integers(0, 28, (n, m)),
    "two houses": blocks,
    "few allowed": few_allowed,
    "nearly forbidden": nearly_forbidden,
}


def loads(kind, chance, rows, columns, each):
    demand = rows * each
    even = demand // columns
    rest = numpy.arange(columns) < demand - even * columns
    nothing, all_rows = numpy.zeros(columns, int), numpy.full(columns, rows)
    match kind:
        case "free":
            return nothing, all_rows
        case "a tenth above":
            return nothing, numpy.full(columns, -(-demand * 11 // (10 * columns)))
        case "no seat over":
            return nothing, even + rest
        case "equal":
            return even + 0 * rest, even + rest
        case "at least two":
            return numpy.minimum(2, even + 0 * rest), numpy.full(columns, even * 3 // 2 + 2)
        case "half at least":
            return numpy.full(columns, even // 2), all_rows
        case "uneven":
            share = chance.random(columns) ** 3 + 0.01
            high = numpy.minimum(rows, numpy.ceil(share / share.sum() * demand * 1.2).astype(int) + 1)
            return numpy.minimum(high, high // 2), high
        case "some closed":
            high = numpy.full(columns, -(-demand * 3 // (2 * columns)) + 1)
            high[:: 4] = 0
            return nothing, high
        case "too few":
            return nothing, numpy.maximum(0, even + rest - (numpy.arange(columns) == columns - 1))
        case "too many":
            return even + rest + (numpy.arange(columns) == 0), numpy.full(columns, rows)


LOADS = ["free", "a tenth above", "no seat over", "equal", "at least two", "half at least", "uneven", "some closed", "too few", "too many"]


def theirs(scores, low, high, each, runs):
    rows, columns = numpy.nonzero(scores != FORBIDDEN)
    count, readers = scores.shape
    flow = min_cost_flow.SimpleMinCostFlow()
    sink = count + readers
    flow.add_arcs_with_capacity_and_unit_cost(rows, count + columns, numpy.ones(len(rows), int), -scores[rows, columns])
    flow.add_arcs_with_capacity_and_unit_cost(
        count + numpy.arange(readers), numpy.full(readers, sink), numpy.minimum(high, count) - numpy.minimum(low, count), numpy.zeros(readers, int))
    demand = count * each
    flow.set_nodes_supplies(
        numpy.arange(sink + 1), numpy.concatenate([numpy.full(count, each), -low, [int(low.sum()) - demand]]))
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        status = flow.solve()
        seconds.append(time.process_time() - start)
    total = -flow.optimal_cost() if status == flow.OPTIMAL else None
    return statistics.median(seconds), total


def ours(scores, low, high, each, folder, program=OURS):
    for name, numbers in [("scores", scores), ("low", low), ("high", high), ("each", numpy.array([each]))]:
        numpy.asarray(numbers).astype("<i4").tofile(f"{folder}/{name}.i32")
    return json.loads(subprocess.check_output([program, "solve", str(scores.shape[0]), str(scores.shape[1]), folder], timeout=60))


SIZES = [(177, 118, 3), (40, 60, 3), (300, 20, 3), (1, 50, 3), (50, 1, 1), (400, 400, 1), (100, 118, 59), (60, 900, 4), (3_000, 12, 3)]
LARGE = [(2_000, 200, 3), (10_000, 300, 3), (30_000, 20, 3), (1_000, 1_500, 3)]


def main():
    sizes = LARGE if "--large" in sys.argv else SIZES
    only = [word for word in sys.argv[1:] if not word.startswith("--")]
    failures, worst = [], {}
    plans = slow = 0
    with tempfile.TemporaryDirectory(prefix="keruen-bench-") as folder:
        for size in sizes:
            rows, columns, each = size
            for name, make in SCORES.items():
                for load in LOADS:
                    if only and name not in only and load not in only:
                        continue
                    chance = numpy.random.default_rng(2026)
                    scores = numpy.rint(make(chance, rows, columns)).astype("<i8")
                    low, high = loads(load, chance, rows, columns, each)
                    answer = ours(scores, low, high, each, folder)
                    seconds, total = theirs(scores, low, high, each, 3 if rows * columns < 1_000_000 else 1)
                    plans += 1
                    what = f"{name}, {load}, {rows:,} by {columns:,}, {each} each"
                    if answer["feasible"] != (total is not None):
                        failures.append(f"{what}: feasible {answer['feasible']}, theirs {total}")
                    elif answer["feasible"] and (answer["total"] != total or not answer["isOptimal"] or answer["broken"]):
                        failures.append(f"{what}: {answer}, theirs {total}")
                    ratio = answer["seconds"] / seconds
                    if ratio > BOUND and answer["seconds"] > 0.001:
                        slow += 1
                        failures.append(f"{what}: {answer['seconds'] * 1000:.2f} ms, theirs {seconds * 1000:.2f} ms: {ratio:.1f} times, {answer.get('rounds')} rounds, {answer.get('bids')} bids")
                    if "--each" in sys.argv:
                        print(f"{what}: {answer['seconds'] * 1000:.2f} ms, theirs {seconds * 1000:.2f} ms, {answer.get('rounds')} rounds, {answer.get('bids')} bids", flush=True)
                    kept = worst.setdefault((size, name), (0, 0, 0, ""))
                    if ratio > kept[0]:
                        worst[size, name] = (ratio, answer["seconds"], seconds, load)
    print("| scores | size | the worst of ten kinds of loads | Keruen | OR-tools | of its time |\n|---|---|---|---|---|---|")
    for ((rows, columns, each), name), (ratio, mine, other, load) in worst.items():
        print(f"| {name} | {rows:,} by {columns:,}, {each} each | {load} | {mine * 1000:,.2f} ms | {other * 1000:,.2f} ms | {ratio:,.2f} |")
    print(f"\n{plans:,} plans, {len(failures)} failures, {slow} of them too slow")
    if failures:
        sys.exit("\n".join(failures))


main()
