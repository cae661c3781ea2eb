"""A browser, and the explorer on the sample letters, as a user has them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browser_pages import SCREENSHOTS

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
            "--disable-sync", "--no-first-run"]  # fmt: skip
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, never a download; ended with the module, since tests with a loop of their own cannot run beside its driver."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright: pip install 'kamermijn[dev]'")
    if not CHROMIUM.exists():
        pytest.skip(f"the browser tests need {CHROMIUM}: apt-get install chromium")
    SCREENSHOTS.mkdir(exist_ok=True)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield browser
        browser.close()


class Served:
    """A running ``kamermijn serve``: its address, and the address with the token where it was asked for."""

    def __init__(self, output, *options):
        command = [sys.executable, "-m", "kamermijn", "serve", str(output), "--port", "0", *options]
        root = HERE.parents[1]
        environment = {**os.environ, "PYTHONPATH": str(root / "pipeline"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split(" on ")[1].split(" ")[0].rstrip("/")
        self.token = self.process.stdout.readline().split("open ")[1].split(" ")[0] if "--review" in options else None

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


@pytest.fixture(scope="session")
def served(explored):
    server = Served(explored)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def reviewed(explored, tmp_path_factory):
    """The explorer with reviewing on, on an output of its own."""
    output = tmp_path_factory.mktemp("reviewed") / "output"
    shutil.copytree(explored, output)
    server = Served(output, "--review")
    server.output = output
    yield server
    server.stop()


def _complains(message, page):
    """Whether the console says that something is wrong; that the page itself is not there it may say."""
    missing = "404" in message.text and message.location["url"] == page.url
    return message.type in ("error", "warning") and not missing


@pytest.fixture
def open_page(chromium, served):
    """Open an address of the explorer; no page may complain in its console."""
    contexts, complaints = [], []

    def opened(path, *, size="wide", scheme="light", scripts=True, base=None):
        context = chromium.new_context(
            viewport=SIZES[size],
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="nl-NL",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if _complains(message, page) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(base or served.address) else None)
        page.goto(path if path.startswith("http") else f"{served.address}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
