"""What is said across letters: citations, motions, promises and what became of them, series of figures, and checks."""

from kamermijn.dossier.linking import Linking, Source, Touched, producer
from kamermijn.dossier.rows import ROWS, Check, Link, MotionEvent, Promise, SeriesPoint
from kamermijn.dossier.state import STATE, State
from kamermijn.store import Dataset, Table, View, table_name

WITHOUT_FOLLOW_UP = View(
    "promises_without_follow_up",
    "Promises to inform Parliament that their letter announces and of which no later letter of this collection was found to speak.",
    "SELECT m.*, p.status AS followed, p.days_after_deadline FROM open_promises m JOIN promises p ON p.promise_id = m.record_id "
    "WHERE p.status <> 'follow-up found'",
    ("open_promises", "promises"),
)
ACROSS = Dataset(tuple(Table(cls) for cls in ROWS), (WITHOUT_FOLLOW_UP,))
"""The tables and views of what is said across letters."""
ACROSS_TABLES = {table_name(cls): cls for cls in ROWS}

__all__ = [
    "ACROSS",
    "ACROSS_TABLES",
    "ROWS",
    "STATE",
    "WITHOUT_FOLLOW_UP",
    "Check",
    "Link",
    "Linking",
    "MotionEvent",
    "Promise",
    "SeriesPoint",
    "Source",
    "State",
    "Touched",
    "producer",
]  # fmt: skip
