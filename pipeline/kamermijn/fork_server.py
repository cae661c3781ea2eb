"""The process that worker processes are forked from: it loads what mining needs once, also while this one is still busy loading."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver, resource_tracker
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
        # Ctrl-C waits until the server can take it without a traceback; what it starts with inherits that.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
