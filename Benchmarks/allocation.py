"""Matching and reviewer assignment beside their peers: the same input in the same run, and the same result or this fails.

Run by bin/bench, which builds allocation-bench and installs Benchmarks/requirements.txt.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import networkx
import numpy
from matching.games import HospitalResident
from ortools.graph.python import min_cost_flow

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = ROOT / ".build-bench/release/allocation-bench"
FORBIDDEN = -(1 << 31)


def ours(what, first, second, folder):
    return json.loads(subprocess.check_output([OURS, what, str(first), str(second), folder]))


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def matching_peer(students, programmes, folder, answer):
    """PyPI matching; returns its seconds to build and solve, and demands the same matching."""
    wishes = numpy.fromfile(f"{folder}/wishes.i32", "<i4").reshape(students, answer["length"])
    ranks = numpy.fromfile(f"{folder}/ranks.i32", "<i4").reshape(wishes.shape)
    taken = numpy.fromfile(f"{folder}/taken.i32", "<i4")
    ranking = {programme: [] for programme in range(programmes)}
    for student in range(students):
        for programme, rank in zip(wishes[student], ranks[student]):
            ranking[int(programme)].append((int(rank), student))
    hospitals = {programme: [student for _, student in sorted(ranked)] for programme, ranked in ranking.items() if ranked}
    residents = {student: [int(programme) for programme in wishes[student]] for student in range(students)}
    build, game = timed(
        lambda: HospitalResident.create_from_dictionaries(residents, hospitals, {programme: answer["seats"] for programme in hospitals}))
    solve, result = timed(lambda: game.solve(optimal="resident"))
    theirs = numpy.full(students, -1)
    for hospital, matched in result.items():
        for resident in matched:
            theirs[resident.name] = hospital.name
    assert (theirs == taken).all(), "the matchings differ"
    return build + solve


def assignment_arcs(applications, reviewers, folder):
    scores = numpy.fromfile(f"{folder}/scores.i32", "<i4").reshape(applications, reviewers).astype("<i8")
    rows, columns = numpy.nonzero(scores != FORBIDDEN)
    return scores, rows, columns


def ortools_peer(applications, reviewers, folder, answer):
    """OR-tools' minimum cost flow on all pairs; returns the seconds of its solve alone, and demands the same total."""
    scores, rows, columns = assignment_arcs(applications, reviewers, folder)
    flow = min_cost_flow.SimpleMinCostFlow()
    sink = applications + reviewers
    flow.add_arcs_with_capacity_and_unit_cost(rows, applications + columns, numpy.ones(len(rows), int), -scores[rows, columns])
    readers = numpy.arange(reviewers)
    flow.add_arcs_with_capacity_and_unit_cost(
        applications + readers, numpy.full(reviewers, sink), numpy.full(reviewers, answer["load"]), numpy.zeros(reviewers, int))
    flow.set_nodes_supplies(
        numpy.arange(sink + 1), numpy.concatenate([numpy.full(applications, 3), numpy.zeros(reviewers, int), [-3 * applications]]))
    seconds, status = timed(flow.solve)
    assert status == flow.OPTIMAL
    assert -flow.optimal_cost() == answer["total"], (-flow.optimal_cost(), answer["total"])
    return seconds


def networkx_peer(applications, reviewers, folder, answer):
    """networkx' network simplex; demands the same total."""
    scores, rows, columns = assignment_arcs(applications, reviewers, folder)
    graph = networkx.DiGraph()
    for row, column in zip(rows.tolist(), columns.tolist()):
        graph.add_edge(("a", row), ("r", column), capacity=1, weight=-int(scores[row, column]))
    for reviewer in range(reviewers):
        graph.add_edge(("r", reviewer), "end", capacity=answer["load"], weight=0)
    for application in range(applications):
        graph.nodes[("a", application)]["demand"] = -3
    graph.nodes["end"]["demand"] = 3 * applications
    seconds, (cost, _) = timed(lambda: networkx.network_simplex(graph))
    assert -cost == answer["total"], (-cost, answer["total"])
    return seconds


def row(what, answer, peer="", seconds=None):
    ratio = f"{seconds / answer['seconds']:,.0f}" if seconds else ""
    print(f"| {what} | {answer['seconds'] * 1000:,.1f} ms | {peer} | {f'{seconds:,.2f} s' if seconds else ''} | {ratio} |", flush=True)


def main():
    print("| what | Keruen | peer | its time | times faster |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="keruen-bench-") as folder:
        for students, programmes in [(1_000, 50), (25_000, 600), (100_000, 500), (1_000_000, 500)]:
            answer = ours("match", students, programmes, folder)
            assert answer["blocking"] == 0
            what = f"deferred acceptance, {students:,} students, {programmes} programmes, lists of {answer['length']}"
            if students <= 25_000:
                seconds = matching_peer(students, programmes, folder, answer)
                assert answer["seconds"] <= 0.01 and seconds >= 100 * answer["seconds"], (answer["seconds"], seconds)
                row(what, answer, "matching 1.4.3", seconds)
            else:
                row(what, answer)
        for applications, reviewers, peers in [
            (300, 20, [("networkx 3.6.1", networkx_peer), ("OR-tools 9.15", ortools_peer)]),
            (10_000, 300, [("OR-tools 9.15", ortools_peer)]),
            (100_000, 2_000, []),
        ]:
            answer = ours("assign", applications, reviewers, folder)
            assert answer["isOptimal"] and answer["broken"] == 0
            what = f"reviewer assignment, {applications:,} by {reviewers:,}, 3 each, all pairs"
            if not peers:
                row(what, answer)
            for name, peer in peers:
                row(what, answer, name, peer(applications, reviewers, folder, answer))


# matching copies its players by recursion, as deep as they are linked to each other.
sys.setrecursionlimit(10_000_000)
threading.stack_size(1 << 29)
failed = []
threading.excepthook = lambda failure: (failed.append(failure), threading.__excepthook__(failure))
thread = threading.Thread(target=main)
thread.start()
thread.join()
sys.exit(1 if failed else 0)
