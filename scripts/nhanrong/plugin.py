"""The one MkDocs plugin: it adds the rendered pages to the build and lets only a whole site through.

MkDocs builds the hand-written pages and one shell for each kind of frame; the rendered pages are written into these.
"""

import datetime as dt
import logging
import os
import time
from collections.abc import Callable, Sequence
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
from watchdog.observers.api import BaseObserver

from nhanrong.around import SITE_MAP, Around
from nhanrong.article import heading_id
from nhanrong.building import Workshop
from nhanrong.catalogues import names
from nhanrong.cores import uncollected
from nhanrong.dates import spoken_day
from nhanrong.dressing import Dressing, only_joined
from nhanrong.edition import DayError, edition_day
from nhanrong.engine import Counts
from nhanrong.framing import mark
from nhanrong.offline import WORKER
from nhanrong.problems import Problem, as_text
from nhanrong.render.outputs import Page
from nhanrong.searching import Found, found_in
from nhanrong.serving import shown_from, wake, watched
from nhanrong.shells import LinkedPage, Shells, knows_all_read, meant
from nhanrong.shortcut import shortened, skeleton_name, tell_loss, wait
from nhanrong.site import NAVIGATION, Site
from nhanrong.sitefolder import SiteFolder, write_file
from nhanrong.skeleton import THEME, Skeleton, Told, read_now, source, told
from nhanrong.store import alone
from nhanrong.versions import CACHE, kept_in
from nhanrong.vietnamese import number

log = logging.getLogger("mkdocs.plugins.nhanrong")

_MANIFEST = "manifest.webmanifest"
_FIRST_TIME = "Dựng trang lần đầu: vẽ hết các trang và bản in, chờ vài chục giây tới vài phút. Các lần sau nhanh hơn."
_NOT_OURS = ("assets/javascripts/lunr/", "assets/javascripts/workers/")  # the search of the theme


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
        self.workshop: Workshop | None = None
        self.keeping = False  # whether the next build of this configuration may do without MkDocs
        self._serving = False
        self._lock = ExitStack()
        self._watching: BaseObserver | None = None
        self._papers_due = False  # pages go first, so that whoever writes sees what was written
        self._folder: SiteFolder | None = None
        self._day = dt.date.min
        self._site: Site | None = None
        self._told: Told | None = None
        self._meant: frozenset[str] = frozenset()
        self._taken: frozenset[str] = frozenset()
        self._read: dict[str, str] = {}
        self._pages: dict[str, Callable[[], Page]] = {}
        self._nav: Navigation | None = None
        self._dressing: Dressing | None = None
        self._shells: Shells | None = None
        self._by_hand: dict[str, Found] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Having this method keeps the plugin alive from one build of `mkdocs serve` to the next."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The data is read before anything is touched; faults in it end the build here."""
        root = self._root(config)
        try:
            self._day = edition_day(self._as_of, os.environ)
        except DayError as error:
            raise Abort(f"Chưa dựng trang: {error}.") from None
        if self._serving and self.workshop is None:
            log.info("Đang dựng trang…" if (root / CACHE).exists() else _FIRST_TIME)
        self._read = read_now(*_read_by_tool(config))
        self._lock.enter_context(alone(root / CACHE, wait))
        if self.workshop is None or not self.workshop.current:
            self.workshop = Workshop(root, kept_in(root), self.say)
        kb, problems = self.workshop.read(self._day)
        tell_loss(self.workshop)
        if problems:
            self._lock.close()
            raise _refused(problems)
        made = self._take(self.workshop.site(kb, self._day))

        _without_other_search(config)
        self._by_hand = {}
        config.theme.dirs.insert(0, str(THEME))
        config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
        by_hand = sorted(path.name for path in Path(config.docs_dir).glob("*.md") if not _aside(config, path.name))
        config.nav = [*({label: source(address)} for label, address in NAVIGATION), *by_hand]
        if self._serving:
            config.site_dir = str(root / CACHE / f"serve-{config.dev_addr.port}")
        else:
            config.site_url = made.area.site_url
        offline = config.extra.get("offline", True)
        config.extra.update(
            area=made.area.name,
            notice=made.notice,
            edition=spoken_day(self._day),
            homepage=".",
            languages=[{"code": code, "name": names(code).own} for code in made.area.pages_in],
        )
        # whoever edits wants to see what is there now, so no worker stands between
        config.extra["offline"] = "" if self._serving else {True: "worker", False: ""}.get(offline, offline)
        config.theme.static_templates.add(_MANIFEST)
        self._dressing = Dressing(config)
        self._folder = SiteFolder(Path(config.site_dir))
        self._folder.begin()
        config.site_dir = str(self._folder.building)
        return config

    def _take(self, site: Site) -> Site:
        """From now on this is the site."""
        self._site = site
        self._pages = {source(address): page for address, page in site.pages.items()}
        return site

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The navigation's pages, all files, and whatever a hand-written page links to; what no reader needs goes."""
        unasked = only_joined()
        for file in list(files):
            name = file.src_uri
            if name.endswith(".map") or name.startswith(_NOT_OURS) or name in unasked:
                files.remove(file)
        if config.extra["offline"] != "worker" and (worker := files.get_file_from_path(WORKER)):
            files.remove(worker)
        assert self.workshop is not None  # on_config made both
        assert self._site is not None
        self._taken = frozenset(files.src_uris)
        for address in (*self._pages, *self._site.files):
            if address in self._taken:
                raise PluginError(f"“{address}” đã có trong thư mục docs hoặc giao diện.")
        self._meant = meant(files.documentation_pages())
        site, asked = self.workshop.found_in(
            self._site, self._day, lambda site: told(site, self._day, config.site_url, self._meant)
        )
        self._take(site)
        self._told = asked
        in_navigation = {source(address) for address in asked.navigation}
        for address in sorted(in_navigation):
            files.append(File.generated(config, address, content="", inclusion=InclusionLevel.INCLUDED))
        for name, ids in asked.linked.items():
            if name not in in_navigation:
                files.append(LinkedPage(name, ids, config))
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
        assert self._dressing is not None
        self._shells = Shells(env, self._nav, files, config, self._dressing.joiner.files)
        return env

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        """The link check knows the ids of a page of the navigation that a hand-written page links to.

        What the search knows of a hand-written page is what stands in it after every other plugin.
        """
        assert self._told is not None  # on_files made it
        if page.file.src_uri not in self._pages and not page.meta.get("search", {}).get("exclude"):
            found = found_in(Page(page.url, str(page.title), "", html, (), "by-hand"), html)
            assert found is not None  # it is not kept out
            self._by_hand[page.url] = found
        linked = self._told.linked.get(page.file.src_uri)
        if linked is not None:
            page.present_anchor_ids = set(linked)
        return html

    def on_page_context(self, context: TemplateContext, *, page: SitePage, **_: object) -> TemplateContext:
        """The theme is told whether a page needs more of Material than most."""
        assert self._dressing is not None  # on_config made it
        context["material"] = self._dressing.material(page.content or "")  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, **_: object) -> str:
        """A page has few stylesheets and scripts."""
        assert self._dressing is not None  # on_config made it
        return self._dressing.joiner.joined(output)

    def on_post_template(self, output_content: str, **_: object) -> str:
        """So has the page that says that there is none."""
        return self.on_post_page(output_content)

    def on_template_context(self, context: TemplateContext, *, template_name: str, **_: object) -> TemplateContext:
        """The site map lists the hand-written pages, and twice a mark where the locations of all others will stand."""
        assert self._dressing is not None  # on_config made it
        context["material"] = self._dressing.material("")  # type: ignore[typeddict-unknown-key]
        if template_name == SITE_MAP:
            here = mark("location") if context["config"].site_url else None
            sample = SimpleNamespace(is_link=False, canonical_url=here, abs_url=here, update_date=self._day.isoformat())
            by_hand = [file for file in context["pages"] if file.src_uri not in self._pages]
            context["pages"] = [*by_hand, *([cast("File", SimpleNamespace(page=sample))] * 2)]
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After every other plugin: the rendered pages are brought up to date, and the site with them."""
        assert self.workshop is not None  # on_config made them all
        assert self._site is not None
        assert self._folder is not None
        assert self._shells is not None
        if _warnings_counted():
            return  # MkDocs ends the build right after this, and on_build_error clears away
        by_hand = [self._by_hand[address] for address in sorted(self._by_hand)]
        self._dress(self._folder.building)
        around = self._shells.around(self._folder.building, self._site.pages, by_hand)
        self.workshop.write(self._site, self._folder, around, self._day)
        if (self.keeping or self._serving) and knows_all_read(config):
            name = skeleton_name(config.config_file_path, serving=self._serving)
            self.workshop.keep_skeleton(name, self._skeleton(config, around))
        tell_loss(self.workshop)
        config.site_dir = str(self._folder.site)
        self._lock.close()

    def _dress(self, building: Path) -> None:
        """The joined files of the hand-written pages are there, and nothing of Material that none of them loads."""
        assert self._dressing is not None  # on_config made it
        for address, data in self._dressing.joiner.files.items():
            write_file(building / address, data)
        for pattern in self._dressing.unworn:
            for file in building.glob(pattern):
                file.unlink()

    def _skeleton(self, config: MkDocsConfig, around: Around) -> Skeleton:
        assert self._folder is not None  # on_config and on_files made them all
        assert self._told is not None
        assert self._shells is not None
        assert self._dressing is not None
        config_file, folders = _read_by_tool(config)
        return Skeleton(
            folders=folders,
            config_file=config_file,
            read=self._read,
            as_of=self._as_of,
            site=str(self._folder.site),
            told=self._told,
            taken=self._taken,
            meant=self._meant,
            navigation=around.navigation,
            files=around.files,
            by_hand=around.by_hand,
            site_map=around.site_map,
            shells=dict(self._shells.drawn),
            joined=self._dressing.joiner.files,
        )

    def on_build_error(self, **_: object) -> None:
        """Nothing is left of a build that failed."""
        self._discard()

    def on_shutdown(self) -> None:
        """Nothing is left of a build that was interrupted."""
        if self._watching is not None:
            self._watching.stop()
        self._discard()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """A change of the data rebuilds the site; a fault in it keeps the last good pages until the next save."""
        self._watching = watched(self._root(config) / self.config["data"], server)
        if self._serving:
            assert self._folder is not None  # the first build made it
            shown_from(self._folder.site, server)
        whole = server.builder
        name = skeleton_name(config.config_file_path, serving=True)

        def rebuild() -> None:
            begun = time.perf_counter()
            try:
                with uncollected():
                    what = "bản in" if self._papers_due else "trang"
                    if self._serving and self._shortened(name, self._root(config)):
                        log.info("Đã cập nhật %s sau %s giây.", what, number(round(time.perf_counter() - begun, 1)))
                    else:
                        whole()
                if self._papers_due:
                    wake(server)
            except Abort as error:
                click.echo(error.format_message(), err=True)
            except Exception:
                self._discard()
                log.exception("Trang cũ được giữ lại; phần mềm gặp lỗi khi dựng trang mới.")

        server.builder = rebuild
        return server

    def _shortened(self, name: str, root: Path) -> bool:
        """Whether the site is up to date again without MkDocs."""
        later, self._papers_due = not self._papers_due, False
        if self.workshop is None:
            return False
        problems = shortened(root, self.workshop, name, serving=True, papers_later=later)
        if problems:
            raise _refused(problems)
        self._papers_due = problems is not None and self.workshop.papers_wait
        return problems is not None

    @property
    def day(self) -> dt.date:
        """The day of the edition last built."""
        return self._day

    @property
    def _as_of(self) -> str | None:
        as_of = self.config["as_of"]
        return str(as_of) if as_of else None

    def _root(self, config: MkDocsConfig) -> Path:
        folder: str = self.config["data"]
        return (Path(config.config_file_path).parent.absolute() / folder).parent

    def _discard(self) -> None:
        if self.workshop is not None:
            self.workshop.close()  # a build that failed may hold it, and the next one would wait for it
        self.workshop = None  # what it made was for a site that is not there
        if self._folder is not None:
            self._folder.discard()
        self._lock.close()


def _refused(problems: Sequence[Problem]) -> Abort:
    """The problems are told; what ends the build."""
    click.echo(as_text(problems), nl=False, err=True)
    return Abort(f"Chưa dựng trang: dữ liệu có {len(problems)} lỗi.")


def _without_other_search(config: MkDocsConfig) -> None:
    """The site has its own search: what a configuration from before still asks for is not made."""
    for name in ("search", "material/search"):
        plugin = config.plugins.pop(name, None)
        for event, methods in config.plugins.events.items():
            config.plugins.events[event] = [one for one in methods if getattr(one, "__self__", None) is not plugin]


def _aside(config: MkDocsConfig, name: str) -> bool:
    """Whether a hand-written page is for a few readers, who are led to it by links and not by the navigation."""
    return config.not_in_nav is not None and config.not_in_nav.match_file(name)


def _read_by_tool(config: MkDocsConfig) -> tuple[str, tuple[str, ...]]:
    """The configuration file, and the folders of everything else that MkDocs reads and may be edited."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    return str(config.config_file_path), (str(config.docs_dir), str(THEME), *own)


def _warnings_counted() -> bool:
    """Whether a strict build has met a warning; MkDocs itself looks only after the last event."""
    return any(
        handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    )
