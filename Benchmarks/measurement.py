"""Test and marker science on seeded simulated answers, beside girth on the same answers in the same run: the estimates must agree.

Run by bin/bench, which builds measurement-bench and installs Benchmarks/requirements.txt.
"""

import json
import pathlib
import subprocess
import tempfile
import time

import girth
import numpy

ROOT = pathlib.Path(__file__).resolve().parents[1]
OURS = ROOT / ".build-bench/release/measurement-bench"


def ours(*words):
    return json.loads(subprocess.check_output([OURS, *map(str, words)]))


def calibrated(model, persons, items, folder):
    answer = ours("calibrate", model, persons, items, folder)
    assert answer["converged"] and answer["gradient"] < 1e-9
    data = numpy.fromfile(f"{folder}/answers.u8", "u1").reshape(persons, items)
    truth = json.loads(pathlib.Path(folder, "items.json").read_text())
    return answer, data, truth


def peer(model, data):
    """girth's marginal maximum likelihood: items as rows."""
    answers = data.T.astype(int)
    started = time.perf_counter()
    if model == "2pl":
        found = girth.twopl_mml(answers)
    else:
        found = girth.grm_mml(answers + 1)
    return time.perf_counter() - started, numpy.asarray(found["Discrimination"])


def main():
    print("| calibration, to a gradient of 1e-9 per person | Keruen | processor time | girth 0.8.0 | times faster |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="keruen-bench-") as folder:
        for model, persons, items in [
            ("2pl", 1_000, 40), ("grm", 1_000, 40), ("rasch", 100_000, 60), ("2pl", 100_000, 60), ("pcm", 100_000, 60),
            ("gpcm", 100_000, 60), ("3pl", 100_000, 60), ("grm", 100_000, 60), ("2pl", 1_000_000, 60),
        ]:
            answer, data, truth = calibrated(model, persons, items, folder)
            theirs = ratio = ""
            if persons == 1_000:
                seconds, slopes = peer(model, data)
                own = numpy.array(answer["discriminations"])
                assert numpy.corrcoef(own, slopes)[0, 1] > 0.99, "the estimates differ"
                theirs, ratio = f"{seconds:.2f} s", f"{seconds / answer['seconds']:,.0f}"
            print(
                f"| {model}, {persons:,} by {items} | {answer['seconds'] * 1000:,.1f} ms | {answer['processorSeconds'] * 1000:,.1f} ms "
                f"| {theirs} | {ratio} |", flush=True)
    errors = ours("errors", "2pl", 100_000, 60)
    print(f"| standard errors of {errors['parameters']} parameters, 100,000 persons | {errors['seconds'] * 1000:,.0f} ms | | | |\n")
    for what in ["differential", "alpha", "facets", "screening", "adaptive"]:
        print(subprocess.check_output([OURS, what], text=True), flush=True)


main()
