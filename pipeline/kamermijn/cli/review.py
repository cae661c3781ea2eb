"""``kamermijn review``: say of a record that it is right, wrong or nearly right, and see what was said."""

from __future__ import annotations

import datetime
import getpass
import sqlite3
from contextlib import closing
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from kamermijn.explore.letters import LetterFiles, record_of
from kamermijn.model import KamermijnError
from kamermijn.store import Review, add_review, history

VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_DATABASE = "kamermijn.sqlite"


def list_reviews(output: Path) -> None:
    """Print all reviews of an output folder, the oldest first, tab-separated."""
    _refuse_other(output)
    for review in history(output):
        said = (
            f"{review.time:%Y-%m-%dT%H:%M:%SZ}",
            review.reviewer,
            review.verdict,
            review.record_id,
            _line(review.quote),
            _line(review.correction),
        )
        print("\t".join(said))


def review_record(output: Path, record_id: str, verdict: str, *, correction: str, note: str, reviewer: str | None) -> None:
    """Keep one review."""
    _refuse_other(output)
    if verdict not in VERDICTS:
        raise KamermijnError(f"{verdict}: say one of {', '.join(VERDICTS)}")
    if (verdict == "correct") != bool(correction.strip()):
        raise KamermijnError("say what it should be, with --correction, when you correct, and only then")
    letter_id, quote = _record(output, record_id)
    try:
        review = Review.model_validate(
            {
                "record_id": record_id,
                "letter_id": letter_id,
                "quote": quote,
                "verdict": VERDICTS[verdict],
                "correction": correction.strip(),
                "note": note.strip(),
                "reviewer": reviewer or getpass.getuser(),
                "time": datetime.datetime.now(datetime.UTC).replace(microsecond=0),
            }
        )
    except ValidationError as error:
        told = error.errors()[0]
        raise KamermijnError(f"{'.'.join(map(str, told['loc']))}: {told['msg']}") from error
    add_review(output, review)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{record_id} “{_line(quote)}” of {letter_id}: {review}")


def _refuse_other(output: Path) -> None:
    if not (output / "letters").is_dir():
        raise KamermijnError(f"{output}: no output of a run there; make it with: kamermijn run --out {output}")


def _record(output: Path, record_id: str) -> tuple[str, str]:
    """The letter and the words of a record."""
    database = output / _DATABASE
    if not database.is_file():
        raise KamermijnError(f"{output}: no {_DATABASE} there; make it with: kamermijn export {output} --format sqlite")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        row = connection.execute("SELECT letter_id FROM records WHERE record_id = ?", (record_id,)).fetchone()
    document = LetterFiles(output).read(row[0]) if row else None
    found = record_of(document, record_id) if document else None
    if not found:
        raise KamermijnError(f"{record_id}: there is no such record in {output}; the ids stand in its tables")
    return row[0], found[1]["quote"]


def _line(text: str) -> str:
    return " ".join(text.split())
