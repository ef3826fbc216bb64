"""Builds a site in two ways: as the plugin does, and with every page drawn by MkDocs and its theme alone."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from nhanrong import plugin
from nhanrong.article import contents, ids, prepared
from nhanrong.facts import digest
from nhanrong.plugin import NhanRongPlugin
from nhanrong.render.outputs import Page
from nhanrong.searchindex import index_files
from nhanrong.searching import found_in
from nhanrong.skeleton import source

REPOSITORY = Path(__file__).parent.parent


class PlainPlugin(NhanRongPlugin):  # type: ignore[no-untyped-call]
    """MkDocs knows every page and draws it whole."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        files = super().on_files(files, config=config)
        for name in self._pages.keys() & files.src_uris.keys():
            files.remove(files.src_uris[name])
        in_navigation = {source(address) for _, address in vars(plugin)["NAVIGATION"]}
        for name in self._pages:
            level = InclusionLevel.INCLUDED if name in in_navigation else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, name, content="", inclusion=level))
        assert self._site is not None
        for name, make in self._site.files.items():
            files.append(File.generated(config, name, content=make()))
        return files

    def _page(self, page: SitePage) -> Page | None:
        make = self._pages.get(page.file.src_uri)
        return make() if make else None

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_: object) -> str:
        rendered = self._page(page)
        if rendered is not None:
            page.meta = {"title": rendered.title, "description": rendered.description}
        return markdown

    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        rendered = self._page(page)
        if rendered is None:
            return super().on_page_content(html, page=page)
        article = prepared(rendered.html)
        page.toc = get_toc(contents(article))
        page.present_anchor_ids = ids(article)
        return article

    def on_page_context(self, context: TemplateContext, *, page: SitePage, **_: object) -> TemplateContext:
        rendered = self._page(page)
        assert self._dressing is not None
        context["rendered"] = rendered  # type: ignore[typeddict-unknown-key]
        by_hand = "" if rendered else page.content or ""
        context["material"] = self._dressing.material(by_hand)  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        return super().on_template_context(context, template_name="")

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self._folder is not None
        building = self._folder.building
        pages = [make() for make in self._pages.values()]
        found = [one for page in pages if (one := found_in(page, prepared(page.html)))]
        for name, data in index_files([*map(self._by_hand.__getitem__, sorted(self._by_hand)), *found]).items():
            (building / name).parent.mkdir(parents=True, exist_ok=True)
            (building / name).write_bytes(data)
        self._dress(building)
        made = {path.relative_to(building).as_posix(): path for path in building.rglob("*") if path.is_file()}
        self._folder.publish({name: digest(path.read_bytes()) for name, path in made.items()})
        self._lock.close()


def built(base: Path, *, plain: bool = False) -> dict[str, bytes]:
    """Every file of the site of the knowledge base in `base`; a fault raises what `mkdocs build` would end with."""
    kept = vars(MkDocsConfig)["plugins"].plugin_cache  # MkDocs keeps a plugin that knows on_startup
    with pytest.MonkeyPatch.context() as patch:
        if plain:
            patch.delitem(kept, "nhanrong", raising=False)
            patch.setattr(plugin, "NhanRongPlugin", PlainPlugin)
        config = load_config(str(base / "mkdocs.yml"))
        if plain:
            del kept["nhanrong"]
    assert isinstance(config.plugins["nhanrong"], PlainPlugin) is plain
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    folder = Path(config.site_dir.removesuffix(".building"))
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    shutil.rmtree(folder)
    return files
