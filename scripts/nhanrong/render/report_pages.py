"""The page for officers who report: the forms of this base, every measure, and how a place adds a form of its own."""

from collections.abc import Iterator, Mapping

from nhanrong.publication import Publication
from nhanrong.records.measuring import Measure, Rows, Span
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article

REPORTS = "cach-tinh/bao-cao/"
BOOST = 0.3  # who looks for a crop or a model does not look for a table

_TITLE = "Bảng báo cáo và các chỉ số"
_ABOUT = "Biểu mẫu của kho, mỗi chỉ số đếm gì, và cách một nơi tự thêm biểu mẫu của mình."
_METHOD = ("Cách tính", "cach-tinh/")
_GROUPS: Mapping[Measure, str] = {  # each begins with its first measure
    Measure.MODELS_NEW: "Mô hình, cách làm hay",
    Measure.COMMUNES_REPORTED: "Nhân rộng tới bao nhiêu xã",
    Measure.SUBJECTS_REPORTED: "Ở từng xã, trong sổ",
    Measure.HOUSEHOLDS_REPORTED: "Hộ và tổ chức",
    Measure.ACTIVITIES: "Lớp, buổi, người dự",
    Measure.CAPITAL_TOTAL: "Vốn",
    Measure.MODEL_SECTOR: "Mô hình nói về mình",
    Measure.CERTIFICATES: "Chứng nhận, danh hiệu",
}


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield REPORTS


def page(publication: Publication, address: str) -> Page:
    """The page."""
    forms = [entry.record for entry in publication.kb.shelf("forms").values()]
    html = article(
        "reports.html.j2",
        address,
        title=_TITLE,
        about=_ABOUT,
        forms=forms,
        groups=grouped(),
        rows=list(Rows),
        spans=list(Span),
    )
    return Page(address, _TITLE, _ABOUT, html, (_METHOD,), "guide", boost=BOOST)


def grouped() -> dict[str, list[Measure]]:
    """All measures in their groups."""
    found: dict[str, list[Measure]] = {}
    group = ""
    for measure in Measure:
        group = _GROUPS.get(measure, group)
        found.setdefault(group, []).append(measure)
    return found
