"""Run by mkdocs-gen-files: every record, unit, crop and section as a page of Markdown, from the YAML alone."""

import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import mkdocs_gen_files  # type: ignore[import-not-found]  # it is in the environment of the peers
import yaml

DATA = Path("models_data")
SECTIONS = {"models": "mo-hinh", "practices": "cach-lam-hay", "sessions": "hoat-dong"}
_MARKUP = str.maketrans({letter: "\\" + letter for letter in "\\`*_{}[]<>#|~"})


def main() -> None:
    """Read everything, then write every page."""
    sources = {path.stem: _read(path) for path in sorted(DATA.glob("sources/*.yml"))}
    lists = [_read(path) for path in sorted(DATA.glob("units/*.yml"))]
    names = {f"{units['id']}/{unit['code']}": unit["name"] for units in lists for unit in units["units"]}
    of_unit = {f"{path.parent.name}/{path.stem}": _read(path) for path in sorted(DATA.glob("replications/*/*.yml"))}
    of_subject = defaultdict(list)
    for place, lines in of_unit.items():
        for line in lines:
            of_subject[line["subject"]].append((names[place], line))

    links: dict[str, list[str]] = defaultdict(list)
    crops: dict[str, list[str]] = defaultdict(list)
    for kind, section in SECTIONS.items():
        for path in sorted(DATA.glob(f"{kind}/**/*.yml")):
            record = _read(path)
            address, title = f"{section}/{path.stem}", record.get("name") or record["title"]
            links[section].append(f"- [{_text(title)}]({path.stem}.md)")
            for crop in record.get("crops_animals", ()):
                crops[crop].append(f"- [{_text(title)}](../{address}.md)")
            told = [sources[name]["title"] for name in record["sources"] if name in sources]
            blocks = [*_fields(record, names), "## Nguồn", "\n".join(f"- {_text(title)}" for title in told)]
            _write(address, title, [*blocks, *_table(of_subject[path.stem])])
    for units in lists:
        for unit in units["units"]:
            place = f"{units['id']}/{unit['code']}"
            lines = [(line["subject"], line) for line in of_unit.get(place, ())]
            _write(f"xa/{place}", unit["name"], [*_fields(unit, names), *_table(lines)])
            links["xa"].append(f"- [{_text(unit['name'])}]({place}.md)")
    for crop, records in crops.items():
        _write(f"cay-con/{_slug(crop)}", crop, ["\n".join(records)])
        links["cay-con"].append(f"- [{_text(crop)}]({_slug(crop)}.md)")
    for section, items in links.items():
        _write(f"{section}/index", section, ["\n".join(items)])
    _write("index", "Trang chủ", [f"- [{section}]({section}/index.md)" for section in links])


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _fields(record: dict[str, Any], names: dict[str, str]) -> list[str]:
    """Each field of a record: a heading, and its text, list or table."""
    blocks = []
    for key, value in record.items():
        match value:
            case [{}, *_]:
                text = "\n".join(f"- {_text('; '.join(map(str, item.values())))}" for item in value)
            case list():
                text = "\n".join(f"- {_text(names.get(str(item), item))}" for item in value)
            case dict():
                text = "\n".join(f"- {_text(part)}: {_text(item)}" for part, item in value.items())
            case _:
                text = _text(value)
        blocks += [f"## {key.replace('_', ' ').capitalize()}", text]
    return blocks


def _table(lines: list[tuple[str, dict[str, Any]]]) -> list[str]:
    rows = [
        f"| {_text(name)} | {line['state']} | {line.get('date', '')} | {line.get('households', '')} "
        f"| {_text(line.get('note', ''))} |"
        for name, line in lines
    ]
    return ["## Sổ theo dõi", "\n".join(["| Xã | Tình trạng | Lúc | Số hộ | Ghi chú |", "|" + " --- |" * 5, *rows])]


def _write(address: str, title: str, blocks: list[str]) -> None:
    with mkdocs_gen_files.open(f"{address}.md", "w") as page:
        page.write("\n\n".join([f"# {_text(title)}", *blocks]) + "\n")


def _text(value: object) -> str:
    return str(value).translate(_MARKUP).replace("\n", " ")


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "-".join("".join(letter for letter in plain if letter.isascii()).lower().split())


if __name__ in {"__main__", "<run_path>"}:
    main()
