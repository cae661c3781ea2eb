"""What is asked: every question by itself, again by ``--new``, tried by ``--dry-run``; and what is refused before anything is done."""

import csv
import datetime
import errno
import json
import os

import pytest
from fetching import PDF, fetch, web
from official_server import letter
from typer.testing import CliRunner

from kamermijn.cli import app
from kamermijn.fetch import Account, FetchError, Question, Services
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.plan import documents
from kamermijn.fetch.sru import read_page
from kamermijn.fetch.wish import Wish


@pytest.fixture(params=[False, True], ids=["without cache", "with cache"])
def cache(request, tmp_path_factory):
    return tmp_path_factory.mktemp("cache") if request.param else None


@pytest.fixture
def command(official, tmp_path, monkeypatch):
    """Run the command in a folder of its own, against the server, without a pause."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*words, server=None):
        return CliRunner().invoke(app, ["fetch", *words, "--server", server or official.base, "--pause", "0", "--attempts", "2"])

    return run


def reasons(account):
    return [(lack.what, lack.reason) for lack in account.lacks]


def tables(folder, **rows):
    folder.mkdir()
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    return folder


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--toezeggingen", "uit", "kst-99123-1"], "one thing at a time, not ids and --toezeggingen"),
        (["--toezeggingen", "uit", "--dossier", "99123"], "one thing at a time"),
        (["--toezeggingen", "uit", "--live-check"], "one thing at a time, not --toezeggingen and --live-check"),
        (["--toezeggingen", "uit", "--new"], "--toezeggingen cannot be combined with --new"),
        (["--toezeggingen", "uit", "--until", "2031-01-01", "--kind", "brief"], "cannot be combined with --kind and --until"),
        (["--toezeggingen", "uit", "--dry-run"], "cannot be combined with --dry-run"),
        (["--live-check", "kst-99123-1"], "one thing at a time"),
        (["--live-check", "--search", "bruggen"], "one thing at a time"),
        (["--live-check", "--cited-by", "uit"], "one thing at a time"),
        (["--live-check", "--since", "2031-01-01"], "--live-check cannot be combined with --since"),
        (["--live-check", "--pages", "--with-attachments"], "--live-check cannot be combined with --pages and --with-attachments"),
        (["kst-99123-1", "--new"], "ids cannot be combined with --new"),
        (["kst-99123-1", "--since", "2031-01-01"], "ids cannot be combined with --since"),
        (["kst-99123-1", "--until", "2031-01-01"], "ids cannot be combined with --until"),
        (["--cited-by", "uit", "--new"], "--cited-by cannot be combined with --new"),
        (["--cited-by", "uit", "--since", "2031-01-01"], "--cited-by cannot be combined with --since"),
        (["--dossier", "99123", "--since", "2031-01-02", "--until", "2031-01-01"], "--since 2031-01-02 is after --until 2031-01-01"),
        (["--new", "--kind", "brief"], "cannot be combined with --kind"),
        (["--new"], "no question was asked yet in corpus"),
        (["--pages"], "say what to fetch"),
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused_before_anything_is_done(command, official, tmp_path, words, said):
    result = command(*words)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert official.asked == []
    assert list(tmp_path.iterdir()) == [], "no folder, and no cache"


@pytest.mark.parametrize(
    "server", ["voorbeeld.nl", "ftp://voorbeeld.nl", "file:///etc", "http://", "https://a b.nl", "http://[::1", "http://a.nl:99999",
               "https://ik:geheim@voorbeeld.nl", "https://voorbeeld.nl/?a=b", "//voorbeeld.nl"],
)  # fmt: skip
def test_a_server_is_named_by_its_address(command, server):
    result = command("kst-99123-1", server=server)
    assert result.exit_code == 2
    assert "is no server: give its address" in result.stderr
    with pytest.raises(FetchError):
        Services.at(server)


def test_a_server_may_stand_in_a_folder_of_another():
    assert Services.at("https://voorbeeld.nl/spiegel/").search == "https://voorbeeld.nl/spiegel/sru"


@pytest.mark.parametrize("words", [["--dossier", "99123"], ["--toezeggingen", "corpus"]], ids=["documents", "promises"])
def test_a_folder_that_cannot_be_written_is_told_in_one_line(command, official, tmp_path, words):
    official.add("kst-99123-1")
    (tmp_path / "corpus").write_text("een bestand")
    result = command(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("kamermijn: ")
    assert "corpus" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["--dossier", "99123"], ["--dossier", "99123", "--dry-run"], ["--toezeggingen", "uit"],
                                   ["--dossier", "99999"]], ids=" ".join)  # fmt: skip
def test_a_cache_that_cannot_be_used_is_told_once_at_every_fetch(command, official, tmp_path, words):
    official.add("kst-99123-1")
    official.promises = [{"Nummer": "TZ1"}]
    (tmp_path / "cache").write_text("een bestand")
    assert command(*words).stderr.count("notice: the cache in") == 1


def test_a_register_that_cannot_be_had_is_told_with_exit_code_1(command, official, tmp_path):
    official.promises = [{"Nummer": f"TZ{i}"} for i in range(300)]
    official.faults["/OData/v4/2.0/Toezegging"] = ["slow 0", "404"]
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert "lacking toezeggingen.csv: missing:" in result.stderr
    assert not (tmp_path / "uit").exists()


def test_a_register_is_not_written_where_another_fetch_writes(command, official, tmp_path):
    official.promises = [{"Nummer": "TZ1"}]
    with Collection(tmp_path / "uit").alone():
        result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert "another fetch is writing there" in result.stderr
    assert not (tmp_path / "uit/toezeggingen.csv").exists()
    assert command("--toezeggingen", "uit").exit_code == 0


def test_a_register_that_announces_more_than_it_gives_is_not_written(command, official, tmp_path):
    official.promises, official.counted = [{"Nummer": f"TZ{i}"} for i in range(300)], 301
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert "announced 301 of Toezegging and gave 300" in result.stderr
    assert not (tmp_path / "uit").exists()


def test_a_register_whose_pages_lead_in_a_circle_is_not_written(command, official, tmp_path):
    official.promises, official.circle = [{"Nummer": f"TZ{i}"} for i in range(300)], True
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert "lead in a circle" in result.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("following", ["https://example.org/Toezegging?$skip=250", "http://[::1", 5], ids=str)
def test_a_register_that_leads_elsewhere_is_not_followed(command, official, tmp_path, following):
    official.promises, official.following = [{"Nummer": f"TZ{i}"} for i in range(300)], following
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert "lacking toezeggingen.csv: " in result.stderr
    assert not (tmp_path / "uit").exists()


def test_a_full_disk_at_the_very_end_is_in_the_account(command, official, tmp_path, monkeypatch):
    official.add("kst-99123-1")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("kamermijn.fetch.remembered.write", full)
    result = command("--dossier", "99123")
    assert result.exit_code == 1
    assert "1 documents: 1 new" in result.stdout
    assert "lacking the question: unwritable: No space left on device" in result.stdout


def test_the_pages_of_the_register_may_be_told_without_their_host(command, official, tmp_path):
    official.promises = [{"Nummer": f"TZ{i}"} for i in range(600)]
    official.relative = True
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 0, result.output
    assert len((tmp_path / "uit/toezeggingen.csv").read_text().splitlines()) == 601


@pytest.mark.parametrize(
    ("way", "table", "rows", "said"),
    [
        ("--cited-by", "letters", [["id"], ["kst-99123-1"]], "letters.csv: no column letter_id"),
        ("--cited-by", "motions", [["doel"], ["kst-99123-1"]], "motions.csv: no column target"),
        ("--cited-by", "citations", [], "citations.csv: no column target"),
        ("--toezeggingen", "letters", [["id"], ["kst-99123-1"]], "letters.csv: no column letter_id"),
    ],
)
def test_tables_without_a_column_are_told_with_the_mend(command, official, tmp_path, way, table, rows, said):
    whole = {"letters": [["letter_id"]], "motions": [["target"]], "citations": [["target"]]}
    tables(tmp_path / "uit", **(whole | {table: rows}))
    result = command(way, "uit")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "mine letters first: kamermijn run --out uit" in result.stderr
    assert official.asked == []


def test_a_table_that_is_no_text_is_told_with_the_mend(command, tmp_path):
    tables(tmp_path / "uit", letters=[["letter_id"]], motions=[["target"]])
    (tmp_path / "uit/citations.csv").write_bytes(b"target\n\xff\xfe\n")
    result = command("--cited-by", "uit")
    assert result.exit_code == 2
    assert "citations.csv: cannot be read" in result.stderr


def test_a_letter_that_was_mined_in_another_version_is_there(command, official, tmp_path):
    official.add("kst-99123-2")
    tables(tmp_path / "uit", letters=[["letter_id"], ["kst-99123-1~v2"]], motions=[["target"]],
           citations=[["target"], ["kst-99123-1"], ["kst-99123-2"]])  # fmt: skip
    result = command("--cited-by", "uit")
    assert result.exit_code == 0, result.output
    assert "1 documents: 1 new" in result.stdout


def test_what_sample_letters_cite_is_not_asked_for(command, official, tmp_path):
    official.add("kst-99123-2")
    tables(tmp_path / "uit", letters=[["letter_id"]], motions=[["target"]],
           citations=[["target", "fictional"], ["kst-99123-1", "true"], ["kst-99123-2", "false"]])  # fmt: skip
    result = command("--cited-by", "uit")
    assert result.exit_code == 0, result.output
    assert "1 documents: 1 new" in result.stdout


def test_page_images_are_part_of_the_question(command, official, tmp_path):
    official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123"), "pdf": PDF}, modified="2020-01-01T00:00:00Z")
    assert command("--dossier", "99123", "--new").exit_code == 0
    assert command("--dossier", "99123", "--new", "--pages").exit_code == 0
    assert (tmp_path / "corpus/kst/99123/kst-99123-1.pdf").read_bytes() == PDF


def test_new_alone_repeats_every_question_as_it_was_asked(command, official, tmp_path):
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    official.add("kst-99124-1", dossiers=("99124",), modified="2020-01-01T00:00:00Z", title="Over sluizen")
    assert command("--dossier", "99123", "--kind", "brief", "--with-attachments").exit_code == 0
    assert command("--search", "over sluizen", "--pages", "--since", "2030-01-01").exit_code == 0
    assert command("kst-99123-1").exit_code == 0, "of a document that is named nothing is new"
    official.asked.clear()
    official.add("kst-99123-2", modified="2999-01-01T00:00:00Z")
    official.add("kst-99123-3", modified="2999-01-01T00:00:00Z", kind="Motie")
    official.add("blg-5", main="kst-99123-2", dossiers=(), bodies={"pdf": PDF}, modified="2999-01-01T00:00:00Z")
    official.add("kst-99124-2", dossiers=("99124",), modified="2999-01-01T00:00:00Z", title="Over sluizen",
                 bodies={"xml": letter("kst-99124-2", "99 124"), "pdf": PDF})  # fmt: skip
    official.add("kst-99124-3", dossiers=("99124",), modified="2999-01-01T00:00:00Z", title="Over sluizen", date="2029-01-01")
    result = command("--new")
    assert result.exit_code == 0, result.output
    assert "3 documents: 3 new, 0 changed, 0 there already, 1 of another kind" in result.stdout
    assert "--search 'over sluizen' --since 2030-01-01 --pages; --dossier 99123 --kind brief --with-attachments" in result.stdout
    kept = {p.name for p in (tmp_path / "corpus").rglob("*") if p.suffix in (".xml", ".pdf") and "metadata" not in p.name}
    assert kept == {"kst-99123-1.xml", "kst-99123-2.xml", "blg-5.pdf", "kst-99124-1.xml", "kst-99124-2.xml", "kst-99124-2.pdf"}
    questions = [path for path in official.paths("/sru") if "hoofddocument" not in path]
    assert len(questions) == 2
    assert all("dt.modified" in path for path in questions)


def test_one_question_that_fails_does_not_keep_the_next_from_being_asked(command, official, tmp_path):
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    official.add("kst-99124-1", dossiers=("99124",), modified="2020-01-01T00:00:00Z")
    command("--dossier", "99123")
    command("--dossier", "99124")
    official.add("kst-99124-2", dossiers=("99124",), modified="2999-01-01T00:00:00Z")
    official.faults["/sru"] = ["404"]
    before = json.loads((tmp_path / "corpus/.kamermijn-fetch.json").read_text())
    result = command("--new")
    assert result.exit_code == 1
    assert "1 documents: 1 new" in result.stdout
    assert "lacking the search: missing" in result.stdout
    assert json.loads((tmp_path / "corpus/.kamermijn-fetch.json").read_text()) == before
    assert command("--new").exit_code == 0


def test_a_question_that_was_not_answered_in_full_is_repeated_from_its_beginning(command, official):
    official.add("kst-99123-1", bodies={"xml": b"<half"})
    assert command("--dossier", "99123").exit_code == 1
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    result = command("--new")
    assert result.exit_code == 0, result.output
    assert "1 documents: 1 new" in result.stdout


def test_a_question_that_the_service_refuses_is_not_remembered(command, official, tmp_path):
    assert command("--search", "zzdiagnostic").exit_code == 1
    assert "no question was asked yet" in command("--new").stderr


@pytest.mark.parametrize("content", ["{", "[1]", "{}x", '[{"dossier": "99123"}]', '{"a": "2031-01-01"}', '[{"dossier": 5}]'])
def test_questions_that_cannot_be_read_are_told_and_not_written_over(command, official, tmp_path, content):
    official.add("kst-99123-1")
    (tmp_path / "corpus").mkdir()
    path = tmp_path / "corpus/.kamermijn-fetch.json"
    path.write_text(content)
    for words in (["--new"], ["--dossier", "99123"]):
        result = command(*words)
        assert result.exit_code == 2
        assert ".kamermijn-fetch.json: is broken" in result.stderr
    assert path.read_text() == content
    assert official.asked == []


def test_every_wish_is_remembered_as_it_was(tmp_path):
    day = datetime.date(2031, 1, 2)
    wishes = [
        Wish(Question("99123", "over 'sluizen'", since=day, until=day), "brief", True, True),
        Wish(Question("34300-VI")),
        Wish(Question(words="ééN")),
    ]
    collection = Collection(tmp_path)
    for wish in wishes:
        collection.asked(wish, day if wish.kind else None)
    again = Collection(tmp_path)
    assert sorted(again.wishes(), key=lambda wish: wish.key) == sorted(wishes, key=lambda wish: wish.key)
    assert [again.last_asked(wish) for wish in wishes] == [day, None, None]
    again.asked(wishes[0], None)
    assert again.last_asked(wishes[0]) == day, "an answer that is not whole does not make the earlier one undone"


def test_attachments_that_cannot_be_told_are_noted_and_the_rest_comes(official, tmp_path, cache):
    official.add("kst-99123-1")
    official.add("kst-99123-2")
    official.add("blg-7", main="kst-99123-2", bodies={"pdf": PDF}, dossiers=())
    official.faults["/sru"] = ["slow 0", "404"]
    account, told = fetch(official, tmp_path, Question(dossier="99123"), cache=cache, attachments=True)
    assert told == [("kst-99123-1", "new"), ("kst-99123-2", "new"), ("blg-7", "new")]
    assert reasons(account) == [("kst-99123-1", "missing")]
    assert not account.stopped


def test_a_dry_run_tries_the_forms_of_documents_known_by_their_id_alone(command, official, tmp_path):
    document = official.add("h-tk-20312032-57-4", unlisted=True, bodies={"html": b"<html><body>fictief</body></html>", "pdf": PDF})
    result = command("h-tk-20312032-57-4", "kst-99123-9", "--dry-run")
    assert result.exit_code == 1
    assert f"h-tk-20312032-57-4  undated  :  (html {round(len(document.bodies['html']) / 1000)} kB)" in result.stdout
    assert "1 documents would come" in result.stdout
    assert "lacking kst-99123-9: missing:" in result.stdout
    assert "lacking h-tk" not in result.stdout, "not every form of it need be there"
    assert not (tmp_path / "corpus").exists()
    assert "html 0 kB, pdf 0 kB" in command("h-tk-20312032-57-4", "--dry-run", "--pages").stdout
    command("h-tk-20312032-57-4")
    assert "0 documents would come, 1 are there" in command("h-tk-20312032-57-4", "--dry-run").stdout


def test_a_dry_run_asks_every_size_and_stops_where_a_run_would(command, official):
    for number in range(1, 521):
        official.add(f"kst-99123-{number}", bodies={"xml": b"<x/>" + b" " * 96})
    result = command("--dossier", "99123", "--dry-run")
    assert result.exit_code == 0
    assert "520 documents would come, 0 are there; 52 kB, their metadata aside" in result.stdout
    result = command("--dossier", "99123", "--dry-run", "--most", "3")
    assert result.exit_code == 1
    assert "3 documents would come" in result.stdout
    assert "lacking the run: limit" in result.stdout


def test_a_dry_run_does_not_ask_every_size_of_a_service_that_is_away(command, official):
    for number in range(1, 21):
        official.add(f"kst-99123-{number}")
    official.faults = {"/sru": ["slow 0"], "*": ["503 0"] * 1000}
    result = command("--dossier", "99123", "--dry-run")
    assert result.exit_code == 1
    assert "lacking the run: away" in result.stdout
    assert len(official.paths("/frbr")) == 10


def test_a_dry_run_of_all_questions_changes_nothing(command, official, tmp_path):
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    command("--dossier", "99123")
    official.add("kst-99123-2", modified="2999-01-01T00:00:00Z")
    before = {p: p.read_bytes() for p in (tmp_path / "corpus").rglob("*") if p.is_file()}
    result = command("--new", "--dry-run")
    assert "1 documents would come" in result.stdout
    assert {p: p.read_bytes() for p in (tmp_path / "corpus").rglob("*") if p.is_file()} == before


@pytest.fixture
def asked_before(command, official):
    """Two questions, on one dossier each, that were asked when nothing answered them."""
    for dossier in ("99123", "99124"):
        assert command("--dossier", dossier).exit_code == 0
    official.asked.clear()


def recent(official, identifier, *dossiers, **more):
    return official.add(identifier, dossiers=dossiers, modified="2999-01-01T00:00:00Z", **more)


def test_a_dry_run_of_all_questions_has_one_limit_and_stops_where_a_run_would(command, official, asked_before):
    for number in range(1, 4):
        recent(official, f"kst-99123-{number}", "99123")
        recent(official, f"kst-99124-{number}", "99124")
    result = command("--new", "--dry-run", "--most", "4")
    assert "4 documents would come" in result.stdout
    assert result.stdout.count("lacking the run: limit") == 1
    official.asked.clear()
    result = command("--new", "--dry-run", "--most", "2")
    assert "2 documents would come" in result.stdout
    assert len(official.paths("/sru")) == 1, "the next question is not asked"
    assert "2 new" in command("--new", "--most", "2").stdout


def test_a_dry_run_of_all_questions_asks_no_service_that_is_away_a_second_question(command, official, asked_before):
    for number in range(1, 11):
        recent(official, f"kst-99123-{number}", "99123", "99124")
    official.faults = {"/sru": ["slow 0"] * 2, "*": ["503 0"] * 1000}
    result = command("--new", "--dry-run")
    assert result.stdout.count("lacking the run: away") == 1
    assert len(official.paths("/sru")) == 1
    assert len(official.paths("/frbr")) == 10


@pytest.mark.parametrize("words", [["--new"], ["--new", "--dry-run"]], ids=" ".join)
def test_documents_in_vain_are_counted_over_all_questions(command, official, asked_before, words):
    for dossier in ("99123", "99124"):
        for number in range(1, 5):
            recent(official, f"kst-{dossier}-{number}", dossier)
    official.faults = {"/sru": ["slow 0"] * 2, "*": ["503 0"] * 1000}
    result = command(*words)
    assert result.stdout.count("lacking the run: away") == 1
    assert len({path.rpartition("/")[2].partition(".")[0] for path in official.paths("/frbr")}) == 5


def test_a_dry_run_asks_no_size_twice_of_what_two_questions_name(command, official, asked_before):
    command("--dossier", "99124", "--pages")
    recent(official, "kst-99123-1", "99123", "99124", bodies={"xml": letter("kst-99123-1", "99123"), "pdf": PDF})
    official.asked.clear()
    result = command("--new", "--dry-run")
    assert "1 documents would come" in result.stdout
    assert sorted(path.rpartition(".")[2] for path in official.paths("/frbr")) == ["pdf", "xml"]
    assert "(xml " in result.stdout
    assert "(pdf " in result.stdout


def test_a_size_that_a_service_does_not_tell_is_unknown(command, official):
    document = official.add("kst-99123-1")
    official.faults[official.address(document, "xml").removeprefix(official.base)] = ["405"]
    result = command("--dossier", "99123", "--dry-run")
    assert result.exit_code == 0
    assert "0 kB and 1 of unknown size" in result.stdout


@pytest.mark.parametrize("start", ["/frbr", "frbr"])
def test_forms_may_be_told_without_their_host(official, tmp_path, cache, start):
    official.add("kst-99123-1")
    real = official.address
    official.address = lambda document, form: real(document, form).replace(f"{official.base}/frbr", start)
    official.root = "/" if start == "frbr" else ""
    account, told = fetch(official, tmp_path, Question(dossier="99123"), cache=cache)
    assert told == [("kst-99123-1", "new")]
    assert account.whole
    assert {row.url.split("/frbr")[0] for row in Collection(tmp_path).sources} == {official.base}


def test_an_address_without_scheme_does_not_lead_elsewhere(official, tmp_path, cache):
    official.add("kst-99123-1")
    official.address = lambda document, form: f"//example.org/{form}"
    account, told = fetch(official, tmp_path, Question(dossier="99123"), cache=cache)
    assert told == [("kst-99123-1", "lacking")]
    assert {lack.reason for lack in account.lacks} == {"address"}


def test_a_service_that_gives_the_same_page_without_end_is_not_asked_without_end(official, tmp_path):
    official.add("kst-99123-1")
    official.again, official.announced = True, 10**9
    account = Account()
    with web(official) as online:
        found = list(documents(online, Collection(tmp_path), Wish(Question(dossier="99123")), account))
    assert [each.identifier for each in found] == ["kst-99123-1"]
    assert reasons(account)[-1][1] == "incomplete"
    assert len(official.asked) < 6


@pytest.mark.parametrize("number", ["", "veel", "²", "-1", "9" * 5000, "1.5"])
def test_a_number_of_answers_that_is_none_is_told(number):
    body = f"<searchRetrieveResponse><numberOfRecords>{number}</numberOfRecords></searchRetrieveResponse>".encode()
    with pytest.raises(FetchError, match="does not say how many"):
        read_page(body)


def test_a_number_of_answers_that_changes_on_the_way_is_told(official, tmp_path):
    for number in (1, 2, 3):
        official.add(f"kst-99123-{number}")
    official.page = 1
    account, told = Account(), []
    with web(official) as online:
        for publication in documents(online, Collection(tmp_path), Wish(Question(dossier="99123")), account):
            told.append(publication.identifier)
            if len(told) == 1:
                official.add("kst-99123-4")
    assert len(told) == 4
    assert [reason for _, reason in reasons(account)] == ["changed"]
