"""How pages are dressed: in one small stylesheet and few scripts; where one needs more of Material, in all of it."""

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from mkdocs.config.defaults import MkDocsConfig

from nhanrong.joining import SCRIPTS, STYLES, THEME_SCRIPT, THEME_SHEET, Joiner
from nhanrong.render import full_maps
from nhanrong.skeleton import THEME

# The classes and ids that Material's base.html gives to every page, and what its scripts and extensions add to them.
_FRAME = frozenset(
    {
        "js",
        "no-js",
        "ltr",
        "drawer",
        "search",
        "__drawer",
        "__search",
        "md-toggle",
        "md-overlay",
        "md-skip",
        "md-banner",
        "md-banner__inner",
        "md-grid",
        "md-container",
        "md-main",
        "md-main__inner",
        "md-content",
        "md-content__inner",
        "md-typeset",
        "headerlink",
        "md-dialog",
        "md-dialog__inner",
    }
)
_PARTIALS = ("nav.html", "nav-item.html", "toc.html", "toc-item.html", "palette.html", "footer.html")
_WORD = re.compile(r"[\w-]+")

_OUR_FEATURES = frozenset({"navigation.tabs"})
_OUR_PLUGINS = frozenset({"nhanrong"})
_MORE = frozenset({"alternate", "analytics", "annotate", "consent", "polyfills", "tags", "version"})
_DRIVEN = frozenset({"annotate", "footnote-ref", "highlight", "mermaid", "tabbed-set"})  # by Material's script
_MATERIAL_FILES = (f"{THEME_SCRIPT}*", f"{STYLES}main.*.min.css", f"{STYLES}palette.*.min.css")
_NAMED = re.compile(r"""["'`/}]([\w-]+\.(?:css|js))["'`]""")
_WITHOUT_SCRIPTS = re.compile(r"<noscript><link [^>]*?([\w-]+\.css)")
_CLASSES = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")


class Dressing:
    """What the pages of a site are dressed in; all of it is known before the first page is drawn."""

    def __init__(self, config: MkDocsConfig) -> None:
        texts = [file.read_text("utf-8") for file in _written_with()]
        self._words = _FRAME | _schemes(config) | {*_WORD.findall(" ".join(texts))}
        self._all = self._worn = _wants_more(config)
        self.joiner = Joiner(_source, self._words, "".join(texts))

    def material(self, article: str) -> bool:
        """Whether a page with an article that somebody wrote by hand needs Material's script and whole stylesheet."""
        classes = {name for pair in _CLASSES.findall(article) for name in "".join(pair).split()}
        needed = self._all or not classes <= self._words or not classes.isdisjoint(_DRIVEN)
        self._worn |= needed
        return needed

    @property
    def unworn(self) -> tuple[str, ...]:
        """Patterns of the files that no page asked for so far."""
        return () if self._worn else _MATERIAL_FILES


def only_joined() -> frozenset[str]:
    """The addresses of our styles and scripts that nobody asks for by themselves: they are read in joined files.

    What is asked for by itself is what scripts load by its whole name, what a full map links, and what readers without
    scripts get.
    """
    sources = [file for folder in (SCRIPTS, STYLES) for file in THEME.joinpath(folder).iterdir()]
    scripts = "".join(file.read_text("utf-8") for file in sources if file.suffix == ".js")
    frame = THEME.joinpath("main.html").read_text("utf-8")
    by_name = {*_NAMED.findall(scripts), *_WITHOUT_SCRIPTS.findall(frame)}
    addresses = {file.relative_to(THEME).as_posix() for file in sources if file.name not in by_name}
    return frozenset(addresses.difference(full_maps.ASKED))


def _wants_more(config: MkDocsConfig) -> bool:
    """Whether the configuration asks for something that only Material's own script does, or may build on it."""
    return bool(
        set(config.theme.get("features") or ()) - _OUR_FEATURES
        or config.plugins.keys() - _OUR_PLUGINS
        or config.extra_javascript
        or config.extra.keys() & _MORE
    )


def _schemes(config: MkDocsConfig) -> frozenset[str]:
    """How the colours of the configuration are named in pages."""
    palette = config.theme.get("palette") or []
    found = [str(value) for one in ([palette] if isinstance(palette, dict) else palette) for value in one.values()]
    return frozenset(value.replace(" ", "-") for value in found)


_MATERIAL = resources.files("material").joinpath("templates")


def _written_with() -> Iterator[Traversable]:
    """Everything that our pages are written with."""
    package = THEME.parent
    yield from sorted(package.glob("templates/*.j2"))
    yield from (file for file in sorted(THEME.rglob("*")) if file.suffix in {".html", ".js"})
    yield from (_MATERIAL.joinpath("partials", name) for name in _PARTIALS)


def _source(address: str) -> str:
    """A stylesheet or script by its address in the site."""
    folder = _MATERIAL if THEME_SHEET.fullmatch(address.rpartition("/")[2]) else THEME
    return folder.joinpath(address).read_text("utf-8")
