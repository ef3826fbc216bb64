"""What a first search costs a reader: `python bench/search_bytes.py --records N`.

A corpus of that many made-up records becomes an index; a real browser asks each question with nothing kept. Counted is
all that is fetched for it, packed by gzip: the scripts of the search, its list of contents, parts of words and pages.
"""

import datetime as dt
import gzip
import statistics
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser

import corpus
from nhanrong import site
from nhanrong.article import prepared
from nhanrong.cli.vietnamese_help import command
from nhanrong.cores import on_all_cores
from nhanrong.publication import Publication
from nhanrong.searching import Found, found_in
from nhanrong.vietnamese import number
from search_site import asked_and_weighed, browser, write_index

ASKED = (
    "ca phe",
    "cà phê",
    "sầu riêng",
    "trong dau nuoi tam",
    "nuoi heo",
    "bo sua",
    "htx",
    "di linh",
    "lúa",
    "phân hữu cơ",
    "tuoi nho giot",
    "benh gi sat ca phe",
    "cach tri benh chet nhanh tieu",
    "kỹ thuật trồng cà phê",
    "mô hình nuôi bò",
    "sau rie",
    "nuôi cá",
    "caphe",
    "xầu riêng",
    "lam sao cho sau rieng ra hoa trai vu",
)


def of_corpus(folder: Path, records: int) -> list[Found]:
    """What the search knows of the pages of a made-up knowledge base of that many records."""
    corpus.write(folder, records)
    kb, _ = site.read(folder)
    made = site.outputs(Publication(kb, dt.date(2026, 11, 24)))

    def known(address: str) -> Found | None:
        page = made.pages[address]()
        return found_in(page, prepared(page.html))

    return [one for one in on_all_cores(known, list(made.pages)) if one]


@command("Đo một lần tìm đầu tiên tải về bao nhiêu, trên kho bịa có số bản ghi cho trước.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=corpus.LEAST), default=300, help="Số bản ghi (300).")
def main(records: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="nhanrong-search-") as name, browser() as opened:
        folder = Path(name).resolve()
        found = of_corpus(folder / "kho", records)
        report(opened, folder / "trang", found)


def report(opened: Browser, folder: Path, found: list[Found]) -> None:
    """Print what each question costs, and the index as a whole."""
    write_index(folder, found)
    sizes = {
        path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes(), 6))
        for path in (folder / "tim-kiem").rglob("*.js")
    }
    words = sum(size for path, size in sizes.items() if path.count("/") == 1)
    click.echo(
        f"{number(len(found))} trang; chữ {number(words)} B, lời của trang {number(sum(sizes.values()) - words)} B."
    )
    costs = {text: asked_and_weighed(opened, folder, [text])[1] for text in ASKED}
    for text, size in sorted(costs.items(), key=lambda item: -item[1]):
        click.echo(f"{number(size):>9} B  {text}")
    click.echo(
        f"Giữa: {number(round(statistics.median(costs.values())))} B; nhiều nhất: {number(max(costs.values()))} B."
    )


if __name__ == "__main__":
    main()
