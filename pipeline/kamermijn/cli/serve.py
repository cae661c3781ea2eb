"""``kamermijn serve``: the explorer in the browser."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from kamermijn.model import KamermijnError


def serve_output(output: Path, host: str, port: int, *, review: bool) -> None:
    """Serve an output folder until Ctrl-C."""
    try:
        from kamermijn.explore.explorer import present
        from kamermijn.explore.server import serving
    except ModuleNotFoundError as error:
        raise KamermijnError(f"the explorer needs {error.name}, which is not installed: pip install 'kamermijn[explore]'") from error
    served = serving(output, host, port, review=review)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"Explorer of {output} on {served.address} (stop with Ctrl-C)")
    if host not in ("127.0.0.1", "localhost", "::1"):
        console.print("Everybody who can reach this machine can read it.")
    if desk := present(served.datasette).desk:
        console.print(f"To review, open {served.address}-/nakijken?token={desk.token} (keep this address to yourself)")
    served.run()
