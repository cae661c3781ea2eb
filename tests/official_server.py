"""A server on this machine that speaks as the official services are documented to: search (SRU 2.0), documents, open data (OData 4).

Written from the documented facts, with made-up documents; what the real services do beyond that it cannot tell. It does as badly as
it is told: ``faults`` gives for a path what to do with the next requests to it.
"""

import datetime
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

import regex

COMPARISON = regex.compile(r'([\w.]+)(==|>=|<=|=)(?:"((?:[^"\\]|\\.)*)"|([^\s()]+))')
TYPES = {"xml": "application/xml", "html": "text/html", "pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}
CHANGED = "Mon, 03 May 2032 10:00:00 GMT"
NAMESPACES = (
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" xmlns:gzd="http://standaarden.overheid.nl/sru/record/gzd/1.0/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/"'
)


def letter(identifier, dossier, words="Dit jaar zijn 24 bruggen hersteld."):
    """The official XML of a made-up letter."""
    number = identifier.rpartition("-")[2]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2031-2032</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>{dossier}</dossiernr></dossiernummer><titel>Bruggen (fictief)</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER VAN BRUGGEN</titel>
<algemeen><vrije-tekst><tekst><al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>
<al>{escape(words)}</al></tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>
""".encode()


def metadata(document):
    """What the publication says about itself."""
    said = {
        "DC.identifier": document.identifier, "OVERHEIDop.documenttitel": document.title, "OVERHEIDop.documentStatus": document.status,
        "OVERHEIDop.vergaderjaar": "2031-2032", "DCTERMS.issued": document.date,
    }  # fmt: skip
    lines = "".join(f'<metadata name="{name}" scheme="" content={quoteattr(value)}/>' for name, value in said.items())
    return f'<?xml version="1.0"?><metadata_gegevens>{lines}</metadata_gegevens>'.encode()


@dataclass
class Document:
    """A document of the server; ``bodies`` gives the bytes of each form."""

    identifier: str
    title: str = "Brief over bruggen"
    kind: str = "Brief regering"
    date: str = "2032-05-03"
    status: str = "Opgemaakt"
    modified: str = "2032-05-04T10:00:00+02:00"
    dossiers: tuple = ("99123",)
    main: str | None = None
    bodies: dict = field(default_factory=dict)
    unlisted: bool = False
    described: bytes | None = None

    def body(self, form):
        if form == "metadata":
            return metadata(self) if self.described is None else self.described
        return self.bodies[form]


@dataclass
class Official:
    """The state of the server and what it was asked; with ``again`` every page is the first one, ``relative`` leaves out hosts."""

    documents: dict = field(default_factory=dict)
    promises: list = field(default_factory=list)
    faults: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    announced: int | None = None
    page: int = 1000
    base: str = ""
    records: str = ""
    again: bool = False
    relative: bool = False
    root: str = ""
    tags: bool = True
    circle: bool = False
    following: object = None
    counted: int | None = None

    def add(self, identifier, **fields):
        document = Document(identifier, **fields)
        if not document.bodies:
            document.bodies = {"xml": letter(identifier, document.dossiers[0])}
        self.documents[identifier] = document
        return document

    def paths(self, what):
        return [path for path, _, _ in self.asked if what in path]

    def address(self, document, form):
        name = "metadata.xml" if form == "metadata" else f"{document.identifier}.{form}"
        return f"{self.base}/frbr/{quote(document.identifier)}/1/{form}/{name}"

    def fault(self, path):
        queue = self.faults.get(path) or self.faults.get("*")
        return queue.pop(0) if queue else None


def _record(official, document):
    forms = [*document.bodies, "metadata"]
    items = "".join(f'<gzd:itemUrl manifestation="{form}">{official.address(document, form)}</gzd:itemUrl>' for form in forms)
    dossiers = "".join(f"<overheidwetgeving:dossiernummer>{d}</overheidwetgeving:dossiernummer>" for d in document.dossiers)
    return (
        "<sru:record><sru:recordData><gzd:gzd><gzd:originalData><overheidwetgeving:meta><overheidwetgeving:owmskern>"
        f"<dcterms:identifier>{escape(document.identifier)}</dcterms:identifier>"
        f"<dcterms:title>Bruggen; {escape(document.title)}</dcterms:title>"
        f"<dcterms:type>Kamerstuk</dcterms:type></overheidwetgeving:owmskern><overheidwetgeving:owmsmantel>"
        f"<dcterms:issued>{document.date}</dcterms:issued></overheidwetgeving:owmsmantel><overheidwetgeving:tpmeta>"
        f"<overheidwetgeving:documenttitel>{escape(document.title)}</overheidwetgeving:documenttitel>"
        f"<overheidwetgeving:subrubriek>{document.kind}</overheidwetgeving:subrubriek>{dossiers}"
        f"<overheidwetgeving:documentstatus>{document.status}</overheidwetgeving:documentstatus>"
        f"</overheidwetgeving:tpmeta></overheidwetgeving:meta></gzd:originalData><gzd:enrichedData>{items}"
        f"<gzd:timestamp>{document.modified}</gzd:timestamp></gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
    )


def _matches(document, name, relation, value):
    if name == "dt.identifier":
        return document.identifier == value
    if name == "w.dossiernummer":
        return value in document.dossiers
    if name == "w.hoofddocument":
        return document.main == value
    if name == "cql.textAndIndexes":
        return value.casefold() in f"{document.title} {document.bodies}".casefold()
    if name in ("dt.date", "dt.modified"):
        said = document.date if name == "dt.date" else document.modified[:10]
        return {">=": said >= value, "<=": said <= value, "==": said == value}[relation]
    return True


def search(official, query):
    """The documents that answer a question in CQL, as far as it is used here: all parts joined by AND, ids by OR."""
    parts = [(n, r, (q if q is not None else bare).replace('\\"', '"')) for n, r, q, bare in COMPARISON.findall(query)]
    ids = [part for part in parts if part[0] == "dt.identifier"]
    rest = [part for part in parts if part[0] != "dt.identifier"]
    return [
        d for d in official.documents.values()
        if not d.unlisted and all(_matches(d, *p) for p in rest) and (not ids or any(_matches(d, *p) for p in ids))
    ]  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    official: Official

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.answer(head=True)

    def do_GET(self):
        self.answer()

    def answer(self, head=False):
        official, parts = self.official, urlsplit(self.path)
        official.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic()))
        fault = official.fault(parts.path)
        if fault and self.misbehave(fault):
            return
        if parts.path == "/sru":
            found = self.searched(parse_qs(parts.query))
        elif parts.path.startswith("/OData/v4/2.0/"):
            found = self.entities(parts.path.rpartition("/")[2], parse_qs(parts.query))
        else:
            found = self.document(parts.path)
        self.send(found, head, fault)

    def misbehave(self, fault):
        """Whether this request has had its answer."""
        what, _, more = fault.partition(" ")
        if what.isdigit():
            self.send_response(int(what))
            if what == "308":
                self.send_header("Location", more)
                self.send_header("Content-Length", "3000000")
                self.end_headers()
                self.wfile.write(b"a" * 3_000_000)
                return True
            if int(what) in (301, 302, 307):
                self.send_header("Location", more)
            elif more:
                self.send_header("Retry-After", more)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        if what == "hang-up":
            self.close_connection = True
            self.connection.close()
            return True
        if what == "slow":
            time.sleep(float(more))
        return False

    def send(self, found, head, fault):
        if found is None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body, kind = found
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        seen = self.headers.get("If-None-Match") == tag if self.official.tags else self.headers.get("If-Modified-Since") == CHANGED
        if seen:
            self.send_response(304)
            if self.official.tags:
                self.send_header("ETag", tag)
            self.end_headers()
            return
        sent = body[: len(body) // 2] if fault in ("truncated", "cut") else body
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if self.official.tags:
            self.send_header("ETag", tag)
        self.send_header("Last-Modified", CHANGED)
        # "cut": less comes than is announced; "longer": more; "truncated": half of it comes and that is what is announced.
        announced = {"cut": len(body), "longer": len(body) - 20}.get(fault, len(sent))
        if fault in ("garbled", "packed twice", "packed otherwise"):
            self.send_header("Content-Encoding", {"garbled": "gzip", "packed twice": "gzip, gzip"}.get(fault, "br"))
        if fault in ("chunked", "chunked cut"):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            half = len(body) // 2
            for piece in (body[:half],) if fault == "chunked cut" else (body[:half], body[half:], b""):
                self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.close_connection = True
            return
        self.send_header("Content-Length", str(announced))
        self.end_headers()
        if not head:
            self.sent(sent, fault or "")
        if fault in ("cut", "longer"):
            self.close_connection = True

    def sent(self, body, fault):
        what, _, pause = fault.partition(" ")
        if what != "drip":
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            time.sleep(float(pause))

    def searched(self, asked):
        official = self.official
        query, start, size = asked["query"][0], int(asked["startRecord"][0]), int(asked["maximumRecords"][0])
        if start < 1 or "application/xml" not in self.headers.get("Accept", ""):
            return json.dumps({"numberOfRecords": 0}).encode(), "application/json"
        if "zzdiagnostic" in query:
            body = (
                f'<sru:searchRetrieveResponse {NAMESPACES} xmlns:d="http://docs.oasis-open.org/ns/search-ws/diagnostic">'
                "<sru:numberOfRecords>0</sru:numberOfRecords><sru:diagnostics><d:diagnostic><d:uri>info:srw/diagnostic/1/10</d:uri>"
                "<d:details>zzdiagnostic</d:details><d:message>Query syntax error</d:message></d:diagnostic></sru:diagnostics>"
                "</sru:searchRetrieveResponse>"
            )
            return body.encode(), "application/xml"
        found = search(official, query)
        first = 0 if official.again else start - 1
        some = found[first : first + min(size, official.page)]
        total = official.announced if official.announced is not None else len(found)
        records = "".join(_record(official, document) for document in some) + (official.records if start == 1 else "")
        body = (
            f"<sru:searchRetrieveResponse {NAMESPACES}><sru:version>2.0</sru:version><sru:numberOfRecords>{total}</sru:numberOfRecords>"
            f"<sru:records>{records}</sru:records></sru:searchRetrieveResponse>"
        )
        return body.encode(), "application/xml"

    def entities(self, name, asked):
        official = self.official
        if name != "Toezegging":
            return None
        since = regex.search(r"ge (\d{4}-\d\d-\d\d)", asked.get("$filter", [""])[0])
        rows = [row for row in official.promises if not since or row["Aanmaakdatum"][:10] >= since[1]]
        skip = int(asked.get("$skip", ["0"])[0])
        page = {"@odata.context": "...", "value": rows[skip : skip + 250]}
        if "$count" in asked:
            page["@odata.count"] = len(rows) if official.counted is None else official.counted
        if skip + 250 < len(rows) and "$top" not in asked:
            there = 0 if official.circle else skip + 250
            start = "" if official.relative else f"{official.base}/OData/v4/2.0/"
            page["@odata.nextLink"] = official.following or f"{start}Toezegging?$skip={there}"
        return json.dumps(page).encode(), "application/json"

    def document(self, path):
        official = self.official
        for document in official.documents.values():
            for form in (*document.bodies, "metadata"):
                short = f"/{document.identifier}/metadata.xml" if form == "metadata" else f"/{document.identifier}.{form}"
                if path in (short, official.root + official.address(document, form).removeprefix(official.base)):
                    return document.body(form), TYPES.get(form, "application/xml")
        return None


@contextmanager
def serving():
    """A server for one test."""
    official = Official()
    handler = type("Bound", (Handler,), {"official": official})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    # A client that gave up is no fault of the server.
    server.handle_error = lambda *_: None
    official.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield official
    finally:
        server.shutdown()
        server.server_close()


def http_date(seconds):
    """A moment some seconds from now, as HTTP writes it."""
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
