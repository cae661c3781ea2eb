"""``kamermijn fetch`` as a user types it, against a server of our own."""

import csv

import pytest
from typer.testing import CliRunner

from kamermijn.cli import app

PDF = b"%PDF-1.4\nfictief\n%%EOF\n"


@pytest.fixture
def command(official, tmp_path, monkeypatch):
    """Run the command in a folder of its own, against the server, without a pause."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(
            app, ["fetch", *words, "--server", official.base, "--pause", "0"], env={"XDG_CACHE_HOME": str(tmp_path / "cache")}
        )

    return run


def tables(folder, **rows):
    folder.mkdir()
    for name, (header, *lines) in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *lines])
    return folder


def test_a_dossier_comes_into_the_corpus_and_can_be_mined(command, official, tmp_path):
    official.add("kst-99123-1")
    official.add("kst-99123-2", kind="Motie")
    result = command("--dossier", "99 123", "--kind", "brief")
    assert result.exit_code == 0, result.output
    assert "1 documents: 1 new, 0 changed, 0 there already, 1 of another kind than brief" in result.stdout
    mined = CliRunner().invoke(app, ["run", "--out", "uit", "--workers", "0"])
    assert mined.exit_code == 0, mined.output
    assert (tmp_path / "uit/letters/kst-99123-1.json").is_file()
    assert "1 letter mined" in mined.stdout, "neither SOURCES.csv nor the metadata is a letter"


def test_a_dry_run_lists_with_sizes_and_fetches_nothing(command, official, tmp_path):
    document = official.add("kst-99123-1", title="Over [bruggen]")
    result = command("--dossier", "99123", "--dry-run")
    assert result.exit_code == 0, result.output
    assert "kst-99123-1  2032-05-03  Brief regering: Over [bruggen] (xml 1 kB)" in result.stdout
    assert "1 documents would come, 0 are there" in result.stdout
    assert not (tmp_path / "corpus").exists()
    assert 500 < len(document.bodies["xml"]) < 1500


def test_something_that_cannot_be_had_is_told_with_exit_code_1(command, official):
    official.add("kst-99123-1")
    result = command("kst-99123-1", "kst-99123-9")
    assert result.exit_code == 1
    assert "lacking kst-99123-9: missing:" in result.stdout
    assert "1 new" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say what to fetch"),
        (["--dossier", "bruggen"], "no dossier number"),
        (["../../etc"], "no official id"),
        (["kst-99123-1", "--dossier", "99123"], "one thing at a time"),
        (["--cited-by", "nergens"], "mine letters first"),
    ],
)
def test_wrong_usage_says_what_to_do(command, words, said):
    result = command(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_paper_is_named_as_letters_print_it(command, official):
    official.add("kst-99123-1")
    assert "1 new" in command("99 123, nr. 1").stdout


def test_a_morning_job_gets_what_is_new_since_the_last_time(command, official, tmp_path):
    official.add("kst-99123-1", modified="2020-01-01T00:00:00Z")
    assert "1 new" in command("--dossier", "99123", "--new").stdout
    official.add("kst-99123-2", modified="2999-01-01T00:00:00Z")
    result = command("--dossier", "99123", "--new")
    assert "1 documents: 1 new, 0 changed, 0 there already" in result.stdout
    assert result.exit_code == 0
    assert "dt.modified" in official.paths("/sru")[-1]


def test_an_answer_with_lacks_does_not_count_as_the_last_one(command, official):
    official.add("kst-99123-1", bodies={"xml": b"<half"})
    assert command("--dossier", "99123", "--new").exit_code == 1
    command("--dossier", "99123", "--new")
    assert not any("dt.modified" in path for path in official.paths("/sru"))


def test_what_letters_cite_and_is_not_there_comes_motions_first(command, official, tmp_path):
    for number in range(1, 6):
        official.add(f"kst-99123-{number}")
    tables(
        tmp_path / "uit",
        letters=[["letter_id"], ["kst-99123-1"]],
        motions=[["target"], ["kst-99123-3"], [""]],
        citations=[["target"], ["kst-99123-1"], ["kst-99123-2"], ["kst-99123-2"], ["kst-99123-4"], ["stb-2031-4"], ["../weg"]],
    )
    result = command("--cited-by", "uit")
    assert result.exit_code == 0, result.output
    asked = official.paths("/frbr")
    assert [path.split("/")[2] for path in asked if "/xml/" in path] == ["kst-99123-2", "kst-99123-3", "kst-99123-4"]
    assert "is there" in command("--cited-by", "uit").stdout


def test_the_register_of_promises_is_a_table_beside_ours(command, official, tmp_path):
    official.promises = [
        {"Id": str(i), "Nummer": f"TZ{i:04}", "Tekst": 'Een "toezegging", fictief', "Status": "Openstaand",
         "Aanmaakdatum": "2031-01-01T00:00:00Z", "KamerbriefNakoming": None, "number": i}
        for i in range(600)
    ]  # fmt: skip
    official.promises[1]["KamerbriefNakoming"] = "99 123, nr. 1"
    official.promises[2]["KamerbriefNakoming"] = "kst-99123-2"
    official.promises[3]["KamerbriefNakoming"] = "99 123, nr. 1 en 99 124, nr. 8"
    tables(tmp_path / "uit", letters=[["letter_id"], ["kst-99123-1"]])
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 0, result.output
    with (tmp_path / "uit/toezeggingen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 600
    assert [row["Nummer"] for row in rows] == [f"TZ{i:04}" for i in range(600)]
    assert rows[0]["Tekst"] == 'Een "toezegging", fictief'
    assert rows[0]["register_number"] == "0"
    joined = [(row["dossier"], row["number"], row["letter_id"], row["in_collection"]) for row in rows[:4]]
    assert joined == [
        ("", "", "", ""), ("99123", "1", "kst-99123-1", "true"), ("99123", "2", "kst-99123-2", "false"), ("", "", "", ""),
    ]  # fmt: skip
    assert not any("top" in path for path in official.paths("/OData"))


def test_a_register_that_lacks_rows_is_not_written(command, official, tmp_path):
    official.promises = [{"Nummer": f"TZ{i}"} for i in range(300)]
    official.faults["/OData/v4/2.0/Toezegging"] = ["slow 0", "404"]
    (tmp_path / "uit").mkdir()
    result = command("--toezeggingen", "uit")
    assert result.exit_code == 1
    assert not (tmp_path / "uit/toezeggingen.csv").exists()


def known(official):
    official.add("kst-28638-158", dossiers=("28638",))
    row = {"Nummer": "TZ1", "Tekst": "", "Status": "", "Aanmaakdatum": "", "KamerbriefNakoming": ""}
    official.promises = [row] * 300


def test_the_live_check_makes_three_requests_and_says_what_holds(command, official):
    known(official)
    result = command("--live-check")
    assert result.exit_code == 0, result.output
    assert "All assumptions hold" in result.stdout
    assert len(official.asked) == 3


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (lambda o: o.faults.update({"/sru": ["404"]}), "with an SRU 2.0 answer"),
        (lambda o: setattr(o, "announced", 2), "the known letter is there once"),
        (lambda o: o.faults.update({"/kst-28638-158/metadata.xml": ["404"]}), "holds elements metadata"),
        (lambda o: setattr(o, "promises", [{"Nummer": "TZ1"}]), "its rows have the fields"),
        (lambda o: setattr(o, "address", lambda d, form: f"https://example.org/{form}"), "stand on the official hosts"),
        (lambda o: o.documents["kst-28638-158"].__dict__.update(status="", modified=""), "a version or when it changed"),
    ],
)
def test_the_live_check_names_the_assumption_that_fails(command, official, breaks, said):
    known(official)
    breaks(official)
    result = command("--live-check")
    assert result.exit_code == 1
    failing = [line for line in result.stdout.splitlines() if line.startswith("FAILS")]
    assert len(failing) == 1
    assert said in failing[0]


@pytest.mark.parametrize("fault", ["503", "hang-up"])
def test_the_live_check_does_not_say_that_a_service_that_is_away_has_changed(command, official, fault):
    known(official)
    official.faults["/sru"] = [fault] * 9
    result = command("--live-check", "--attempts", "1")
    assert result.exit_code == 1
    assert "FAILS" not in result.stdout
    assert result.stdout.count("not tried  ") == 1
    assert "nothing is known of it" in result.stdout
    assert "All assumptions hold" not in result.stdout


def test_a_cache_that_cannot_be_used_is_told(command, official, tmp_path):
    official.add("kst-99123-1")
    (tmp_path / "cache").write_text("een bestand")
    result = command("kst-99123-1")
    assert result.exit_code == 0
    assert "notice: the cache in" in result.stderr
    assert "1 new" in result.stdout


def test_no_connection_is_said_in_one_line(command, official):
    result = CliRunner().invoke(app, ["fetch", "kst-99123-1", "--server", "http://127.0.0.1:9", "--pause", "0", "--attempts", "1"])
    assert result.exit_code == 1
    assert "lacking the search: network:" in result.stdout
    assert "no connection" in result.stdout
    assert "Traceback" not in result.output
