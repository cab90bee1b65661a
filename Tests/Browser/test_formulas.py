"""Formulas as a phone shows them, with a mathematical font and without one. LessonsTests writes the page."""

import os

import pytest

from conftest import CHROMIUM, PHONE, ROOT

PAGE = (ROOT / "Tests/Browser/formulas.html").as_uri()

WITHOUT_MATHEMATICS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><selectfont><rejectfont><glob>*Math*</glob></rejectfont></selectfont><cachedir>%s</cachedir></fontconfig>
"""

# What a reader would read wrongly, each with the formula it stands in.
FAULTS = """
() => {
  const faults = [], box = e => e.getBoundingClientRect(), middle = e => (box(e).top + box(e).bottom) / 2
  const say = (element, what) => faults.push(what + ': ' + element.closest('math').getAttribute('alttext'))
  for (const e of document.querySelectorAll('msup, msubsup, msub')) {
    const [base, ...scripts] = e.children
    if (!base.textContent) continue
    if (e.localName !== 'msup' && middle(scripts[0]) <= middle(base)) say(e, 'an index is not below')
    if (e.localName !== 'msub' && middle(scripts.at(-1)) >= middle(base)) say(e, 'a power is not above')
  }
  for (const e of document.querySelectorAll('mfrac'))
    if (box(e.children[0]).bottom > box(e.children[1]).top + 1) say(e, 'a fraction runs together')
  for (const e of document.querySelectorAll('.root')) {
    const style = getComputedStyle(e), first = box(e.firstElementChild)
    if (!style.backgroundImage.includes('gradient') || first.left - box(e).left < 4) say(e, 'a root has no sign')
  }
  for (const e of document.querySelectorAll('.over'))
    if (getComputedStyle(e).borderTopStyle !== 'solid' || box(e).width < box(e.firstElementChild).width) say(e, 'a line is too short')
  for (const e of document.querySelectorAll('math')) if (!box(e).width || !e.getAttribute('alttext')) say(e, 'nothing is shown')
  for (const formula of document.querySelectorAll('.formula')) {
    if (formula.scrollWidth > formula.clientWidth) faults.push('a formula is too wide: ' + formula.textContent)
    const rows = [...formula.querySelectorAll('math')].map(box)
    for (const a of rows) for (const b of rows)
      if (b.top > a.top + 10 && b.top < a.bottom && b.left < a.right && a.left < b.right) faults.push('lines run together: ' + formula.textContent)
  }
  for (const e of document.querySelectorAll('.lin')) if (box(e).width) faults.push('both forms are shown: ' + e.textContent)
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is too wide')
  return faults
}
"""


@pytest.mark.parametrize("has_font", [True, False])
def test_formulas_read_as_they_are_meant(playwright, has_font, tmp_path):
    environment = dict(os.environ)
    if not has_font:
        fonts = tmp_path / "fonts.conf"
        fonts.write_text(WITHOUT_MATHEMATICS % (tmp_path / "cache"))
        environment["FONTCONFIG_FILE"] = str(fonts)
    browser = playwright.chromium.launch(**CHROMIUM, env=environment)
    page = browser.new_page(**PHONE)
    page.goto(PAGE)
    assert page.locator("math").count() > 140
    assert page.evaluate(FAULTS) == []
    browser.close()
