"""What letters have to do with each other, where a run has worked it out: on the pages of promises, of motions and of the letter."""

import html
import json
import re
import sqlite3
from pathlib import Path

import pytest
from explored import Asking

from kamermijn import batch
from kamermijn.dossier.check_notes import NOTES, note, noted
from kamermijn.explore.check_wording import SORTS, VERDICTS, told_check
from kamermijn.explore.promises_page import DOUBTS, WHY
from kamermijn.explore.server import built
from kamermijn.explore.wording import word
from kamermijn.rules import load

LETTERS = Path(__file__).parent / "dossier"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier") / "output"
    batch.run(tuple(sorted(LETTERS.rglob("*.txt"))), folder, load(), options=batch.Options(workers=0))
    return folder


@pytest.fixture(scope="module")
def explorer(output):
    return Asking(built(output))


@pytest.fixture(scope="module")
def database(output):
    connection = sqlite3.connect(output / "kamermijn.sqlite")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_a_promise_leads_to_what_a_later_letter_says_of_it(explorer, database):
    promise = database.execute("SELECT * FROM promises WHERE status = 'follow-up found' LIMIT 1").fetchone()
    line = row_of(all_pages(explorer, "/toezeggingen?soort=alle&stand=alle&vervolg=follow-up+found"), promise)
    assert f'href="/brief/{promise["first_follow_up"]}#' in line
    assert "vervolg gevonden" in line


def test_what_was_followed_up_counts_no_days(explorer):
    page = explorer.get("/toezeggingen?soort=alle&stand=alle&vervolg=follow-up+found&op=2099-01-01").text
    assert not re.search(r'<td class="n">\d', page)


def test_what_was_not_found_is_worded_with_care(explorer, database):
    assert database.execute("SELECT count(*) FROM promises WHERE status = 'none found in this collection'").fetchone()[0]
    page = explorer.get("/toezeggingen?soort=alle&stand=alle&vervolg=none+found+in+this+collection").text
    assert "geen vervolg gevonden in deze verzameling" in page
    assert "kan wel gedaan zijn" in page


def test_a_letter_tells_which_others_speak_of_it(explorer, database):
    link = database.execute("SELECT * FROM links WHERE in_collection AND letter_id <> target AND target IS NOT NULL LIMIT 1").fetchone()
    page = explorer.get(f"/brief/{link['target']}").text
    assert f'href="/brief/{link["letter_id"]}#{link["record_id"]}"' in page


def test_a_letter_shows_what_was_checked_in_it(explorer, database):
    check = database.execute("SELECT * FROM checks LIMIT 1").fetchone()
    page = explorer.get(f"/brief/{check['letter_id']}").text
    assert "Nagerekend" in page
    assert "zegt alleen dat twee uitspraken niet gelijk zijn" in page


def test_a_motion_tells_what_letters_say_became_of_it(explorer, database):
    event = database.execute("SELECT * FROM motion_history WHERE says LIKE '%carried out%' LIMIT 1").fetchone()
    page = explorer.get("/moties").text
    line = next(part for part in page.split("<li>") if f"#{event['record_id']}" in part)
    assert "uitgevoerd" in line


def row_of(page, row):
    """The line of the table that a promise has to itself: others may lead to it as well."""
    begins = f'<td><a href="/brief/{row["letter_id"]}#{row["promise_id"]}"'
    return next(html.unescape(part) for part in page.split("<tr>") if part.startswith(begins))


def all_pages(explorer, path):
    """All parts of a long list."""
    pages = [explorer.get(path).text]
    while 'rel="next"' in pages[-1]:
        pages.append(explorer.get(f"{path}&blz={len(pages) + 1}").text)
    return "".join(pages)


def test_a_follow_up_says_why_it_is_one(explorer, database):
    promises = database.execute("SELECT * FROM promises WHERE status = 'follow-up found'").fetchall()
    page = all_pages(explorer, "/toezeggingen?soort=alle&stand=alle&vervolg=follow-up+found")
    assert len(promises) > 10
    for promise in promises:
        line = row_of(page, promise)
        for each in json.loads(promise["followed_up_in"]):
            assert f"/brief/{each['letter_id']}#{each['record_id']}" in line
            assert WHY[each["why"]] in line
            for shared in (*each["words"], *each["amounts"]):
                assert shared in line


def test_what_may_be_a_follow_up_is_shown_apart_with_the_doubt(explorer, database):
    promise = next(row for row in database.execute("SELECT * FROM promises") if "few words" in row["candidates"])
    line = row_of(all_pages(explorer, "/toezeggingen?soort=alle&stand=alle"), promise)
    assert "misschien" in line
    assert "twijfel: weinig woorden gemeen" in line


def test_every_doubt_and_reason_has_dutch_words(database):
    promises = database.execute("SELECT * FROM promises").fetchall()
    told = [each for row in promises for name in ("followed_up_in", "candidates") for each in json.loads(row[name])]
    assert {each["why"] for each in told} <= set(WHY)
    assert {each["doubt"] for each in told if each["doubt"] and "equally" not in each["doubt"]} <= set(DOUBTS)


def test_all_series_are_listed_with_their_nature(explorer, database):
    page = explorer.get("/reeksen").text
    found = database.execute("SELECT series, nature, count(*) AS n FROM series GROUP BY series").fetchall()
    assert len(found) > 10
    for row in found:
        line = next(part for part in page.split("<tr>") if f'reeks={row["series"]}"' in part)
        assert word("nature", row["nature"]) in line
        assert f'<td class="n">{row["n"]}</td>' in line


def test_a_series_shows_its_key_its_chart_and_each_point_with_its_sentence(explorer, database):
    chosen = "SELECT * FROM series WHERE series_key LIKE '%zwemdiploma%' AND nature = 'reported'"
    points = database.execute(chosen).fetchall()
    page = explorer.get(f"/reeksen?reeks={points[0]['series']}").text
    assert points[0]["series_key"].partition(" | ")[0] in page
    assert "rules/indicator/" in page
    for point in points:
        assert page.count(f'href="/brief/{point["letter_id"]}#{point["record_id"]}"') == 2  # in the chart and in the table
        assert str(html.escape(point["quote"][:200])) in page


def test_figures_of_another_nature_stand_in_a_table_of_their_own(explorer, database):
    soldiers = "SELECT * FROM series WHERE series_key LIKE 'militair | count | %' AND nature = ?"
    reported, target = (database.execute(soldiers, (nature,)).fetchall() for nature in ("reported", "target"))
    assert reported
    assert target
    for own in (reported, target):
        sections = explorer.get(f"/reeksen?reeks={own[0]['series']}").text.split("<h2>")
        tables = [next(part for part in sections if part.startswith(title)) for title in ("Gemeten of gemeld", "Doel")]
        for rows, its_own, other in ((reported, *tables), (target, *reversed(tables))):
            for row in rows:
                assert f"#{row['record_id']}" in its_own
                assert f"#{row['record_id']}" not in other


def test_a_subject_leads_to_its_series(explorer, database):
    row = database.execute("SELECT * FROM series WHERE name LIKE 'verdrinking%' OR name LIKE '%verdronken%'").fetchone()
    page = explorer.get("/cijfers", params={"onderwerp": row["name"].split(" (")[0].split()[-1]}).text
    assert f"/reeksen?reeks={row['series']}" in page
    assert 'href="/reeksen"' in page


@pytest.mark.parametrize("path", ["/reeksen?reeks=bestaat-niet", "/reeksen?reeks=%3Cscript%3E"])
def test_a_series_that_is_not_there_is_told(explorer, path):
    answer = explorer.get(path)
    assert answer.status_code == 404
    assert "Deze reeks is er niet" in answer.text
    assert "<script>" not in answer.text


def test_all_checks_are_listed_those_that_differ_first(explorer, database):
    page = explorer.get("/nagerekend").text
    checks = database.execute("SELECT * FROM checks").fetchall()
    assert page.count("<tr>") == len(checks) + 1
    told = re.findall(r'<td><span class="tag">(\w+(?: \w+)?)</span>', page)
    assert len(told) == len(checks)
    assert [each == "klopt" for each in told] == sorted(each == "klopt" for each in told)
    for check in checks:
        assert f'href="/brief/{check["letter_id"]}#{json.loads(check["figures"])[0]}"' in page
        assert html.escape(told_check(dict(check))["computed"]) in page


@pytest.mark.parametrize("kind", ["change", "two letters"])
def test_checks_are_chosen_by_their_sort(explorer, database, kind):
    (wanted,) = database.execute("SELECT count(*) FROM checks WHERE kind = ?", (kind,)).fetchone()
    page = explorer.get("/nagerekend", params={"soort": kind}).text
    assert wanted
    assert page.count("<tr>") == wanted + 1


def test_a_number_that_a_later_letter_corrects_is_shown_beside_the_other_on_the_page_of_its_series(explorer, database):
    check = database.execute("SELECT * FROM checks WHERE kind = 'two letters' AND corrected").fetchone()
    chosen = "SELECT series FROM series WHERE record_id = ?"
    series = database.execute(chosen, (json.loads(check["figures"])[0],)).fetchone()["series"]
    page = explorer.get(f"/reeksen?reeks={series}").text
    assert "de latere brief zegt dat hij verbetert" in page
    assert check["computed"] in page


def test_a_motion_named_by_its_member_alone_stands_with_its_number_and_says_why(explorer, database):
    event = database.execute("SELECT * FROM motion_history WHERE how = 'proposers'").fetchone()
    page = explorer.get("/moties", params={"q": event["motion"]}).text
    assert f'#{event["record_id"]}"' in page
    assert "indieners, datum en dossier wijzen alleen deze motie aan" in page


def test_every_letter_on_a_motion_is_on_its_page_in_the_order_of_their_dates(explorer, database):
    motion = database.execute("SELECT motion FROM motion_history GROUP BY 1 ORDER BY count(*) DESC").fetchone()["motion"]
    events = database.execute('SELECT * FROM motion_history WHERE motion = ? ORDER BY "order"', (motion,)).fetchall()
    page = explorer.get("/moties", params={"q": motion}).text
    places = [page.index(f'#{event["record_id"]}"') for event in events]
    assert len(places) > 2
    assert places == sorted(places)
    for event in events:
        assert event["sentence"][:60] in html.unescape(page)


def test_a_letter_tells_which_others_it_names_and_why_it_is_those(explorer, database):
    link = database.execute("SELECT * FROM links WHERE how = 'date'").fetchone()
    page = explorer.get(f"/brief/{link['letter_id']}").text
    part = page[page.index("Noemt andere brieven") :]
    assert f'href="/brief/{link["target"]}"' in part
    assert "de enige brief van die datum en afzender" in part


def test_every_check_is_told_in_dutch(database):
    checks = [dict(row) for row in database.execute("SELECT * FROM checks")]
    assert {row["kind"] for row in checks} <= set(SORTS)
    assert {row["verdict"] for row in checks} <= set(VERDICTS)
    for row in checks:
        assert not re.search(r"\b(the|of|than|letter|says|none|points)\b", told_check(row)["note"] + told_check(row)["tolerance"])


@pytest.mark.parametrize(
    ("notes", "english", "dutch"),
    [
        ([], "", ""),
        ([note("overlap")], "the parts may overlap", "de delen kunnen elkaar overlappen"),
        (
            [note("lost_number", "1")],
            "version 1 has a number that the newer one has not",
            "versie 1 heeft een getal dat de nieuwere niet heeft",
        ),
        (
            [note("parts_of", "kst-1-2, kst-1-3"), note("counted_by", "CBS, politie")],
            "parts of kst-1-2, kst-1-3; counted by CBS, politie",
            "onderdelen uit kst-1-2, kst-1-3; geteld door CBS, politie",
        ),
    ],
)
def test_a_note_of_a_check_is_told_in_both_languages(notes, english, dutch):
    assert noted(*notes)["note"] == english
    row = {"kind": "parts", "verdict": "holds", "computed": "", "tolerance": "", "note": english, "notes": json.dumps(notes)}
    assert told_check(row)["note"] == dutch


@pytest.mark.parametrize(("code", "value"), [("overlaps", ""), ("overlap", "kst-1-2"), ("parts_of", "")])
def test_a_note_that_is_none_or_lacks_its_value_is_refused(code, value):
    with pytest.raises(KeyError):
        note(code, value)


def test_every_note_says_the_same_with_its_value_in_both_languages():
    assert all(english.count("{}") == dutch.count("{}") <= 1 for english, dutch in NOTES.values())


@pytest.mark.parametrize(
    ("kind", "computed", "tolerance", "told"),
    [
        ("change", "(1,321 - 1,561) / 1,561 = -15.4%", "0.5 percentage points", ("(1.321 - 1.561) / 1.561 = -15,4%", "0,5 procentpunt")),
        ("implied base", "217 / 0.77 = 282", "280 to 284", ("217 / 0,77 = 282", "280 tot 284")),
        ("parts", "451,000 + 339,000 = 790,000", "1,500", ("451.000 + 339.000 = 790.000", "1.500")),
        # What a letter says stands as it says it.
        ("two letters", "1,5 miljoen in kst-39921-3", "0", ("1,5 miljoen in kst-39921-3", "0")),
        ("two versions", "not in version 1", "none", ("niet in versie 1", "niets")),
        ("two versions", "1.204 in version 1", "none", ("1.204 in versie 1", "niets")),
    ],
)
def test_a_sum_is_written_as_dutch_readers_write_numbers(kind, computed, tolerance, told):
    row = told_check({"kind": kind, "verdict": "holds", "computed": computed, "tolerance": tolerance, "note": ""})
    assert (row["computed"], row["tolerance"]) == told


def test_a_view_lists_the_open_promises_that_no_later_letter_speaks_of(database):
    found = {row["record_id"] for row in database.execute("SELECT record_id FROM promises_without_follow_up")}
    promises = "SELECT promise_id, status FROM promises WHERE type = 'information' AND told_as = 'announced'"
    told = {row["promise_id"]: row["status"] for row in database.execute(promises)}
    assert found
    assert found == {promise for promise, status in told.items() if status != "follow-up found"}
    assert len(found) < len(told)
