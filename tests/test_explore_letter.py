"""The letter page: every record marked and reachable, its page beside it, and what is known of it one step away."""

import csv
import html
import io
import json
import re
import shutil

import pytest
from explored import LETTER, Asking

from kamermijn.explore.server import built


@pytest.fixture(scope="module")
def explorer(explored):
    return Asking(built(explored))


@pytest.fixture(scope="module")
def document(explored):
    return json.loads((explored / "letters" / f"{LETTER}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(explorer):
    answer = explorer.get(f"/brief/{LETTER}")
    assert answer.status_code == 200
    return answer.text


def test_every_record_has_its_place_in_the_text(page, document):
    for kind in ("figures", "dates", "citations", "motions", "organisations", "measures", "rejected"):
        for record in document[kind]:
            assert page.count(f'<mark class="{kind}" id="{record["record_id"]}"') == 1


def test_the_text_is_the_letters_text(page, document):
    words = re.search(r'<section class="words".*?</section>', page, re.DOTALL)[0]
    shown = html.unescape(re.sub(r"<[^>]+>", " ", words))
    assert "".join(shown.split()) == "".join(document["text"].split())


def test_what_hovering_shows_is_value_rule_and_what_was_inferred(page, document):
    titles = dict(re.findall(r'id="([^"]+)" title="([^"]*)"', page))
    figure = document["figures"][0]
    assert "1.046" in titles[figure["record_id"]]
    assert f"regel {figure['rule']}" in titles[figure["record_id"]]
    inferred = next(each for each in document["dates"] if each["inferred"])
    assert "afgeleid: " in titles[inferred["record_id"]]


def test_a_record_is_boxed_on_its_page_and_the_box_leads_to_its_sentence(page, document):
    figure = document["figures"][0]
    box = figure["boxes"][0]
    found = re.search(rf'<a href="#{figure["record_id"]}"[^>]*><rect x="([\d.]+)" y="([\d.]+)"', page)
    assert (float(found[1]), float(found[2])) == (box["x0"], box["y0"])


def test_a_page_is_an_image(explorer):
    answer = explorer.get(f"/brief/{LETTER}/bladzijde/2")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("number", ["0", "3", "99999"])
def test_a_page_that_the_letter_does_not_have_is_not_found(explorer, number):
    answer = explorer.get(f"/brief/{LETTER}/bladzijde/{number}")
    assert answer.status_code == 404
    assert "geen bladzijde" in answer.text


def test_a_letter_that_was_no_pdf_says_why_it_has_no_pages(explorer):
    assert "niet als PDF" in explorer.get("/brief/kst-39901-12").text


def test_a_pdf_that_changed_since_is_not_shown(explored, tmp_path, monkeypatch):
    output = tmp_path / "output"
    shutil.copytree(explored, output)
    monkeypatch.setattr("kamermijn.ingest.sources.content", lambda path: b"%PDF-1.7 another file")
    explorer = Asking(built(output))
    assert "is veranderd sinds de brief is gelezen" in explorer.get(f"/brief/{LETTER}").text
    assert explorer.get(f"/brief/{LETTER}/bladzijde/1").status_code == 404


def test_a_letter_without_the_ledger_of_its_run_is_shown_without_its_pages(explored, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(explored, output)
    (output / "ledger.sqlite").unlink()
    assert "geen ledger.sqlite" in Asking(built(output)).get(f"/brief/{LETTER}").text


def test_all_of_a_record_stands_on_a_page_of_its_own(explorer, document):
    figure = document["figures"][0]
    shown = explorer.get(f"/brief/{LETTER}/{figure['record_id']}").text
    assert "“1.046” (Kamerstukken II 2030/31, 39 902, nr. 7, p. 1)" in shown
    assert f'href="/brief/{LETTER}#{figure["record_id"]}"' in shown
    assert figure["rule"] in shown
    assert "Koninklijke Bibliotheek" in shown


def test_the_panel_is_that_page_without_its_frame(explorer, document):
    shown = explorer.get(f"/brief/{LETTER}/{document['figures'][0]['record_id']}?deel=1").text
    assert "<html" not in shown
    assert "“1.046”" in shown


def test_a_record_as_csv_is_its_row_of_the_table(explorer, explored, document):
    figure = document["figures"][0]
    with (explored / "figures.csv").open(encoding="utf-8", newline="") as file:
        (expected,) = (row for row in csv.DictReader(file) if row["record_id"] == figure["record_id"])
    answer = explorer.get(f"/brief/{LETTER}/{figure['record_id']}/csv")
    assert list(csv.DictReader(io.StringIO(answer.text))) == [expected]


@pytest.mark.parametrize("path", ["/brief/nergens", f"/brief/{LETTER}/figure-0", "/brief/nergens/figure-0", "/brief/nergens/figure-0/csv"])
def test_what_is_not_there_is_told_with_a_way_on(explorer, path):
    answer = explorer.get(path)
    assert answer.status_code == 404
    assert 'role="search"' in answer.text


def test_a_made_up_letter_is_not_said_to_be_published(page):
    assert "officielebekendmakingen.nl/kst-39902-7" not in page
    assert "fictief voorbeeld" in page
