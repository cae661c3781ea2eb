"""Settings for all tests: no test may fail because the machine is slow."""

import pytest
from hypothesis import settings

settings.register_profile("kamermijn", deadline=None)
settings.load_profile("kamermijn")


@pytest.fixture(scope="session")
def explored(tmp_path_factory):
    """The output folder of the sample letters; tests that write copy it first."""
    pytest.importorskip("datasette", reason="the explorer is an extra: pip install 'kamermijn[explore]'")
    from explored import mine_samples

    return mine_samples(tmp_path_factory.mktemp("explored"))
