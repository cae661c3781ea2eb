"""Records to files: JSON and CSV, derived from the record classes, and back as pandas frames."""

from kamermijn.store.columns import Column, columns, table_name
from kamermijn.store.folder import OutputError, OutputFolder
from kamermijn.store.frames import load
from kamermijn.store.ledger import LEDGER, Known, Ledger, Standing
from kamermijn.store.letters import FLAT, Letters
from kamermijn.store.problem import Problem
from kamermijn.store.reviews import REVIEWS, Review, add_review, history, reviews
from kamermijn.store.tables import TABLES, file_name, write_tables

__all__ = ["FLAT", "LEDGER", "REVIEWS", "TABLES", "Column", "Known", "Ledger", "Letters", "OutputError", "OutputFolder", "Problem",
           "Review", "Standing", "add_review", "columns", "file_name", "history", "load", "reviews", "table_name",
           "write_tables"]  # fmt: skip
