"""The papers that lie ready-made on the site: which there are, which are made again, what waits while pages come."""

import datetime as dt
import io
import random
from pathlib import Path

import pytest
from pypdf import PdfReader

from builders import SMALL, knowledge, model, small
from edits import knowledge_base, replaced
from nhanrong import onpaper, site
from nhanrong.building import Workshop
from nhanrong.handouts import downloads_page, shelf
from nhanrong.handouts.shelf import Kind
from nhanrong.knowledge import Knowledge
from nhanrong.onpaper import CARDS, MOST_RECORDS, PAPERS
from nhanrong.publication import Publication
from nhanrong.sitefolder import Manifest, SiteFolder
from nhanrong.store import Store
from nhanrong.vietnamese import NBSP

DAY = dt.date(2026, 11, 23)
UNREVIEWED = "models_data/models/thu-b.yml"
REVIEW = {"role": "cán bộ kỹ thuật (bịa)", "day": "2026-11-01", "conclusion": "Làm được."}
REVIEWED = "models_data/models/thu-a.yml"


@pytest.fixture(scope="module")
def edition() -> Publication:
    kb, problems = site.read(SMALL)
    assert not problems
    return Publication(kb, DAY)


def of(publication: Publication, kind: Kind) -> list[str]:
    return [address for address, paper in shelf.papers(publication).items() if paper.kind is kind]


def test_a_booklet_of_everything_and_of_each_theme_lies_there_in_four_forms(edition: Publication) -> None:
    names = ["so-tay", "dau-tam", "moi-truong"]

    assert of(edition, Kind.BOOKLET) == [f"{PAPERS}{name}.pdf" for name in names]
    assert of(edition, Kind.FOLDED) == [f"{PAPERS}{name}-gap-doi.pdf" for name in names]
    assert of(edition, Kind.LARGE) == [f"{PAPERS}{name}-chu-to.pdf" for name in names]
    assert of(edition, Kind.WORD) == [f"{PAPERS}{name}.docx" for name in names]


def test_what_nobody_has_reviewed_is_not_laid_out(edition: Publication) -> None:
    assert of(edition, Kind.LEAFLET) == [f"{PAPERS}to-gap/thu-a.pdf"]
    assert of(edition, Kind.POSTER) == [f"{PAPERS}ap-phich/cach-a.pdf"]
    assert "Mô hình thử B" in downloads_page.page(edition, PAPERS).html.split('id="chua-in"')[1]


def test_the_texts_have_a_place_for_a_model_whose_name_no_voice_can_read() -> None:
    record = model("giau-caroten", reviewed=REVIEW).model_copy(update={"name": "Trồng cây giàu β-caroten"})
    publication = Publication(small(record), DAY)
    html = downloads_page.page(publication, onpaper.ALOUD).html

    assert onpaper.aloud(publication, "giau-caroten") == f"{onpaper.ALOUD}#giau-caroten"
    assert '<h2 id="giau-caroten">' in html
    assert "Chưa có bài: tên mô hình dài quá, hoặc có chữ, dấu không đọc thành tiếng được." in html
    assert "caroten" not in shelf.paper_file(publication, shelf.ALOUD).decode()


def test_a_demonstration_lays_out_what_nobody_has_reviewed(tmp_path: Path) -> None:
    root = knowledge_base(tmp_path / "kho")
    area = root / "models_data" / "area.yml"
    replaced(area, "demonstration: false", "demonstration: true")
    kb, problems = site.read(root)
    assert not problems

    assert f"{PAPERS}to-gap/thu-b.pdf" in of(Publication(kb, DAY), Kind.LEAFLET)


def many(count: int) -> Knowledge:
    """The small base with made-up models that were reviewed."""
    source = next(iter(small().sources))
    return small(*(model(f"thu-{place:04}", sources=[source], reviewed=REVIEW) for place in range(count)))


def test_a_large_base_has_no_papers_of_single_records_and_no_endless_booklets() -> None:
    publication = Publication(many(MOST_RECORDS), DAY)

    assert set(shelf.papers(publication)) == {
        f"{PAPERS}{theme}{ending}"
        for theme in ("dau-tam", "moi-truong")
        for ending in (".pdf", "-chu-to.pdf", ".docx", "-gap-doi.pdf")
    }
    html = downloads_page.page(publication, PAPERS).html
    assert f"hơn {MOST_RECORDS} mô hình" in html
    assert "nhanrong booklet --theme" in html
    assert list(downloads_page.addresses(publication)) == [PAPERS]


def test_a_base_without_records_says_that_there_is_nothing_to_print() -> None:
    publication = Publication(knowledge(models=[], area=small().area), DAY)

    assert not shelf.papers(publication)
    assert list(downloads_page.addresses(publication)) == [PAPERS]
    html = downloads_page.page(publication, PAPERS).html
    assert "Chưa có gì để in" in html
    assert "bai-doc-loa" not in html


def test_the_page_tells_how_many_pages_and_bytes_a_paper_has(edition: Publication) -> None:
    address = f"{PAPERS}so-tay.pdf"
    made = shelf.printed(edition, address)
    sheets = shelf.printed(edition, f"{PAPERS}so-tay-gap-doi.pdf")

    assert made.pages == len(PdfReader(io.BytesIO(made.data)).pages)
    assert sheets.pages == made.pages // 2
    html = downloads_page.page(edition, PAPERS).html
    assert (
        f'<a href="so-tay.pdf">Sổ A5 <small>{made.pages}{NBSP}trang, {round(len(made.data) / 1000)}{NBSP}KB</small>'
        in html
    )


class Desk:
    """A workshop whose papers are looked at after each edit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.again: dict[str, int] = {}
        self.workshop = Workshop(root, Store(None), lambda counts: self.again.update({counts.what: counts.again}))

    def papers(self, *, later: bool = False) -> dict[str, bytes]:
        """The papers of the site as its files stand now."""
        self.again.clear()
        kb, problems = self.workshop.read(DAY)
        assert not problems
        files = self.workshop.site(kb, DAY, papers_later=later).files
        found = {name: make() for name, make in files.items() if name.startswith((PAPERS, CARDS))}
        self.workshop._engine.keep(SiteFolder(self.root / "site"), Manifest())
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(knowledge_base(tmp_path / "kho"))


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_only_papers_that_tell_of_a_record_are_made_again(desk: Desk) -> None:
    before = desk.papers()
    assert desk.again["tài liệu in"] == len(before)
    same = desk.papers()
    assert desk.again["tài liệu in"] == 0
    assert same == before

    replaced(desk.root / "models_data/practices/cach-a.yml", 'summary: "', 'summary: "Chữ mới. ')
    after = desk.papers()

    told = {f"{PAPERS}ap-phich/cach-a.pdf"} | {
        f"{PAPERS}{name}{ending}"
        for name in ("so-tay", "moi-truong")
        for ending in (".pdf", "-chu-to.pdf", ".docx", "-gap-doi.pdf")
    }
    assert told <= changed(before, after)
    assert f"{PAPERS}to-gap/thu-a.pdf" not in changed(before, after)
    assert desk.again["tài liệu in"] < len(before) * 0.8


def test_what_is_left_out_of_paper_makes_no_paper_again(desk: Desk) -> None:
    before = desk.papers()
    replaced(desk.root / UNREVIEWED, 'summary: "', 'summary: "Chữ mới. ')

    left = {name for name in changed(before, desk.papers()) if "buoi-hoc" not in name}
    assert left == {f"{CARDS}thu-b.png"}  # no paper, and it says that nobody has reviewed the model


def test_pages_are_shown_before_papers_are_made_again(desk: Desk) -> None:
    before = desk.papers()
    replaced(desk.root / REVIEWED, 'summary: "', 'summary: "Chữ mới. ')

    assert desk.papers(later=True) == before
    assert "tài liệu in" not in desk.again
    assert desk.workshop.papers_wait
    after = desk.papers()
    assert f"{PAPERS}to-gap/thu-a.pdf" in changed(before, after)
    assert not desk.workshop.papers_wait
    assert desk.papers(later=True) == after
    assert not desk.workshop.papers_wait


def test_a_new_paper_waits_and_is_not_offered_until_it_is_there(desk: Desk) -> None:
    desk.papers()
    old, new = (desk.root / "models_data/models" / f"{name}.yml" for name in ("thu-a", "thu-moi"))
    text = old.read_text(encoding="utf-8").replace('id: "thu-a"', 'id: "thu-moi"')
    new.write_text(text.split("former_ids:")[0] + text[text.index("summary:") :], encoding="utf-8")
    kb, problems = desk.workshop.read(DAY)
    assert not problems, problems
    made = desk.workshop.site(kb, DAY, papers_later=True)

    assert f"{PAPERS}to-gap/thu-moi.pdf" not in made.files
    assert "to-gap/thu-moi.pdf" not in made.pages[PAPERS]().html
    assert desk.workshop.papers_wait
    assert f"{PAPERS}to-gap/thu-moi.pdf" in desk.papers()


def test_the_same_papers_give_the_same_bytes(edition: Publication) -> None:
    addresses = list(shelf.papers(edition))
    random.Random(1).shuffle(addresses)
    kb, _ = site.read(SMALL)
    again = Publication(kb, DAY)

    assert [shelf.paper_file(again, address) for address in addresses] == [
        shelf.paper_file(edition, address) for address in addresses
    ]
