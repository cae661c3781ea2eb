"""What the tests of the explorer look at: the sample letters, mined once, and pages asked for as a browser does."""

import asyncio
from pathlib import Path

import httpx

from kamermijn import batch
from kamermijn.rules import load

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "voorbeelden"
LETTER = "kst-39902-7"


def mine_samples(folder):
    """Mine the sample letters into ``folder/output``, in this process."""
    output = folder / "output"
    files = tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix in (".pdf", ".txt")))
    batch.run(files, output, load(), options=batch.Options(workers=0))
    return output


class Asking:
    """Asks a Datasette for pages, without a server."""

    def __init__(self, datasette):
        self.datasette = datasette

    def get(self, path, **more):
        return asyncio.run(self.datasette.client.get(path, **more))

    def post(self, path, **more):
        return asyncio.run(self.datasette.client.post(path, **more))

    def raw(self, path, headers=()):
        """A path as it is, undecoded and unjoined, as only an attacker would write it."""

        async def ask():
            transport = httpx.ASGITransport(app=self.datasette.app())
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                request = client.build_request("GET", "/", headers=dict(headers))
                request.url = httpx.URL("http://localhost").copy_with(raw_path=path.encode("latin-1"))
                return await client.send(request)

        return asyncio.run(ask())
