"""One fault, one message: each folder of tests/bad/ puts one bad file into the miniature base.

A case is named after its code and holds `where.txt` (the path of the file in the base), `record.yml` (its bytes;
without it the path is taken away) and `expected.txt` (what `nhanrong check` must say, and nothing else);
what else the fault needs to show itself lies in `also/`, under its path in the base.
If a new message is right: pytest --bless.
"""

import io
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import nhanrong
from builders import SMALL, TESTS, put_fault
from nhanrong import site
from nhanrong.guarding import ADVICE
from nhanrong.problems import as_text
from nhanrong.sentences import known_patterns

CASES = sorted(path for path in (TESTS / "bad").iterdir() if path.is_dir())
CODE = re.compile(r"\bNR\d{3}\b")
RECORDS = sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "models_data").rglob("*.yml"))


def said(root: Path) -> str:
    """What `nhanrong check` says of a base."""
    return as_text(site.read(root)[1])


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the miniature base."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_one_fault_gives_one_message(case: Path, base: Path, *, bless: bool) -> None:
    """The exact message with its hint, and no second problem."""
    put_fault(case, base)
    text = said(base)
    if bless:
        (case / "expected.txt").write_text(text, encoding="utf-8")
    assert text == (case / "expected.txt").read_text(encoding="utf-8")
    assert [CODE.search(line).group() for line in text.splitlines()[::2]] == [case.name[:5]]  # type: ignore[union-attr]


def _too_long(root: Path) -> None:
    (root / "models_data/models/thu-b.yml").write_bytes(b"#" * (256 * 1024 + 1))


def _too_many(root: Path) -> None:
    (root / "models_data/models/thu-b.yml").write_bytes(b"sources: [" + b"a, " * 20_000 + b"]\n")


def _unreadable(root: Path) -> None:
    (root / "models_data/models/thu-e.yml").symlink_to(root / "models_data/khong-co")


def _no_image(root: Path) -> None:
    photo(root, b"GIF89a")


def _heavy_image(root: Path) -> None:
    made = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(made, "PNG")
    photo(root, made.getvalue() + b"\0" * (1_200_000 - len(made.getvalue())))


def _image_with_position(root: Path) -> None:
    exif = Image.Exif()
    exif[0x8825] = {2: (11.0, 34.0, 41.0)}
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG", exif=exif)
    photo(root, made.getvalue())


def _link_out(root: Path) -> None:
    (root / "ngoai.txt").write_text("Gọi 0900 000 000.", "utf-8")
    (root / "docs").mkdir()
    (root / "docs/trong.txt").write_text("Lời.", "utf-8")
    (root / "docs/tep.txt").symlink_to("../ngoai.txt")
    (root / "docs/tat.txt").symlink_to("trong.txt")


def _folder_out(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs/thu-muc").symlink_to(root.parent)


def _contact_card(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs/so.vcf").write_text("BEGIN:VCARD\nTEL:0900000000\n", "utf-8")


def _closed_document(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs/so.xlsx").write_bytes(b"PK\x03\x04\0\xff")
    (root / "docs/kieu.woff2").write_bytes(b"wOF2\0\xff")


def photo(root: Path, data: bytes) -> None:
    """Put a photograph into the base."""
    path = root / "models_data/photos/anh.png"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


MADE: list[tuple[Callable[[Path], None], str]] = [
    (
        _too_long,
        (
            "models_data/models/thu-b.yml:1:1: NR112 tệp dài 262.145 byte, quá mức 262.144 byte\n"
            "    → Tách thành nhiều bản ghi.\n"
        ),
    ),
    (
        _too_many,
        "models_data/models/thu-b.yml:1:60002: NR112 tệp có hơn 20.000 giá trị\n    → Tách thành nhiều bản ghi.\n",
    ),
    (
        _unreadable,
        "models_data/models/thu-e.yml:1:1: NR303 không đọc được tệp\n    → Xem lại quyền đọc của tệp.\n",
    ),
    (
        _no_image,
        "models_data/photos/anh.png:1:1: NR307 không đọc được ảnh này\n    → Lưu lại dưới dạng WebP hoặc JPEG.\n",
    ),
    (
        _heavy_image,
        (
            "models_data/photos/anh.png:1:1: NR308 ảnh nặng 1.200 KB, quá mức 400 KB\n"
            "    → Thu nhỏ còn rộng 1600 điểm và lưu dạng WebP.\n"
        ),
    ),
    (
        _image_with_position,
        (
            "models_data/photos/anh.png:1:1: NR713 ảnh còn ghi vị trí chụp\n"
            "    → Lưu lại ảnh mà không kèm thông tin (bỏ vị trí chụp), rồi thay tệp này.\n"
        ),
    ),
    (
        _link_out,
        (
            "docs/tep.txt:1:1: NR309 liên kết tới nơi ngoài thư mục này\n"
            "    → Chép chính tệp ấy vào đây, hoặc xóa liên kết.\n"
        ),
    ),
    (
        _folder_out,
        (
            "docs/thu-muc:1:1: NR309 liên kết tới nơi ngoài thư mục này\n"
            "    → Chép chính tệp ấy vào đây, hoặc xóa liên kết.\n"
        ),
    ),
    (
        _contact_card,
        (
            "docs/so.vcf:2:5: NR701 có số điện thoại: “09••••••••”\n"
            "    → Xóa số này; cần liên hệ thì ghi văn phòng Hội (offices trong area.yml).\n"
        ),
    ),
    (
        _closed_document,
        (
            "docs/so.xlsx:1:1: NR715 máy không đọc được trong tệp này có điều riêng tư hay không\n"
            "    → Bỏ tệp này ra, hoặc nhờ người xem hết bên trong rồi thêm vào models_data/exceptions.yml.\n"
        ),
    ),
]


def test_a_document_that_somebody_has_looked_through_is_let_in(base: Path) -> None:
    _closed_document(base)
    (base / "models_data/exceptions.yml").write_text(
        'exceptions:\n  - code: "NR715"\n    text: "so.xlsx"\n    reason: "Mẫu trống."\n'
        '    role: "cán bộ thử"\n    day: 2026-11-20\n    path: "docs/so.xlsx"\n',
        "utf-8",
    )
    assert said(base) == ""


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("make", "expected"), MADE)
def test_faults_that_no_file_can_hold(make: Callable[[Path], None], expected: str, base: Path) -> None:
    """Faults of size, and of files that cannot be opened."""
    make(base)
    assert said(base) == expected


def test_every_code_has_a_case() -> None:
    """Whoever adds a code that a file can cause adds the file that shows it.

    That is each code of a check, of the outlines that the checks look at, of the guard, and of reading: those below
    NR700.
    """
    package = Path(nhanrong.__file__).parent

    def said_in(*paths: Path) -> set[str]:
        return {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}

    reading = {code for code in said_in(*package.glob("*.py")) if code < "NR700"}
    known = reading | said_in(*(package / "checks").glob("*.py"), package / "outlines.py") | set(ADVICE)
    shown = {case.name[:5] for case in CASES} | {code for _, text in MADE for code in CODE.findall(text)}
    assert known == shown


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("content", [b"id: [\n", b"khong_co: 1\n"], ids=["syntax", "shape"])
def test_one_broken_file_hides_nothing_and_blames_no_other(name: str, content: bytes, base: Path) -> None:
    """Records that name what a broken file holds are not reported as well."""
    (base / name).write_bytes(content)
    blamed = {line.split(":")[0] for line in said(base).splitlines() if not line.startswith(" ")}
    assert blamed == {name}


def test_every_pattern_has_a_sentence() -> None:
    """A pattern of a record type without its own hint would show a regular expression to a person."""
    records = (Path(nhanrong.__file__).parent / "records").glob("*.py")
    used = {found for path in records for found in re.findall(r'pattern=r"([^"]+)"', path.read_text(encoding="utf-8"))}
    assert used == known_patterns()
