"""Exercises in the phone's own engine: the table of cases and 20,000 generated answers, judged as the server judges them."""

import base64
import gzip
import re

from conftest import ROOT

BOTH = """
async ([script, driver, json, csv, pieces, kept]) => {
  const { areaAt, judge } = await import(script)
  const { table, generated } = await import(driver)
  const rules = JSON.parse(json)
  const areas = [{ key: "a", x: 10, y: 10, r: 8 }, { key: "b", x: 24, y: 10, r: 8 }]
  const touched = [[10, 10], [17.5, 10], [16.5, 10], [24, 18], [24, 18.1], [50, 50]].map(([x, y]) => areaAt(areas, x, y))
  return {
    table: table(judge, rules, csv), generated: generated(judge, rules, pieces, kept), other: judge("assignment", null, {}, "kk"), touched
  }
}
"""


def module(text):
    return "data:text/javascript;base64," + base64.b64encode(text.encode()).decode()


def source(path):
    return (ROOT / path).read_text()


def test_both_engines_judge_alike(browser):
    names = ("exercises.json", "exercises.csv", "exercises-pieces.txt", "exercises-generated.txt")
    files = [source(f"Tests/Cases/{name}") for name in names]
    assert len(files[1].splitlines()) > 200 and len(files[3].splitlines()) == 20
    script = source("Public/exercises.js").replace('"./grade.js"', f'"{module(source("Public/grade.js"))}"')
    page = browser.new_page()
    said = page.evaluate(BOTH, [module(script), module(source("Tests/Browser/exercises.js")), *files])
    page.close()
    assert said == {"table": [], "generated": [], "other": None, "touched": ["a", "b", "a", "b", None, None]}


def test_the_scripts_are_light():
    """As they are sent: without the lines that are comments (Sources/Programme/Modules.swift)."""
    for path, most in [("Public/grade.js", 7_000), ("Public/exercises.js", 4_000)]:
        sent = "\n".join("" if re.match(r" *//", line) else line for line in source(path).split("\n"))
        assert len(gzip.compress(sent.encode(), 9)) <= most, path
