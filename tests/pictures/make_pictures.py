"""The pictures of the guides for officers, made anew of the screens as they are now: `make pictures`.

No tests: nothing fails but what cannot be shown any more. All that is shown is the made-up base of the tests, so no
picture tells of a real commune. Needs npm for the form, and LibreOffice and pdftoppm for the sheets.
"""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, ViewportSize

from admin.conftest import OpenEditor, base, chromium, context, open_editor, site
from builders import SMALL, TESTS
from pictures.terminal import page, shown

__all__ = ["base", "chromium", "context", "open_editor", "site"]  # fixtures

TARGET = TESTS.parent / "scripts/nhanrong/theme/assets/images/guides"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TESTS.parent / "scripts"), "SOURCE_DATE_EPOCH": "1795392000"}
MARGIN = 12  # pixels
SCREEN: ViewportSize = {"width": 1100, "height": 720}

Typed = Callable[..., None]


def keep(name: str, picture: Image.Image) -> None:
    """Keep a picture, small."""
    TARGET.mkdir(exist_ok=True)
    picture.convert("RGB").save(TARGET / f"{name}.webp", quality=60, method=6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature base under Git, in canonical form."""
    shutil.copytree(SMALL / "models_data", tmp_path / "kho" / "models_data")
    base = tmp_path / "kho"
    run(base, "format")
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Bản đầu"]):
        subprocess.run(
            ["git", "-c", "user.name=thu", "-c", "user.email=thu@kho-thu.example", *words], cwd=base, check=True
        )
    return base


def run(folder: Path, *arguments: str) -> None:
    """One of our commands, which ends well."""
    subprocess.run([sys.executable, "-m", "nhanrong", *arguments], cwd=folder, env=ENVIRONMENT, check=True)


@pytest.fixture
def typed(folder: Path, chromium: Browser) -> Typed:
    """Takes a picture of a command in a terminal."""

    def take(name: str, command: str, *answers: str, lines: int = 60) -> None:
        text = shown([sys.executable, "-m", "nhanrong", *command.split()], folder, ENVIRONMENT, answers)
        lasting = "\n".join(text.strip("\n").split("\n")[:lines])
        window = chromium.new_page(viewport=SCREEN)
        window.set_content(page(f"nhanrong {command}", lasting))
        keep(name, Image.open(io.BytesIO(window.locator("pre").screenshot())))
        window.close()

    return take


def of_sheet(file: Path, number: int, width: float = 1.0) -> Image.Image:
    """A page of a workbook as LibreOffice prints it, without its margins; `width` is the part that is shown."""
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)], check=True
    )
    printed, picture = file.with_suffix(".pdf"), file.with_suffix("")
    one = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", "130", "-png", *one, str(printed), str(picture)], check=True)
    whole = Image.open(f"{picture}.png").convert("RGB")
    whole = whole.crop((0, 0, whole.width, int(whole.height * 0.9)))  # the footer is no part of the screen
    box = ImageChops.difference(whole, Image.new("RGB", whole.size, "white")).getbbox()
    assert box
    left, top, right, bottom = box
    right = left + int((right - left) * width)
    return whole.crop((left - MARGIN, top - MARGIN, min(right + MARGIN, whole.width), bottom + MARGIN))


def of_screen(window: Page) -> Image.Image:
    """What a page of the browser shows."""
    window.wait_for_timeout(600)  # the editor draws what is seen
    return Image.open(io.BytesIO(window.screenshot()))


def test_form(open_editor: OpenEditor) -> None:
    editor = open_editor(SCREEN)
    editor.open("models")
    keep("form-list", of_screen(editor.page))
    editor.open("models/new")
    editor.write("name", "Mô hình thử E (bịa để kiểm thử)")
    editor.write("summary", "Tóm tắt bịa để chụp ảnh.")
    editor.page.mouse.wheel(0, -5000)
    keep("form-edit", of_screen(editor.page))
    editor.save()
    editor.page.get_by_role("button", name="Xem lỗi").click()
    keep("form-fault", of_screen(editor.page))


def test_new(typed: Typed) -> None:
    answers = ["mo hinh thu a", "1", "3", "", "8/2026", "bao cao thu", "1", "", "thu muoi mot", "12", "", "", "khong"]
    typed("new", "new line", *answers, lines=38)


def test_check(folder: Path, typed: Typed) -> None:
    model = folder / "models_data/models/thu-b.yml"
    model.write_text(model.read_text("utf-8").replace("sector: livestock", "sector: thuy_san"), "utf-8")
    typed("check", "check")


def test_diff(folder: Path, typed: Typed) -> None:
    told = ("subject=thu-a", "state=applied", "date=2026-08", "sources=bao-cao-thu", "commune=Thử Sáu Chín")
    run(
        folder,
        "new",
        "line",
        "--yes",
        *(word for one in (*told, "households=12", "evidence=D") for word in ("--set", one)),
    )
    typed("diff", "diff", lines=30)


def test_review_sheet(folder: Path, tmp_path: Path) -> None:
    run(folder, "review-sheet", "export", str(tmp_path / "phieu"), "--communes", "90011")
    [file] = (tmp_path / "phieu").glob("*.xlsx")
    keep("review-sheet", of_sheet(file, 1, 0.62))


def test_sheet(folder: Path, tmp_path: Path, typed: Typed) -> None:
    file = tmp_path / "kho.xlsx"
    run(folder, "sheet", "export", str(file), "--kinds", "model")
    keep("sheet", of_sheet(file, 3, 0.64))
    book = load_workbook(file)
    sheet = book["Mô hình"]
    assert isinstance(sheet, Worksheet)
    sheet["C3"], sheet["F4"] = "=A3", "Thủy sảnn"
    file = folder / "kho.xlsx"
    book.save(file)
    typed("import-fault", "sheet import kho.xlsx")
