"""Practice in the phone's own engine: rules, py-fsrs' histories and 100,000 generated ones, to the last millionth as the server has them."""

import base64
import gzip

from conftest import ROOT

SCRIPT = "Public/practice.js"

BOTH = """
async ([script, inside, driver, rules, peer, kept, bits]) => {
  const practice = await import(script)
  const functions = await import(inside)
  const tests = await import(driver)
  return {
    rules: tests.rules(practice, rules), peer: tests.peer(practice, peer), generated: tests.generated(practice, kept),
    bits: tests.bits(functions, bits), degenerate: tests.degenerate(practice), speed: tests.speed(practice),
  }
}
"""


# The script with the functions that memory is made of: their doubles are compared before they are rounded.
INSIDE = b"\nexport { exp, ln, chance, sameDay, later, nextDifficulty, firstDifficulty };\n"


def module(path, more=b""):
    return "data:text/javascript;base64," + base64.b64encode((ROOT / path).read_bytes() + more).decode()


def test_both_engines_practise_alike(browser):
    names = ("practice-rules.txt", "practice-fsrs.txt", "practice-generated.txt", "practice-bits.txt")
    files = [(ROOT / "Tests/Cases" / name).read_text() for name in names]
    assert files[0].count("=") > 60 and len(files[1].splitlines()) == 502 and len(files[2].splitlines()) == 100
    page = browser.new_page()
    said = page.evaluate(BOTH, [module(SCRIPT), module(SCRIPT, INSIDE), module("Tests/Browser/practice.js"), *files])
    page.close()
    print(f"a year of one girl in {said.pop('speed'):.1f} ms")
    assert said == {"rules": [], "peer": [], "generated": [], "bits": [], "degenerate": []}


def test_it_weighs_little():
    assert len(gzip.compress((ROOT / SCRIPT).read_bytes(), 9)) <= 4000
