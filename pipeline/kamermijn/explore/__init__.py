"""The explorer: pages in Dutch over a run's output, as a Datasette plugin; every number leads to its sentence on its page."""
