"""A headless browser (Debian's chromium, by Playwright) for tests of pages."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

import pytest

from .conftest import STRICT

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Generator[Browser]:
    """One of its own. Without one the test is skipped; with CI=true it fails."""
    if find_spec("playwright") is None:
        _missing("playwright is not installed")
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        _missing("there is no chromium; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        # Its own sandbox needs rights that root in a container does not have; the pages are ours.
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield made
        finally:
            made.close()


def _missing(what: str) -> NoReturn:
    if STRICT:
        pytest.fail(f"With CI=true this test may not be skipped. {what}")
    pytest.skip(what)  # a machine of a contributor; CI never comes here
