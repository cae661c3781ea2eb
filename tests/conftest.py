"""Settings for all tests: no test may fail because the machine is slow."""

import pytest
from hypothesis import settings

settings.register_profile("kamermijn", deadline=None)
settings.load_profile("kamermijn")


@pytest.fixture
def official(monkeypatch):
    """A server that speaks as the official services do; a proxy of this machine has no part in it."""
    from official_server import serving

    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def explored(tmp_path_factory):
    """The output folder of the sample letters; tests that write copy it first."""
    pytest.importorskip("datasette", reason="the explorer is an extra: pip install 'kamermijn[explore]'")
    from explored import mine_samples

    return mine_samples(tmp_path_factory.mktemp("explored"))
