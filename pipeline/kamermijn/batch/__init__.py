"""Many letters at once: which files, what became of each, and the output folder that holds the result."""

from kamermijn.batch.inputs import SAMPLE_MARKER, InputError, Inputs, collect
from kamermijn.batch.mining import Outcome, Summary, run, shown

__all__ = ["SAMPLE_MARKER", "InputError", "Inputs", "Outcome", "Summary", "collect", "run", "shown"]
