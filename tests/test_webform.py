"""The web form asks for what the record types define, in their words, and the browser may ask the forge alone."""

import base64
import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import NEW, OLD, SMALL
from nhanrong.anatomy import Part, Scalar
from nhanrong.cli import main
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.records.registry import KINDS
from nhanrong.store import Store
from nhanrong.webform.configuration import asked_host, configuration
from nhanrong.webform.page import PACKAGES, files

Asked = dict[str, Any]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    found, problems = Intake(SMALL, Store(None)).take()
    assert problems == []
    return found


@pytest.fixture(scope="module")
def told(kb: Knowledge) -> Asked:
    return configuration(kb)


def with_repository(base: Path, **repository: str) -> Asked:
    """The backend of the miniature base when its area names this repository."""
    lines = [f"  {key}: {value if key == 'forge' else json.dumps(value)}\n" for key, value in repository.items()]
    area = base / "models_data" / "area.yml"
    area.write_text(area.read_text("utf-8") + "repository:\n" + "".join(lines), encoding="utf-8")
    found, problems = Intake(base, Store(None)).take()
    assert problems == []
    backend: Asked = configuration(found)["backend"] | {"host": asked_host(found.area)}
    return backend


NOT_ASKED = {"form", "filing"}  # a form of report is written as a file, and filed figures are written by the program


def fields_of(told: Asked, name: str) -> list[Asked]:
    if name == "line":
        ledger = next(one for one in told["collections"] if one["name"] == f"replications-{NEW}")
        found: list[Asked] = ledger["files"][0]["fields"][0]["fields"]
        return found
    kind = next(kind for kind in KINDS if kind.name == name)
    every = [*told["collections"], *told["singletons"]]
    return next(one["fields"] for one in every if one["name"] in {kind.top, kind.name} and "fields" in one)


def field_of(told: Asked, kind: str, *keys: str) -> Asked:
    here = fields_of(told, kind)
    for key in keys:
        found = next(one for one in here if one["name"] == key)
        here = found.get("fields", [])
    return found


@pytest.mark.parametrize("kind", [one for one in KINDS if one.name not in NOT_ASKED], ids=lambda kind: kind.name)
def test_every_field_of_every_kind_is_asked_in_order_with_its_title(told: Asked, kind: Any) -> None:
    def compare(part: Part, asked: list[Asked]) -> None:
        assert [one["name"] for one in asked] == [field.key for field in part.fields]
        for field, one in zip(part.fields, asked, strict=True):
            assert one["label"] == field.title
            assert one["required"] == field.required
            assert field.form.scalar is Scalar.FLAG or field.description in one.get("hint", "")
            assert "true" not in one.get("hint", "")
            if field.form.pieces and field.form.part:
                compare(field.form.part, one["fields"])

    compare(Part(kind.type), fields_of(told, kind.name))


def test_values_are_asked_as_the_record_types_hold_them(told: Asked) -> None:
    sector = field_of(told, "model", "sector")
    assert sector["widget"] == "select"
    assert {"label": "Dâu tằm", "value": "sericulture"} in sector["options"]
    assert field_of(told, "model", "techniques")["multiple"]
    sources = field_of(told, "model", "sources")
    assert (sources["widget"], sources["collection"], sources["value_field"]) == ("relation", "sources", "id")
    assert (sources["multiple"], sources["min"]) == (True, 1)
    units = field_of(told, "model", "place", "units")["options"]
    assert units[0] == {"label": "Xã Thử Bốn Năm (danh mục 2025-07-01)", "value": "2025-07-01/90004"}
    assert {option["value"][:10] for option in units} == {OLD, NEW}
    started = field_of(told, "model", "started")
    assert started["widget"] == "string"
    assert re.fullmatch(started["pattern"][0], "2019/2022")
    assert not re.fullmatch(started["pattern"][0], "2022-13")
    assert started["pattern"][1].startswith("Không phải ngày tháng. Viết 2022,")
    assert started["pattern"][1].endswith("không rõ thì để trống.")
    latitude = field_of(told, "unit-list", "units", "lat")
    assert [latitude[key] for key in ("widget", "value_type", "min", "max")] == ["number", "float", 8, 24]
    outside = field_of(told, "model", "place", "outside")
    assert list(outside["options"]) == [{"label": "Có", "value": True}, {"label": "Không", "value": False}]
    subject = field_of(told, "line", "subject")
    assert {option["value"] for option in subject["options"]} >= {"thu-a", "cach-a"}


def test_no_answer_is_given_before_it_is_asked(told: Asked) -> None:
    assert '"default"' not in json.dumps(told["collections"] + told["singletons"])


def test_every_unit_has_a_ledger_whose_lines_stay(told: Asked, kb: Knowledge) -> None:
    for list_id in (OLD, NEW):
        ledger = next(one for one in told["collections"] if one["name"] == f"replications-{list_id}")
        assert {one["file"] for one in ledger["files"]} == {
            f"models_data/replications/{ref}.yml" for ref in kb.units_of(list_id)
        }
        lines = ledger["files"][0]["fields"]
        assert [one["root"] for one in lines] == [True]
        assert not lines[0]["allow_remove"]
        assert not lines[0]["allow_reorder"]


def test_photographs_become_small_and_say_nothing_of_where(told: Asked) -> None:
    kept = told["media_libraries"]["default"]["config"]
    assert kept["transformations"]["raster_image"] == {"format": "webp", "quality": 80, "width": 1600, "height": 1600}
    photo = field_of(told, "model", "photos", "file")
    assert (photo["media_folder"], photo["public_folder"]) == ("/models_data/photos", "")


def test_without_a_repository_no_host_is_asked(told: Asked, kb: Knowledge) -> None:
    assert told["backend"]["auth_methods"] == ["token"]
    assert asked_host(kb.area) == ""


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (
            {"forge": "github", "name": "hoi/kho", "branch": "main"},
            {
                "name": "github",
                "repo": "hoi/kho",
                "branch": "main",
                "api_root": "https://api.github.com",
                "auth_methods": ["token"],
                "host": "https://api.github.com",
            },
        ),
        (
            {"forge": "github", "name": "hoi/kho", "server": "https://git.example/"},
            {
                "name": "github",
                "repo": "hoi/kho",
                "api_root": "https://git.example/api/v3",
                "auth_methods": ["token"],
                "host": "https://git.example",
            },
        ),
        (
            {"forge": "gitlab", "name": "tinh/hoi/kho", "server": "https://git.example", "app_id": "a1"},
            {
                "name": "gitlab",
                "repo": "tinh/hoi/kho",
                "api_root": "https://git.example/api/v4",
                "base_url": "https://git.example",
                "auth_type": "pkce",
                "app_id": "a1",
                "host": "https://git.example",
            },
        ),
        (
            {"forge": "gitlab", "name": "hoi/kho"},
            {
                "name": "gitlab",
                "repo": "hoi/kho",
                "api_root": "https://gitlab.com/api/v4",
                "auth_methods": ["token"],
                "host": "https://gitlab.com",
            },
        ),
    ],
)
def test_the_editor_saves_where_the_area_says(base: Path, repository: dict[str, str], expected: Asked) -> None:
    backend = with_repository(base, **repository)
    assert {key: value for key, value in backend.items() if key != "commit_messages"} == expected


def packages(folder: Path) -> Path:
    """Files of the names that the form takes from npm."""
    for name in (
        "@sveltia/cms/npm/index.js",
        "@sveltia/cms/npm/index.js.map",
        "@sveltia/cms/npm/chunks/mot.js",
        "@sveltia/cms/LICENSE.txt",
        "immutable/dist/immutable.es.js",
        "immutable/LICENSE",
        "exifr/dist/lite.esm.mjs",
        "exifr/LICENSE",
        "js-yaml/dist/js-yaml.mjs",
        "js-yaml/LICENSE",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    words = folder / "@sveltia/cms/locales/vi.json"
    words.parent.mkdir()
    words.write_text('{"save": "Lưu", "unselected_option": "(Không có)"}', encoding="utf-8")
    return folder


class Scripts(HTMLParser):
    """The import map and the policy of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.policy = self.imports = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self._inside = tag == "script" and given.get("type") == "importmap"

    def handle_data(self, data: str) -> None:
        self.imports += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_the_page_lets_the_browser_load_its_own_things_only(kb: Knowledge, tmp_path: Path) -> None:
    made = dict(files(kb, packages(tmp_path)))
    page = Scripts()
    page.feed(made["index.html"].decode())
    rules = dict(rule.split(" ", 1) for rule in page.policy.split("; "))
    known = base64.b64encode(hashlib.sha256(page.imports.encode()).digest()).decode()
    assert f"'sha256-{known}'" in rules["script-src"]
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["connect-src"] == "'self' blob: data:"
    assert not re.search(r"https?://|\*", page.policy)
    for target in json.loads(page.imports)["imports"].values():
        assert target.removeprefix("./") in made
    assert not [name for name in made if name.endswith(".map")]
    assert '"unselected_option":"(bỏ trống)"' in made["locales/vi.js"].decode()
    assert '"save":"Lưu"' in made["locales/vi.js"].decode()
    for said in ('<html lang="vi">', 'content="noindex"', "<noscript>", "Không ghi tên người, số điện thoại"):
        assert said in made["index.html"].decode()


def test_the_lock_pins_every_package_and_names_no_registry() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text("utf-8"))
    asked = json.loads((PACKAGES / "package.json").read_text("utf-8"))["dependencies"]
    assert lock["packages"][""]["dependencies"] == asked
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    for name, package in lock["packages"].items():
        assert name == "" or package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def site(base: Path) -> Path:
    folder = base / "site"
    folder.mkdir()
    (folder / "index.html").write_text("trang chủ", encoding="utf-8")
    return folder


@pytest.fixture
def npm(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A stand-in on the PATH: it notes its arguments, and fails when it shall."""
    folder = tmp_path_factory.mktemp("npm")
    packages(folder / "node_modules")
    script = folder / "npm"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {folder}/asked\n[ ! -e {folder}/broken ] && cp -r {folder}/node_modules .\n',
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return iter([folder])


def test_the_form_is_put_into_the_site_and_packages_are_fetched_once(site: Path, npm: Iterator[Path]) -> None:
    folder = next(npm)
    for _ in range(2):
        result = run("admin")
        assert result.exit_code == 0, result.output
    assert f"Đã đặt trang nhập liệu vào {site / 'quan-tri'}." in result.output
    assert "area.yml chưa có repository" in result.output
    assert (site / "quan-tri" / "npm" / "index.js").is_file()
    assert json.loads((site / "quan-tri" / "settings.json").read_bytes())["yaml"]["dateKeys"]
    assert (folder / "asked").read_text("utf-8").splitlines() == [
        "ci --ignore-scripts --no-audit --no-fund --loglevel=error"
    ]
    assert sorted(path.name for path in site.parent.iterdir()) == [".cache", "models_data", "site"]


def test_packages_that_cannot_be_fetched_leave_the_site_as_it_was(site: Path, npm: Iterator[Path]) -> None:
    (next(npm) / "broken").touch()
    result = run("admin")
    assert result.exit_code == 1
    assert "npm không tải được các gói" in result.output
    assert [path.name for path in site.iterdir()] == ["index.html"]


@pytest.mark.usefixtures("site")
def test_without_npm_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("admin")
    assert result.exit_code == 1
    assert "Thiếu npm. Chạy: sudo apt-get install -y npm" in result.output


@pytest.mark.usefixtures("base")
def test_without_a_site_there_is_nothing_to_put_the_form_into() -> None:
    result = run("admin")
    assert result.exit_code == 2
    assert "chạy nhanrong build trước" in result.output
