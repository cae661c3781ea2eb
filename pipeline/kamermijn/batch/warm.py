"""Loaded once by the process that workers are forked from: all that mining needs, so that a worker starts at once."""

import os
from contextlib import suppress

import kamermijn.ingest
import kamermijn.language.pipeline
import kamermijn.layout
import kamermijn.records.document  # noqa: F401
from kamermijn.language.pipeline import blank_pipeline
from kamermijn.model import RuleError
from kamermijn.rules import load

with suppress(RuleError):  # told by the run itself, which loads them too
    load(os.environ.get("KAMERMIJN_RULES_OF_RUN") or None)
blank_pipeline()
