"""Many letters at once: which files, what became of each, and the output folder that holds the result."""

from kamermijn.batch.across import rows_across
from kamermijn.batch.inputs import SAMPLE_MARKER, InputError, Inputs, collect
from kamermijn.batch.mining import run
from kamermijn.batch.mirror import run_into_store
from kamermijn.batch.planning import Options, shown
from kamermijn.batch.preview import Preview, preview
from kamermijn.batch.published import DATASET
from kamermijn.batch.summary import Outcome, Summary
from kamermijn.batch.watching import write_feed
from kamermijn.batch.workers import Limits

__all__ = ["DATASET", "SAMPLE_MARKER", "InputError", "Inputs", "Limits", "Options", "Outcome", "Preview", "Summary", "collect",
           "preview", "rows_across", "run", "run_into_store", "shown", "write_feed"]  # fmt: skip
