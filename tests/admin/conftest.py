"""The miniature base's site with the web form, served; a browser that keeps the repository for itself.

What stands here needs npm, so it runs only when NHANRONG_NPM is set, as `make test-all` does.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, ViewportSize, expect

from admin.forge import API
from browser.conftest import DESKTOP, PATIENCE
from browser.conftest import chromium as chromium  # noqa: PLC0414  # a fixture of these tests too
from browser.sites import REPOSITORY, Site, build, served

collect_ignore_glob = [] if os.environ.get("NHANRONG_NPM") else ["test_*.py"]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the miniature base with its site and the web form in it."""
    folder = tmp_path_factory.mktemp("admin")
    shutil.copytree(REPOSITORY / "tests" / "small" / "models_data", folder / "models_data")
    nhanrong(folder, "format")
    build(folder, folder / "models_data")
    nhanrong(folder, "admin")
    return folder


def nhanrong(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder; it ends well."""
    done = subprocess.run(
        [sys.executable, "-m", "nhanrong", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


class Editor:
    """The editor in a browser, over a repository that the browser keeps."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, collection: str) -> None:
        """Go to an entry or to a new one, as the editor's own addresses say."""
        self.page.evaluate("address => { location.hash = address }", f"#/collections/{collection}")
        if "/" in collection:
            self.page.locator("[data-key-path]").first.wait_for()

    def field(self, key: str) -> Locator:
        """A field, scrolled to; the editor draws what is seen."""
        found = self.page.locator(f'[data-key-path="{key}"]')
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        self.page.mouse.move(width / 2, 400)
        for _ in range(300):
            if found.count():
                break
            self.page.mouse.wheel(0, 300)
            self.page.wait_for_timeout(20)
        found.scroll_into_view_if_needed()
        return found

    def write(self, key: str, text: str) -> None:
        """Fill a text field."""
        typed = self.field(key).locator("input:not([type=file]), textarea").first
        typed.fill(text)
        expect(typed).to_have_value(text, timeout=4 * PATIENCE)

    def choose(self, key: str, option: str) -> None:
        """Choose from a list, or of a few things side by side."""
        field = self.field(key)
        beside = field.get_by_role("radio", name=option, exact=True)
        shown = field.get_by_role("combobox").first
        beside.or_(shown).first.wait_for()
        if beside.count():
            beside.click()
            expect(beside).to_be_checked(timeout=4 * PATIENCE)
            return
        shown.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        expect(field).to_contain_text(option, timeout=4 * PATIENCE)

    def add(self, key: str) -> None:
        """One more item of a list."""
        self.field(key).get_by_role("button", name=re.compile("^Thêm")).click()
        self.page.locator(f'[data-key-path^="{key}."]').first.wait_for()

    def save(self) -> None:
        """Press the button."""
        self.page.get_by_role("button", name="Lưu", exact=True).click()

    def saved(self) -> Mapping[str, bytes]:
        """Press the button; the files of the repository once the editor says that it has saved."""
        said = self.page.get_by_text("Đã lưu bản ghi.")
        expect(said).to_have_count(0, timeout=4 * PATIENCE)  # of the entry before, it would pass for this one
        self.save()
        said.last.wait_for()
        self.page.wait_for_url(re.compile(r"#/collections/[^/]+$"))  # the form closes when it has saved
        self.page.locator("[data-key-path]").first.wait_for(state="hidden")
        found: dict[str, str] = self.page.evaluate("testRepository.read()")
        return {path: base64.b64decode(content) for path, content in found.items()}


OpenEditor = Callable[..., Editor]


@pytest.fixture(scope="session")
def site(base: Path) -> Iterator[Site]:
    with served(base / "site", base / "models_data") as site:
        yield site


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for one test. Afterwards nothing may have been asked of a host outside this machine.

    Requests that the test itself answers are seen by it; those that the policy of the page refuses never left.
    """
    faults: list[str] = []

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        refused = request.failure == "csp" or request.url.startswith(f"{API}/")
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1" and not refused:
            faults.append(f"asked another host: {request.url}")

    made = chromium.new_context(
        locale="vi-VN", reduced_motion="reduce", timezone_id="Asia/Ho_Chi_Minh", viewport=DESKTOP
    )
    made.set_default_timeout(4 * PATIENCE)
    made.add_init_script(path=Path(__file__).parent / "repository.js")
    made.on("requestfinished", watch)
    made.on("requestfailed", watch)
    made.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    yield made
    made.close()
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.fixture
def open_editor(context: BrowserContext, base: Path, site: Site) -> OpenEditor:
    """Opens the editor over a copy of the records, which the browser keeps."""

    def open_it(size: ViewportSize = DESKTOP) -> Editor:
        page = context.new_page()
        page.set_viewport_size(size)
        page.goto(f"{site.url}quan-tri/")
        records = {path: base64.b64encode(content).decode() for path, content in records_of(base).items()}
        page.evaluate("records => testRepository.fill(records)", records)
        page.get_by_role("button", name="Mở biểu mẫu").click()
        page.get_by_role("button", name="Làm việc với kho mã nguồn cục bộ").click()
        page.get_by_text("Cách làm hay").first.wait_for()
        return Editor(page)

    return open_it


def records_of(folder: Path) -> dict[str, bytes]:
    """The files of the records, by their paths in the repository."""
    paths = sorted((folder / "models_data").rglob("*.yml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
