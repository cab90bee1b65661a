"""Typed answers in the phone's own engine: the table of cases and 100,000 generated answers, judged as the server judges them."""

import base64

from conftest import ROOT

BOTH = """
async ([script, driver, csv, pieces, kept]) => {
  const { grade } = await import(script)
  const { table, generated } = await import(driver)
  return { table: table(grade, csv), generated: generated(grade, csv, pieces, kept) }
}
"""


def module(path):
    return "data:text/javascript;base64," + base64.b64encode((ROOT / path).read_bytes()).decode()


def test_both_engines_judge_alike(browser):
    files = [(ROOT / "Tests/Cases" / name).read_text() for name in ("grading.csv", "grading-pieces.txt", "grading-generated.txt")]
    assert len(files[0].splitlines()) > 1800 and len(files[2].splitlines()) == 100
    page = browser.new_page()
    said = page.evaluate(BOTH, [module("Public/grade.js"), module("Tests/Browser/grading.js"), *files])
    page.close()
    assert said == {"table": [], "generated": []}
