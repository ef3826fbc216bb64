"""The one MkDocs plugin: it adds the rendered pages to the build and lets only a whole site through."""

import datetime as dt
import json
import logging
import os
from pathlib import Path
from typing import Literal

import click
from mkdocs.config import config_options
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from nhanrong import site
from nhanrong.article import contents, heading_id, prepared
from nhanrong.dates import spoken_day
from nhanrong.edition import DayError, edition_day
from nhanrong.fonts import font_files
from nhanrong.problems import as_text
from nhanrong.render.outputs import Asset, Page
from nhanrong.swap import BuildFolder

log = logging.getLogger("mkdocs.plugins.nhanrong")

THEME = Path(__file__).parent / "theme"
_LUNR = "assets/javascripts/lunr/"
_LUNR_USED = {_LUNR + "min/lunr.vi.min.js", _LUNR + "min/lunr.stemmer.support.min.js"}


class NhanRongPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Pages from records; a failed build leaves the last good site as it was.

    The option `data` is the folder of the records beside mkdocs.yml, `as_of` the day of the edition.
    """

    # not a Config class: its attribute `data` would hide the one that holds all options
    config_scheme = (
        ("data", config_options.Type(str, default="models_data")),
        ("as_of", config_options.Optional(config_options.Type((str, dt.date)))),
    )

    def __init__(self) -> None:
        self._serving = False
        self._folder: BuildFolder | None = None
        self._day = dt.date.min
        self._pages: dict[str, Page] = {}
        self._assets: list[Asset] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Having this method keeps the plugin alive from one build of `mkdocs serve` to the next."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Everything is rendered before anything is touched; faults in the data end the build here."""
        as_of = self.config["as_of"]
        root = self._data_folder(config).parent
        try:
            self._day = edition_day(str(as_of) if as_of else None, os.environ)
        except DayError as error:
            raise Abort(f"Chưa dựng trang: {error}.") from None
        kb, problems = site.read(root)
        if problems:
            click.echo(as_text(problems), nl=False, err=True)
            raise Abort(f"Chưa dựng trang: dữ liệu có {len(problems)} lỗi.")
        made = site.outputs(kb, self._day)
        self._pages = {_source(page.address): page for page in made.pages}
        self._assets = [*made.assets, *font_files()]

        config.theme.dirs.insert(0, str(THEME))
        config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
        by_hand = sorted(path.name for path in Path(config.docs_dir).glob("*.md"))
        config.nav = [*({label: _source(address)} for label, address in site.NAVIGATION), *by_hand]
        if not self._serving:
            config.site_url = made.area.site_url
        config.extra.update(
            area=made.area.name,
            notice=made.notice,
            edition=spoken_day(self._day),
            homepage=".",
        )
        self._folder = BuildFolder(Path(config.site_dir))
        self._folder.begin()
        config.site_dir = str(self._folder.building)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The pages and files are added; what the theme brings and no reader needs is left out."""
        for file in list(files):
            if file.src_uri.endswith(".map") or (file.src_uri.startswith(_LUNR) and file.src_uri not in _LUNR_USED):
                files.remove(file)
        outside_nav = self._pages.keys() - {_source(address) for _, address in site.NAVIGATION}
        made: dict[str, str | bytes] = dict.fromkeys(self._pages, "")
        made |= {asset.address: asset.data for asset in self._assets}
        for address, content in made.items():
            if address in files.src_uris:
                raise PluginError(f"“{address}” đã có trong thư mục docs hoặc giao diện.")
            level = InclusionLevel.NOT_IN_NAV if address in outside_nav else InclusionLevel.INCLUDED
            files.append(File.generated(config, address, content=content, inclusion=level))
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: object) -> Navigation:
        """Every page is dated by the edition, not by the clock: the site map stays the same."""
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = self._day.isoformat()
        return nav

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_: object) -> str:
        """A rendered page has no Markdown; what the frame needs to know goes into its meta data."""
        rendered = self._pages.get(page.file.src_uri)
        if rendered is None:
            return markdown
        search = {"boost": rendered.boost} if rendered.searchable else {"exclude": True}
        page.meta = {"title": rendered.title, "description": rendered.description, "search": search}
        return ""

    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        """The article as it was rendered, with its headings."""
        rendered = self._pages.get(page.file.src_uri)
        if rendered is None:
            return html
        article = prepared(rendered.html)
        headings, page.present_anchor_ids = contents(article)
        page.toc = get_toc(headings)
        return article

    def on_page_context(self, context: TemplateContext, *, page: SitePage, **_: object) -> TemplateContext:
        """The templates see the page as it was rendered; a hand-written page has none."""
        context["rendered"] = self._pages.get(page.file.src_uri)  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After every other plugin: the search index in plain letters, then the new site takes its place."""
        assert self._folder is not None  # on_config made it
        index = self._folder.building / "search" / "search_index.json"
        if index.exists():
            entries = json.loads(index.read_bytes())
            index.write_text(json.dumps(entries, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        if _warnings_counted():
            return  # MkDocs ends the build right after this, and on_build_error clears away
        self._folder.publish()
        config.site_dir = str(self._folder.site)

    def on_build_error(self, **_: object) -> None:
        """Nothing is left of a build that failed."""
        self._discard()

    def on_shutdown(self) -> None:
        """Nothing is left of a build that was interrupted."""
        self._discard()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """A change of the data rebuilds the site; a fault in it keeps the last good pages until the next save."""
        server.watch(str(self._data_folder(config)))
        rebuild = server.builder

        def keep_last_good_site() -> None:
            try:
                rebuild()
            except Abort as error:
                click.echo(error.format_message(), err=True)
            except Exception:
                log.exception("Trang cũ được giữ lại; phần mềm gặp lỗi khi dựng trang mới.")

        server.builder = keep_last_good_site
        return server

    def _data_folder(self, config: MkDocsConfig) -> Path:
        folder: str = self.config["data"]
        return Path(config.config_file_path).parent.absolute() / folder

    def _discard(self) -> None:
        if self._folder is not None:
            self._folder.discard()


def _source(address: str) -> str:
    """The name under which MkDocs knows the page at an address."""
    return f"{address.removesuffix('/')}.md" if address else "index.md"


def _warnings_counted() -> bool:
    """Whether a strict build has met a warning; MkDocs itself looks only after the last event."""
    return any(
        handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    )
