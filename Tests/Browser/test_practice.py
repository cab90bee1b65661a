"""Practice in the phone's own engine: rules, py-fsrs' histories and 100,000 generated ones, to the last millionth as the server has them."""

import base64
import gzip

from conftest import ROOT

BOTH = """
async ([script, driver, rules, peer, kept]) => {
  const practice = await import(script)
  const tests = await import(driver)
  return {
    rules: tests.rules(practice, rules), peer: tests.peer(practice, peer), generated: tests.generated(practice, kept),
    degenerate: tests.degenerate(practice), speed: tests.speed(practice),
  }
}
"""


def module(path):
    return "data:text/javascript;base64," + base64.b64encode((ROOT / path).read_bytes()).decode()


def test_both_engines_practise_alike(browser):
    names = ("practice-rules.txt", "practice-fsrs.txt", "practice-generated.txt")
    files = [(ROOT / "Tests/Cases" / name).read_text() for name in names]
    assert files[0].count("=") > 60 and len(files[1].splitlines()) == 502 and len(files[2].splitlines()) == 100
    page = browser.new_page()
    said = page.evaluate(BOTH, [module("Public/practice.js"), module("Tests/Browser/practice.js"), *files])
    page.close()
    print(f"a year of one girl in {said.pop('speed'):.1f} ms")
    assert said == {"rules": [], "peer": [], "generated": [], "degenerate": []}


def test_it_weighs_little():
    assert len(gzip.compress((ROOT / "Public/practice.js").read_bytes(), 9)) <= 4000
