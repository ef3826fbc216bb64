"""What MkDocs is asked for besides the hand-written pages: the shells of our pages, and links that lead to them."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc

from nhanrong.around import PACKED_SITE_MAP, SITE_MAP, Around
from nhanrong.facts import digest
from nhanrong.framing import FrameKey, mark
from nhanrong.joining import asked
from nhanrong.render import second_language
from nhanrong.searching import Found
from nhanrong.sitefolder import files_below
from nhanrong.skeleton import source

_MENTIONED = re.compile(r"[^\s()<>\[\]\"']+\.md")

# Extensions of Markdown that read nothing but the page.
_READING_NOTHING = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"}
)
_OUR_PLUGINS = frozenset({"nhanrong"})
_FROM_ELSEWHERE = re.compile(r"^INHERIT\b|!ENV|!!python|!relative", re.MULTILINE)


def knows_all_read(config: MkDocsConfig) -> bool:
    """Whether all that MkDocs reads is its configuration, `docs` and the theme: nothing else can change a page."""
    extensions = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    written = Path(config.config_file_path).read_text("utf-8")
    return (
        extensions <= _READING_NOTHING
        and set(config.plugins) <= _OUR_PLUGINS
        and not config.hooks
        and not _FROM_ELSEWHERE.search(written)
    )


class Shells:
    """One page for each key, drawn by MkDocs and its theme when first asked for."""

    def __init__(
        self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig, joined: Mapping[str, bytes]
    ) -> None:
        self._env = env
        self._nav = nav
        self._files = files
        self._config = config
        self._joined = joined
        self._drawn: dict[FrameKey, str] = {}

    def around(self, building: Path, addresses: Iterable[str], by_hand: Sequence[Found]) -> Around:
        """All that the site tool gives, from the folder that it has written its files into; our pages are not of it."""
        own = {SITE_MAP, PACKED_SITE_MAP, *(f"{address}index.html" for address in addresses)}
        return Around(
            navigation=frozenset(page.url for page in self._nav.pages),
            site_url=self._config.site_url,
            files={
                path: digest((building / path).read_bytes()) for path, *_ in files_below(building) if path not in own
            },
            by_hand=by_hand,
            site_map=(building / SITE_MAP).read_bytes(),
            shell=self.shell,
            drawn=lambda key: digest(self.shell(key).encode()),
            worn=lambda key: asked(self.shell(key), self._joined),
        )

    @property
    def drawn(self) -> Mapping[FrameKey, str]:
        """All shells that were asked for."""
        return self._drawn

    def shell(self, key: FrameKey) -> str:
        """The page of the key as `mkdocs build` would write it, with the events that other plugins know."""
        if key not in self._drawn:
            self._drawn[key] = self._draw(key)
        return self._drawn[key]

    def _draw(self, key: FrameKey) -> str:
        plugins = self._config.plugins
        page = self._page(key)
        page.active = True
        context = get_context(self._nav, self._files, self._config, page)
        context = plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
        context["rendered"] = key.page  # type: ignore[typeddict-unknown-key]
        html = self._env.get_template("main.html").render(context)
        page.active = False
        return str(plugins.on_post_page(html, page=page, config=self._config))

    def _page(self, key: FrameKey) -> SitePage:
        """The page of the navigation itself, else one that no other page knows of."""
        file = self._files.get_file_from_path(source(key.place)) if key.own else None
        if file is None:
            file = File.generated(self._config, source(key.place), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = file.page or SitePage(None, file, self._config)
        rendered = key.page
        page.markdown = ""
        page.meta = {"title": rendered.title, "description": rendered.description, "search": {"exclude": True}}
        if second_language.is_read(key.place):
            page.meta["own"] = mark("own")
        page.content = rendered.html
        page.toc = get_toc(key.contents)
        if page.canonical_url:
            page.canonical_url = mark("canonical")
        return page


class LinkedPage(File):
    """A page of ours as far as the link check asks: its address and its ids. MkDocs builds nothing of it."""

    def __init__(self, name: str, ids: Iterable[str], config: MkDocsConfig) -> None:
        super().__init__(
            name,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{name.removesuffix('.md')}/index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.page = cast("SitePage", SimpleNamespace(present_anchor_ids=set(ids)))

    def is_documentation_page(self) -> bool:
        """No: it has no Markdown."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # as MkDocs calls it
        """Nothing is copied."""


def meant(files: Iterable[File]) -> frozenset[str]:
    """The names of all pages that hand-written ones may mean as the target of a link."""
    return frozenset(
        posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), unquote(name)))
        for file in files
        for name in _MENTIONED.findall(file.content_string)
    )
