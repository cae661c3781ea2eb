"""The explorer as it is used: in a browser, with the mouse, the keyboard, on a phone, without scripts, in light and dark."""

import json
import re

import pytest
from browser_pages import PAGES, SCREENSHOTS, letter_of

from kamermijn.store import history

LETTER = "kst-39902-7"


@pytest.fixture(scope="module")
def figure(explored):
    return letter_of(explored, LETTER)["figures"][0]


def in_view(page, selector):
    """Whether a place is in view within a while: a browser scrolls to it, and again when what stands above it has its size."""
    height = page.viewport_size["height"]
    for _ in range(100):
        box = page.locator(selector).bounding_box()
        if box["y"] >= 0 and box["y"] + box["height"] <= height:
            return True
        page.wait_for_timeout(100)
    return False


def test_from_the_first_page_by_searching_to_the_highlighted_sentence(open_page, figure):
    page = open_page("/")
    page.get_by_role("searchbox").fill("vestigingen")
    page.get_by_role("button", name="Zoek").click()
    assert page.locator(".hits b", has_text="vestigingen").count() > 0
    page.locator(f'main a[href$="#{figure["record_id"]}"]').first.click()
    page.wait_for_url(re.compile(figure["record_id"]))
    assert in_view(page, f"#{figure['record_id']}")


def test_from_a_filtered_table_by_its_row_to_the_highlighted_sentence(open_page, figure):
    page = open_page("/kamermijn/figures?unit=count&letter_id=" + LETTER)
    page.locator("a.naar-de-zin", has_text="1.046").first.click()
    page.wait_for_url(re.compile(figure["record_id"]))
    mark = page.locator(f"mark#{figure['record_id']}")
    assert mark.inner_text() == "1.046"
    assert mark.evaluate("mark => mark.matches(':target')")
    assert in_view(page, f"mark#{figure['record_id']}")


def test_a_permalink_opens_at_its_sentence_without_scripts_too(open_page, explored):
    last = letter_of(explored, LETTER)["measures"][-1]
    page = open_page(f"/brief/{LETTER}#{last['record_id']}", scripts=False)
    assert in_view(page, f"mark#{last['record_id']}")
    colour = page.locator(f"mark#{last['record_id']}").evaluate("mark => getComputedStyle(mark).outlineStyle")
    assert colour == "solid"


def test_a_record_tells_what_it_is_on_hovering_on_focus_and_when_chosen(open_page, figure):
    page = open_page(f"/brief/{LETTER}")
    mark = page.locator(f"mark#{figure['record_id']}")
    # Scrolling hides the tooltip, and is told a frame later than it is done.
    mark.scroll_into_view_if_needed()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    mark.hover()
    assert "regel figure.count" in page.get_by_role("tooltip").inner_text()
    page.mouse.move(0, 0)
    mark.focus()
    assert "vestigingen" in page.get_by_role("tooltip").inner_text()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Gekozen vondst")
    panel.get_by_text("“1.046”").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Sluit"
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.id") == figure["record_id"]


def test_the_quote_is_copied_with_its_official_reference_and_the_row_as_csv(open_page, figure):
    page = open_page(f"/brief/{LETTER}#{figure['record_id']}")
    page.get_by_role("button", name="Kopieer citaat met verwijzing").click()
    page.get_by_text("Gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "“1.046” (Kamerstukken II 2030/31, 39 902, nr. 7, p. 1)"
    page.get_by_role("button", name="Kopieer rij als CSV").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('record_id,'))")
    assert figure["record_id"] in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_kind_can_be_hidden_and_shown_again(open_page, figure, scripts):
    page = open_page(f"/brief/{LETTER}", scripts=scripts)
    mark, box = page.locator(f"mark#{figure['record_id']}"), page.locator(f'.paper a[href="#{figure["record_id"]}"]')
    shown = mark.evaluate("mark => getComputedStyle(mark).backgroundColor")
    page.get_by_label("cijfers", exact=False).first.uncheck()
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert box.evaluate("box => getComputedStyle(box).display") == "none"
    page.get_by_label("cijfers", exact=False).first.check()
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") == shown


def test_the_page_image_is_shown_and_its_box_leads_to_the_text(open_page, figure):
    page = open_page(f"/brief/{LETTER}")
    image = page.locator(".paper img").first
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.paper img').naturalWidth > 500")
    box = page.locator(f'.paper a[href="#{figure["record_id"]}"] rect')
    printed, drawn = box.bounding_box(), image.bounding_box()
    expected = drawn["y"] + drawn["height"] * figure["boxes"][0]["y0"] / float(
        page.locator(".paper svg").first.get_attribute("viewBox").split()[3]
    )
    assert abs(printed["y"] - expected) < 2
    box.click()
    assert page.url.endswith(f"#{figure['record_id']}")
    page.get_by_role("complementary", name="Gekozen vondst").get_by_text("“1.046”").wait_for()


def test_the_chart_is_seen_and_its_point_leads_to_the_sentence(open_page, figure):
    page = open_page("/cijfers?onderwerp=vestigingen&eenheid=count")
    assert page.locator("figure.chart svg").bounding_box()["height"] > 200
    point = page.locator(f'figure.chart a[href$="#{figure["record_id"]}"]')
    assert "1.046" in point.get_attribute("aria-label")
    point.click()
    page.wait_for_url(re.compile(figure["record_id"]))
    assert in_view(page, f"#{figure['record_id']}")


def test_filters_keep_their_place_in_the_address(open_page):
    page = open_page("/toezeggingen")
    page.get_by_label("Termijn").select_option("verstreken")
    page.get_by_label("Soort").select_option("alle")
    page.get_by_label("Gerekend op").fill("2031-06-01")
    page.get_by_role("button", name="Toon").click()
    assert "op=2031-06-01" in page.url
    assert page.get_by_label("Termijn").input_value() == "verstreken"
    assert page.locator("tbody tr").count() > 0


def test_a_record_is_reviewed_and_the_review_is_seen_in_the_letter(open_page, reviewed, figure):
    page = open_page(reviewed.token, base=reviewed.address)
    page.goto(f"{reviewed.address}/brief/{LETTER}#{figure['record_id']}")
    page.get_by_label("verbeteren", exact=True).check()
    page.get_by_label("Verbeteren in", exact=False).fill("waarde = 1047")
    page.get_by_label("Uw naam").fill("Noor")
    page.get_by_role("button", name="Bewaar oordeel").click()
    page.get_by_text("verbeterd door Noor").first.wait_for()
    (review,) = history(reviewed.output)
    assert (review.record_id, review.correction, review.reviewer) == (figure["record_id"], "waarde = 1047", "Noor")
    page.goto(f"{reviewed.address}/brief/{LETTER}")
    page.locator("#vondsten summary").first.click()
    assert page.locator("#vondsten tr", has_text="1.046").locator(".tag").inner_text() == "verbeterd"


@pytest.mark.parametrize(
    ("name", "path"), [("database", "/kamermijn"), ("table", "/kamermijn/figures"), ("sql", "/kamermijn?sql=select+1")]
)
def test_datasettes_own_pages_work_under_our_policy(open_page, name, path):
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=SCREENSHOTS / f"{name}-wide-light.png")
    page.locator("details.nav-menu summary").click()
    assert page.locator(".nav-menu").get_by_role("link", name="Toezeggingen").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_and_nothing_runs_off_the_screen(open_page, explored, name, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python: pip install 'kamermijn[dev]'")
    page = open_page(PAGES[name](explored), size=size, scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=SCREENSHOTS / f"{name}-{size}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen"
    found = axe.Axe().run(page).response["violations"]
    told = [(each["id"], each["impact"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found]
    assert [each for each in told if each[1] in ("serious", "critical")] == [], json.dumps(told, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_reviewing(open_page, reviewed, figure, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python: pip install 'kamermijn[dev]'")
    page = open_page(reviewed.token, base=reviewed.address, scheme=scheme)
    for name, path in (("desk", "/-/nakijken"), ("review", f"/brief/{LETTER}/{figure['record_id']}")):
        page.goto(f"{reviewed.address}{path}")
        page.screenshot(path=SCREENSHOTS / f"{name}-wide-{scheme}.png", full_page=True)
        found = axe.Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
