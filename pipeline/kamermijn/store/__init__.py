"""Records to files: JSON and the dataset in its forms, derived from the record classes, and back as pandas frames."""

from kamermijn.store.columns import Column, columns, table_name
from kamermijn.store.dataset import DATASET, TABLES, Dataset, Table, Values
from kamermijn.store.depot import RESULTS, Depot, depot
from kamermijn.store.file_names import file_name
from kamermijn.store.filesystem import INSTALL, StoreError, full_name, is_store, opened
from kamermijn.store.folder import OutputError, OutputFolder
from kamermijn.store.forms import FORMS, Report
from kamermijn.store.frames import load
from kamermijn.store.ledger import LEDGER, Known, Ledger, Standing
from kamermijn.store.letters import FLAT, Letters
from kamermijn.store.problem import Problem
from kamermijn.store.publish import PUBLISHED, files_of, form_digest, prepare_forms, write_dataset
from kamermijn.store.reviews import REVIEWS, Review, add_review, history, reviews
from kamermijn.store.version import Version
from kamermijn.store.views import View

__all__ = [
    "DATASET", "FLAT", "FORMS", "INSTALL", "LEDGER", "PUBLISHED", "RESULTS", "REVIEWS", "TABLES", "Column", "Dataset", "Depot", "Known",
    "Ledger", "Letters", "OutputError", "OutputFolder", "Problem", "Report", "Review", "Standing", "StoreError", "Table", "Values",
    "Version", "View", "add_review", "columns", "depot", "file_name", "files_of", "form_digest", "full_name", "history", "is_store", "load",
    "opened", "prepare_forms", "reviews", "table_name", "write_dataset",
]  # fmt: skip
