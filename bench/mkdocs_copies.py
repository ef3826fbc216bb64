"""Folders for MkDocs and for Zensical: the same pages as plain Markdown, or as gen-files makes them from the YAML."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from markdown_copy import write_pages
from nhanrong.layout import DATA
from nhanrong.site import NAVIGATION

OVERRIDE = "overrides/main.html"
# As a site's own template would be: the theme's, and a line at the end of every page.
_TEMPLATE = (
    '{% extends "base.html" %}\n{% block content %}\n{{ super() }}\n<p>Kho bịa để đo tốc độ</p>\n{% endblock %}\n'
)
_GENERATOR = Path(__file__).with_name("gen_pages.py")


def write_markdown(site: Path, mkdocs: Path, folder: Path) -> None:
    """The built pages of `site` told as Markdown; they are told once for all peers beside each other."""
    pages = folder.parent / "pages"
    if not pages.exists():
        write_pages(site, pages)
    shutil.copytree(pages, folder / "docs")
    _write_frame(mkdocs, folder, [{label: f"{address.rstrip('/') or 'index'}.md"} for label, address in NAVIGATION], [])


def write_generator(root: Path, folder: Path) -> None:
    """The records of the knowledge base in `root`, and the script that makes pages of them."""
    shutil.copytree(root / DATA, folder / DATA)
    shutil.copy(_GENERATOR, folder)
    (folder / "docs").mkdir()
    sections = [("Trang chủ", ""), *((label, address) for label, address in NAVIGATION if _made(address))]
    nav = [{label: f"{address}index.md"} for label, address in sections]
    _write_frame(root / "mkdocs.yml", folder, nav, [{"gen-files": {"scripts": [_GENERATOR.name]}}])


def _made(address: str) -> bool:
    return address in {"mo-hinh/", "cach-lam-hay/", "hoat-dong/", "xa/", "cay-con/"}


def _write_frame(mkdocs: Path, folder: Path, nav: Sequence[Mapping[str, str]], plugins: list[Any]) -> None:
    """The same theme options; our plugin gives way to others, and the pages stay out of the navigation."""
    # a plugin is a name or a mapping of one name: `in` looks for the name in either
    config: dict[str, Any] = yaml.safe_load(mkdocs.read_text("utf-8"))
    config["plugins"] = [plugin for plugin in config["plugins"] if "nhanrong" not in plugin] + plugins
    config["nav"] = nav
    config["not_in_nav"] = "*"
    extensions = config.setdefault("markdown_extensions", [])
    if not any("attr_list" in extension for extension in extensions):
        extensions.append("attr_list")
    config["watch"] = [DATA] if (folder / DATA).exists() else []
    config["theme"]["custom_dir"] = Path(OVERRIDE).parent.name
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    override = folder / OVERRIDE
    override.parent.mkdir(exist_ok=True)
    override.write_text(_TEMPLATE, encoding="utf-8")
