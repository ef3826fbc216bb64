"""A folder for Hugo: pages that a content adapter makes from the YAML, in the shell of one of our built pages.

The drawings of that page stand on every page of a model or practice, so that as many bytes are written as we write.
"""

import re
import shutil
from pathlib import Path

from nhanrong.layout import DATA

LAYOUT = "layouts/all.html"
_PARTS = Path(__file__).with_name("hugo")
_ARTICLE = "article.html"
_DRAWINGS = "DRAWINGS"
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'(<meta name="description" content=").*?(">)', re.DOTALL)
_BODY = re.compile(r"(<article[^>]*>).*(</article>)", re.DOTALL)


class NoShellError(Exception):
    """A built page has no title, description or article; the argument says which, in Vietnamese."""


def write_hugo(root: Path, page: Path, folder: Path) -> None:
    """The records of the knowledge base in `root`, told in the shell of the built `page`."""
    shutil.copytree(_PARTS, folder, ignore=shutil.ignore_patterns(_ARTICLE), dirs_exist_ok=True)
    shutil.copytree(root / DATA, folder / DATA)
    layout = folder / LAYOUT
    layout.parent.mkdir(exist_ok=True)
    article = (_PARTS / _ARTICLE).read_text("utf-8")
    layout.write_text(shell(page.read_text("utf-8"), article), encoding="utf-8")


def shell(html: str, article: str) -> str:
    """A built page as a layout: its head, header and footer stay, its own title, description and article give way."""
    # what looks like an action of a template would be one
    layout = html.replace("{{", '{{ "{{" }}')
    body = _BODY.search(layout)
    drawings = "".join(_DRAWING.findall(body[0])) if body else ""
    description = r"\g<1>{{ .Params.record.summary }}\g<2>"
    for name, pattern, new in (
        ("tiêu đề", _TITLE, "<title>{{ .Title }} – {{ site.Title }}</title>"),
        ("mô tả", _DESCRIPTION, description),
        ("bài", _BODY, rf"\g<1>{_escaped(article.replace(_DRAWINGS, drawings))}\g<2>"),
    ):
        layout, count = pattern.subn(new, layout, count=1)
        if not count:
            raise NoShellError(f"trang mẫu không có {name}")
    return layout


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\")
