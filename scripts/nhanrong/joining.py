"""The stylesheets of a page become one file, its scripts another: fewer requests, and no rule that no page can meet.

The sources stay as they are. What a page links with `data-all` is joined by itself, so that all kinds of page share it.
A joined file is named by what is in it: an old page never meets a new file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from nhanrong.facts import digest
from nhanrong.stylesheets import Rule, as_css, kept, rules, without_idle

STYLES = "assets/stylesheets/"
SCRIPTS = "assets/javascripts/"
THEME_SCRIPT = "assets/javascripts/bundle."
THEME_SHEET = re.compile(r"(?:main|palette)\.[0-9a-f]+\.min\.css")

_LINK = re.compile(  # the one for readers without scripts is not in the way of others
    rf'(?<!<noscript>)<link rel="stylesheet" href="(?P<up>[^"]*?){STYLES}(?P<name>[\w.-]+)"'
    r'(?P<more> media="\w+")?(?P<all> data-all)?>\n?'
)
_SCRIPT = re.compile(
    rf'<script src="(?P<up>[^"]*?){SCRIPTS}(?P<name>nhanrong[\w.-]*)"(?P<more>)(?: defer)?(?P<all> data-all)?>'
    r"</script>\n?"
)
_JOINED = re.compile(rf"(?:{STYLES}|{SCRIPTS})[\w-]+\.[0-9a-f]{{10}}\.(?:css|js)")


@dataclass
class Joiner:
    """Joins what pages link, each set once; `files` are all joined files so far, by address.

    `source` gives the text of a stylesheet or script, ours or the theme's, by its address; the theme's rules are kept
    for pages written with some `words`, and its custom properties if our styles or other `texts` ask for them.
    """

    source: Callable[[str], str]
    words: frozenset[str]
    texts: str
    files: dict[str, bytes] = field(default_factory=dict)
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def joined(self, html: str) -> str:
        """The page with joined files; one that loads the theme's own script keeps the theme's own stylesheets."""
        theirs = THEME_SCRIPT in html
        html = self._replaced(
            html, _LINK, '<link rel="stylesheet" href="{}"{}>\n', lambda n: not (theirs and _of_theme(n))
        )
        return self._replaced(html, _SCRIPT, '<script src="{}"{} defer></script>\n', lambda _: True)

    def _replaced(self, html: str, link: re.Pattern[str], tag: str, wanted: Callable[[str], bool]) -> str:
        names: dict[tuple[bool, str], list[str]] = {}
        for found in link.finditer(html):
            if wanted(found["name"]):
                names.setdefault(_group(found), []).append(found["name"])

        def first_of_all(found: re.Match[str]) -> str:
            if not wanted(found["name"]):
                return found[0]
            group = names.pop(_group(found), None)
            return tag.format(found["up"] + self._file(tuple(group)), found["more"] or "") if group else ""

        return link.sub(first_of_all, html)

    def _file(self, names: tuple[str, ...]) -> str:
        if names not in self._known:
            kind = names[0].rpartition(".")[2]
            folder, make = (STYLES, self._styles) if kind == "css" else (SCRIPTS, _scripts)
            data = make({name: self.source(folder + name) for name in names}).encode()
            title = next((name for name in names if not _of_theme(name)), names[0]).partition(".")[0]
            address = f"{folder}{title}.{digest(data)[:10]}.{kind}"
            self.files[address] = data
            self._known[names] = address
        return self._known[names]

    def _styles(self, texts: Mapping[str, str]) -> str:
        ours = as_css(_rules(text for name, text in texts.items() if not _of_theme(name)))
        # a script of the theme, which is not loaded beside this, would set the class for browsers without the state
        natively = (text.replace(".focus-visible", ":focus-visible") for name, text in texts.items() if _of_theme(name))
        theirs = _rules(natively)
        return f'@charset "UTF-8";{as_css(without_idle(kept(theirs, self.words), ours + self.texts))}{ours}'


def asked(html: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The joined files that a page asks for."""
    return {address: files[address] for address in _JOINED.findall(html) if address in files}


def _group(link: re.Match[str]) -> tuple[bool, str]:
    """Whether all kinds of page share it, and for which medium it is."""
    return link["all"] is not None or _of_theme(link["name"]), link["more"] or ""


def _of_theme(name: str) -> bool:
    return THEME_SHEET.fullmatch(name) is not None


def _rules(texts: Iterable[str]) -> tuple[Rule, ...]:
    return tuple(rule for text in texts for rule in rules(text) if not rule.head.startswith("@charset"))


def _scripts(texts: Mapping[str, str]) -> str:
    if len(texts) == 1:
        return next(iter(texts.values()))
    # a fault in one does not stop those after it
    return "".join(f"try {{\n{text}\n}} catch (e) {{ setTimeout(() => {{ throw e; }}); }}\n" for text in texts.values())
