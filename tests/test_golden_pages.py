"""The articles and files of the miniature knowledge base, whole, against what was looked at and found right."""

import datetime as dt
import re
from pathlib import Path

import pytest

from nhanrong import site
from nhanrong.publication import Publication

SMALL = Path(__file__).parent / "small"
EXPECTED = SMALL / "expected" / "site"
DAY = dt.date(2026, 11, 23)


def _rendered() -> dict[str, str]:
    kb, problems = site.read(SMALL)
    assert not problems
    made = site.outputs(Publication(kb, DAY))
    pages = {
        f"{page.address}article.html": f"<!-- {page.title} | {page.description} | {page.trail} -->\n{page.html}"
        for page in (make() for make in made.pages.values())
    }
    texts = {
        address: make().decode()
        for address, make in made.files.items()
        if not address.startswith(("assets/leaflet/", "assets/fonts/", "anh/"))  # the packages' own files, photographs
        if not address.endswith((".pdf", ".docx", ".png", ".ics", ".csv", ".parquet"))  # they have tests of their own
    }
    # how well a file packs differs from one build of Python to another
    downloads = "tai-lieu/article.html"
    pages[downloads] = re.sub(r"[\d,]+\xa0[KM]B", "… KB", pages[downloads])
    return pages | texts


def test_a_photograph_is_on_the_site_as_it_is() -> None:
    kb, _ = site.read(SMALL)
    made = site.outputs(Publication(kb, DAY)).files["anh/vuon-thu.webp"]()
    assert made == (SMALL / "models_data/photos/vuon-thu.webp").read_bytes()


def test_every_article_and_file_is_as_expected(request: pytest.FixtureRequest) -> None:
    rendered = {name: text.rstrip("\n") + "\n" for name, text in _rendered().items()}
    if request.config.getoption("--bless"):
        for old in filter(Path.is_file, EXPECTED.rglob("*")):
            old.unlink()
        for name, text in rendered.items():
            path = EXPECTED / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8")
        for path in EXPECTED.rglob("*")
        if path.is_file()
    }

    assert sorted(rendered) == sorted(expected), "if the new pages are right: pytest --bless"
    changed = [name for name in sorted(rendered) if rendered[name] != expected[name]]
    assert not changed, "if the new content is right: pytest --bless"
