"""A booklet: its cover and what stands before and behind its chapters; as PDF it is drawn by Typst."""

from collections.abc import Mapping

from nhanrong.addresses import canonical
from nhanrong.dates import spoken_day
from nhanrong.handouts.asking import ANYONE
from nhanrong.handouts.blocks import Book, Chapter, Entry, Term, as_data
from nhanrong.handouts.how_to_read import how_to_read
from nhanrong.handouts.model_chapter import model_chapter
from nhanrong.handouts.pictures import ORIGIN, cover_picture, qr, swatch
from nhanrong.handouts.practice_chapter import practice_chapter
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.handouts.selection import Selection
from nhanrong.handouts.typography import all_bound
from nhanrong.onpaper import PAPERS
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.render import marks
from nhanrong.render.glossary import words
from nhanrong.render.indexes import each
from nhanrong.returning import offices
from nhanrong.standing import Mark
from nhanrong.typesetting import pdf_of, pictures_of
from nhanrong.vietnamese import capitalised

TEMPLATE = "handouts/booklet.typ"


def book(publication: Publication, selection: Selection) -> Book:
    """The booklet of a selection, which is not empty."""
    kb = publication.kb
    chapters = tuple(_chapter(publication, name) for name in selection.printed)
    url = canonical(kb.area.site_url, PAPERS)
    title = selection.choice.title or "Sổ tay mô hình và cách làm hay"
    return Book(
        title=title,
        area=capitalised(kb.area.name),
        theme=selection.choice.theme if selection.choice.theme != title else "",
        edition=f"Bản tháng {publication.day.month}/{publication.day.year}",
        printed=spoken_day(publication.day),
        notice=publication.notice,
        warning=UNREVIEWED if any(chapter.warning for chapter in chapters) else "",
        how_to_read=how_to_read(kb.rules),
        chapters=chapters,
        glossary=tuple(Term(word, means) for word, means in words(kb.rules)),
        left_out=tuple(kb.head(name).name for name in selection.left_out),
        offices=offices(kb) or (ANYONE,),
        url=url,
        qr=qr(url),
        cover=cover_picture(publication, selection.printed),
    )


def pdf(publication: Publication, made: Book, *, large: bool = False) -> bytes:
    """The booklet on A5, or in large print on A4; tagged for screen readers, a multiple of four pages."""
    return pdf_of(TEMPLATE, data(made, large=large), publication.day)


def pictures(publication: Publication, made: Book, *, large: bool = False, ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(TEMPLATE, data(made, large=large), publication.day, ppi)


def data(made: Book, *, large: bool) -> Mapping[str, object]:
    """What the template draws."""
    looks = {entry.look for entry in legend()}
    swatches = {look: swatch(look) for look in sorted(looks)}
    bound = all_bound(as_data(made))
    assert isinstance(bound, dict)  # a book is one
    return {**bound, "large": large, "swatches": swatches, "legend": as_data(legend())}


def legend() -> tuple[Entry, ...]:
    """Every mark that a drawing may show."""
    return (*(Entry(entry.look, entry.says) for entry in marks.legend(Mark)), ORIGIN)


@each
def _chapter(publication: Publication, name: str) -> Chapter:
    record = publication.kb.subjects[name]
    return model_chapter(publication, record) if isinstance(record, Model) else practice_chapter(publication, record)
