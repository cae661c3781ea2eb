"""Settings for all tests: no test may fail because the machine is slow."""

from hypothesis import settings

settings.register_profile("kamermijn", deadline=None)
settings.load_profile("kamermijn")
