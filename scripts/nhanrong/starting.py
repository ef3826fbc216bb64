"""Start a knowledge base for an area: its files, written all or not at all."""

import html
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files as resources
from pathlib import Path

from markupsafe import Markup
from pydantic import BaseModel

from nhanrong.canonical import to_yaml
from nhanrong.document import Document
from nhanrong.editing import editor_files
from nhanrong.layout import DATA, FORMS
from nhanrong.problems import Place, Problem, because
from nhanrong.records.area import FORMAT, Area, Rules
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.render.templating import filled
from nhanrong.samples import data_readme, sample
from nhanrong.shape import shaped

# A reserved name that leads nowhere, until the owner writes the real address.
UNKNOWN_SITE = "https://nhanrong.example/"

# File in `mau/` → what it is a sample of; the other kinds of record are already in `models_data/`.
_TO_COPY: Mapping[str, type[BaseModel]] = {
    "nguon": Source,
    "mo-hinh": Model,
    "cach-lam-hay": Practice,
    "hoat-dong": Session,
    "so-theo-doi": Line,
}


def start(
    folder: Path, lists: Sequence[UnitList], name: str, *, interpreter: str, site_url: str = UNKNOWN_SITE
) -> tuple[list[Path], list[Problem]]:
    """Write the knowledge base of the area called `name` into `folder`; the written files, or what keeps it from that.

    `lists` holds at least one list, the newest last; `interpreter` is the Python that `make` shall use here.
    A folder that holds anything but `.git` is refused. With problems nothing has been written.
    """
    document = Document("models_data/area.yml", {"name": name, "format": FORMAT, "site_url": site_url})
    area, problems = shaped(Area, document)
    if area is None:
        return [], problems
    here = Place(str(folder))
    try:
        if folder.exists() and not folder.is_dir():
            return [], [Problem(here, "NR910", "đây là một tệp, không phải thư mục", "Chọn một thư mục mới.")]
        if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
            return [], [Problem(here, "NR910", "thư mục này đã có tệp; không ghi gì vào đó", "Chọn một thư mục mới.")]
        files = _files(area, lists, interpreter)
        _write(folder, files)
    except OSError as error:
        return [], [
            Problem(
                here, "NR911", f"không ghi được thư mục: {because(error)}", "Chọn nơi khác, hoặc xem lại quyền ghi."
            )
        ]
    return [folder / path for path in sorted(files)], []


def _files(area: Area, lists: Sequence[UnitList], interpreter: str) -> Mapping[str, str]:
    """Path inside the knowledge base → text of the file."""
    newest = lists[-1]
    # In running text an apostrophe, as in Ea H'leo, stays as it is.
    name = Markup(html.escape(area.name, quote=False))  # noqa: S704
    example = UnitRef(newest.id, newest.units[0].code)
    files = {
        "README.md": _text("README.md", name=name, old_list=len(lists) > 1),
        "mkdocs.yml": _text("mkdocs.yml"),
        "Makefile": _text("Makefile"),
        "local.mk": _text("local.mk", interpreter=_as_it_is(interpreter.replace("$", "$$").replace("#", r"\#"))),
        ".gitignore": _text("gitignore"),
        "docs/gioi-thieu.md": _text("docs/gioi-thieu.md", name=name),
        "models_data/README.md": data_readme("", example),
        "models_data/area.yml": _text("models_data/area.yml", area=_as_it_is(to_yaml(area).rstrip())),
        "models_data/rules.yml": _text(
            "models_data/rules.yml", rules=_as_it_is(to_yaml(Rules(), with_defaults=True).rstrip())
        ),
    }
    files |= editor_files()
    files |= reference_forms()
    files |= {f"mau/{name}.yml": sample(kind, example) for name, kind in _TO_COPY.items()}
    return files | {f"models_data/units/{one.id}.yml": to_yaml(one) for one in lists}


def reference_forms() -> Mapping[str, str]:
    """The forms of report that every knowledge base begins with: path inside it → text."""
    found = (file for file in resources("nhanrong").joinpath(FORMS).iterdir() if file.name.endswith(".yml"))
    return {f"{DATA}/{FORMS}/{file.name}": file.read_text(encoding="utf-8") for file in found}


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """The files grow in a hidden folder and move into place when the last is written."""
    existed = folder.exists()
    if not existed:
        folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".nhanrong-", dir=folder if existed else folder.parent) as hidden:
        whole = Path(hidden) / "whole"
        for path, text in files.items():
            target = whole / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        if not existed:
            whole.rename(folder)
            return
        # The folder itself may be where the person stands, so it is kept and filled.
        for entry in sorted(whole.iterdir()):
            entry.rename(folder / entry.name)


def _text(template: str, **values: object) -> str:
    return str(filled(f"start/{template}.j2", **values)).rstrip() + "\n"


def _as_it_is(text: str) -> Markup:
    """Text for a file that is no HTML, which escaping would spoil."""
    return Markup(text)  # noqa: S704
