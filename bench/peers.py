"""What is measured: our own build and four others of the same records, each in a folder of its own."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import changes
import hugo_copy
import mkdocs_copies
import nhanrong
import zensical_copy
from changes import Change
from nhanrong.cli import main
from nhanrong.layout import DATA
from peer_programs import Programs

OURS = "nhanrong"
OTHERS = ("gen-files", "markdown", "zensical", "hugo")
# The commands that are measured; `nhanrong build` is there only in an edition that has it.
OUR_BUILD = (
    ("-m", "nhanrong", "build") if "build" in main.commands else ("-m", "mkdocs", "build", "--strict", "--quiet")
)
OUR_SERVE = ("-m", "mkdocs", "serve", "--quiet", "-a")
OUR_CHECK = ("-m", "nhanrong", "check")

_TEMPLATE = Path("nhanrong/templates/model.html.j2")
# Noon of 23 November 2026 in Vietnam: the pages must not change with the day of the measurement.
_SAME_DAY = {
    "SOURCE_DATE_EPOCH": "1795410000",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}


@dataclass(frozen=True)
class Peer:
    """A folder, the command that builds its `site` there, the one that serves it on a port, and its edits by case."""

    name: str
    folder: Path
    build: Sequence[str]
    serve: Callable[[int], Sequence[str]]
    changes: Mapping[str, Change]
    environment: Mapping[str, str] = field(default_factory=lambda: _SAME_DAY)
    note: str = ""

    @property
    def site(self) -> Path:
        """Where the pages are."""
        return self.folder / "site"

    def clear(self) -> None:
        """No site and no cache."""
        for name in ("site", ".cache", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def ours(root: Path, package: Path) -> Peer:
    """Our build of the knowledge base in `root`, by a copy of this program in `package`, whose templates are edited."""
    shutil.copytree(Path(nhanrong.__file__).parent, package / "nhanrong", ignore=shutil.ignore_patterns("__pycache__"))
    template = Change((package / _TEMPLATE,), changes.in_template, _subject_page(root))
    return Peer(
        OURS,
        root,
        (sys.executable, *OUR_BUILD),
        lambda port: (sys.executable, *OUR_SERVE, _address(port)),
        {**_in_records(root, root), "template": template},
        {**_SAME_DAY, "PYTHONPATH": os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))},
    )


def other(name: str, our: Peer, folder: Path, programs: Programs) -> Peer:
    """A peer's folder made from our knowledge base and its built site."""
    folder.mkdir()
    build, serve = _commands(name, folder, programs)
    note = ""
    if name in {"markdown", "zensical"}:
        mkdocs_copies.write_markdown(our.site, our.folder / "mkdocs.yml", folder)
        edits = _in_markdown(our.folder, folder)
        if name == "zensical" and (count := zensical_copy.keep_search_within_bounds(folder / "docs")):
            note = f"{count} mục quá dài đối với mục lục tìm kiếm của zensical được để ngoài mục lục ấy"
    elif name == "gen-files":
        mkdocs_copies.write_generator(our.folder, folder)
        edits = _in_records(our.folder, folder)
    else:
        pages = sorted(our.site.glob("mo-hinh/*/index.html"), key=lambda page: (page.stat().st_size, page))
        if count := hugo_copy.write_hugo(our.folder, pages[len(pages) // 2], folder):
            note = f"{count} danh mục xã được cắt thành nhiều tệp, vì hugo từ chối tệp YAML dài như vậy"
        edits = _in_records(our.folder, folder)
    override = folder / (hugo_copy.LAYOUT if name == "hugo" else mkdocs_copies.OVERRIDE)
    edits["template"] = Change((override,), changes.in_template, _subject_page(our.folder))
    return Peer(name, folder, build, serve, edits, note=note)


def _commands(name: str, folder: Path, programs: Programs) -> tuple[Sequence[str], Callable[[int], Sequence[str]]]:
    if name == "hugo":
        options = (programs.hugo(), "--quiet", "--cacheDir", str(folder / ".cache"))
        return (
            (*options, "--destination", "site"),
            lambda port: (options[0], "server", *options[1:], "--bind", "127.0.0.1", "--port", str(port)),
        )
    if name == "zensical":
        program = programs.script("zensical")
        return (program, "build"), lambda port: (program, "serve", "-a", _address(port))
    program = programs.script("mkdocs")
    return (
        (program, "build", "--strict", "--quiet"),
        lambda port: (program, "serve", "--quiet", "-a", _address(port)),
    )


def _address(port: int) -> str:
    return f"127.0.0.1:{port}"


def _in_records(root: Path, folder: Path) -> dict[str, Change]:
    """Edits of YAML; what is edited is chosen in `root`."""
    units, code = changes.unit(root / DATA)
    record = folder / DATA / "models" / f"{changes.subject(root / DATA)}.yml"
    unit_list = folder / DATA / "units" / f"{units}.yml"
    return {
        "edit": Change((record,), changes.in_summary, _subject_page(root)),
        "list": Change((unit_list,), changes.with_alias(code), f"xa/{units}/{code}/"),
    }


def _in_markdown(root: Path, folder: Path) -> dict[str, Change]:
    """Edits of the page of the same record, and of those of the same unit and its list."""
    units, code = changes.unit(root / DATA)
    docs, page, place = folder / "docs", _subject_page(root), f"xa/{units}/{code}/"
    return {
        "edit": Change((docs / f"{page.rstrip('/')}.md",), changes.at_end, page),
        "list": Change((docs / f"{place.rstrip('/')}.md", docs / "xa.md"), changes.at_end, place),
    }


def _subject_page(root: Path) -> str:
    return f"mo-hinh/{changes.subject(root / DATA)}/"
