"""Letters are hostile until proven otherwise: what they say, what their files are called and what is asked runs nowhere."""

import html.parser
import json
import re
import shutil
import sqlite3
from html import unescape
from urllib.parse import quote

import pytest
import yaml
from explored import LETTER, Asking

from kamermijn import batch
from kamermijn.explore.pages import letter_path, record_path
from kamermijn.explore.server import built
from kamermijn.explore.wording import KINDS
from kamermijn.rules import load

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'`{{7*7}}${7*7}"
HOSTILE = f"""Den Haag, 3 maart 2031

Betreft: Bruggen {EVIL}

Geachte voorzitter,

In 2030 waren er 1.234 {EVIL} bruggen, 12% minder dan in 2029. De <svg onload=alert(3)> telde 45 javascript:alert(4) sluizen in 2030.
In 2029 waren er 1.111 {EVIL} bruggen. Van de 1.480 <b onclick=alert(6)>zwembaden</b> zijn er 910 van gemeenten, dat is 61%.
Uw Kamer nam de motie van het lid O'Brien{EVIL} aan (Kamerstuk 39 999, nr. 3). Ik informeer uw Kamer voor 1 mei 2031 over =cmd|'/C calc'!A0.

De Minister van <b>Bruggen</b>,
"""
PATHS = [
    *("/", "/?q=bruggen", "/?q=script", "/cijfers", "/cijfers?onderwerp=bruggen", "/cijfers?onderwerp=sluizen", "/reeksen"),
    *("/toezeggingen?stand=alle&soort=alle", "/moties", "/nagerekend", "/dekking"),
    *("/kamermijn/figures", "/kamermijn/letters", "/kamermijn/measures", "/kamermijn/errors"),
]


class Elements(html.parser.HTMLParser):
    """Every element of a page with its attributes, as a browser would see them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    name = "brief <script>alert(5)<\u2215script> onerror=x.txt"
    (folder / name).write_text(HOSTILE, encoding="utf-8")
    batch.run((folder / name,), folder / "output", load(), options=batch.Options(workers=0))
    return folder / "output"


@pytest.fixture(scope="module")
def explorer(hostile):
    return Asking(built(hostile, review=True))


@pytest.fixture(scope="module")
def letter(hostile):
    (path,) = (hostile / "letters").glob("*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def harmless(page):
    for tag, attributes in Elements(page).found:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "", re.IGNORECASE), attributes
        if tag == "script":
            # Ours come by address; Datasette's own stand in its templates and carry the nonce.
            assert "src" in attributes or attributes.get("nonce"), attributes
    assert "alert(1)</script>" not in page


@pytest.mark.parametrize("path", PATHS)
def test_what_a_letter_says_runs_nowhere(explorer, path):
    answer = explorer.get(path)
    assert answer.status_code == 200
    harmless(answer.text)


def test_a_hostile_series_and_a_hostile_check_run_nowhere_and_show_their_words(explorer, hostile):
    with sqlite3.connect(hostile / "kamermijn.sqlite") as database:
        (series,) = database.execute("SELECT series FROM series").fetchone()
    for path, words in ((f"/reeksen?reeks={series}", "bruggen"), ("/nagerekend", "<b onclick=alert(6)>zwembaden</b>")):
        page = explorer.get(path)
        assert page.status_code == 200
        assert words in unescape(page.text)
        harmless(page.text)


def test_the_page_of_a_hostile_letter_is_harmless_and_shows_its_words(explorer, letter):
    assert sum(len(letter[kind]) for kind in KINDS) > 5
    identifier = letter["letter"]["letter_id"]
    page = explorer.get(letter_path(identifier)).text
    harmless(page)
    assert "<script>alert(1)</script>" in unescape(page)
    assert "{{7*7}}" in unescape(page)
    for kind in KINDS:
        for record in letter[kind]:
            harmless(explorer.get(record_path(identifier, record["record_id"])).text)
            harmless(explorer.get(record_path(identifier, record["record_id"]) + "?deel=1").text)
    harmless(explorer.get(f"/dekking?brief={quote(identifier)}").text)


@pytest.mark.parametrize(
    "path",
    [
        "/?q=",
        "/?dossier=",
        "/?volgorde=",
        "/?blz=",
        "/cijfers?onderwerp=",
        "/cijfers?organisatie=",
        "/cijfers?aard=",
        "/cijfers?eenheid=",
        "/toezeggingen?q=",
        "/toezeggingen?wie=",
        "/toezeggingen?op=",
        "/toezeggingen?soort=",
        "/moties?q=",
        "/moties?stand=",
        "/reeksen?q=",
        "/reeksen?reeks=",
        "/reeksen?eenheid=",
        "/nagerekend?q=",
        "/nagerekend?soort=",
        "/dekking?brief=",
        "/-/nakijken?token=",
    ],
)
def test_what_is_asked_runs_nowhere(explorer, path):
    answer = explorer.get(path + quote(EVIL))
    assert answer.status_code in (200, 403, 404)
    harmless(answer.text)


@pytest.mark.parametrize(
    "path", ["/<script>alert(1)<%2Fscript>", "/brief/<img src=x onerror=alert(1)>", "/brief/x/<svg onload=alert(1)>", "/kamermijn/<script>"]
)
def test_an_address_that_is_told_back_is_escaped(explorer, path):
    answer = explorer.raw(path.replace(" ", "%20"))
    harmless(answer.text)


def policy(answer):
    return {part.split()[0]: part.split()[1:] for part in answer.headers["content-security-policy"].split(";")}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cijfers",
        "/reeksen",
        "/toezeggingen",
        "/moties",
        "/nagerekend",
        "/dekking",
        f"/brief/{LETTER}",
        "/nergens",
        "/-/nakijken",
        "/cijfers?onderwerp=bruggen",
    ],
)
def test_our_pages_allow_no_inline_script_or_style_and_need_none(explorer, path):
    answer = explorer.get(path)
    allowed = policy(answer)
    assert allowed["default-src"] == ["'none'"]
    assert allowed["script-src"] == allowed["style-src"] == allowed["img-src"] == ["'self'"]
    assert allowed["base-uri"] == allowed["frame-ancestors"] == ["'none'"]
    for tag, attributes in Elements(answer.text).found:
        assert "style" not in attributes
        assert tag != "style"
        assert tag != "script" or "src" in attributes


@pytest.mark.parametrize("path", ["/kamermijn", "/kamermijn/figures", "/kamermijn?sql=select+1"])
def test_every_script_of_datasettes_pages_carries_the_nonce_of_its_request(explorer, path):
    answer, again = explorer.get(path), explorer.get(path)
    nonce = re.search(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])[1]
    assert nonce not in again.headers["content-security-policy"]
    assert "'unsafe-inline'" not in policy(answer)["script-src"]
    inline = [attributes for tag, attributes in Elements(answer.text).found if tag == "script" and "src" not in attributes]
    assert inline
    assert {attributes.get("nonce") for attributes in inline} == {nonce}


@pytest.mark.parametrize(
    "path", ["/", "/kamermijn", "/kamermijn/figures.json", "/nergens", "/-/kamermijn/explore.css", "/-/static/app.css"]
)
def test_every_answer_has_the_headers_that_keep_it_in_its_place(explorer, path):
    headers = explorer.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in headers
    assert "x-kamermijn-page" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/brief/../../etc/passwd",
        "/brief/..%2f..%2fetc%2fpasswd",
        "/brief/%2e%2e/run.json",
        "/brief/~2E~2E~2F~2E~2E~2Fetc~2Fpasswd",
        "/brief/~2E~2E~2Frun",
        "/brief/%00",
        "/brief/~00",
        "/brief/..~2Frun.json",
        "/-/kamermijn/../../plugin.py",
        "/-/kamermijn/..%2fplugin.py",
        "/-/kamermijn/plugin.py",
        "/-/static-plugins/kamermijn/plugin.py",
        f"/brief/{LETTER}/bladzijde/../../run.json",
        "/brief/letters~2Fx",
        "/brief/C:~5Cwindows~5Cwin.ini",
    ],
)
def test_no_path_of_a_request_reaches_the_file_system(explored, path):
    answer = Asking(built(explored)).raw(path)
    assert answer.status_code in (302, 404)
    for secret in ("root:", "schema_version", "hookimpl", "sha256"):
        assert secret not in answer.text


def test_a_file_that_says_it_is_another_letter_is_not_shown_as_it(explored, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(explored, output)
    shutil.copy(output / "letters" / f"{LETTER}.json", output / "letters" / "vreemd.json")
    assert Asking(built(output)).get("/brief/vreemd").status_code == 404


def test_the_database_cannot_be_changed_and_a_question_cannot_last(explorer, hostile):
    before = (hostile / "kamermijn.sqlite").read_bytes()
    for sql in ("delete from letters", "attach database '/etc/passwd' as x", "pragma writable_schema=1", "select load_extension('x')"):
        assert explorer.get("/kamermijn", params={"sql": sql}).status_code in (400, 403)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    answer = explorer.get("/kamermijn", params={"sql": endless})
    assert answer.status_code == 400
    assert "duurde te lang" in answer.text
    assert (hostile / "kamermijn.sqlite").read_bytes() == before


def test_a_table_that_its_keeper_closes_in_the_metadata_stays_closed(explored, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(explored, output)
    path = output / "metadata.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    told["databases"]["kamermijn"]["tables"]["figures"]["allow"] = {"id": "root"}
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    explorer = Asking(built(output))
    assert explorer.get("/kamermijn/figures").status_code == 403
    assert explorer.get("/kamermijn/dates").status_code == 200
    assert Asking(built(explored)).get("/kamermijn/figures").status_code == 200


def test_a_page_that_other_names_point_to_is_not_shown(explored):
    explorer = Asking(built(explored, hosts=frozenset({"127.0.0.1", "localhost"})))
    assert explorer.get("/").status_code == 200
    assert explorer.raw("/", headers={"host": "kwaad.example"}).status_code == 421
    assert explorer.raw("/", headers={"host": "127.0.0.1:8001"}).status_code == 200


def test_an_error_of_ours_tells_the_reader_nothing_of_the_machine(explored, monkeypatch):
    def broken(*arguments):
        raise RuntimeError("/home/geheim/sleutel")

    explorer = Asking(built(explored))
    monkeypatch.setattr("kamermijn.explore.letter_page._context", broken)
    answer = explorer.get(f"/brief/{LETTER}")
    assert answer.status_code == 500
    assert "geheim" not in answer.text
    assert "Dit is misgegaan" in answer.text
