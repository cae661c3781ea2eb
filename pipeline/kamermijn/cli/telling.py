"""How a command ends: its exit codes, and one line for what the user can mend."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

FAILED, WRONG_USAGE, STOPPED = 1, 2, 130


@contextmanager
def told() -> Iterator[None]:
    """What the user can mend is told in one line, without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("kamermijn: stopped; what is done is kept, and the next run goes on from there", err=True)
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python would complain about it once more at its end.
        sys.stderr.close()
        raise typer.Exit(0) from None
    except Exception as error:
        # To import it takes as long as all that comes before the first letter is asked for.
        from kamermijn.model import KamermijnError

        if not isinstance(error, KamermijnError):
            raise
        typer.echo(f"kamermijn: {error}", err=True)
        raise typer.Exit(WRONG_USAGE) from error
