"""What a run is told with: it goes on when nobody listens any more."""

from __future__ import annotations

import os

from rich.console import Console


class LastingConsole(Console):
    """A console for what must not end with its reader: a pipe that was closed (by ``head``, by a ``tee`` that is gone) takes no more."""

    def on_broken_pipe(self) -> None:
        """Say no more; what waits to be written goes nowhere, or Python would complain of it at its end."""
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.file.fileno())
        os.close(nowhere)
