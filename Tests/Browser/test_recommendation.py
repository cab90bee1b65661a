"""A round from its run to a girl's answer: the chair runs it, a coordinator releases it, a girl on her phone reads why and answers, her guardian and
everybody see what is theirs to see, and the command line checks her proof."""

import io
import re
import subprocess
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import PHONE, PROGRAM, Server
from test_groups import door
from visitor import DRAWN, staff_doors

axe = Axe()
#: Lists are closed, the numbers of the draw are out, nobody has run the match.
DAY = "2027-05-17"


@pytest.fixture(scope="module")
def may():
    server = Server("--applicants", "600", "--day", DAY)
    yield server
    server.stop()


def looked_at(page):
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def girl_in(server, browser, script=True):
    """The girl with a seat to whom the tour leads, on her phone."""
    context = browser.new_context(**PHONE, java_script_enabled=script)
    page = context.new_page()
    door(page, server, "Грантқа ұсынылған қыз ретінде")
    page.goto(f"{server.address}/recommendation")
    return context, page


def test_a_round_is_run_released_and_answered(may, browser, tmp_path):
    chair, second = staff_doors(may.port)
    desk = chair.get("/desk/grants?lang=en")
    round = re.search(r'href="(/desk/grants/rounds/[0-9a-f-]{36})">Recommendations 2027<', desk).group(1)
    assert "The lists were closed on" in chair.get(f"{round}/runs?lang=en")
    run = chair.post(f"{round}/runs", key=DRAWN).getheader("location")
    page = chair.get(f"{run}?lang=en")
    assert "nothing found" in page and "stops the release" not in page, page
    assert chair.post(f"{run}/proposal").status == 303
    assert chair.post(f"{run}/release", key=DRAWN).status == 403
    wrong = second.post(f"{run}/release", key="1./").getheader("location")
    assert wrong.startswith("/shown/") and "Ештеңе жарияланған жоқ" in second.get(wrong).replace("ештеңе", "Ештеңе")
    assert "recommendations for grants wait" in second.get("/desk?lang=en")
    assert second.post(f"{run}/release", key=DRAWN).status == 303
    assert second.post(f"{run}/release", key=DRAWN).status == 409

    context, page = girl_in(may, browser)
    looked_at(page)
    assert "орын саған берілді" in page.inner_text("main")
    assert len(page.content().encode()) < 14_000, "her page is small"
    proof = context.request.get(f"{may.address}/recommendation/proof.txt").text()
    page.get_by_role("link", name="Қабылдаймын").click()
    looked_at(page)
    context.set_offline(True)
    page.get_by_role("button", name="Қабылдаймын").click()
    page.wait_for_timeout(500)
    context.set_offline(False)
    page.goto(f"{may.address}/recommendation")
    assert "орын саған берілді" in page.inner_text("main"), "a press without a network answers nothing"
    page.get_by_role("link", name="Қабылдаймын").click()
    page.get_by_role("button", name="Қабылдаймын").click()
    page.wait_for_url("**/recommendation")
    assert "Сен бұл орынды қабылдадың" in page.inner_text("main")
    page.go_back()
    page.goto(f"{may.address}/status")
    assert "қабылдадың" in page.inner_text("main")
    code = re.search(r"[0-9A-Z]{2}-[0-9A-Z]{4}", page.inner_text("main")).group()
    context.close()

    context, page = girl_in(may, browser, script=False)
    page.get_by_role("link", name="Орынды қайтару").click()
    page.get_by_role("button", name="Орынды қайтару").click()
    assert "бас тарттың" in page.inner_text("main")
    context.close()

    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{may.address}/results/recommendations/2027?lang=ru")
    looked_at(page)
    assert code not in page.content(), "no girl stands on the public page"
    bundle = context.request.get(f"{may.address}/results/recommendations/2027/bundle.zip").body()
    context.close()
    names = zipfile.ZipFile(io.BytesIO(bundle)).namelist()
    assert "rows.csv" not in names and "certificate.csv" in names
    (tmp_path / "bundle.zip").write_bytes(bundle)
    (tmp_path / "proof.txt").write_text(proof)

    def verify(*options):
        return subprocess.run([PROGRAM, "verify", str(tmp_path / "bundle.zip"), *options], capture_output=True, text=True)

    assert verify().returncode == 0, verify().stdout + verify().stderr
    assert verify("--row", str(tmp_path / "proof.txt")).returncode == 0
    row = re.search(r"^row (.*)$", proof, re.M).group(1)
    (tmp_path / "proof.txt").write_text(proof.replace(row, row.replace(",", ",0", 1)))
    assert verify("--row", str(tmp_path / "proof.txt")).returncode != 0
