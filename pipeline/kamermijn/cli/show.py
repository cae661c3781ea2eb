"""``kamermijn show``: a letter with its records marked in it, and a table of them under it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

import kamermijn
from kamermijn.cli.chosen_model import tell_model
from kamermijn.model import KamermijnError, LetterError, Record
from kamermijn.records import KINDS, Letter, Numeral
from kamermijn.records.document import document
from kamermijn.rules import Mark, attribute_text, render

# A measure is a sentence with the others in it, so it is shown by its line and not by its colour.
STYLES = {
    "figures": "bold green",
    "dates": "bold magenta",
    "citations": "bold blue",
    "motions": "bold yellow",
    "organisations": "bold cyan",
    "measures": "underline",
    "rejected": "bold red",
}
_LINKS = {"figures", "dates"}  # fields of a measure that hold ids of other records, which say nothing to a reader
# What would steer the terminal is shown as a sign in its place, so that offsets stay.
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")


def show_letter(path: Path, kinds: Sequence[str], rules: Path | None, model: str | None, *, as_json: bool) -> bool:
    """Mine and show; returns whether the letter could be mined."""
    plurals = [cls.plural for cls in KINDS if cls is not Numeral or as_json]
    if unknown := [kind for kind in kinds if kind not in plurals]:
        raise KamermijnError(f"no kind of record is called {', '.join(unknown)}; there are: {', '.join(plurals)}")
    tell_model(Console(stderr=True, highlight=False, soft_wrap=True), model)
    try:
        letter = kamermijn.mine(path, rules=rules, model=model)
    except (LetterError, OSError) as error:
        if isinstance(error, LetterError) and error.reason in ("missing", "directory"):
            # The command was given something that is no letter file: wrong usage, as for `run`.
            raise KamermijnError(str(error)) from error
        Console(stderr=True, markup=False, highlight=False, soft_wrap=True).print(f"kamermijn: {error}")
        return False
    chosen = [plural for plural in plurals if not kinds or plural in kinds]
    if as_json:
        data = document(letter)
        unwanted = set() if not kinds else {cls.plural for cls in KINDS} - set(chosen) | {"coverage"}
        print(json.dumps({key: value for key, value in data.items() if key not in unwanted}, ensure_ascii=False, indent=1))
        return True
    console = Console(highlight=False, markup=False)
    console.width = min(console.width, 160) if console.is_terminal else 160
    if console.is_terminal:
        _print_coloured(console, letter, chosen)
    else:
        _print_marked_up(letter, chosen)
    console.print(_table(letter, chosen))
    console.print(f"{letter.fields.source}: {_heading(letter)}")
    return True


def _print_coloured(console: Console, letter: Letter, chosen: Sequence[str]) -> None:
    legend = Text("  ").join(Text(plural, STYLES[plural]) for plural in chosen)
    text = Text(letter.text.translate(_CONTROL))
    # The widest first, so that what stands within a measure keeps its own colour.
    for record in sorted(_records(letter, chosen), key=lambda r: (r.start - r.end, r.start)):
        text.stylize(STYLES[record.plural], record.start, record.end)
    console.print(legend, text, legend, sep="\n\n")


def _print_marked_up(letter: Letter, chosen: Sequence[str]) -> None:
    """Without colours the records are shown in the mark-up of the rules."""
    print(render(letter.text, (Mark(record.singular, record.start, record.end) for record in _records(letter, chosen))), end="\n\n")


def _records(letter: Letter, chosen: Sequence[str]) -> list[Record]:
    return [record for plural in chosen for record in letter.records(plural)]


def _table(letter: Letter, chosen: Sequence[str]) -> Table:
    table = Table(expand=True)
    for heading in ("kind", "quote", "what it says", "page"):
        table.add_column(heading, overflow="fold")
    for plural in chosen:
        for record in letter.records(plural):
            quote = Text(_shortened(record.quote).translate(_CONTROL), STYLES[plural])
            table.add_row(record.singular, quote, _says(record), str(record.page or ""))
        table.add_section()
    return table


def _shortened(quote: str, longest: int = 120) -> str:
    return quote if len(quote) <= longest else f"{quote[:longest]} …"


def _says(record: Record) -> str:
    """The kind's own fields that have a value."""
    own = (name for name in type(record).model_fields if name not in Record.model_fields and name not in _LINKS)
    said = ((name, _value(getattr(record, name))) for name in own)
    return "  ".join(f"{name}={value}" for name, value in said if value).translate(_CONTROL)


def _value(value: object) -> str:
    if value is False or value == ():
        return ""
    if isinstance(value, tuple) and hasattr(value[0], "start"):
        return str(len(value))
    return attribute_text(value)


def _heading(letter: Letter) -> str:
    fields = letter.fields
    known = (fields.letter_id, fields.kind, fields.date and f"of {fields.date}", fields.sender_role, fields.sender)
    return ", ".join(str(value) for value in known if value) + (", FICTIONAL" if fields.fictional else "")
