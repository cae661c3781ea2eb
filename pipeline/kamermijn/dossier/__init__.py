"""What is said across letters: citations, motions, promises and what became of them, series of figures, and checks."""

from kamermijn.dossier.linking import Linking, Source, Touched, producer
from kamermijn.dossier.rows import ROWS, Check, Link, MotionEvent, Promise, SeriesPoint
from kamermijn.dossier.state import STATE, State
from kamermijn.store import Dataset, Table, table_name

ACROSS = Dataset(tuple(Table(cls) for cls in ROWS))
"""The tables of what is said across letters."""
ACROSS_TABLES = {table_name(cls): cls for cls in ROWS}

__all__ = ["ACROSS", "ACROSS_TABLES", "ROWS", "STATE", "Check", "Link", "Linking", "MotionEvent", "Promise", "SeriesPoint", "Source",
           "State", "Touched", "producer"]  # fmt: skip
