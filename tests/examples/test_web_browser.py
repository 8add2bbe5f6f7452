"""examples/web in a browser (Debian's chromium, headless), through a restart of a real server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from anyio_ami import actions

from .._browser import browser
from .helpers import Application, admin, granted

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Dialog, Page

    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server

WATCH = """() => {
  const seen = document.documentElement.dataset;
  const states = [];
  new MutationObserver(() => {
    const state = document.body.dataset.state;
    if (state === (states.at(-1) || "connected")) return;
    states.push(state);
    seen.states = states.join(" ");
    if (state !== "away") return;
    seen.banner = document.getElementById("banner").textContent;
    seen.disabled = document.querySelector("button").disabled;
  }).observe(document.body, {attributes: true, subtree: true, childList: true});
}"""
"""Keeps in attributes of <html> which states the page went through: its policy lets no script wait there."""


@contextmanager
def page_of(app: Application) -> Generator[Page, None, None]:
    """The page in a browser of its own; an error of a script fails the test."""
    errors: list[str] = []
    with browser() as chromium:
        port = app.wait_for(r"Uvicorn running on http://127\.0\.0\.1:(\d+)")[1]
        page = chromium.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}/")
        yield page
    assert errors == []


def state(page: Page, wanted: str) -> None:
    """Wait until the page says so."""
    page.wait_for_selector(f"body[data-state='{wanted}']")


def test_through_a_restart_of_a_real_server(own_asterisk: AsteriskServer) -> None:
    settings = {"WEB_PORT": "0", "WEB_PHONE": "Local/{agent}@default"}
    with granted(own_asterisk, "web") as url, Application("web", url, env=settings) as app:
        with page_of(app) as page:
            state(page, "connected")
            page.get_by_text("Local/101@default").wait_for()
            assert page.locator("#none").is_visible()
            page.fill("[name=agent]", "100")
            page.fill("[name=number]", "101")
            page.click("button")
            page.get_by_text("100 answered, 101 is dialled").wait_for()
            page.locator("#channels td", has_text="Local/100@default-").first.wait_for()
            assert int(page.inner_text("#count")) >= 2

            # A restart may take less than a second: what the page shows meanwhile is written down by itself.
            page.evaluate(WATCH)
            own_asterisk.cli("core restart now")
            page.wait_for_selector("html[data-states^='away'][data-states$='connected']")
            html = page.locator("html")
            assert (html.get_attribute("data-banner") or "").startswith("Asterisk is away since")
            assert html.get_attribute("data-disabled") == "true"
            assert page.locator("#banner").is_hidden()
            page.locator("#none").wait_for()  # the calls are gone with the old process
            page.get_by_text("Local/101@default").wait_for()
            with admin(own_asterisk, wait=True) as ami:
                ami.send(
                    actions.QueueAdd(queue="sales", interface="Local/613@default", member_name="<b>Eve</b>")
                )
            page.get_by_text("<b>Eve</b>").wait_for()
        assert app.end() in (0, -15)


def test_hostile_text_stays_text(server: Server) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with server.run("web", env={"WEB_PORT": "0"}) as app, page_of(app) as page:
        dialogs: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        state(page, "connected")

        def calls() -> None:
            queue = server.pbx.queue(evil)
            queue.add("PJSIP/eve", name=evil)
            server.pbx.start_call("PJSIP/alice", to="PJSIP/bob", caller_id_num=evil, answer_after=60)

        server.call(calls)
        page.locator("#channels td", has_text=evil).first.wait_for()
        page.locator("#queues h2", has_text=evil).wait_for()
        page.locator("#queues li", has_text=evil).wait_for()
        assert page.locator("img").count() == 0
        assert dialogs == []
        app.end()
        state(page, "offline")
        assert "lost its own server" in page.inner_text("#banner")
