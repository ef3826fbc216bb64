"""The one MkDocs plugin: it adds the rendered pages to the build and lets only a whole site through.

MkDocs builds the hand-written pages and one shell for each kind of frame; the rendered pages are written into these.
"""

import datetime as dt
import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, cast

import click
from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from nhanrong.article import heading_id, ids, prepared
from nhanrong.building import Around, Counts, Workshop
from nhanrong.dates import spoken_day
from nhanrong.edition import DayError, edition_day
from nhanrong.framing import mark
from nhanrong.problems import as_text
from nhanrong.render.outputs import Page
from nhanrong.shells import LinkedPage, Shells, mentioned, source
from nhanrong.site import NAVIGATION, Site
from nhanrong.sitefolder import SiteFolder
from nhanrong.store import alone
from nhanrong.versions import CACHE, kept_in

log = logging.getLogger("mkdocs.plugins.nhanrong")

THEME = Path(__file__).parent / "theme"
_SITE_MAP = "sitemap.xml"
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
        self.say: Callable[[Counts], None] = lambda _: None
        self._serving = False
        self._lock = ExitStack()
        self._workshop: Workshop | None = None
        self._folder: SiteFolder | None = None
        self._day = dt.date.min
        self._site: Site | None = None
        self._pages: dict[str, Callable[[], Page]] = {}
        self._linked: dict[str, Page] = {}
        self._nav: Navigation | None = None
        self._shells: Shells | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Having this method keeps the plugin alive from one build of `mkdocs serve` to the next."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The data is read before anything is touched; faults in it end the build here."""
        as_of = self.config["as_of"]
        root = self._data_folder(config).parent
        try:
            self._day = edition_day(str(as_of) if as_of else None, os.environ)
        except DayError as error:
            raise Abort(f"Chưa dựng trang: {error}.") from None
        self._lock.enter_context(alone(root / CACHE, _wait))
        if self._workshop is None:
            self._workshop = Workshop(root, kept_in(root), self.say)
        kb, problems = self._workshop.read(self._day)
        if problems:
            self._lock.close()
            click.echo(as_text(problems), nl=False, err=True)
            raise Abort(f"Chưa dựng trang: dữ liệu có {len(problems)} lỗi.")
        made = self._site = self._workshop.site(kb, self._day)
        self._pages = {source(address): page for address, page in made.pages.items()}

        config.theme.dirs.insert(0, str(THEME))
        config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
        by_hand = sorted(path.name for path in Path(config.docs_dir).glob("*.md"))
        config.nav = [*({label: source(address)} for label, address in NAVIGATION), *by_hand]
        if not self._serving:
            config.site_url = made.area.site_url
        config.extra.update(
            area=made.area.name,
            notice=made.notice,
            edition=spoken_day(self._day),
            homepage=".",
        )
        self._folder = SiteFolder(Path(config.site_dir))
        self._folder.begin()
        config.site_dir = str(self._folder.building)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The navigation's pages, all files, and whatever a hand-written page links to; what no reader needs goes."""
        for file in list(files):
            if file.src_uri.endswith(".map") or (file.src_uri.startswith(_LUNR) and file.src_uri not in _LUNR_USED):
                files.remove(file)
        assert self._site is not None  # on_config made it
        for address in (*self._pages, *self._site.files):
            if address in files.src_uris:
                raise PluginError(f"“{address}” đã có trong thư mục docs hoặc giao diện.")
        self._linked = mentioned(files.documentation_pages(), self._pages)
        in_navigation = {source(address) for _, address in NAVIGATION} & self._pages.keys()
        for address in sorted(in_navigation):
            files.append(File.generated(config, address, content="", inclusion=InclusionLevel.INCLUDED))
        for name in self._linked.keys() - in_navigation:
            files.append(LinkedPage(self._linked[name], config))
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: object) -> Navigation:
        """Every page is dated by the edition, not by the clock: the site map stays the same."""
        self._nav = nav
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = self._day.isoformat()
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """From here on MkDocs can draw a shell."""
        assert self._nav is not None  # on_nav came before
        self._shells = Shells(env, self._nav, files, config)
        return env

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_: object) -> str:
        """The search finds a rendered page by its own entries, not in what stands here before it is written."""
        if page.file.src_uri in self._pages:
            page.meta = {"search": {"exclude": True}}
        return markdown

    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        """The link check knows the ids of a page of the navigation that a hand-written page links to."""
        rendered = self._linked.get(page.file.src_uri)
        if rendered is not None:
            page.present_anchor_ids = ids(prepared(rendered.html))
        return html

    def on_template_context(self, context: TemplateContext, *, template_name: str, **_: object) -> TemplateContext:
        """The site map lists the hand-written pages, and twice a mark where the locations of all others will stand."""
        if template_name == _SITE_MAP:
            here = mark("location") if context["config"].site_url else None
            sample = SimpleNamespace(is_link=False, canonical_url=here, abs_url=here, update_date=self._day.isoformat())
            by_hand = [file for file in context["pages"] if file.src_uri not in self._pages]
            context["pages"] = [*by_hand, *([cast("File", SimpleNamespace(page=sample))] * 2)]
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After every other plugin: the rendered pages are brought up to date, and the site with them."""
        assert self._workshop is not None  # on_config made them all
        assert self._site is not None
        assert self._folder is not None
        assert self._shells is not None
        if _warnings_counted():
            return  # MkDocs ends the build right after this, and on_build_error clears away
        around = Around(self._shells.places, self._shells.shell, config.site_url)
        self._workshop.write(self._site, self._folder, around, self._day)
        config.site_dir = str(self._folder.site)
        self._lock.close()

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
        self._workshop = None  # what it made was for a site that is not there
        if self._folder is not None:
            self._folder.discard()
        self._lock.close()


def _wait() -> None:
    click.echo("Một lần dựng khác đang chạy ở đây; chờ nó xong…", err=True)


def _warnings_counted() -> bool:
    """Whether a strict build has met a warning; MkDocs itself looks only after the last event."""
    return any(
        handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    )
