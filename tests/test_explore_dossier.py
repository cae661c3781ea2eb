"""What letters have to do with each other, where a run has worked it out: on the pages of promises, of motions and of the letter."""

import re
import sqlite3
from pathlib import Path

import pytest
from explored import Asking

from kamermijn import batch
from kamermijn.explore.server import built
from kamermijn.rules import load

LETTERS = Path(__file__).parent / "dossier" / "letters"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier") / "output"
    batch.run(tuple(sorted(LETTERS.glob("*.txt"))), folder, load(), options=batch.Options(workers=0))
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
    page = explorer.get("/toezeggingen?soort=alle&stand=alle&vervolg=follow-up+found").text
    line = next(part for part in page.split("<tr>") if f"#{promise['promise_id']}" in part)
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
