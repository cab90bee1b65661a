"""Test and marker science on seeded simulated answers, beside girth and R on the same answers in the same run: the estimates must agree.

Run by bin/bench, which builds measurement-bench and installs Benchmarks/requirements.txt. R and its packages (bin/setup --peers) are left out where
they are not installed. The limit of a row is what its least work takes at the machine's measured best.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import girth
import numpy

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = ROOT / ".build-bench/release/measurement-bench"
NAMES = {
    "lookups": "cache 1, lookups", "updates": "cache 1, updates", "cacheBytes": "cache 2", "memoryBytes": "memory", "counts": "counted bits",
    "flops": "flops",
}


def ours(*words):
    lines = subprocess.check_output([OURS, *map(str, words)], text=True).splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def best(runs, work):
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def machine():
    """What all cores together can do a second."""
    limits = ours("limits")[0]
    cores = os.cpu_count()
    one = numpy.random.default_rng(1).random((2_000, 2_000))
    limits["flops"] = 2 * 2_000**3 / best(8, lambda: one @ one)
    much = numpy.ones(60_000_000)
    limits["memoryBytes"] = cores * much.nbytes / best(5, much.sum)
    words, out = numpy.arange(16_384, dtype=numpy.uint64), numpy.empty(16_384, numpy.uint8)
    limits["counts"] = cores * words.size / best(200, lambda: numpy.bitwise_count(words, out=out))
    return limits


class Table:
    def __init__(self, limits):
        self.limits = limits
        print("| what | Keruen | limit | times the limit | peer | its time | times faster |\n|---|---|---|---|---|---|---|")

    def row(self, row, peers=()):
        work = {name: amount / self.limits[name] for name, amount in (row.get("work") or {}).items() if amount > 0}
        name = max(work, key=work.get, default=None)
        limit, ratio = (f"{NAMES[name]} {text(work[name])}", f"{row['seconds'] / work[name]:.1f}") if name else ("", "")
        for peer, seconds in peers or [("", None)]:
            theirs = (text(seconds), f"{seconds / row['seconds']:,.0f}") if seconds else ("", "")
            print(f"| {row['what']} | {text(row['seconds'])} | {limit} | {ratio} | {peer} | {theirs[0]} | {theirs[1]} |", flush=True)

    def notes(self, *words):
        for row in ours(*words):
            note = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.3g}", row.get("note", ""))
            self.row(row | {"what": row["what"] + (f" ({note})" if note else "")})


def text(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def girths(model, folder, persons, items):
    """girth's marginal maximum likelihood: items as rows."""
    answers = numpy.fromfile(f"{folder}/answers.u8", "u1").reshape(persons, items).T.astype(int)
    started = time.perf_counter()
    found = girth.twopl_mml(answers) if model == "2pl" else girth.grm_mml(answers + 1)
    return time.perf_counter() - started, numpy.asarray(found["Discrimination"])


def r(*words):
    return json.loads(subprocess.check_output(["Rscript", ROOT / "Benchmarks/peers.R", *map(str, words)], text=True))


def calibrations(table, folder):
    for model, persons, items in [
        ("2pl", 1_000, 40), ("grm", 1_000, 40), ("rasch", 100_000, 60), ("2pl", 100_000, 60), ("pcm", 100_000, 60),
        ("gpcm", 100_000, 60), ("3pl", 100_000, 60), ("grm", 100_000, 60), ("2pl", 1_000_000, 60),
    ]:
        answer = ours("calibrate", model, persons, items, folder)[0]
        assert answer["converged"] and answer["gradient"] < 1e-9
        peers = []
        if persons == 1_000:
            seconds, slopes = girths(model, folder, persons, items)
            assert numpy.corrcoef(answer["discriminations"], slopes)[0, 1] > 0.99, "the estimates differ"
            peers = [("girth 0.8.0", seconds)]
        answer["row"]["what"] += f" ({answer['processorSeconds'] * 1000:.1f} ms of processor, {answer['peakMiB']} MiB)"
        table.row(answer["row"], peers)


def against_r(table, folder):
    if not shutil.which("Rscript"):
        print("\nR is not installed: bin/setup --peers\n")
        return
    for persons, items in [(1_000, 40), (10_000, 60)]:
        own, theirs = ours("conditional", "rasch", persons, items, folder)[0], r("rasch", folder, persons, items)
        assert own["logLikelihood"] >= float(theirs["logLikelihood"]) - 1e-6, "theirs is likelier"
        for name, most in [("difficulties", 1e-3), ("infit", 1e-3), ("outfit", 1e-3)]:
            assert numpy.abs(numpy.array(own[name]) - theirs[name]).max() < most, f"{name} differ"
        table.row(own["row"], [("eRm 1.0-2", theirs["eRm"]), ("psychotools 0.7-2", theirs["psychotools"])])
    own, theirs = ours("conditional", "pcm", 1_000, 20, folder)[0], r("pcm", folder, 1_000, 20)
    assert own["logLikelihood"] >= float(theirs["logLikelihood"]) - 1e-6, "theirs is likelier"
    table.row(own["row"], [("psychotools 0.7-2", theirs["psychotools"])])
    for own, name, peer in zip(ours("matched", folder), ["mh", "logistic"], ["R mantelhaen.test", "R glm"]):
        theirs = r(name, folder, 20_000, 20)
        assert numpy.allclose(own["chiSquare"], theirs["chiSquare"], rtol=1e-8), f"{name} differs"
        table.row(own["row"], [(peer, theirs["seconds"])])


def main():
    limits = machine()
    print(
        f"{limits['cores']} cores: {limits['lookups'] / 1e9:.1f} billion lookups and {limits['updates'] / 1e9:.1f} billion updates a second in cache 1, "
        f"{limits['cacheBytes'] / 1e9:.0f} GB/s from cache 2, {limits['memoryBytes'] / 1e9:.0f} GB/s from memory, "
        f"{limits['counts'] / 1e9:.1f} billion words counted, {limits['flops'] / 1e9:.0f} billion flops.\n")
    table = Table(limits)
    with tempfile.TemporaryDirectory(prefix="keruen-bench-") as folder:
        calibrations(table, folder)
        for words in [("errors", "2pl"), ("errors", "gpcm"), ("errors", "grm")]:
            table.row(ours(*words, 100_000, 60)[0])
        for model in ["2pl", "gpcm", "3pl", "grm"]:
            table.notes("abilities", model, 100_000, 60)
            table.notes("quality", model, 100_000, 60)
        against_r(table, folder)
    for what in ["differential", "alpha", "facets", "screening", "adaptive"]:
        table.notes(what)


main()
