"""Loaded once by the process that workers are forked from: all that mining needs, so that a worker starts at once and shares it."""

import gc
import os
import signal
import sys
from contextlib import suppress

# Ctrl-C is for the process that keeps the books, and it tells of it.
signal.signal(signal.SIGINT, lambda *_: os._exit(130))
if sys.platform != "win32":
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

# What is loaded now is never rubbish. To look through it over and over takes a tenth of the time until the first letter, and a worker that
# did would get a copy of its own of every page of memory that it marks. (Switched off it would not stay: reading a model switches it on.)
_OFTEN = gc.get_threshold()
gc.set_threshold(0)

import pebble.pool.process  # noqa: E402, F401

import kamermijn.batch.workers  # noqa: E402
import kamermijn.ingest.pdf  # noqa: E402, F401
from kamermijn import mine_text  # noqa: E402

# One of each, so that what is loaded or compiled when it is first asked for is there before the first letter.
_PROBE = (
    "Geachte voorzitter,\n\nIn 2030 daalde het aantal storingen met 8% tot 1.250. In reactie op de motie van het lid Jansen "
    "(Kamerstuk 39 901, nr. 12) informeer ik uw Kamer voor 1 mei over de kosten van € 3 miljoen voor Rijkswaterstaat."
)

# What is the matter with rules or a model, the run tells itself.
with suppress(Exception):
    mine_text(_PROBE, rules=os.environ.get("KAMERMIJN_RULES_OF_RUN") or None, model=os.environ.get("KAMERMIJN_MODEL_OF_RUN") or None)

gc.freeze()
gc.set_threshold(*_OFTEN)
