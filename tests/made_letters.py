"""Letters made by hand for the tests of what comes after mining: they need no rules and no files."""

import datetime
import hashlib
import re
from pathlib import Path

from kamermijn.model import Box, LetterError, LetterText, PageSpan, Rejected, with_ids
from kamermijn.records import Citation, Date, Figure, Letter, LetterFields, Measure, Motion, Numeral, Organisation
from kamermijn.records.motion import Mention, Proposer

TEXT = "In 2031 telde de fictieve dienst 1.250 bruggen.\n\n=SOM(A1) blijft zo staan; zie Kamerstuk 99 001, nr. 7. Ik laat; 2,5 ton | meer."


def _on(quote: str, **values: object) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"letter_id": "kst-99001-3", "quote": quote, "start": start, "end": start + len(quote), "page": 1,
            "boxes": (Box(1, 10.0, 20.5, 30.25, 40.0),), "sentence": TEXT, "rule": "test.rule", **values}  # fmt: skip


def rich_letter() -> Letter:
    """A letter with a record of every kind and with values that are hard to write in a table."""
    figures = with_ids([
        Figure(**_on("1.250", value=1250.0, unit="count", subject="bruggen", period_start=datetime.date(2031, 1, 1))),
        Figure(**_on("2,5 ton", value=2500.000001, value_high=1e16, unit="kg", in_table=True)),
    ])  # fmt: skip
    return Letter(
        LetterFields(letter_id="kst-99001-3", kind="kamerbrief", date=datetime.date(1602, 3, 20), dossiers=("99001", "99002-VI"),
                     source="brief.txt", sha256="00", format="text", pages=1, warnings=("een | streep", "terug\\slag")),
        LetterText(TEXT, pages=(PageSpan(1, 0, len(TEXT)),)),
        figures=figures,
        dates=with_ids([Date(**_on("2031", date_start=datetime.date(2031, 1, 1), edtf="2031", precision="year", inferred=("date_end",)))]),
        citations=with_ids([Citation(**_on("Kamerstuk 99 001, nr. 7", target="kst-99001-7", type="kamerstuk", dossiers=("99001",)))]),
        motions=with_ids([Motion(**_on("Kamerstuk", mentions=(Mention(quote="x", start=1, end=2),),
                                       proposers=(Proposer(name="Van 't Hek", party="ABC"), Proposer(name="O\"Dwyer")), and_others=True))]),
        organisations=with_ids([Organisation(**_on("fictieve dienst", name="Fictieve Dienst", type="agency"))]),
        measures=with_ids([Measure(**_on("=SOM(A1) blijft zo staan", type="other", action="+laat", status="announced", amount=-0.5,
                                         figures=tuple(f.record_id for f in figures)))]),
        rejected=with_ids([Rejected(**_on("meer", attempted="figure", reason="geen getal", candidates=("a|b", "c")))]),
        numerals=with_ids([Numeral(**_on("2031", outcome="date")), Numeral(**_on("001", outcome="left out", reason="dossier number")),
                           Numeral(**_on("7", outcome="left out", reason="dossier number"))]),
    )  # fmt: skip


def is_published(path: Path) -> bool:
    """Whether a file of an output folder is for its readers; run.json tells the time; what runs remember is no reader's."""
    forms = (".csv", ".json", ".sqlite", ".parquet", ".xlsx", ".md", ".yaml")
    return path.is_file() and path.suffix in forms and path.name not in ("run.json", "ledger.sqlite", "across.sqlite")


def mine_made_up(path: Path, *, rules: object = None, model: object = None, clock: object = None) -> Letter:
    """Stands in for ``kamermijn.mine``: the first word is the letter's id, every number after a space a figure.

    The words ``encrypted`` and ``crash`` make it fail as a known and as an unforeseen error.
    """
    data = Path(path).read_bytes()
    text = data.decode()
    if "encrypted" in text:
        raise LetterError("encrypted", f"{Path(path).name}: is encrypted: save it without a password")
    if "crash" in text:
        raise ZeroDivisionError("no one thought of this")
    letter_id = text.split()[0]
    figures = with_ids(
        Figure(letter_id=letter_id, quote=m[0], start=m.start(), end=m.end(), sentence=text, rule="test.digits", value=float(m[0]),
               unit="count", fictional="voorbeeld" in text)
        for m in re.finditer(r"(?<= )\d+", text)
    )  # fmt: skip
    fields = LetterFields(letter_id=letter_id, source=Path(path).name, sha256=hashlib.sha256(data).hexdigest(), format="text",
                          fictional="voorbeeld" in text, warnings=("read as cp1252",) if "warn" in text else ())  # fmt: skip
    return Letter(fields, LetterText(text), figures=figures)


def mine_in_forms(path: Path, *, rules: object = None, model: object = None, clock: object = None) -> Letter:
    """The same, in the form that the file's name ends with; a first line ``id date status`` tells what a publication would."""
    head, _, text = Path(path).read_text().partition("\n")
    letter_id, date, status = (*head.split(), None, None)[:3]
    return _in_form(path, letter_id, date, status, text)


def mine_as_called(path: Path, *, rules: object = None, model: object = None, clock: object = None) -> Letter:
    """The same, but the letter is called as its file is."""
    head, _, text = Path(path).read_text().partition("\n")
    _, date, status = (*head.split(), None, None)[:3]
    return _in_form(path, Path(path).stem, date, status, text)


def _in_form(path: Path, letter_id: str, date: str | None, status: str | None, text: str) -> Letter:
    figures = with_ids(
        Figure(letter_id=letter_id, quote=m[0], start=m.start(), end=m.end(), sentence=text, rule="test.digits", value=float(m[0]),
               unit="count")
        for m in re.finditer(r"(?<= )\d+", text)
    )  # fmt: skip
    fields = LetterFields(letter_id=letter_id, source=Path(path).name, sha256=hashlib.sha256(Path(path).read_bytes()).hexdigest(),
                          format=Path(path).suffix.lstrip(".").replace("txt", "text"),
                          date=datetime.date.fromisoformat(date) if date else None, status=status)  # fmt: skip
    return Letter(fields, LetterText(text), figures=figures)
