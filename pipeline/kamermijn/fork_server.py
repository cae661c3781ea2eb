"""The process that worker processes are forked from: it loads what mining needs once, also while this one is still busy loading."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_LOADS = "kamermijn.batch.warm"


def context_of(rules: str | None, model: str | None) -> BaseContext:
    """How worker processes are started that mine by these rules and this model (None: those that ship)."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    # A fork of this process would take its threads' locks along; a server of clean forks does not.
    os.environ |= {"KAMERMIJN_RULES_OF_RUN": rules or "", "KAMERMIJN_MODEL_OF_RUN": model or ""}
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADS])
    return context


def start(rules: str | None, model: str | None) -> None:
    """Begin to load: who asks for workers later finds them half ready. It ends with this process."""
    if sys.platform != "win32":
        context_of(rules, model)
        forkserver.ensure_running()
