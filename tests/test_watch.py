"""The watch tells each new thing once: letters, followed figures, motions and bodies, and deadlines that passed."""

import datetime
import re

import pytest
from across_gold import fictional, sources
from lxml import etree
from typer.testing import CliRunner

from kamermijn.cli import app
from kamermijn.dossier import Linking, State
from kamermijn.dossier.feed import atom, digest
from kamermijn.dossier.watch import News, latest, news, tell
from kamermijn.rules import Follow, load

NOW = datetime.datetime(2032, 6, 1, 12, tzinfo=datetime.UTC)
EARLY = {letter_id: made for letter_id, made in fictional().items() if letter_id in ("kst-39921-3", "kst-39922-2")}


def told(state, documents, follow, now=NOW, *, since_last=True):
    kept = Linking(state, load())
    kept.update(sources(documents))
    return [one for _, one in tell(state, news(state, kept, follow, now.date()), now, since_last=since_last)]


def test_a_thing_is_told_once():
    state = State(":memory:")
    assert told(state, fictional(), Follow())
    assert told(state, fictional(), Follow()) == []
    assert told(state, fictional(), Follow(), since_last=False)


def test_of_a_letter_that_comes_in_later_only_its_own_is_told():
    state = State(":memory:")
    told(state, EARLY, Follow())
    later = told(state, {**EARLY, "kst-39921-9": fictional()["kst-39921-9"]}, Follow())
    assert [one.letter_id for one in later if one.sort == "letter"] == ["kst-39921-9"]


def test_a_deadline_that_passes_without_a_follow_up_is_told_when_it_passes_and_not_before():
    state = State(":memory:")
    early = told(state, EARLY, Follow(), datetime.datetime(2031, 5, 20, tzinfo=datetime.UTC))
    assert not [one for one in early if one.sort == "deadline"]
    passed = told(state, EARLY, Follow(), datetime.datetime(2031, 7, 2, tzinfo=datetime.UTC))
    assert {one.sort for one in passed} == {"deadline"}
    assert any("waarschuwingsborden" in one.text for one in passed)


def test_what_was_followed_up_is_not_told_as_passed():
    late = [one.text for one in told(State(":memory:"), fictional(), Follow()) if one.sort == "deadline"]
    assert late
    assert not any("waarschuwingsborden" in text for text in late)


def test_what_is_followed_is_told_and_nothing_else_of_its_sort():
    follow = Follow(motions=("kst-39921-2",), organisations=("ProRail",))
    found = told(State(":memory:"), fictional(), follow)
    assert {one.letter_id for one in found if one.sort == "motion"} == {"kst-39921-3", "kst-39921-9", "kst-39921-15"}
    assert {one.title for one in found if one.sort == "organisation"} == {"ProRail in kst-39922-2"}
    assert not [one for one in told(State(":memory:"), fictional(), Follow()) if one.sort in ("motion", "organisation", "figure")]


def test_a_followed_series_tells_its_new_figures():
    state = State(":memory:")
    kept = Linking(state, load())
    kept.update(sources(fictional()))
    series = next(row["series"] for _, some in kept.rows() for row in some if "zwemdiploma" in row.get("series_key", ""))
    figures = [one for one in told(state, fictional(), Follow(indicators=(series,))) if one.sort == "figure"]
    assert {re.search(r": (\d+) percent", one.title)[1] for one in figures} == {"82", "84", "86"}


def test_of_a_named_dossier_nothing_of_others_is_told():
    found = told(State(":memory:"), fictional(), Follow(dossiers=("39922",)))
    assert {one.letter_id for one in found} == {"kst-39922-2", "brief-nachttreinen-2032"}


def test_the_feed_is_atom_and_its_entries_keep_their_ids():
    state = State(":memory:")
    told(state, fictional(), Follow())
    first, second = (etree.fromstring(atom(latest(state, 200), now)) for now in (NOW, NOW + datetime.timedelta(days=3)))
    space = {"a": "http://www.w3.org/2005/Atom"}
    ids = [feed.xpath("a:entry/a:id/text()", namespaces=space) for feed in (first, second)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0]) > 5
    for name in ("title", "id", "updated"):
        assert first.xpath(f"a:{name}", namespaces=space)
        assert all(entry.xpath(f"a:{name}", namespaces=space) for entry in first.xpath("a:entry", namespaces=space))


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "![x](http://x/y.png) [klik](javascript:alert(1))", "a\x00b\x0bc", "# kop\n- punt"]
)
def test_what_a_letter_says_is_text_in_feed_and_digest(hostile):
    one = [("2032-06-01T12:00:00Z", News("x", "letter", hostile, hostile, "brief", "2032-06-01"))]
    feed = etree.fromstring(atom(one, NOW))
    assert not feed.xpath("//*[local-name()='script']")
    text = digest(one, NOW)
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\[[^\]]*\]\(", text)
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# kamermijn: wat er nieuw is", "## Nieuwe brieven (1)"]


def test_the_command_writes_both_and_then_tells_nothing_new(tmp_path):
    (tmp_path / "brief.txt").write_text(
        "Den Haag, 3 maart 2031\n\nVoor 1 mei 2031 stuur ik uw Kamer het rapport over bruggen.", encoding="utf-8"
    )
    command = ["run", str(tmp_path / "brief.txt"), "--out", str(tmp_path / "uit"), "--workers", "0", "--feed", "--since-last"]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 0, first.output
    assert "Nieuwe brieven (1)" in (tmp_path / "uit" / "nieuw.md").read_text(encoding="utf-8")
    again = CliRunner().invoke(app, command)
    assert "0 things told" in again.output
    assert "Niets nieuws" in (tmp_path / "uit" / "nieuw.md").read_text(encoding="utf-8")
    assert b"<entry>" in (tmp_path / "uit" / "feed.atom").read_bytes()


def test_a_feed_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "feed.atom").write_text("<feed>van een ander</feed>", encoding="utf-8")
    (tmp_path / "brief.txt").write_text("Den Haag, 3 maart 2031\n\nIk stuur uw Kamer het rapport.", encoding="utf-8")
    ran = CliRunner().invoke(app, ["run", str(tmp_path / "brief.txt"), "--out", str(tmp_path / "uit"), "--workers", "0", "--feed"])
    assert ran.exit_code == 2
    assert "van een ander" in (tmp_path / "uit" / "feed.atom").read_text(encoding="utf-8")


def test_since_last_asks_for_a_feed(tmp_path):
    (tmp_path / "brief.txt").write_text("Ik stuur uw Kamer het rapport.", encoding="utf-8")
    assert CliRunner().invoke(app, ["run", str(tmp_path / "brief.txt"), "--out", str(tmp_path / "uit"), "--since-last"]).exit_code == 2
