"""What can go wrong on the way: broken bodies, caches, slow and busy services, addresses, proxies, limits, a full disk."""

import errno
import gzip
import os
import sqlite3
import threading
import urllib.request
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fetching import PDF, QUICK, fetch, web
from official_server import http_date, letter

from kamermijn.fetch import FetchError, Limits, Pace, Question, Services

ASKED = Question(dossier="99123")


@pytest.fixture(params=[False, True], ids=["without cache", "with cache"])
def cache(request, tmp_path_factory):
    return tmp_path_factory.mktemp("cache") if request.param else None


def path_of(official, document, form="xml"):
    return official.address(document, form).removeprefix(official.base)


def reasons(account):
    return [(lack.what, lack.reason) for lack in account.lacks]


@pytest.mark.parametrize("wrong", ["truncated", "longer", "garbled"])
def test_a_broken_body_is_asked_for_once_more_and_not_out_of_the_cache(official, tmp_path, cache, wrong):
    document = official.add("kst-99123-1")
    path = path_of(official, document)
    official.faults[path] = [wrong]
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole
    assert told == [("kst-99123-1", "new")]
    assert (tmp_path / "kst/99123/kst-99123-1.xml").read_bytes() == document.bodies["xml"]
    asked = [headers for address, headers, _ in official.asked if address == path]
    assert len(asked) == 2
    assert "if-none-match" not in asked[1]


def test_a_broken_body_that_stayed_in_the_cache_heals(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = ["truncated", "404"]
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert reasons(account) == [("kst-99123-1", "missing")]
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole
    assert told == [("kst-99123-1", "new")]


def test_a_broken_answer_of_the_search_service_is_asked_for_once_more(official, tmp_path, cache):
    official.add("kst-99123-1")
    official.faults["/sru"] = ["truncated"]
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole
    assert told == [("kst-99123-1", "new")]


@pytest.mark.parametrize("page", [b"<html><body>fout</body></html>", b'<HTML xmlns="http://www.w3.org/1999/xhtml"/>'])
def test_a_web_page_is_not_taken_for_the_document(official, tmp_path, cache, page):
    official.add("kst-99123-1", bodies={"xml": page, "pdf": PDF})
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert reasons(account) == [("kst-99123-1", "broken")]
    assert "is a web page" in account.lacks[0].message
    assert [p.name for p in tmp_path.rglob("kst-99123-1.???")] == ["kst-99123-1.pdf"]


@pytest.mark.parametrize("described", [b"<html/>", b"<metadata_gegevens>", b"<officiele-publicatie/>", b""])
def test_what_is_no_metadata_is_not_kept_as_such(official, tmp_path, cache, described):
    official.add("kst-99123-1", described=described)
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert reasons(account) == [("kst-99123-1", "broken")]
    assert told == [("kst-99123-1", "new")]
    assert not list(tmp_path.rglob("*.metadata.xml"))


def test_a_search_that_breaks_off_keeps_what_came(official, tmp_path, cache):
    for number in (1, 2, 3):
        official.add(f"kst-99123-{number}")
    official.page = 2
    official.faults["/sru"] = ["slow 0", "404"]
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert told == [("kst-99123-1", "new"), ("kst-99123-2", "new")]
    assert reasons(account) == [("the search", "missing")]
    assert account.stopped
    assert account.bytes > 0
    assert (tmp_path / "kst/99123/kst-99123-2.xml").is_file()


def test_a_folder_that_cannot_be_made_stops_the_run_with_its_account(official, tmp_path, cache):
    official.add("h-tk-20312032-1-1", bodies={"html": b"<html><body>fictief</body></html>"})
    official.add("kst-99123-2")
    official.add("h-tk-20312032-1-3", bodies={"html": b"<html><body>fictief</body></html>"})
    (tmp_path / "kst").write_text("een bestand waar een map moet komen")
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert told == [("h-tk-20312032-1-1", "new")]
    assert reasons(account) == [("kst-99123-2", "unwritable")]
    assert str(tmp_path / "kst") in account.lacks[0].message
    assert account.stopped


@pytest.mark.parametrize("after", range(6))
def test_a_full_disk_stops_the_run_with_its_account_and_the_next_one_goes_on(official, tmp_path, cache, monkeypatch, after):
    for number in (1, 2):
        official.add(f"kst-99123-{number}")
    left, real = after, os.fsync

    def full(descriptor):
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert [reason for _, reason in reasons(account)] == ["unwritable"]
    assert "No space left" in account.lacks[0].message
    assert not list(tmp_path.rglob("*.part"))
    monkeypatch.undo()
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole
    kept = {p.name for p in tmp_path.rglob("kst-*") if p.is_file()}
    assert kept == {f"kst-99123-{number}{form}" for number in (1, 2) for form in (".xml", ".metadata.xml")}


@pytest.mark.parametrize("fault", ["503", "hang-up"])
def test_a_service_that_is_away_is_not_asked_for_all_that_is_left(official, tmp_path, cache, fault):
    for number in range(1, 21):
        official.add(f"kst-99123-{number}")
    official.faults = {"/sru": ["slow 0"], "*": ["slow 0", "slow 0"] + [fault] * 1000}
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert [state for _, state in told] == ["new", *["lacking"] * 5]
    assert reasons(account)[-1] == ("the run", "away")
    official.faults = {}
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole


def test_a_search_service_that_is_away_is_not_asked_for_the_attachments_of_all_that_is_left(official, tmp_path, cache):
    for number in range(1, 21):
        official.add(f"kst-99123-{number}")
    official.faults = {"/sru": ["slow 0"] + ["503 0"] * 1000}
    account, told = fetch(official, tmp_path, ASKED, cache=cache, attachments=True)
    assert [state for _, state in told] == ["new"] * 5
    assert reasons(account)[-1] == ("the run", "away")
    assert len(official.paths("/sru")) == 1 + 5 * QUICK.attempts


def test_the_limit_on_documents_counts_only_what_is_fetched(official, tmp_path, cache):
    for number in (2, 3):
        official.add(f"kst-99123-{number}")
    fetch(official, tmp_path, ASKED, cache=cache)
    before = dict(official.documents)
    official.documents.clear()
    official.add("kst-99123-1")
    official.documents |= before
    account, told = fetch(official, tmp_path, ASKED, cache=cache, limits=Limits(documents=1))
    assert [state for _, state in told] == ["new", "unchanged", "unchanged"]
    assert account.whole


def test_a_run_stops_in_the_middle_of_the_body_that_goes_over_its_limit(official, tmp_path, cache):
    for number in (1, 2, 3):
        official.add(f"kst-99123-{number}", bodies={"xml": b"<x>" + b"a" * 1_500_000 + b"</x>"})
    account, told = fetch(official, tmp_path, ASKED, cache=cache, limits=Limits(megabytes=2))
    assert told == [("kst-99123-1", "new")]
    assert reasons(account) == [("the run", "limit")]
    assert 2_000_000 < account.bytes < 2_200_000


def test_what_stands_in_a_redirect_is_not_read(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = [f"308 {official.base}/kst-99123-1.xml"]
    account, _ = fetch(official, tmp_path, ASKED, cache=cache, limits=Limits(megabytes=1))
    assert account.whole
    assert account.bytes < 100_000


@pytest.mark.parametrize("fault", ["packed twice", "packed otherwise"])
def test_what_is_packed_so_that_it_may_fill_the_memory_is_not_unpacked(official, tmp_path, cache, fault):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = [fault]
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert reasons(account) == [("kst-99123-1", "packed")]
    asked = next(headers for path, headers, _ in official.asked if path == path_of(official, document))
    assert asked["accept-encoding"] == "gzip, deflate"


def test_a_small_packed_body_that_grows_over_the_limit_is_left_out(official, tmp_path, cache):
    document = official.add("kst-99123-1", bodies={"xml": gzip.compress(b"<x>" + b"a" * 50_000_000 + b"</x>")})
    official.faults[path_of(official, document)] = ["garbled"]
    account, _ = fetch(official, tmp_path, ASKED, cache=cache, limits=Limits(megabytes_a_document=1))
    assert reasons(account) == [("kst-99123-1", "too_large")]


def test_what_came_in_vain_counts_too(official, tmp_path, cache):
    document = official.add("kst-99123-1", bodies={"xml": b"<x>" + b"a" * 800_000 + b"</x>"})
    official.faults[path_of(official, document)] = ["cut"] * 3
    account, _ = fetch(official, tmp_path, ASKED, cache=cache, limits=Limits(megabytes=1), pace=Pace(0, 5, 0.01, 0.1, 5))
    assert reasons(account) == [("the run", "limit")]


def test_what_is_still_the_same_does_not_come_again(official, tmp_path):
    official.add("kst-99123-1", bodies={"xml": b"<x>" + b"a" * 800_000 + b"</x>"})
    first, _ = fetch(official, tmp_path / "a", ASKED, cache=tmp_path / "cache")
    second, _ = fetch(official, tmp_path / "b", ASKED, cache=tmp_path / "cache")
    assert first.bytes > 800_000
    assert second.bytes < 10_000


def test_what_a_service_dates_but_does_not_tag_does_not_come_again_either(official, tmp_path):
    document = official.add("kst-99123-1")
    official.tags = False
    path = path_of(official, document)
    for folder in ("a", "b"):
        assert fetch(official, tmp_path / folder, ASKED, cache=tmp_path / "cache")[0].whole
        assert (tmp_path / folder / "kst/99123/kst-99123-1.xml").read_bytes() == document.bodies["xml"]
    first, second = (headers for asked, headers, _ in official.asked if asked == path)
    assert "if-modified-since" not in first
    assert second["if-modified-since"]


def test_xml_that_unpacks_itself_is_not_kept(official, tmp_path, cache):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    official.add("kst-99123-1", bodies={"xml": bomb})
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert told == [("kst-99123-1", "lacking")]
    assert "unsafe_xml" in account.lacks[0].message


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://repository.overheid.nl/frbr/officielepublicaties/kst/1/kst-1-1/1/xml/kst-1-1.xml", True),
        ("https://zoek.officielebekendmakingen.nl:443/kst-1-1.xml", True),
        ("https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/Toezegging", True),
        ("http://repository.overheid.nl/sru", False), ("https://repository.overheid.nl:8443/sru", False),
        ("https://overheid.nl/sru", False), ("https://repository.overheid.nl.example.org/sru", False),
        ("https://repository.overheid.nl@example.org/sru", False), ("https://ik:geheim@repository.overheid.nl/sru", False),
        ("ftp://repository.overheid.nl/sru", False), ("file:///etc/passwd", False), ("https://[::1/sru", False), ("", False),
    ],
)  # fmt: skip
def test_only_the_official_hosts_are_opened_and_only_over_https(address, allowed):
    assert Services().allows(address) is allowed


def test_a_body_that_drips_in_without_end_is_given_up(official, tmp_path, cache):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = ["drip 0.05"]
    account, _ = fetch(official, tmp_path, ASKED, cache=cache, pace=Pace(0, 3, 0.01, 0.1, 5, longest_body=2))
    assert reasons(account) == [("kst-99123-1", "slow")]
    assert len(official.paths(path_of(official, document))) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: folder.write_text("een bestand"),
        lambda folder: (folder / "http.sqlite").mkdir(parents=True),
        lambda folder: (folder.mkdir(), (folder / "http.sqlite").write_bytes(b"geen databank" * 1000)),
        lambda folder: (folder.mkdir(), made_by_another(folder / "http.sqlite")),
    ],
    ids=["a file", "a folder for the file", "no database", "another's database"],
)
def test_a_cache_that_cannot_be_used_is_done_without(official, tmp_path, spoil, capfd, recwarn):
    spoil(tmp_path / "cache")
    official.add("kst-99123-1")
    with web(official, cache=tmp_path / "cache") as online:
        assert online.get(f"{official.base}/kst-99123-1.xml", "*/*")
        assert "cannot be used" in online.uncached
    account, _ = fetch(official, tmp_path / "corpus", ASKED, cache=tmp_path / "cache")
    assert account.whole
    assert "Traceback" not in "".join(capfd.readouterr())


def made_by_another(path):
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE entries (id, cache_key, data, created_at, deleted_at)")


def test_a_cache_that_lost_a_body_is_done_without(official, tmp_path, capfd):
    official.add("kst-99123-1")
    fetch(official, tmp_path / "a", ASKED, cache=tmp_path / "cache")
    with closing(sqlite3.connect(tmp_path / "cache/http.sqlite")) as base:
        base.execute("DELETE FROM streams")
        base.commit()
    account, _ = fetch(official, tmp_path / "b", ASKED, cache=tmp_path / "cache")
    assert account.whole
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_cache_whose_entries_are_damaged_is_done_without(official, tmp_path, capfd):
    official.add("kst-99123-1")
    fetch(official, tmp_path / "a", ASKED, cache=tmp_path / "cache")
    with closing(sqlite3.connect(tmp_path / "cache/http.sqlite")) as base:
        base.execute("UPDATE entries SET id = substr(id, 1, 15)")
        base.commit()
    with web(official, cache=tmp_path / "cache") as online:
        assert online.get(official.address(official.documents["kst-99123-1"], "xml"), "application/xml, text/xml")
        assert "cannot be used" in online.uncached
    account, told = fetch(official, tmp_path / "b", ASKED, cache=tmp_path / "cache")
    assert account.whole
    assert told == [("kst-99123-1", "new")]
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("address", ["http://[::1", "http://127.0.0.1:99999/a", "http://exa mple/a", "http://[v]/", "a" * 70_000])
def test_what_is_no_address_is_told_and_the_rest_comes(official, tmp_path, cache, address):
    first, _ = official.add("kst-99123-1"), official.add("kst-99123-2")
    real = official.address
    official.address = lambda document, form: address if document is first and form == "xml" else real(document, form)
    account, told = fetch(official, tmp_path, ASKED, cache=cache)
    assert told == [("kst-99123-1", "lacking"), ("kst-99123-2", "new")]
    assert {lack.reason for lack in account.lacks} <= {"address", "missing"}


@pytest.mark.parametrize(
    ("after", "attempts"),
    [
        (http_date(3600).replace("GMT", "-0000"), 1),
        (http_date(-3600).replace("GMT", "-0000"), 2),
        ("straks", 2), ("Mon, 99 Foo 2032 10:00:00 GMT", 2), ("-5", 2),
    ],
    ids=["in an hour", "an hour ago", "a word", "no day", "no number"],
)  # fmt: skip
def test_when_to_come_back_is_read_from_any_date(official, tmp_path, after, attempts):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = [f"503 {after}"]
    account, _ = fetch(official, tmp_path, ASKED)
    assert len(official.paths(path_of(official, document))) == attempts
    assert account.whole == (attempts == 2)


@pytest.mark.parametrize("status", ["206", "204", "304", "418"])
def test_an_answer_that_is_no_whole_document_is_none(official, tmp_path, cache, status):
    document = official.add("kst-99123-1")
    official.faults[path_of(official, document)] = [status] * 3
    account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert reasons(account) == [("kst-99123-1", "refused")]


@pytest.mark.parametrize("contact", ["ik@voorbeeld.nl\nX-Evil: 1", "zoë@voorbeeld.nl"])
def test_a_mail_address_that_no_request_can_carry_is_refused(official, contact):
    with pytest.raises(FetchError, match="without accents"):
        web(official).__class__(contact=contact)


class Proxy(BaseHTTPRequestHandler):
    """A proxy of our own, which remembers what it was asked."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append(self.path)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.path, headers={"Accept": self.headers["Accept"]})) as answer:
            body = answer.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def proxying():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.asked = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_the_proxy_of_the_environment_is_used(official, tmp_path, cache, monkeypatch, name):
    official.add("kst-99123-1")
    with proxying() as proxy:
        monkeypatch.setenv(name, f"127.0.0.1:{proxy.server_address[1]}")
        account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert account.whole
    assert len(proxy.asked) == len(official.asked) == 3
    assert all(address.startswith(official.base) for address in proxy.asked)


def test_a_host_that_needs_no_proxy_is_asked_itself(official, tmp_path, cache, monkeypatch):
    official.add("kst-99123-1")
    with proxying() as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")
        assert fetch(official, tmp_path, ASKED, cache=cache)[0].whole
    assert proxy.asked == []


def test_a_proxy_opens_no_other_host_than_the_services(official, tmp_path, cache, monkeypatch):
    official.add("kst-99123-1", bodies={"xml": letter("kst-99123-1", "99 123")})
    official.address = lambda document, form: f"http://example.org/{form}"
    with proxying() as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        account, _ = fetch(official, tmp_path, ASKED, cache=cache)
    assert {lack.reason for lack in account.lacks} == {"address"}
    assert len(proxy.asked) == 1
    assert "/sru?" in proxy.asked[0]


def test_a_proxy_that_cannot_be_used_is_named(official, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:70")
    account, _ = fetch(official, tmp_path, ASKED, pace=QUICK)
    assert reasons(account) == [("the search", "proxy")]
    assert "gopher://127.0.0.1:70" in account.lacks[0].message
