"""A selection that somebody else computes again, in another language, from the published bundle alone."""

import subprocess

from conftest import PROGRAM, ROOT
from outsider import check

EXAMPLE = ROOT / "Examples/selection"


def test_outsider_gets_the_same_result(tmp_path):
    for draw in ["4.8.15.16.23.42./", "9319./2.5.8.10.12./9.18.26.34.41.45./"]:
        subprocess.run(
            [PROGRAM, "select", EXAMPLE / "candidates.csv", "--policy", EXAMPLE / "policy.yaml", "--draw", draw, "--out", tmp_path / "out",
             "--draws", "0"], check=True)
        assert check(tmp_path / "out/bundle.zip") == 600


def test_example_is_what_its_generator_makes():
    made = subprocess.run(["python3", EXAMPLE / "make.py"], check=True, capture_output=True, text=True).stdout
    assert made == (EXAMPLE / "candidates.csv").read_text()
