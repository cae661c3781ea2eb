"""What was fetched is kept: nothing of the user's is written over, whatever stopped the fetch or was done to ``SOURCES.csv``."""

import os
import signal
import subprocess
import sys
import time

import pytest
from fetching import PDF, fetch, sources
from official_server import letter

from kamermijn.fetch import FetchError, Question
from kamermijn.fetch.collection import Collection
from kamermijn.fetch.sources import HEADER

ASKED = Question(dossier="99123")


@pytest.fixture(params=[False, True], ids=["without cache", "with cache"])
def cache(request, tmp_path_factory):
    return tmp_path_factory.mktemp("cache") if request.param else None


def bring(official, folder, cache, asked=ASKED, **more):
    return fetch(official, folder, asked, cache=cache, **more)


def files(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != "SOURCES.csv"}


def test_a_new_version_stands_beside_the_old_one(official, tmp_path, cache):
    document = official.add("kst-99123-1", status="Onopgemaakt")
    bring(official, tmp_path, cache)
    old = document.bodies["xml"]
    document.status, document.modified = "Opgemaakt na onopgemaakt", "2032-05-09T10:00:00+02:00"
    document.bodies["xml"] = letter("kst-99123-1", "99 123", "Dit jaar zijn 25 bruggen hersteld.")
    account, told = bring(official, tmp_path, cache)
    assert told == [("kst-99123-1", "changed")]
    assert account.changed == 1
    folder = tmp_path / "kst/99123"
    assert (folder / "kst-99123-1.xml").read_bytes() == old
    assert (folder / "kst-99123-1.v2.xml").read_bytes() == document.bodies["xml"]
    assert (folder / "kst-99123-1.v2.metadata.xml").is_file()
    assert [row["version"] for row in sources(tmp_path) if row["form"] == "xml"] == ["Onopgemaakt", "Opgemaakt na onopgemaakt"]
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]


def test_a_file_that_somebody_changed_is_left_alone(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    mine = tmp_path / "kst/99123/kst-99123-1.xml"
    mine.write_text("mijn aantekeningen")
    bring(official, tmp_path, cache)
    assert mine.read_text() == "mijn aantekeningen"
    assert (tmp_path / "kst/99123/kst-99123-1.v2.xml").read_bytes() == document.bodies["xml"]


def test_a_file_that_was_lost_comes_back_under_its_name(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    (tmp_path / "kst/99123/kst-99123-1.xml").unlink()
    bring(official, tmp_path, cache)
    assert (tmp_path / "kst/99123/kst-99123-1.xml").read_bytes() == document.bodies["xml"]
    assert not list(tmp_path.rglob("*.v2.*"))


def test_a_row_that_a_crash_cut_off_is_fetched_again(official, tmp_path, cache):
    official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    path = tmp_path / "SOURCES.csv"
    path.write_bytes(path.read_bytes()[:-30])
    account, _ = bring(official, tmp_path, cache)
    assert account.whole
    assert {row["form"] for row in sources(tmp_path)} == {"xml", "metadata"}
    assert not list(tmp_path.rglob("*.v2.*"))


def test_a_new_version_in_another_form_has_a_name_of_its_own(official, tmp_path, cache):
    document = official.add("kst-99123-1", status="Onopgemaakt", bodies={"pdf": PDF}, described=b"")
    bring(official, tmp_path, cache)
    document.status, document.modified = "Opgemaakt na onopgemaakt", "2032-05-09T10:00:00+02:00"
    document.bodies["xml"] = letter("kst-99123-1", "99 123")
    bring(official, tmp_path, cache)
    assert files(tmp_path) == {"kst/99123/kst-99123-1.pdf", "kst/99123/kst-99123-1.v2.xml"}


@pytest.mark.parametrize("printed", [PDF, PDF + b"opnieuw"], ids=["the same print", "another print"])
@pytest.mark.parametrize("status", ["Opgemaakt", "Opgemaakt na onopgemaakt"])
def test_page_images_that_are_asked_of_a_later_version_make_no_third(official, tmp_path, cache, printed, status):
    document = official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123"), "pdf": PDF})
    bring(official, tmp_path, cache, pages=True)
    document.status, document.modified = status, "2032-05-09T10:00:00+02:00"
    document.bodies = {"xml": letter("kst-99123-1", "99 123", "Dit jaar zijn 25 bruggen hersteld."), "pdf": printed}
    bring(official, tmp_path, cache)
    bring(official, tmp_path, cache, pages=True)
    folder = tmp_path / "kst/99123"
    assert (folder / "kst-99123-1.pdf").read_bytes() == PDF
    assert (folder / "kst-99123-1.v2.pdf").read_bytes() == printed
    assert (folder / "kst-99123-1.v2.xml").read_bytes() == document.bodies["xml"]
    assert not list(tmp_path.rglob("*.v3.*"))
    assert bring(official, tmp_path, cache, pages=True)[1] == [("kst-99123-1", "unchanged")]


def test_a_file_of_the_user_that_no_row_tells_of_is_left_alone(official, tmp_path, cache):
    document = official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123"), "pdf": PDF})
    for name in ("kst-99123-1.xml", "kst-99123-1.v2.metadata.xml"):
        (tmp_path / "kst/99123").mkdir(parents=True, exist_ok=True)
        (tmp_path / "kst/99123" / name).write_text("mijn eigen aantekeningen")
    _, told = bring(official, tmp_path, cache)
    assert told == [("kst-99123-1", "new")]
    assert (tmp_path / "kst/99123/kst-99123-1.xml").read_text() == "mijn eigen aantekeningen"
    assert (tmp_path / "kst/99123/kst-99123-1.v2.metadata.xml").read_text() == "mijn eigen aantekeningen"
    assert (tmp_path / "kst/99123/kst-99123-1.v3.xml").read_bytes() == document.bodies["xml"]
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]


def test_page_images_do_not_go_over_a_file_of_the_user(official, tmp_path, cache):
    official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123"), "pdf": PDF})
    bring(official, tmp_path, cache)
    mine = tmp_path / "kst/99123/kst-99123-1.pdf"
    mine.write_bytes(b"mijn eigen scan")
    bring(official, tmp_path, cache, pages=True)
    assert mine.read_bytes() == b"mijn eigen scan"
    assert (tmp_path / "kst/99123/kst-99123-1.v2.pdf").read_bytes() == PDF
    assert (tmp_path / "kst/99123/kst-99123-1.v2.xml").is_file(), "the forms of one version share a name"


def test_a_description_that_the_user_edited_is_left_alone(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    mine = tmp_path / "kst/99123/kst-99123-1.metadata.xml"
    mine.write_text("<metadata_gegevens/>")
    document.title, document.modified = "Over sluizen", "2032-06-01"
    bring(official, tmp_path, cache)
    assert mine.read_text() == "<metadata_gegevens/>"


def test_a_link_that_leads_nowhere_is_not_followed_and_not_replaced(official, tmp_path, cache):
    official.add("kst-99123-1")
    folder = tmp_path / "corpus/kst/99123"
    folder.mkdir(parents=True)
    (folder / "kst-99123-1.xml").symlink_to(tmp_path / "elsewhere.xml")
    bring(official, tmp_path / "corpus", cache)
    assert not (tmp_path / "elsewhere.xml").exists()
    assert (folder / "kst-99123-1.xml").is_symlink()


def test_files_of_a_fetch_that_was_killed_before_their_rows_are_used(official, tmp_path, cache):
    official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    (tmp_path / "SOURCES.csv").unlink()
    before = files(tmp_path)
    account, told = bring(official, tmp_path, cache)
    assert account.whole
    assert told == [("kst-99123-1", "new")]
    assert files(tmp_path) == before
    assert {row["form"] for row in sources(tmp_path)} == {"xml", "metadata"}


def test_files_of_a_new_version_that_was_killed_before_its_rows_are_used(official, tmp_path, cache):
    document = official.add("kst-99123-1", status="Onopgemaakt")
    bring(official, tmp_path, cache)
    rows = (tmp_path / "SOURCES.csv").read_bytes()
    document.status, document.modified = "Opgemaakt na onopgemaakt", "2032-05-09T10:00:00+02:00"
    bring(official, tmp_path, cache)
    before = files(tmp_path)
    (tmp_path / "SOURCES.csv").write_bytes(rows)
    bring(official, tmp_path, cache)
    assert files(tmp_path) == before
    assert {row["file"] for row in sources(tmp_path)} == before


def test_that_nothing_is_told_of_a_version_is_no_new_version(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    before = files(tmp_path)
    document.unlisted = True
    account, told = bring(official, tmp_path, cache, Question(identifiers=("kst-99123-1",)))
    assert account.whole
    assert told == [("kst-99123-1", "unchanged")]
    assert files(tmp_path) == before


def test_a_document_fetched_by_its_id_alone_is_not_asked_again_once_the_service_knows_it(official, tmp_path, cache):
    document = official.add("kst-99123-1", unlisted=True)
    bring(official, tmp_path, cache, Question(identifiers=("kst-99123-1",)))
    document.unlisted = False
    bring(official, tmp_path, cache)
    before = len(official.asked)
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    assert len(official.asked) == before + 1, "only the question itself"
    assert not list(tmp_path.rglob("*.v2.*"))


def test_a_document_that_was_touched_but_not_changed_is_asked_once(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    before, document.modified = files(tmp_path), "2032-07-01T00:00:00+02:00"
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    asked = len(official.asked)
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    assert len(official.asked) == asked + 1
    assert files(tmp_path) == before


@pytest.mark.parametrize("order", [sorted, lambda rows: rows[::-1], lambda rows: sorted(rows, reverse=True)])
def test_the_rows_may_be_sorted(official, tmp_path, cache, order):
    document = official.add("kst-99123-1", status="Onopgemaakt")
    bring(official, tmp_path, cache)
    document.status, document.modified = "Opgemaakt na onopgemaakt", "2032-05-09T10:00:00+02:00"
    document.bodies["xml"] = letter("kst-99123-1", "99 123", "Dit jaar zijn 25 bruggen hersteld.")
    bring(official, tmp_path, cache)
    path = tmp_path / "SOURCES.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in [header, *order(rows)]), encoding="utf-8")
    before = files(tmp_path)
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    document.modified = "2032-06-01T10:00:00+02:00"
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    assert files(tmp_path) == before


def as_excel(content):
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")


def as_dutch_excel(content):
    return as_excel(content.replace(b",", b";"))


@pytest.mark.parametrize("save", [as_excel, as_dutch_excel, bytes.rstrip, lambda content: content.replace(b"\n", b"\r")],
                         ids=["BOM and CRLF", "semicolons", "no last line end", "CR"])  # fmt: skip
def test_sources_that_were_saved_by_another_program_are_read_and_added_to(official, tmp_path, cache, save):
    official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    path = tmp_path / "SOURCES.csv"
    path.write_bytes(save(path.read_bytes()))
    before = path.read_bytes()
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged")]
    assert path.read_bytes() == before, "nothing to add, nothing written"
    official.add("kst-99123-2", title='Over "bruggen"; en, oevers')
    assert bring(official, tmp_path, cache)[1] == [("kst-99123-1", "unchanged"), ("kst-99123-2", "new")]
    assert path.read_bytes().startswith(before)
    rows = Collection(tmp_path).sources
    assert [(row.id, row.form) for row in rows] == [(f"kst-99123-{i}", form) for i in (1, 2) for form in ("xml", "metadata")]
    assert rows[2].title == 'Over "bruggen"; en, oevers'


@pytest.mark.parametrize(
    ("spoil", "line", "said"),
    [
        (lambda text: text.replace("id,title", "nummer,titel", 1), 1, "the header"),
        (lambda text: text.replace(",xml,", ",", 1), 2, "11 cells, not 12"),
        (lambda text: text.replace(",xml,", ",xml,meer,", 1), 2, "13 cells, not 12"),
        (lambda text: text.replace("kst-99123-1,Brief", 'kst-99123-1,"Brief', 1), 2, "quotation marks"),
        (lambda text: text.replace("kst/99123/kst-99123-1.metadata.xml", "../../etc/passwd"), 3, "does not stand in this folder"),
        (lambda text: text.replace("Brief over", "Brief óver", 1).encode("cp1252"), 2, "is not in UTF-8"),
        (lambda text: text.split("\n", 1)[1], 1, "the header"),
    ],
    ids=["header", "a cell less", "a cell more", "quotation", "path", "encoding", "no header"],
)  # fmt: skip
def test_sources_that_are_broken_are_told_before_anything_is_written(official, tmp_path, cache, spoil, line, said):
    official.add("kst-99123-1")
    bring(official, tmp_path, cache)
    path = tmp_path / "SOURCES.csv"
    spoilt = spoil(path.read_text(encoding="utf-8"))
    path.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    official.add("kst-99123-2")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(FetchError, match=rf"SOURCES\.csv, line {line}: .*{said}.*mend it"):
        bring(official, tmp_path, cache)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b"id,title,ki"], ids=["empty", "BOM", "line", "cut"])
def test_sources_without_a_header_get_one(official, tmp_path, cache, content):
    official.add("kst-99123-1")
    (tmp_path / "SOURCES.csv").write_bytes(content)
    bring(official, tmp_path, cache)
    bring(official, tmp_path, cache)
    text = (tmp_path / "SOURCES.csv").read_text(encoding="utf-8-sig")
    assert text.lstrip().startswith(",".join(HEADER) + "\n")
    assert [row.form for row in Collection(tmp_path).sources] == ["xml", "metadata"]


FETCHING = """
import sys
from kamermijn.cli import app
app(["fetch", "--dossier", "99123", "--to", sys.argv[2], "--server", sys.argv[1], "--pause", "0"])
"""


def started(official, folder):
    environment = os.environ | {"XDG_CACHE_HOME": str(folder.parent / "cache")}
    return subprocess.Popen([sys.executable, "-c", FETCHING, official.base, str(folder)], env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip


def test_a_fetch_that_is_killed_goes_on_and_ends_as_one_that_was_not(official, tmp_path):
    for number in range(1, 13):
        official.add(f"kst-99123-{number}")
    fetch(official, tmp_path / "whole", ASKED)
    for after in (3, 9, 16, 22):
        official.asked.clear()
        process = started(official, tmp_path / "corpus")
        while len(official.asked) < after and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = started(official, tmp_path / "corpus")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    kept = {name for name in files(tmp_path / "corpus") if not name.startswith(".")}
    assert kept == files(tmp_path / "whole")
    assert all((tmp_path / "corpus" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes() for name in kept)
    rows = Collection(tmp_path / "corpus").sources
    assert len(rows) == len({row.file for row in rows}) == 24


def test_a_second_fetch_into_the_same_folder_is_refused(official, tmp_path):
    official.add("kst-99123-1")
    with Collection(tmp_path / "corpus").alone():
        process = started(official, tmp_path / "corpus")
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "another fetch is writing there" in err
    assert "Traceback" not in err
    process = started(official, tmp_path / "corpus")
    process.communicate(timeout=60)
    assert process.returncode == 0
