"""``python -m kamermijn`` does what the command ``kamermijn`` does."""

from kamermijn.cli import app

app(prog_name="kamermijn")
