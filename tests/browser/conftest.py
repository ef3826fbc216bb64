"""The demonstration site and a hostile one, served, and a browser that watches what pages do."""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Response, ViewportSize, sync_playwright

from browser import hostile
from browser.sites import REPOSITORY, Site, build, served

OpenPage = Callable[..., Page]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}

COMING = """\
id: "lop-sap-toi"
title: "Lớp sắp tới (bịa để kiểm thử)"
summary: "Lớp bịa, chưa mở."
kind: training
nature: event
place:
  units:
    - "2025-07-01/90001"
sources:
  - "bao-cao-thu"
date: 2026-12-03
evidence: D
recorded_on: 2026-11-20
"""

PATIENCE = 5_000  # milliseconds; pages come from this machine

_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome", "microsoft-edge")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the records in this repository."""
    data = REPOSITORY / "models_data"
    folder = build(tmp_path_factory.mktemp("demonstration"), data)
    with served(folder, data) as site:
        yield site


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the small test base, whose made-up models have accounts and tell whom they suit."""
    data = REPOSITORY / "tests" / "small" / "models_data"
    folder = build(tmp_path_factory.mktemp("small"), data)
    with served(folder, data) as site:
        yield site


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the small test base with an attack in every text; it has redirects too."""
    base = tmp_path_factory.mktemp("hostile")
    hostile.write(REPOSITORY / "tests" / "small", base)
    folder = build(base, base / "models_data")
    with served(folder, base / "models_data") as site:
        yield site


@pytest.fixture(scope="session")
def passed_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the small test base, which is no demonstration; its office uses Zalo, and a training is coming."""
    base = tmp_path_factory.mktemp("passed-on")
    data = base / "models_data"
    shutil.copytree(REPOSITORY / "tests" / "small" / "models_data", data)
    area = (data / "area.yml").read_text(encoding="utf-8")
    phone = '    phone: "0000 000 000"\n'
    assert phone in area
    reachable = area.replace(phone, '    phone: "0900 000 000"\n    has_zalo: true\n')
    (data / "area.yml").write_text(reachable, encoding="utf-8")
    (data / "sessions" / "2026").mkdir(exist_ok=True)
    (data / "sessions" / "2026" / "lop-sap-toi.yml").write_text(COMING, encoding="utf-8")
    with served(build(base, data), data) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine."""
    wished = os.environ.get("NHANRONG_BROWSER")
    found = next(filter(None, map(shutil.which, [wished] if wished else _BROWSERS)), None)
    if found is None:
        pytest.fail(
            "Không thấy trình duyệt nào để kiểm thử; chạy: sh scripts/ensure-tools.sh, "
            "hoặc đặt NHANRONG_BROWSER là đường dẫn tới Chromium, Chrome hay Edge.",
            pytrace=False,
        )
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if is_root else [])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, demonstration: Site) -> Iterator[OpenPage]:
    """Opens an address of a site, by default of the demonstration, on a phone, by day.

    Afterwards the test fails if a page asked another host for anything, could not get a file,
    opened a dialog or met an error in a script.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_it(
        address: str = "",
        *,
        site: Site = demonstration,
        size: ViewportSize = PHONE,
        dark: bool = False,
        javascript: bool = True,
        before: str = "",
        worker: bool = True,
    ) -> Page:
        context = chromium.new_context(
            service_workers="allow" if worker else "block",
            viewport=size,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="vi-VN",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: _watch_host(request, site, faults))
        context.on("response", lambda response: _watch_status(response, faults))
        context.on("dialog", lambda dialog: _refuse(dialog, faults))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(site.url + address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not faults, "\n".join(dict.fromkeys(faults))


def _watch_host(request: Request, site: Site, faults: list[str]) -> None:
    if urlsplit(request.url).scheme not in {"data", "blob"} and not request.url.startswith(site.origin + "/"):
        faults.append(f"asked another host: {request.url}")


def _watch_status(response: Response, faults: list[str]) -> None:
    if response.status >= 400:
        faults.append(f"status {response.status}: {response.url}")


def _refuse(dialog: Dialog, faults: list[str]) -> None:
    faults.append(f"dialog: {dialog.message}")
    dialog.dismiss()
