"""The selection as the chair, a second person and the girls walk it, on a phone and on a wide screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import Server


@pytest.fixture
def house():
    server = Server("--applicants", "400")
    yield server
    server.stop()


def looked_at(page, width, tmp_path, name):
    page.screenshot(path=str(tmp_path / f"{name}-{width}.png"), full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert not Axe().run(page).response["violations"], name


def staff(browser, house, role, width, number=0):
    page = browser.new_context(viewport={"width": width, "height": 800}, locale="kk-KZ").new_page()
    page.goto(f"{house.address}/demo?lang=ru")
    page.locator("button", has_text=f"{role}:").nth(number).click()
    return page


def girl(browser, house, code, width):
    page = browser.new_context(viewport={"width": width, "height": 740}, locale="kk-KZ").new_page()
    page.goto(f"{house.address}/demo?lang=kk")
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="Кіру").click()
    page.goto(f"{house.address}/result?lang=kk")
    return page


def stays_in_sight(page, width, tmp_path):
    """What the rules mean is seen beside, or above, whichever of them is written."""
    for step in range(1, 7):
        page.locator(f"#step-{step}").evaluate("step => step.scrollIntoView()")
        words, title = page.locator("#words").bounding_box(), page.locator(f"#step-{step}-title").bounding_box()
        assert (0 if width == 360 else -40) <= words["y"] and words["y"] + words["height"] <= 800 and words["height"] >= 60, step
        if width == 360:
            assert words["height"] <= 260, "it leaves the form its place"
            assert title["y"] >= words["y"] + words["height"] - 1, "it covers no heading"
            page.screenshot(path=str(tmp_path / f"policy-step-{step}.png"))


def codes(page, caption):
    return page.locator("table", has=page.locator("caption", has_text=caption)).locator("tbody th").all_inner_texts()


@pytest.mark.parametrize("width", [360, 1200])
def test_from_the_policy_to_an_appeal(house, browser, tmp_path, width):
    chair = staff(browser, house, "председатель отбора", width)
    chair.goto(f"{house.address}/desk/selection")
    looked_at(chair, width, tmp_path, "home")
    chair.get_by_role("link", name="новая версия").click()
    chair.fill("input[name=places]", "15")
    chair.get_by_role("button", name="Показать словами").click()
    assert "на 5" in chair.inner_text("main"), "fifteen places cannot keep twenty"
    looked_at(chair, width, tmp_path, "editor-refuses")
    chair.fill("input[name=places]", "40")
    chair.get_by_role("button", name="Показать словами").click()
    looked_at(chair, width, tmp_path, "editor")
    stays_in_sight(chair, width, tmp_path)
    chair.get_by_role("button", name="Сохранить новую версию").click()
    looked_at(chair, width, tmp_path, "policy")
    chair.goto(f"{house.address}/desk/selection")
    chair.get_by_role("button", name="Сравнить").click()
    looked_at(chair, width, tmp_path, "comparison")
    chair.goto(f"{house.address}/desk/selection")
    chair.get_by_role("link", name="Правила, версия 1").click()
    chair.fill("input[name=key]", "4.8.15.16.23.42./")
    chair.get_by_role("button", name="Рассчитать по этой версии").click()
    looked_at(chair, width, tmp_path, "run")
    offered, waiting = codes(chair, "Предложения"), codes(chair, "Лист ожидания")
    assert len(offered) == 50 and waiting
    chair.get_by_role("button", name="Предложить к публикации").click()
    second = staff(browser, house, "координатор", width)
    second.goto(chair.url)
    looked_at(second, width, tmp_path, "release")
    second.fill("input[name=key]", "4.8.15.16.23.41./")
    second.get_by_role("button", name="Опубликовать результаты").click()
    assert "не те" in second.inner_text("main"), "another draw than the run's is refused"
    second.goto(chair.url)
    second.fill("input[name=key]", "4.8.15.16.23.42./")
    second.get_by_role("button", name="Опубликовать результаты").click()
    second.goto(f"{house.address}/results?lang=kk")
    looked_at(second, width, tmp_path, "results")
    assert offered[0] in second.inner_text("main") and waiting[0] not in second.inner_text("main")

    first = girl(browser, house, offered[0], width)
    looked_at(first, width, tmp_path, "offer")
    first.get_by_role("link", name="Ұсынысты қабылдау").click()
    looked_at(first, width, tmp_path, "acceptance")
    first.get_by_role("button", name="Ұсынысты қабылдау").click()
    looked_at(first, width, tmp_path, "accepted")
    assert "Орын сенікі" in first.inner_text("main")
    other = girl(browser, house, offered[1], width)
    other.get_by_role("link", name="Ұсыныстан бас тарту").click()
    looked_at(other, width, tmp_path, "decline")
    other.get_by_role("button", name="Ұсыныстан бас тарту").click()
    called = [code for code in waiting if "Ұсынысты қабылдау" in girl(browser, house, code, width).inner_text("main")]
    assert len(called) == 1

    appellant = next(code for code in reversed(waiting) if code != called[0])
    hers = girl(browser, house, appellant, width)
    looked_at(hers, width, tmp_path, "waiting")
    hers.locator("summary", has_text="Апелляция беру").click()
    hers.get_by_role("button", name="Иә, апелляция беремін").click()
    hers.get_by_text("Апелляция тіркелді").wait_for()
    second.goto(f"{house.address}/desk/appeals?lang=ru")
    looked_at(second, width, tmp_path, "appeals")
    second.get_by_role("link", name=appellant).click()
    second.select_option("select[name=evidence]", "test")
    second.get_by_role("button", name="Запросить вторую оценку").click()
    marker = staff(browser, house, "эксперт", width)
    marker.goto(f"{house.address}/desk/marks")
    looked_at(marker, width, tmp_path, "marks")
    marker.click("main ul a")
    assert appellant not in marker.inner_text("main"), "blind"
    looked_at(marker, width, tmp_path, "mark")
    marker.fill("input[name=value]", "1000")
    marker.fill("textarea[name=note]", "черновик")
    marker.get_by_role("button", name="Сохранить оценку").click()
    marker.wait_for_selector(".err")
    assert marker.input_value("textarea[name=note]") == "черновик"
    marker.fill("input[name=value]", "100")
    marker.fill("textarea[name=note]", "пример")
    # Without a network nothing is lost: the form stays, and after a reload it is there again.
    marker.context.set_offline(True)
    marker.get_by_role("button", name="Сохранить оценку").click()
    marker.wait_for_selector("text=Нет связи: не отправлено.")
    marker.context.set_offline(False)
    marker.goto(marker.url.split("?")[0])
    assert (marker.input_value("input[name=value]"), marker.input_value("textarea[name=note]")) == ("100", "пример")
    marker.get_by_role("button", name="Сохранить оценку").click()
    marker.wait_for_selector("text=сохранена")
    chair.goto(f"{house.address}/desk/appeals")
    chair.get_by_role("link", name=appellant).click()
    looked_at(chair, width, tmp_path, "effect")
    chair.get_by_role("button", name="Принять вторую оценку").click()
    hers.goto(f"{house.address}/result")
    assert "Ұсынысты қабылдау" in hers.inner_text("main")
    looked_at(hers, width, tmp_path, "after-appeal")
