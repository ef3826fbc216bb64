"""The site on a stick, opened from a disk in a folder with spaces and Vietnamese letters, without any network."""

import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.conftest import DESKTOP, PHONE
from browser.documents import read_all
from browser.editions import serving
from browser.sites import NOON_OF_THE_EDITION, REPOSITORY, Site

START = "MỞ TRANG NÀY.html"


@pytest.fixture(scope="module")
def stick(demonstration: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by the command beside the demonstration, whose records and pages it shares."""
    out = tmp_path_factory.mktemp("usb") / "Tài liệu (Hội ND) số 1"
    done = subprocess.run(
        [sys.executable, "-m", "nhanrong", "usb", "--out", str(out)],
        cwd=demonstration.folder.parent,
        env=os.environ
        | {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(REPOSITORY / "scripts"),
            "SOURCE_DATE_EPOCH": NOON_OF_THE_EDITION,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def page(chromium: Browser, stick: Path) -> Iterator[Page]:
    """A browser that looks at the stick, and fails when anything is asked of the network or a script fails."""
    context = chromium.new_context(viewport=PHONE, locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    faults: list[str] = []

    def watch(request: Request) -> None:
        if urlsplit(request.url).scheme not in {"file", "data", "blob"}:
            faults.append(f"asked the network: {request.url}")

    context.on("request", watch)
    context.on("requestfailed", lambda request: faults.append(f"not there: {request.url}"))
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    made = context.new_page()
    yield made
    context.close()
    assert faults == []


def at(stick: Path, address: str) -> str:
    return (stick / "trang" / address).as_uri()


def test_what_is_at_the_top_says_what_to_do(stick: Path, page: Page) -> None:
    assert sorted(path.name for path in stick.iterdir()) == sorted([START, "ĐỌC TRƯỚC.txt", "trang"])
    assert START in (stick / "ĐỌC TRƯỚC.txt").read_text("utf-8-sig")

    page.goto((stick / START).as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == at(stick, "index.html")


def test_nothing_of_it_wants_a_server(stick: Path) -> None:
    site = stick / "trang"

    assert not (site / "sw.js").exists()
    assert not (site / "ban").exists()
    for name, document in read_all(site).items():
        for tag, rel, address in document.links:
            if urlsplit(address).scheme or rel == "canonical" or address.startswith("#"):
                continue
            path = unquote(urlsplit(address).path)
            if path:
                found = site / posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                assert found.is_file(), f"{name}: <{tag}> {address}"


def test_one_goes_from_page_to_page(stick: Path, page: Page) -> None:
    page.goto(at(stick, "index.html"))
    page.locator('.page a[href^="mo-hinh/index.html"]').first.click()
    page.get_by_role("link", name="Trồng dâu nuôi tằm ở Di Linh").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")
    page.locator("figure.nr-map a[data-years]").first.dispatch_event("click")
    page.wait_for_url(re.compile(r"/xa/.*/index\.html$"))


def test_the_search_finds_without_diacritics_and_leads_to_the_page(stick: Path, page: Page) -> None:
    page.goto(at(stick, "index.html"))
    page.locator("[data-open-search]").first.click()
    page.keyboard.type("trong dau nuoi tam")
    page.locator(".find__found a", has_text="dâu nuôi tằm").first.click()

    page.wait_for_url(re.compile(r"/mo-hinh/.*/index\.html"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_filters_choose(stick: Path, page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(at(stick, "mo-hinh/index.html"))
    select = page.locator("[data-filters] select").first
    before = page.locator(".card:visible").count()
    select.select_option(index=1)

    assert 0 < page.locator(".card:visible").count() < before
    page.reload()
    assert page.locator(".card:visible").count() < before


def test_the_full_map_opens_a_commune(stick: Path, page: Page) -> None:
    page.goto(at(stick, "ban-do/2025-06-30.html"))
    page.locator("path.leaflet-interactive").first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup-content a").last.click()

    page.wait_for_url(re.compile(r"/xa/.*/index\.html$"))


def test_a_booklet_is_put_together_and_laid_out(stick: Path, page: Page) -> None:
    for address in ("mo-hinh/dau-tam-di-linh/", "cach-lam-hay/ghep-cai-tao-ca-phe-voi/"):
        page.goto(at(stick, f"{address}index.html"))
        page.get_by_role("button", name="Thêm vào tài liệu").click()
    page.locator(".basket-bar a").click()

    expect(page.locator("[data-list] li")).to_have_count(2)
    expect(page.locator("[data-state]")).to_contain_text("trang A5", timeout=20_000)
    sheets = page.locator("[data-leaves]").evaluate("box => box.shadowRoot.textContent")
    assert "dâu nuôi tằm" in sheets
    assert "cà phê" in sheets
    printed = page.locator("[data-leaves]").evaluate(
        "box => [...box.shadowRoot.querySelectorAll('a')].map(link => link.href)"
    )
    assert not [link for link in printed if link.endswith("index.html")]
    page.locator("[data-list] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("dâu nuôi tằm")


def test_the_page_about_reading_offline_says_that_nothing_need_be_fetched(stick: Path, page: Page) -> None:
    page.goto(at(stick, "khong-co-mang/index.html"))

    expect(page.locator("[data-cannot]")).to_contain_text("bản chép trên USB")
    expect(page.get_by_text("máy giữ lại")).to_be_hidden()
    expect(page.get_by_text("màn hình chính").first).to_be_hidden()
    page.set_viewport_size(DESKTOP)
    for link in page.locator('a[href^="#"]:visible').all():  # also in a table of contents: nothing leads nowhere
        expect(page.locator(link.get_attribute("href") or "")).to_be_visible()


def test_a_site_that_keeps_nothing_says_so(chromium: Browser, stick: Path) -> None:
    """As with `offline: false`: a server gives it, but it has no worker."""
    with serving(stick / "trang") as server:
        page = chromium.new_page()
        page.goto(server.url + "khong-co-mang/")

        expect(page.locator("[data-cannot]")).to_contain_text("Trang này không giữ lại trong máy")
        expect(page.get_by_text("máy giữ lại")).to_be_hidden()
        page.close()
