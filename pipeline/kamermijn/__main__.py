"""``python -m kamermijn`` does what the command ``kamermijn`` does."""

from kamermijn.cli import app

if __name__ == "__main__":  # a worker process imports this module under another name
    app(prog_name="kamermijn")
