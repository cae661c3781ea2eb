"""The pages over all letters: what is asked is shown, leads to its sentence, and is worded with care."""

import json
import re
import sqlite3

import pytest
from explored import LETTER, Asking

from kamermijn.explore.search_page import full_text
from kamermijn.explore.server import built


@pytest.fixture(scope="module")
def explorer(explored):
    return Asking(built(explored))


@pytest.fixture(scope="module")
def database(explored):
    connection = sqlite3.connect(explored / "kamermijn.sqlite")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def links(page):
    return re.findall(r'href="(/brief/[^"]+#[^"]+)"', page)


def test_every_link_to_a_record_leads_to_a_place_that_is_there(explorer):
    places = {}
    for path in (
        "/?q=motie",
        "/cijfers?onderwerp=jeugdleden",
        "/toezeggingen?stand=alle&soort=alle",
        "/moties",
        re.search(r'href="(/reeksen[?]reeks=[^"]+)"', explorer.get("/reeksen").text)[1],
        f"/dekking?brief={LETTER}",
    ):
        found = links(explorer.get(path).text)
        assert found, path
        for link in found:
            letter, record = link.split("#")
            if letter not in places:
                places[letter] = explorer.get(letter).text
            assert f'id="{record}"' in places[letter]


def test_the_first_page_shows_the_newest_letters_and_counts(explorer):
    page = explorer.get("/").text
    assert page.index("kst-39901-12") < page.index(f"/brief/{LETTER}")
    assert "<strong>4</strong> brieven" in page


def test_a_search_shows_the_words_found_in_their_context(explorer):
    page = explorer.get("/?q=vestigingen").text
    assert "<b>vestigingen</b>" in page
    assert f"/brief/{LETTER}" in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("wachttijd hoorzorg", '"wachttijd" "hoorzorg"'),
        ('"de motie" bibliothe*', '"de motie" "bibliothe"*'),
        ("NEAR(a b) OR c^2", '"NEAR(a" "b)" "OR" "c^2"'),
        ("text: NOT", '"text:" "NOT"'),
        ('een " los', '"een" "los"'),
        ("* - ' ;", ""),
        ("", ""),
    ],
)
def test_every_sign_in_a_search_is_just_a_sign(asked, expected):
    assert full_text(asked) == expected


@pytest.mark.parametrize(
    "asked", ["AND", "a OR", 'x"', "NEAR(", "^", "col:word", "'; DROP TABLE letters; --", "\x00", "%", "😀", "-", "{}"]
)
def test_no_search_is_an_error(explorer, asked):
    assert explorer.get("/", params={"q": asked}).status_code == 200
    assert explorer.get("/cijfers", params={"onderwerp": asked}).status_code == 200
    assert explorer.get("/moties", params={"q": asked}).status_code == 200
    assert explorer.get("/toezeggingen", params={"q": asked}).status_code == 200


@pytest.mark.parametrize("number", ["39 902, nr. 7", "kst-39902-7", "39902"])
def test_a_number_finds_its_letter(explorer, number):
    page = explorer.get("/", params={"q": number}).text
    assert "Met dit nummer" in page
    assert f'href="/brief/{LETTER}"' in page


def test_a_search_within_a_dossier_keeps_to_it(explorer):
    page = explorer.get("/?q=kabinet&dossier=39902").text
    assert f'href="/brief/{LETTER}"' in page
    assert "hoorzorg" not in page


def test_nothing_found_is_told_with_advice(explorer):
    assert "Niets gevonden" in explorer.get("/?q=zwaartekrachtgolf").text


def test_a_chart_links_every_point_to_its_sentence(explorer, database):
    page = explorer.get("/cijfers?onderwerp=vestigingen").text
    chart = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    (record,) = database.execute(
        "SELECT record_id FROM figures WHERE subject = 'vestigingen' AND unit = 'count' AND period_start IS NOT NULL"
    ).fetchone()
    assert f'href="/brief/{LETTER}#{record}"' in chart
    assert "style=" not in chart
    assert "<script" not in chart


def test_units_and_changes_do_not_share_a_chart(explorer, database):
    units = {unit for (unit,) in database.execute("SELECT unit FROM figures WHERE organisation = 'Koninklijke Bibliotheek'")}
    assert len(units) > 1
    for unit in units:
        page = explorer.get("/cijfers", params={"organisatie": "Koninklijke Bibliotheek", "eenheid": unit}).text
        shown = set(re.findall(r'<td class="n"><a href="/brief/[^#]+#([^"]+)"', page))
        rows = [database.execute("SELECT unit, change FROM figures WHERE record_id = ?", (record,)).fetchone() for record in shown]
        assert {row["unit"] for row in rows} == {unit}
        assert len({row["change"] in (None, "none") for row in rows}) == 1


def test_the_figures_page_proposes_what_can_be_asked_or_says_that_there_is_nothing(explorer):
    page = explorer.get("/cijfers").text
    assert "/cijfers?onderwerp=" in page or "geen onderwerp" in page


def test_days_since_a_deadline_count_to_the_day_asked_for(explorer, database):
    row = database.execute("SELECT * FROM measures WHERE status = 'announced' AND deadline_end = '2031-01-31'").fetchone()
    page = explorer.get("/toezeggingen?soort=alle&termijn=verstreken&op=2031-02-10").text
    line = next(part for part in page.split("<tr>") if f"#{row['record_id']}" in part)
    assert '<td class="n">10</td>' in line
    later = explorer.get("/toezeggingen?soort=alle&termijn=komend&op=2031-01-21").text
    line = next(part for part in later.split("<tr>") if f"#{row['record_id']}" in part)
    assert "nog 10" in line


def test_what_is_done_or_running_is_never_late(explorer, database):
    page = explorer.get("/toezeggingen?soort=alle&stand=alle&termijn=verstreken&op=2099-01-01").text
    for record in (link.split("#")[1] for link in links(page)):
        (status,) = database.execute("SELECT status FROM measures WHERE record_id = ?", (record,)).fetchone()
        assert status == "announced"


def test_a_day_that_is_none_is_told(explorer):
    assert "is geen datum" in explorer.get("/toezeggingen?op=gisteren").text


def test_the_wording_of_promises_accuses_nobody(explorer):
    page = explorer.get("/toezeggingen?soort=alle&termijn=verstreken&op=2099-01-01").text
    assert "zegt niet dat iets niet is gedaan" in page or "kan wel gedaan zijn" in page
    assert not re.search(r"gebroken|niet nagekomen|verzuimd", page)


def test_a_motion_is_shown_with_its_letters_and_what_they_do(explorer):
    page = explorer.get("/moties?q=kst-39902-4").text
    assert "Motie Bakels" in page
    assert f"/brief/{LETTER}#motion-" in page
    assert "aangenomen" in page
    assert "Zo voer ik de motie-Bakels uit." in page


def test_coverage_adds_up(explorer, explored):
    account = json.loads((explored / "letters" / f"{LETTER}.json").read_text(encoding="utf-8"))["coverage"]
    page = explorer.get("/dekking").text
    line = next(part for part in page.split("<tr>") if f"/brief/{LETTER}" in part)
    seen, inside, rejected, left_out = map(int, re.findall(r'<td class="n">(\d+)</td>', line))
    assert seen == account["seen"] == inside + rejected + left_out
    assert left_out == account["outcomes"]["left out"]


def test_coverage_tells_how_often_rules_were_right(explorer):
    page = explorer.get("/dekking").text
    assert 'id="regel-figure.count"' in page
    assert "Kleine aantallen zeggen weinig" in page


def test_coverage_of_a_letter_says_which_numbers_were_left_out_and_why(explorer):
    page = explorer.get(f"/dekking?brief={LETTER}").text
    assert "number of a list item, heading or footnote" in page
    assert explorer.get("/dekking?brief=nergens").status_code == 404


@pytest.mark.parametrize("table", ["figures", "dates", "citations", "motions", "organisations", "measures", "coverage", "records"])
def test_every_row_of_a_table_leads_to_its_sentence(explorer, database, table):
    record, letter = database.execute(f"SELECT record_id, letter_id FROM {table} ORDER BY record_id LIMIT 1").fetchone()
    page = explorer.get(f"/kamermijn/{table}?record_id={record}").text
    assert f'href="/brief/{letter}#{record}"' in page


def test_a_citation_leads_to_the_official_publication_unless_it_is_made_up(explorer):
    page = explorer.get("/kamermijn?sql=select+'kst-28638-158'+as+target,+'https://zoek.officielebekendmakingen.nl/x.html'+as+url").text
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-28638-158.html"' in page
    assert 'href="https://zoek.officielebekendmakingen.nl/x.html"' in page
    assert 'class="naar-de-publicatie"' not in explorer.get("/kamermijn/citations?_size=max").text


@pytest.mark.parametrize("path", ["/nergens", "/kamermijn/nergens", "/kamermijn/figures/nergens", "/brief/", "/cijfers/x"])
def test_an_address_that_is_none_is_told_in_dutch(explorer, path):
    answer = explorer.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert '<html lang="nl">' in answer.text


def test_a_wrong_question_is_told_and_one_for_data_is_answered_as_data(explorer):
    assert explorer.get("/kamermijn?sql=select+nergens").status_code == 400
    assert explorer.get("/kamermijn/nergens.json").json()["ok"] is False


def test_a_long_list_is_cut_into_parts(explorer, monkeypatch):
    monkeypatch.setattr("kamermijn.explore.search_page._PER_PAGE", 2)
    first = explorer.get("/").text
    assert 'rel="next"' in first
    second = explorer.get("/?blz=2").text
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    assert not set(re.findall(r'<h2><a href="(/brief/[^"]+)', first)) & set(re.findall(r'<h2><a href="(/brief/[^"]+)', second))


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999999999", "1e9"])
def test_a_part_that_is_none_is_no_error(explorer, number):
    assert explorer.get(f"/?blz={number}").status_code == 200


def test_without_a_subject_the_chart_keeps_to_one(explorer, database):
    page = explorer.get("/cijfers?organisatie=Koninklijke+Bibliotheek&eenheid=count").text
    chart = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    drawn = {record for _, record in re.findall(r'href="(/brief/[^#"]+)#([^"]+)"', chart)}
    subjects = {database.execute("SELECT subject FROM figures WHERE record_id = ?", (record,)).fetchone()[0] for record in drawn}
    assert len(subjects) == 1
    assert "In de grafiek staat alleen" in page
