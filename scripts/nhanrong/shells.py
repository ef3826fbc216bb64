"""What MkDocs is asked for besides the hand-written pages: the shells of our pages, and links that lead to them."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
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

from nhanrong.article import ids, prepared
from nhanrong.framing import Frame, FrameKey, Places, mark
from nhanrong.render.outputs import Page

_MENTIONED = re.compile(r"[^\s()<>\[\]\"']+\.md")


def source(address: str) -> str:
    """The name under which MkDocs knows the page at an address."""
    return f"{address.removesuffix('/')}.md" if address else "index.md"


class Shells:
    """One page for each key, drawn by MkDocs and its theme when first asked for."""

    def __init__(self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        self._env = env
        self._nav = nav
        self._files = files
        self._config = config
        self._frames: dict[FrameKey, Frame] = {}
        self.places = Places(page.url for page in nav.pages)

    def shell(self, key: FrameKey) -> str:
        """The page of the key as `mkdocs build` would write it, with the events that other plugins know."""
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
        page.content = rendered.html
        page.toc = get_toc(key.contents)
        if page.canonical_url:
            page.canonical_url = mark("canonical")
        return page


class LinkedPage(File):
    """A page of ours as far as the link check asks: its address and its ids. MkDocs builds nothing of it."""

    def __init__(self, page: Page, config: MkDocsConfig) -> None:
        super().__init__(
            source(page.address),
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{page.address}index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.page = cast("SitePage", SimpleNamespace(present_anchor_ids=ids(prepared(page.html))))

    def is_documentation_page(self) -> bool:
        """No: it has no Markdown."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # as MkDocs calls it
        """Nothing is copied."""


def mentioned(files: Iterable[File], pages: Mapping[str, Callable[[], Page]]) -> dict[str, Page]:
    """Of `pages`, by source, those that a hand-written page names as the target of a link."""
    found = {
        posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), unquote(name)))
        for file in files
        for name in _MENTIONED.findall(file.content_string)
    }
    return {name: pages[name]() for name in sorted(found & pages.keys())}
