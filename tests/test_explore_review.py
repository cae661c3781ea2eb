"""Reviewing in the browser: off unless asked for, only with the token, kept as it was given."""

import asyncio
import html
import json
import re
import shutil

import httpx
import pytest
from explored import LETTER, Asking

from kamermijn.explore.explorer import present
from kamermijn.explore.server import built
from kamermijn.store import history


@pytest.fixture
def output(explored, tmp_path):
    folder = tmp_path / "output"
    shutil.copytree(explored, folder)
    return folder


@pytest.fixture
def record(output):
    return json.loads((output / "letters" / f"{LETTER}.json").read_text(encoding="utf-8"))["figures"][0]


class Browser:
    """Keeps cookies and fills in forms as a browser does."""

    def __init__(self, datasette):
        self.app, self.cookies = datasette.app(), httpx.Cookies()

    def ask(self, method, path, **more):
        async def asked():
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=self.cookies) as client:
                answer = await client.request(method, path, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())

    def review(self, record, *, token=True, **given):
        path = f"/brief/{LETTER}/{record['record_id']}"
        page = self.ask("GET", path).text
        found = re.search(r'name="csrftoken" value="([^"]+)"', page)
        form = {"quote": record["quote"], "verdict": "accepted", "reviewer": "Noor", **given}
        if token and found:
            form["csrftoken"] = html.unescape(found[1])
        return self.ask("POST", f"{path}/oordeel", data=form)


@pytest.fixture
def reviewing(output):
    datasette = built(output, review=True)
    browser = Browser(datasette)
    assert browser.ask("GET", f"/-/nakijken?token={present(datasette).desk.token}").status_code == 302
    return browser


def test_without_the_option_nothing_can_be_reviewed(output, record):
    explorer = Asking(built(output))
    assert "Uw oordeel" not in explorer.get(f"/brief/{LETTER}/{record['record_id']}").text
    assert explorer.get("/-/nakijken").status_code == 404
    assert explorer.post(f"/brief/{LETTER}/{record['record_id']}/oordeel", data={"verdict": "accepted"}).status_code == 403
    assert history(output) == []


def test_a_review_is_kept_with_name_and_time_and_shown(reviewing, output, record):
    answer = reviewing.review(record, verdict="corrected", correction="value = 1047", note="zie de bijlage")
    assert answer.status_code == 303
    (review,) = history(output)
    assert (review.record_id, review.quote, review.verdict, review.correction) == (
        record["record_id"],
        "1.046",
        "corrected",
        "value = 1047",
    )
    assert (review.reviewer, review.note) == ("Noor", "zie de bijlage")
    page = reviewing.ask("GET", f"/brief/{LETTER}/{record['record_id']}").text
    assert "verbeterd door Noor" in page
    assert "value = 1047" in page
    assert "verbeterd" in reviewing.ask("GET", f"/brief/{LETTER}").text
    assert "1.046" in reviewing.ask("GET", "/-/nakijken").text


def test_who_has_no_token_can_read_and_not_write(output, record):
    browser = Browser(built(output, review=True))
    page = browser.ask("GET", f"/brief/{LETTER}/{record['record_id']}").text
    assert "Uw oordeel" not in page
    assert "Nakijken kan met de sleutel" in page
    assert browser.review(record).status_code == 403
    assert browser.ask("GET", "/-/nakijken?token=geraden").status_code == 403
    assert browser.review(record).status_code == 403
    assert history(output) == []


def test_the_token_may_be_typed_too(output):
    datasette = built(output, review=True)
    browser = Browser(datasette)
    form = re.search(r'name="csrftoken" value="([^"]+)"', browser.ask("GET", "/-/nakijken").text)[1]
    answer = browser.ask("POST", "/-/nakijken", data={"token": present(datasette).desk.token, "csrftoken": form})
    assert answer.status_code == 302
    assert "U kunt nakijken" in browser.ask("GET", "/-/nakijken").text


def test_a_form_of_another_site_writes_nothing(reviewing, output, record):
    assert reviewing.review(record, token=False).status_code == 403
    assert history(output) == []


def test_the_cookie_cannot_be_read_by_a_script_nor_sent_from_another_site(output):
    datasette = built(output, review=True)
    answer = Browser(datasette).ask("GET", f"/-/nakijken?token={present(datasette).desk.token}")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("kamermijn_review="))
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize("cookie", ["x", "", "InNsZXV0ZWwi.AAAA"])
def test_a_cookie_that_was_made_up_is_worth_nothing(output, record, cookie):
    browser = Browser(built(output, review=True))
    browser.cookies.set("kamermijn_review", cookie)
    assert browser.review(record).status_code == 403


@pytest.mark.parametrize("given", [{"reviewer": " "}, {"verdict": "misschien"}, {"verdict": "corrected"}, {"note": "x" * 1001}])
def test_a_review_that_cannot_be_kept_is_told(reviewing, output, record, given):
    assert reviewing.review(record, **given).status_code == 400
    assert history(output) == []


def test_a_review_of_words_that_changed_is_refused(reviewing, output, record):
    assert reviewing.review(record, quote="1.045").status_code == 409
    assert history(output) == []


def test_a_form_that_is_too_long_is_not_read(reviewing, output, record):
    assert reviewing.review(record, note="x" * 30_000).status_code in (403, 409)
    assert history(output) == []


def test_what_a_reviewer_writes_runs_nowhere(reviewing, record):
    reviewing.review(record, reviewer="<script>alert(1)</script>", note="<img src=x onerror=alert(2)>")
    for path in (f"/brief/{LETTER}/{record['record_id']}", f"/brief/{LETTER}", "/-/nakijken"):
        page = reviewing.ask("GET", path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_reviews_survive_a_new_run(reviewing, output, record):
    from explored import mine_samples

    reviewing.review(record)
    mine_samples(output.parent)
    (review,) = history(output)
    assert "goedgekeurd door Noor" in Asking(built(output)).get(f"/brief/{LETTER}/{review.record_id}").text
