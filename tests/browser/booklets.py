"""What the tests of the booklet share: filling the basket, reading the sheets, and the PDF that the browser prints."""

import io
from dataclasses import dataclass
from typing import Any

import pypdfium2
import zxingcpp
from playwright.sync_api import Locator, Page, expect

BUILDER = "tai-lieu/tu-chon/"
MODELS = ("mo-hinh/dau-tam-di-linh/", "mo-hinh/bo-thit-di-linh/")
PRACTICE = "cach-lam-hay/ghep-cai-tao-ca-phe-voi/"

IN_SHEETS = """
(read) => [...document.querySelector("[data-leaves]").shadowRoot.querySelectorAll(".leaf .sheet")].map(eval(read))
"""
OVER = """
(sheet) => {
  const inside = sheet.querySelector(".body").getBoundingClientRect();
  const body = { bottom: inside.bottom, right: Math.min(inside.right, sheet.getBoundingClientRect().right) };
  const range = document.createRange();
  const walk = document.createTreeWalker(sheet.querySelector(".body"), NodeFilter.SHOW_TEXT);
  const over = [];
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (text.parentElement.closest("svg")) continue; // an absurd name may run over the edge of a map
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const out = box.width && (box.bottom > body.bottom + 1.5 || box.right > body.right + 1.5);
      if (out) over.push(text.data.slice(0, 60));
    }
  }
  return over;
}
"""
LAST = """
(sheet) => {
  const last = [...sheet.querySelectorAll(".body > *")].pop();
  return last && last.matches("h3, h4, h5, h6, .keep") ? last.textContent : "";
}
"""


@dataclass(frozen=True)
class Printed:
    """A page of a printed PDF: its size in millimetres, its text, and what the QR codes on it say."""

    size: tuple[int, int]
    text: str
    codes: list[str]


def add_buttons(page: Page) -> Locator:
    """The buttons of a list or of a page."""
    return page.get_by_role("main").get_by_role("button", name="Thêm vào tài liệu")


def fill(page: Page, *addresses: str) -> None:
    """Tick records on their own pages."""
    root = page.evaluate("window.nhanrongBooklet.root.href")
    for address in addresses:
        page.goto(root + address)
        add_buttons(page).first.click()
        expect(add_buttons(page).first).to_have_attribute("aria-pressed", "true")
    page.goto(root + BUILDER)


def laid_out(page: Page, paper: str = "A5") -> None:
    """Wait until the sheets are there."""
    expect(page.locator("[data-state]")).to_contain_text(f"trang {paper}")


def sheets(page: Page, read: str) -> list[Any]:
    """What a function of the browser says of each sheet."""
    found: list[Any] = page.evaluate(IN_SHEETS, read)
    return found


def printed(page: Page) -> list[Printed]:
    """The pages of the PDF that the browser prints, as they come out of the printer."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    found = []
    for one in document:
        width, height = one.get_size()
        image = one.render(scale=3, grayscale=True).to_pil()
        codes = sorted(code.text for code in zxingcpp.read_barcodes(image))
        text = one.get_textpage().get_text_bounded().replace("\r\n", " ").replace("\x02", "-").replace("\ufffe", "-")
        found.append(Printed((round(width / 72 * 25.4), round(height / 72 * 25.4)), " ".join(text.split()), codes))
    return found
