"""Records to files: JSON and CSV, derived from the record classes, and back as pandas frames."""

from kamermijn.store.columns import Column, columns, table_name
from kamermijn.store.folder import OutputError, OutputFolder
from kamermijn.store.frames import load
from kamermijn.store.problem import Problem
from kamermijn.store.tables import TABLES, file_name, write_letter, write_tables

__all__ = ["TABLES", "Column", "OutputError", "OutputFolder", "Problem", "columns", "file_name", "load", "table_name",
           "write_letter", "write_tables"]  # fmt: skip
