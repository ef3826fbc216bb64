"""Where each kind of record lies in `models_data/`, and what is said of a file that lies elsewhere."""

import os
from pathlib import Path

from nhanrong.problems import Place, Problem, nearest

DATA = "models_data"
FOLDERS = (
    "consents",
    "filings",
    "forms",
    "models",
    "photos",
    "practices",
    "replications",
    "sessions",
    "sources",
    "units",
)
PHOTOS = "photos"
PHOTO_KINDS = (".webp", ".jpg", ".png")
FORMS = "forms"
WORD = ".docx"
OFFICE_FILES = (".xlsx", WORD)  # that lie beside a form: the superior's own
SINGLE_FILES = ("area.yml", "rules.yml")
EXCEPTIONS = "exceptions.yml"
OPTIONAL_FILES = (EXCEPTIONS,)

_DEEPER = {"replications": "replications/<danh mục>/", "sessions": "sessions/<năm>/"}
_ALONE = (*SINGLE_FILES, *OPTIONAL_FILES)
_SHAPES = {".geojson", ".json"}


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a knowledge base."""
    for folder in (start, *start.parents):
        if (folder / DATA).is_dir():
            return folder
    return None


def record_files(root: Path, problems: list[Problem]) -> list[str]:
    """The paths of the record files from the root, in a steady order; what is out of place is added to `problems`."""
    found: list[str] = []
    _look(f"{root / DATA}", (), found, problems)
    return sorted(found)


def office_files(root: Path) -> list[str]:
    """The names of the superior's files that lie beside the forms, sorted."""
    folder = root / DATA / FORMS
    return sorted(file.name for file in folder.glob("*") if file.suffix in OFFICE_FILES and file.is_file())


def _look(folder: str, above: tuple[str, ...], found: list[str], problems: list[Problem]) -> None:
    with os.scandir(folder) as items:
        for item in items:
            parts = (*above, item.name)
            if item.name.startswith(".") or parts == ("README.md",):
                continue
            is_folder = item.is_dir()
            said = _folder_out_of_place(parts) if is_folder else _file_out_of_place(parts)
            if said:
                problems.append(Problem(Place("/".join((DATA, *parts))), "NR301", *said))
            elif not is_folder and _is_record(parts):
                found.append("/".join((DATA, *parts)))
            if is_folder:
                _look(item.path, parts, found, problems)


def _depth(top: str) -> int:
    """How many names lead from `models_data/` to a file of this folder."""
    return 3 if top in _DEEPER else 2


def _is_record(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in _ALONE
    return parts[0] in FOLDERS and parts[0] != PHOTOS and parts[-1].endswith(".yml") and len(parts) == _depth(parts[0])


def _folder_out_of_place(parts: tuple[str, ...]) -> tuple[str, str] | None:
    top = parts[0]
    if len(parts) == 1:
        return None if top in FOLDERS else (f"không dùng thư mục “{top}”", nearest(top, FOLDERS))
    if top in FOLDERS and len(parts) == _depth(top):
        return "không dùng thư mục con ở đây", "Đặt các tệp ngay trong thư mục trên."
    return None


def _wrong_ending(top: str, name: str) -> tuple[str, str]:
    if top == PHOTOS:
        return f"tệp “{name}” không phải ảnh", "Chỉ đặt ảnh .webp, .jpg, .png ở đây."
    if top == FORMS:
        return f"tệp “{name}” không phải biểu mẫu", "Chỉ đặt .yml và tệp .xlsx, .docx của cấp trên ở đây."
    return f"tệp “{name}” không phải bản ghi", "Đặt tên tệp kết thúc bằng .yml."


def _file_out_of_place(parts: tuple[str, ...]) -> tuple[str, str] | None:
    top, name = parts[0], parts[-1]
    if len(parts) > 1 and (top not in FOLDERS or len(parts) > _depth(top)):
        return None  # its folder is out of place, and has been said
    if len(parts) == 1 and Path(name).suffix in _SHAPES:
        return None
    if top == PHOTOS or not name.endswith(".yml"):
        beside = PHOTO_KINDS if top == PHOTOS else OFFICE_FILES if top == FORMS else ()
        return None if beside and name.endswith(beside) else _wrong_ending(top, name)
    if len(parts) == 1:
        return None if name in _ALONE else (f"không dùng tệp “{name}” ở đây", nearest(name, _ALONE))
    if len(parts) < _depth(top):
        return "tệp nằm sai chỗ", f"Đặt tệp trong {DATA}/{_DEEPER[top]}."
    if not name.isascii():
        return "tên tệp có dấu", "Dùng chữ thường không dấu, chữ số và dấu gạch nối."
    return None
