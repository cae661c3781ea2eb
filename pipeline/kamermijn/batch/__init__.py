"""Many letters at once: which files, what became of each, and the output folder that holds the result."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamermijn.batch.across import rows_across
    from kamermijn.batch.inputs import SAMPLE_MARKER, InputError, Inputs, collect
    from kamermijn.batch.mining import run
    from kamermijn.batch.mirror import run_into_store
    from kamermijn.batch.planning import Options, shown
    from kamermijn.batch.previewing import Preview, preview
    from kamermijn.batch.published import DATASET
    from kamermijn.batch.summary import Outcome, Summary
    from kamermijn.batch.watching import write_feed
    from kamermijn.batch.workers import Limits

__all__ = ["DATASET", "SAMPLE_MARKER", "InputError", "Inputs", "Limits", "Options", "Outcome", "Preview", "Summary", "collect",
           "preview", "rows_across", "run", "run_into_store", "shown", "write_feed"]  # fmt: skip

_HOMES = {
    "across": ["rows_across"], "inputs": ["SAMPLE_MARKER", "InputError", "Inputs", "collect"], "mining": ["run"],
    "mirror": ["run_into_store"], "planning": ["Options", "shown"], "previewing": ["Preview", "preview"], "published": ["DATASET"],
    "summary": ["Outcome", "Summary"], "watching": ["write_feed"], "workers": ["Limits"],
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    # A worker needs two modules of these: with all of them the first letter would come a tenth of a second later.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
