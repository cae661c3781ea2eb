"""Documents come in as the official services are documented to give them, from a server of our own."""

import datetime
import hashlib
import itertools
import json

import pytest
from fetching import PDF, fetch, sources, web
from official_server import http_date, letter

from kamermijn.fetch import Account, Limits, Pace, Question
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.plan import documents
from kamermijn.fetch.wish import Wish


def test_a_document_comes_in_its_best_form_with_its_metadata(official, tmp_path):
    document = official.add("kst-99123-45", bodies={"pdf": PDF, "xml": letter("kst-99123-45", "99 123"), "html": b"<html></html>"})
    account, _ = fetch(official, tmp_path, Question(identifiers=("kst-99123-45",)))
    assert account.whole
    kept = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.xml"))
    assert kept == ["kst/99123/kst-99123-45.metadata.xml", "kst/99123/kst-99123-45.xml"]
    assert (tmp_path / kept[1]).read_bytes() == document.bodies["xml"]
    row = next(row for row in sources(tmp_path) if row["form"] == "xml")
    assert (row["id"], row["title"], row["kind"], row["date"], row["version"]) == (
        "kst-99123-45", "Brief over bruggen", "Brief regering", "2032-05-03", "Opgemaakt",
    )  # fmt: skip
    assert row["url"] == official.address(document, "xml")
    assert row["sha256"] == hashlib.sha256(document.bodies["xml"]).hexdigest()
    assert row["fetched"].endswith("+00:00")
    assert row["licence"]
    assert not list(tmp_path.rglob("*.part"))


def test_the_page_images_come_when_they_are_asked_for(official, tmp_path):
    official.add("kst-99123-45", bodies={"pdf": PDF, "xml": letter("kst-99123-45", "99 123")})
    fetch(official, tmp_path, Question(identifiers=("kst-99123-45",)))
    account, told = fetch(official, tmp_path, Question(identifiers=("kst-99123-45",)), pages=True)
    assert told == [("kst-99123-45", "changed")]
    assert account.whole
    assert (tmp_path / "kst/99123/kst-99123-45.pdf").read_bytes() == PDF
    assert not list(tmp_path.rglob("*.v2.*")), "one version, one name"


def test_only_documents_of_the_kind_come(official, tmp_path):
    official.add("kst-99123-1", kind="Motie")
    official.add("kst-99123-2", kind="Brief regering")
    official.add("kst-99124-3", dossiers=("99124",))
    account, told = fetch(official, tmp_path, Question(dossier="99123"), kind="brief")
    assert told == [("kst-99123-2", "new")]
    assert (account.found, account.of_another_kind) == (1, 1)


def test_since_and_words_narrow_the_question_down(official, tmp_path):
    official.add("kst-99123-1", date="2030-01-01")
    official.add("kst-99123-2", date="2032-01-01")
    official.add("kst-99123-3", date="2032-01-01", title="Over sluizen")
    _, told = fetch(official, tmp_path, Question(words='sluizen"', since=None))
    assert told == [], "a quotation mark in the words is no part of the question"
    _, told = fetch(official, tmp_path, Question(dossier="99123", words="over bruggen", since=datetime.date(2031, 1, 1)))
    assert [identifier for identifier, _ in told] == ["kst-99123-2"]


def test_attachments_come_with_their_document(official, tmp_path):
    official.add("kst-99123-1")
    official.add("blg-77", kind="Bijlage", main="kst-99123-1", bodies={"pdf": PDF}, dossiers=("99999",))
    _, without = fetch(official, tmp_path / "a", Question(identifiers=("kst-99123-1",)))
    account, of_dossier = fetch(official, tmp_path / "c", Question(words="fictief"))
    assert [identifier for identifier, _ in of_dossier] == ["kst-99123-1"]
    assert account.attachments_left_out == 1
    assert [identifier for identifier, _ in fetch(official, tmp_path / "d", Question(identifiers=("blg-77",)))[1]] == ["blg-77"]
    _, told = fetch(official, tmp_path / "b", Question(identifiers=("kst-99123-1",)), attachments=True)
    assert len(without) == 1
    assert [identifier for identifier, _ in told] == ["kst-99123-1", "blg-77"]
    assert (tmp_path / "b/blg/99999/blg-77.pdf").is_file()


def test_five_thousand_answers_are_read_page_by_page_each_once(official, tmp_path):
    for number in range(5_000):
        official.add(f"kst-99123-{number + 1}", bodies={"xml": b"<x/>"})
    account = Account()
    with web(official) as online:
        found = [p.identifier for p in documents(online, Collection(tmp_path), Wish(Question(dossier="99123")), account)]
    assert len(found) == len(set(found)) == 5_000
    assert account.whole
    starts = official.paths("/sru")
    assert len(starts) == 10
    assert "startRecord=1&" in starts[0]
    assert "startRecord=501&" in starts[1]


def test_fewer_answers_than_announced_are_told(official, tmp_path):
    official.add("kst-99123-1")
    official.announced = 3
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert [lack.reason for lack in account.lacks] == ["incomplete"]
    assert told == [("kst-99123-1", "new")]


def test_a_document_that_is_listed_twice_comes_once(official, tmp_path):
    official.add("kst-99123-1")
    official.page = 1
    official.documents["again"] = official.documents["kst-99123-1"]
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert told == [("kst-99123-1", "new")]
    assert [lack.reason for lack in account.lacks] == ["incomplete"]


def test_an_id_that_could_become_another_path_is_left_out_and_told(official, tmp_path):
    official.add("../../etc/passwd", dossiers=("99123",))
    official.add("kst-99123-1")
    account, told = fetch(official, tmp_path / "corpus", Question(dossier="99123"))
    assert told == [("kst-99123-1", "new")]
    assert [lack.reason for lack in account.lacks] == ["identifier"]
    assert {p.name for p in tmp_path.iterdir()} == {"corpus"}


def test_a_refusal_of_the_question_is_told_in_plain_words(official, tmp_path):
    account, _ = fetch(official, tmp_path, Question(words="zzdiagnostic"))
    assert [(lack.what, lack.reason) for lack in account.lacks] == [("the search", "refused")]
    assert "Query syntax error: zzdiagnostic" in account.lacks[0].message


@pytest.mark.parametrize(
    ("faults", "attempts"),
    [(["503"], 2), (["503", "429 0"], 3), (["hang-up"], 2), (["cut"], 2), (["502", "hang-up"], 3), (["chunked cut"], 2), (["chunked"], 1)],
    ids=str,
)
def test_a_service_that_is_busy_or_breaks_off_is_asked_again(official, tmp_path, faults, attempts):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = faults
    account, told = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)))
    assert account.whole
    assert told == [("kst-99123-1", "new")]
    assert len(official.paths(path)) == attempts
    assert (tmp_path / "kst/99123/kst-99123-1.xml").read_bytes() == document.bodies["xml"]


def test_what_stays_broken_is_told_and_the_rest_comes(official, tmp_path):
    official.add("kst-99123-1")
    official.add("kst-99123-2")
    path = official.address(official.documents["kst-99123-1"], "xml").removeprefix(official.base)
    official.faults[path] = ["503"] * 9
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert told == [("kst-99123-1", "lacking"), ("kst-99123-2", "new")]
    assert [(lack.what, lack.reason) for lack in account.lacks] == [("kst-99123-1", "busy")]
    assert not (tmp_path / "kst/99123/kst-99123-1.xml").exists()
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    official.faults.clear()
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert told == [("kst-99123-1", "new"), ("kst-99123-2", "unchanged")]


def test_a_service_that_says_when_to_come_back_is_left_alone_until_then(official, tmp_path):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = ["503 1"]
    fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)), pace=Pace(0, 3, 0.01, 5, 5))
    first, second = (moment for asked, _, moment in official.asked if asked == path)
    assert second - first >= 1


@pytest.mark.parametrize("after", ["3600", http_date(3600)], ids=["seconds", "date"])
def test_nobody_waits_for_an_hour(official, tmp_path, after):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = [f"503 {after}"] * 5
    account, _ = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)))
    assert [lack.reason for lack in account.lacks] == ["busy"]
    assert len(official.paths(path)) == 1


def test_a_service_that_does_not_answer_in_time_is_given_up(official, tmp_path):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = ["slow 5"] * 2
    account, _ = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)), pace=Pace(0, 2, 0.01, 0.1, 1.5))
    assert [lack.reason for lack in account.lacks] == ["network"]
    assert "no answer in time" in account.lacks[0].message


@pytest.mark.parametrize("wrong", ["truncated", "longer"])
def test_half_a_document_that_is_sent_as_a_whole_one_is_not_kept(official, tmp_path, wrong):
    document = official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123"), "pdf": PDF})
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = [wrong] * 2
    account, told = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)))
    assert told == [("kst-99123-1", "new")]
    assert [lack.reason for lack in account.lacks] == ["broken"]
    assert "lesser form" in account.lacks[0].message
    assert [p.name for p in tmp_path.rglob("kst-99123-1.???")] == ["kst-99123-1.pdf"]


def test_a_redirect_to_another_host_is_not_followed(official, tmp_path):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = ["302 http://127.0.0.2:9/evil.xml"]
    account, told = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)))
    assert told == [("kst-99123-1", "lacking")]
    assert [lack.reason for lack in account.lacks] == ["address"]


def test_a_redirect_on_the_same_host_is_followed_but_not_in_a_circle(official, tmp_path):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    official.faults[path] = [f"302 {official.base}/kst-99123-1.xml"]
    assert fetch(official, tmp_path / "a", Question(identifiers=("kst-99123-1",)))[0].whole
    official.faults[path] = [f"302 {official.base}{path}"] * 20
    account, _ = fetch(official, tmp_path / "b", Question(identifiers=("kst-99123-1",)))
    assert [lack.reason for lack in account.lacks] == ["redirects"]


def test_forms_on_another_host_are_not_asked(official, tmp_path):
    document = official.add("kst-99123-1")
    official.address = lambda d, form: f"https://example.org/{form}"
    account, told = fetch(official, tmp_path, Question(identifiers=(document.identifier,)))
    assert told == [("kst-99123-1", "lacking")]
    assert {lack.reason for lack in account.lacks} == {"address"}


def test_what_is_too_large_is_left_out(official, tmp_path):
    official.add("kst-99123-1", bodies={"xml": b"<x>" + b"a" * 2_500_000 + b"</x>"})
    account, _ = fetch(official, tmp_path, Question(identifiers=("kst-99123-1",)), limits=Limits(megabytes_a_document=1))
    assert [lack.reason for lack in account.lacks] == ["too_large"]


def test_a_run_stops_at_its_limits_and_the_next_one_goes_on(official, tmp_path):
    for number in range(1, 6):
        official.add(f"kst-99123-{number}")
    account, told = fetch(official, tmp_path, Question(dossier="99123"), limits=Limits(documents=2))
    assert account.stopped
    assert [state for _, state in told] == ["new", "new"]
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert [state for _, state in told] == ["unchanged"] * 2 + ["new"] * 3


def test_what_is_there_in_the_same_version_is_not_asked_again(official, tmp_path):
    official.add("kst-99123-1")
    fetch(official, tmp_path, Question(dossier="99123"))
    before = len(official.asked)
    account, told = fetch(official, tmp_path, Question(dossier="99123"))
    assert told == [("kst-99123-1", "unchanged")]
    assert account.unchanged == 1
    assert len(official.asked) == before + 1, "only the question itself"


def test_what_came_before_is_asked_for_with_its_tag(official, tmp_path):
    document = official.add("kst-99123-1")
    path = official.address(document, "xml").removeprefix(official.base)
    fetch(official, tmp_path / "a", Question(dossier="99123"), cache=tmp_path / "cache")
    account, _ = fetch(official, tmp_path / "b", Question(dossier="99123"), cache=tmp_path / "cache")
    assert account.whole
    first, second = (headers for asked, headers, _ in official.asked if asked == path)
    assert "if-none-match" not in first
    assert second["if-none-match"]
    assert (tmp_path / "b/kst/99123/kst-99123-1.xml").read_bytes() == document.bodies["xml"]


def test_requests_stand_apart_in_time_and_name_the_project(official, tmp_path):
    official.add("kst-99123-1")
    fetch(official, tmp_path, Question(dossier="99123"), pace=Pace(0.2, 3, 0.01, 1, 5))
    moments = [moment for _, _, moment in official.asked]
    assert all(later - earlier >= 0.15 for earlier, later in itertools.pairwise(moments))
    assert all(headers["user-agent"].startswith("kamermijn/") for _, headers, _ in official.asked)


def test_a_document_that_the_search_service_does_not_know_is_tried_under_its_own_address(official, tmp_path):
    official.add("h-tk-20312032-57-4", unlisted=True, bodies={"html": b"<html><body>fictief</body></html>"})
    account, told = fetch(official, tmp_path, Question(identifiers=("h-tk-20312032-57-4", "kst-1-1")))
    assert told == [("h-tk-20312032-57-4", "new"), ("kst-1-1", "lacking")]
    assert (tmp_path / "h/20312032/h-tk-20312032-57-4.html").is_file()
    assert [(lack.what, lack.reason) for lack in account.lacks] == [("kst-1-1", "missing")]
    assert "is not there in any form (xml, html, odt, pdf)" in account.lacks[0].message


def test_new_asks_only_for_what_changed_since_the_last_whole_answer(official, tmp_path):
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    wish = Wish(Question(dossier="99123"), only_new=True)
    collection = Collection(tmp_path)
    collection.asked(wish, datetime.date(2031, 1, 2))
    _, told = fetch(official, tmp_path, wish.question, only_new=True)
    assert told == []
    assert "dt.modified%3E%3D%222031-01-01%22" in official.paths("/sru")[0]
    assert [(row["dossier"], row["answered"]) for row in json.loads((tmp_path / ".kamermijn-fetch.json").read_text())] == [
        ("99123", "2031-01-02")
    ]


def test_letter_fields_come_from_the_metadata_where_the_letter_is_silent(official, tmp_path):
    from kamermijn import mine

    official.add("kst-99123-45")
    fetch(official, tmp_path, Question(dossier="99123"))
    fields = mine(tmp_path / "kst/99123/kst-99123-45.xml").fields
    assert str(fields.date) == "2032-05-03"
    assert "date" in fields.from_metadata
    assert "dossiers" not in fields.from_metadata, "the letter says that itself"
