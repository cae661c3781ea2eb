"""The command ``kamermijn``, which ``python -m kamermijn`` is too."""

import sys


def main() -> None:
    """Do what the command line says; what a run has to wait for begins to load first."""
    try:
        from kamermijn.ahead import load_workers

        load_workers(sys.argv[1:])
        from kamermijn.cli import app

        app(prog_name="kamermijn")
    except KeyboardInterrupt:
        # Before a command has begun; from then on it tells of this itself.
        print("kamermijn: stopped", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":  # a worker process imports this module under another name
    main()
