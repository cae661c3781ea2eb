"""``kamermijn query``, ``figures`` and ``promises``: what people ask of the dataset, as commands."""

from __future__ import annotations

import calendar
import datetime
from itertools import chain
from pathlib import Path

import regex
import typer

from kamermijn.batch import DATASET
from kamermijn.cli.answer import FORMS
from kamermijn.model import KamermijnError
from kamermijn.store.query import Answer, Tables, opened

# What fits a screen; the other forms have all columns.
_OF_FIGURES = ("value", "unit", "change", "subject", "period_start", "period_end", "organisation", "letter_id", "page")
_OF_PROMISES = ("deadline_end", "status", "actor", "quote", "letter_date", "letter_id", "page")
_FOLLOWED = ("followed", *_OF_PROMISES)
# With what later letters of the collection say of it, where a run has compared them.
_WITH_FOLLOW_UP = """(SELECT m.*, p.status AS followed, p.first_follow_up, p.first_follow_up_date, p.days_after_deadline
FROM measures_with_letter m LEFT JOIN promises p ON p.promise_id = m.record_id)"""
_DATE = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def ask(output: Path, sql: str, form: str) -> None:
    """Answer a query in SQL."""
    with opened(output, DATASET) as tables:
        _print(tables.ask(sql), form)


class Conditions:
    """A WHERE clause and the values in it, grown wish by wish; what is not wished for is no condition."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.values: list[object] = []

    def add(self, clause: str, value: object | None) -> None:
        """The clause holds one ``?`` for the value."""
        if value is not None:
            self.clauses.append(clause)
            self.values.append(value)

    def contains(self, column: str, words: str | None) -> None:
        """The column holds these words, whatever their case and accents."""
        self.add(f"contains(strip_accents(lower({column})), strip_accents(lower(?)))", words)

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.clauses)}" if self.clauses else ""


def ask_figures(output: Path, form: str, *, subject: str | None, since: str | None, until: str | None, unit: str | None,
                organisation: str | None, kind: str | None, letter: str | None) -> None:  # fmt: skip
    """Figures by what they count, when and by whom, in the order of the time that they are about."""
    when = Conditions()
    when.contains("subject", subject)
    when.contains("organisation", organisation)
    # The time that a figure is about; where its letter does not say, that of the letter.
    written = "letter_date, letter_date_inferred"
    when.add(f"coalesce(period_end, period_start, {written}) >= ?", since and first_day(since))
    when.add(f"coalesce(period_start, period_end, {written}) <= ?", until and last_day(until))
    when.add("lower(unit) = lower(?)", unit)
    when.add("letter_kind = ?", kind)
    when.add("letter_id = ?", letter)
    order = f"coalesce(period_start, period_end, {written}), letter_id, start"
    with opened(output, DATASET) as tables:
        if not _found(tables, "figures_with_letter", when, order, _OF_FIGURES, form):
            _tell_choices(tables, "figures_with_letter", {"unit": unit, "letter_kind": kind})


def ask_promises(output: Path, form: str, *, is_open: bool, actor: str | None, before: str | None, since: str | None,
                 kind: str) -> None:  # fmt: skip
    """Promises and other measures by who made them and when they are due, in the order of their deadlines."""
    when = Conditions()
    when.add("speaker = ?", "sender")
    when.add("type = ?", None if kind == "all" else kind)
    when.add("status = ?", "announced" if is_open else None)
    when.contains("actor", actor)
    when.add("deadline_end < ?", before and first_day(before))
    when.add("coalesce(letter_date, letter_date_inferred) >= ?", since and first_day(since))
    order = "deadline_end NULLS LAST, letter_date, letter_id, start"
    with opened(output, DATASET) as tables:
        followed = tables.has("promises")
        if followed and is_open:
            when.add("followed IS DISTINCT FROM ?", "follow-up found")
        source, short = (_WITH_FOLLOW_UP, _FOLLOWED) if followed else ("measures_with_letter", _OF_PROMISES)
        if not _found(tables, source, when, order, short, form):
            _tell_choices(tables, "measures_with_letter", {"actor": actor, "type": kind})
    if is_open:
        known = "no follow-up was found in this collection" if followed else "later letters were not compared"
        typer.echo(f"open: announced in its letter, and {known}. Whether it was kept, the letters do not say.", err=True)


def first_day(text: str) -> datetime.date:
    """The first day of a year, month or day."""
    return _span(text)[0]


def last_day(text: str) -> datetime.date:
    """The last day of a year, month or day."""
    return _span(text)[1]


def _span(text: str) -> tuple[datetime.date, datetime.date]:
    told = _DATE.fullmatch(text.strip())
    try:
        if told is None:
            raise ValueError
        year = int(told["year"])
        first, last = int(told["month"] or 1), int(told["month"] or 12)
        if told["day"]:
            day = datetime.date(year, first, int(told["day"]))
            return day, day
        return datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        raise KamermijnError(f"{text!r} is no date: write a year, a month or a day, as in 2014, 2014-06 or 2014-06-30") from None


def _found(tables: Tables, source: str, when: Conditions, order: str, short: tuple[str, ...], form: str) -> bool:
    """Print what there is; returns whether there is anything."""
    columns = ", ".join(short) if form == "table" else "*"
    answer = tables.ask(f"SELECT {columns} FROM {source} {when} ORDER BY {order}", when.values)
    first = next(answer.rows, None)
    if first is None and form == "table":
        typer.echo("nothing found", err=True)
        return False

    rows = chain([] if first is None else [first], answer.rows)
    _print(Answer(answer.columns, rows), form)
    return first is not None


def _tell_choices(tables: Tables, view: str, wished: dict[str, str | None]) -> None:
    """Where nothing was found, say what there is to choose from."""
    for column, wish in wished.items():
        if wish and wish != "all":
            query = f"SELECT {column} FROM {view} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 12"
            names = ", ".join(str(name) for (name,) in tables.ask(query).rows)
            typer.echo(f"{column.removeprefix('letter_')} is, most often: {names}", err=True)


def _print(answer: Answer, form: str) -> None:
    FORMS[form](answer)
