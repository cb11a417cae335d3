"""A headless Chromium for the tests of pages, which may open files and nothing else."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
]


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Give a driver; skip where there is no Chromium, or fail where JINMAI_REQUIRE_CHROMIUM is set."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    program = shutil.which("chromedriver")
    if not browser or not program:
        if os.environ.get("JINMAI_REQUIRE_CHROMIUM"):
            pytest.fail("Chromium and chromedriver are required, and not on the path")
        pytest.skip("no Chromium with chromedriver on the path")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(prefix="jinmai-chromium-") as profile:
        options = Options()
        options.binary_location = browser
        for option in [*OPTIONS, f"--user-data-dir={profile}"]:
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(program))
        try:
            yield driver
        finally:
            driver.quit()


def visit(driver: Any, page: Path, seconds: int = 60) -> None:
    """Open a page from disk and wait until it says that it is ready."""
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get_log("performance")
    driver.get(page.as_uri())
    WebDriverWait(driver, seconds).until(lambda d: d.execute_script("return document.body.dataset.ready") == "yes")


def requests(driver: Any) -> list[str]:
    """Return the addresses asked for since the last call, those inside the page (data:, blob:) left out."""
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith(("data:", "blob:", "chrome:")):  # chrome: is the browser's own first page
                asked.append(address)
    return asked
