"""Edits of a knowledge base as people make them, each drawn by a random generator; some leave the data faulty."""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

SMALL = Path(__file__).parent / "small" / "models_data"
MKDOCS = Path(__file__).parent.parent / "mkdocs.yml"
DAYS = ("1780272000", "1795392000", "1811808000")  # 2026-06-01, 2026-11-23, 2027-06-01

_WORDS = re.compile(r'(?m)^( *(?:- )?(?:name|title|summary|text|note|item|market|learnt|lessons|publisher): ".*)"$')
_NUMBERS = re.compile(r"(?m)^( *(?:- )?(?:households|value|amount|min|quantity|classes|attendances|people): \d+)")
_DATES = re.compile(r"^( *(?:date|started|recorded_on|day|year|price_date): )(20[12]\d)", re.MULTILINE)
_POINTS = re.compile(r"^( *lat: )(\d+\.\d+)", re.MULTILINE)
_PROVINCES = re.compile(r'^( *province: ").*"', re.MULTILINE)
_UNIT_NAMES = re.compile(r'^(    name: ".*)"$', re.MULTILINE)
_TERMS = (
    ("sector", ("sericulture", "livestock", "field_crops")),
    ("state", ("applied", "sustained", "trial", "registered")),
    ("evidence", ("B", "C", "D", "E")),
    ("kind", ("production", "union_work", "press", "report", "training", "field_day")),
    ("condition", ("spreading", "stopped")),
)
_RULES = (
    ("current_months", ("6", "24", "36")),
    ("carry_over", ("none", "all", "majority", "any")),
    ("denominator", ("all_units", "has_union")),
    ("  figure", ("reported", "current", "verified")),
    ("  share", ("10", "40", "60")),
    ("price_years", ("1", "3")),
)

Edit = Callable[[Path, random.Random], None]


def knowledge_base(root: Path) -> Path:
    """A copy of the small knowledge base, with the project's own mkdocs.yml and one hand-written page."""
    root.mkdir(exist_ok=True)
    shutil.copytree(SMALL, root / "models_data")
    (root / "docs").mkdir()
    words = "# Giới thiệu\n\n## Đặt câu hỏi\n\n[Mô hình A](mo-hinh/thu-a.md)\n"
    (root / "docs" / "gioi-thieu.md").write_text(words, encoding="utf-8")
    shutil.copy(MKDOCS, root)
    return root


def replaced(path: Path, old: str, new: str) -> None:
    """The first `old` in a file becomes `new`; it has to be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _records(root: Path) -> list[Path]:
    return sorted((root / "models_data").rglob("*.yml"))


def _one(root: Path, draw: random.Random, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
    """One place of a pattern in one file of the data is written anew."""
    places = [(path, found) for path in _records(root) for found in pattern.finditer(path.read_text(encoding="utf-8"))]
    if not places:
        return
    path, found = draw.choice(places)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: found.start()] + new(found) + text[found.end() :], encoding="utf-8")


def words(root: Path, draw: random.Random) -> None:
    _one(root, draw, _WORDS, lambda found: f'{found[1]} {draw.choice(["sửa", "thêm", "bớt"])}"')


def a_number(root: Path, draw: random.Random) -> None:
    _one(root, draw, _NUMBERS, lambda found: f"{found[1]}{draw.randrange(10)}")


def a_date(root: Path, draw: random.Random) -> None:
    _one(root, draw, _DATES, lambda found: f"{found[1]}{draw.randrange(2018, 2027)}")


def a_term(root: Path, draw: random.Random) -> None:
    key, terms = draw.choice(_TERMS)
    _one(root, draw, re.compile(rf"^( *{key}: )\w+$", re.MULTILINE), lambda found: f"{found[1]}{draw.choice(terms)}")


def crops(root: Path, draw: random.Random) -> None:
    new = f'\\1  - "{draw.choice(("cây thử", "con thử", "rau thử", "quả thử", "lá thử"))}"\n'
    _one(root, draw, re.compile(r'^(crops_animals:\n)  - ".*"\n', re.MULTILINE), lambda found: found.expand(new))


def a_new_record(root: Path, draw: random.Random) -> None:
    data, name = root / "models_data", f"moi-{draw.randrange(1000)}"
    kind = draw.choice(("models", "practices", "sessions/undated"))
    like = {"models": "thu-b", "practices": "cach-b", "sessions/undated": "so-gop-thu"}[kind]
    text = (SMALL / kind / f"{like}.yml").read_text(encoding="utf-8").replace(f'"{like}"', f'"{name}"')
    source = (SMALL / "sources" / "loi-ke-thu.yml").read_text(encoding="utf-8")
    (data / "sources" / f"nguon-{name}.yml").write_text(source.replace('"loi-ke-thu"', f'"nguon-{name}"'), "utf-8")
    text = re.sub(r'(sources:\n  - ").*"', rf'\1nguon-{name}"', text)
    (data / kind / f"{name}.yml").write_text(text + f"recorded_on: 2026-0{draw.randrange(1, 6)}-02\n", "utf-8")


def a_rename(root: Path, draw: random.Random) -> None:
    """The record gets a new id; whatever names it follows, but the ledger, which is never rewritten."""
    folder = draw.choice(("models", "practices", "sessions"))
    paths = sorted((root / "models_data" / folder).rglob("*.yml"))
    if not paths:
        return
    path = draw.choice(paths)
    old, new = path.stem, f"{path.stem}-{draw.randrange(100)}"
    for other in _records(root):
        if "replications" not in other.parts:
            text = other.read_text(encoding="utf-8")
            other.write_text(text.replace(f'"{old}"\n', f'"{new}"\n'), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    former = f'former_ids:\n  - "{old}"\n'
    path.with_name(f"{new}.yml").write_text(
        text.replace("former_ids:\n", former) if "former_ids:\n" in text else text + former, encoding="utf-8"
    )
    path.unlink()


def a_file_gone(root: Path, draw: random.Random) -> None:
    draw.choice(_records(root)).unlink()


def a_ledger_gone(root: Path, draw: random.Random) -> None:
    ledgers = sorted((root / "models_data" / "replications").rglob("*.yml"))
    if ledgers:
        draw.choice(ledgers).unlink()


def a_line_gone(root: Path, draw: random.Random) -> None:
    ledgers = sorted((root / "models_data" / "replications").rglob("*.yml"))
    if not ledgers:
        return
    path = draw.choice(ledgers)
    lines = re.split(r"(?m)^(?=- )", path.read_text(encoding="utf-8"))[1:]
    if len(lines) > 1:
        lines.pop(draw.randrange(len(lines)))
        path.write_text("".join(lines), encoding="utf-8")


def a_line(root: Path, draw: random.Random) -> None:
    """A new line in some unit: dated, undated, or in place of another."""
    list_id, code = draw.choice(("2025-06-30/90006", "2025-06-30/90004", "2025-07-01/90001", "2025-07-01/90006")).split(
        "/"
    )
    path = root / "models_data" / "replications" / list_id / f"{code}.yml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    subject = draw.choice(("thu-a", "thu-b", "cach-a", "thu-d"))
    line = [f'- id: "x-{code}-{draw.randrange(10_000)}"', f'  subject: "{subject}"']
    line += [f"  state: {draw.choice(('applied', 'sustained', 'trial'))}", "  recorded_on: 2026-06-05"]
    line += ["  evidence: D", "  sources:", f'    - "{draw.choice(("bao-thu", "loi-ke-thu"))}"']
    line += draw.choice(([], [f"  date: {draw.randrange(2019, 2026)}"]))
    ids = re.findall(rf'- id: "(.*)"\n  subject: "{subject}"', before)
    line += draw.choice(([], [f'  supersedes: "{draw.choice(ids)}"'])) if ids else []
    path.write_text(before + "\n".join(line) + "\n", encoding="utf-8")


def a_unit(root: Path, draw: random.Random) -> None:
    changes = (
        (_UNIT_NAMES, lambda found: f'{found[1]} {draw.choice(["Đông", "Tây"])}"'),
        (_UNIT_NAMES, lambda found: f'{found[0]}\n    aliases:\n      - "Tên {draw.randrange(100)}"'),
        (_POINTS, lambda found: f"{found[1]}{float(found[2]) + 0.01 * draw.randrange(1, 9):.2f}"),
        (_PROVINCES, lambda found: f'{found[1]}{draw.choice(("Bịa", "Bịa Hai"))}"'),
    )
    pattern, new = draw.choice(changes)
    _one(root, draw, pattern, new)


def a_rule(root: Path, draw: random.Random) -> None:
    key, values = draw.choice(_RULES)
    _one(root, draw, re.compile(rf"^({key}: )\w+$", re.MULTILINE), lambda found: f"{found[1]}{draw.choice(values)}")


def the_area(root: Path, draw: random.Random) -> None:
    key, values = draw.choice(
        (
            ("name", ('"huyện Thử (bịa)"', '"huyện Khác (bịa)"')),
            ("site_url", ('"https://kho-thu.example/nhan-rong/"', '"https://khac.example/"')),
            ("demonstration", ("true", "false")),
        )
    )
    path = root / "models_data" / "area.yml"
    if path.exists():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?m)^{key}: .*$", f"{key}: {draw.choice(values)}", text), encoding="utf-8")


def a_docs_page(root: Path, draw: random.Random) -> None:
    path = root / "docs" / f"trang-{draw.randrange(2)}.md"
    if path.exists() and draw.random() < 0.4:
        path.unlink()
    else:
        target = draw.choice(("mo-hinh/thu-b.md", "mo-hinh.md", "gioi-thieu.md", "xa/2025-06-30/90001.md"))
        path.write_text(f"# Trang {draw.randrange(100)}\n\n[xem]({target})\n", encoding="utf-8")


def an_asset(root: Path, draw: random.Random) -> None:
    path = root / "docs" / "hinh" / f"hinh-{draw.randrange(2)}.svg"
    if path.exists() and draw.random() < 0.4:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<svg><desc>{draw.randrange(100)}</desc></svg>", encoding="utf-8")


def the_site_options(root: Path, draw: random.Random) -> None:
    path = root / "mkdocs.yml"
    if path.read_text(encoding="utf-8") != MKDOCS.read_text(encoding="utf-8"):
        shutil.copy(MKDOCS, path)
        return
    replaced(
        path,
        *draw.choice(
            (
                ("material/sprout", "material/leaf"),
                ("    - navigation.tabs\n", "    - navigation.tabs\n    - navigation.top\n"),
                ("primary: custom", "primary: teal"),
                ("boost: 8.0", "boost: 4.0"),
                ("site_name: Nhân Rộng", "site_name: Nhân Rộng Thử"),
            )
        ),
    )


def a_touch(root: Path, draw: random.Random) -> None:
    draw.choice(_records(root)).touch()


def mended(root: Path, draw: random.Random) -> None:
    """Everything in the data is as it was in the beginning."""
    shutil.rmtree(root / "models_data")
    shutil.copytree(SMALL, root / "models_data")


def a_file_mended(root: Path, draw: random.Random) -> None:
    """One file is as it was in the beginning."""
    path = draw.choice(sorted(SMALL.rglob("*.yml"))).relative_to(SMALL)
    shutil.copyfile(SMALL / path, root / "models_data" / path)


def another_day(root: Path, draw: random.Random) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = draw.choice(DAYS)


def a_spoiled_site(root: Path, draw: random.Random) -> None:
    """Somebody deletes or alters a file of the site, or puts things into it."""
    built = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    if not built:
        return
    path = draw.choice(built)
    match draw.randrange(5):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(path.read_bytes() + b"x")
        case 2:
            shutil.rmtree(path.parent) if path.parent.name != "site" else path.unlink()
        case 3:
            path.unlink()
            (path / "rac").mkdir(parents=True)
            (path / "rac" / "rac.txt").touch()
        case _:
            (path.parent / "rac.html").touch()


def no_cache(root: Path, draw: random.Random) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)


def rubbish(root: Path, draw: random.Random) -> None:
    """As a killed build leaves it."""
    folder = root / "site.building" / "mo-hinh" / "thu-a"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("dở dang", encoding="utf-8")
    (root / "site.building" / "rac.html").touch()


EDITS: tuple[Edit, ...] = (
    words, a_number, a_date, a_term, crops, a_new_record, a_rename, a_file_gone, a_ledger_gone, a_line_gone, a_line,
    a_unit, a_rule, the_area, a_docs_page, an_asset, the_site_options, a_touch, mended, a_file_mended, another_day,
    a_spoiled_site, no_cache, rubbish,
)  # fmt: skip
