"""One practice in steps on a poster, A3 upright, to be read from two or three metres.

The letters are the largest with which everything fits. Where that would make them too small, whole parts are left to
the page that the QR code opens, the last steps after all else, and the poster says so: no sentence is ever cut.
"""

from collections.abc import Mapping

from nhanrong.addresses import canonical, subject_address
from nhanrong.dates import spoken_day
from nhanrong.handouts import telling
from nhanrong.handouts.asking import area_shown, whom_to_ask
from nhanrong.handouts.blocks import as_data
from nhanrong.handouts.pictures import qr
from nhanrong.handouts.reviewing import warning
from nhanrong.handouts.seasons import months_named
from nhanrong.handouts.typography import all_bound
from nhanrong.problems import Place, Problem
from nhanrong.publication import Publication
from nhanrong.records.practice import Practice
from nhanrong.typesetting import pdf_of, pictures_of, told_by

_TEMPLATE = "handouts/poster.typ"


def pdf(publication: Publication, practice: Practice) -> bytes:
    """The poster as one page, tagged for screen readers."""
    return pdf_of(_TEMPLATE, data(publication, practice), publication.day)


def pictures(publication: Publication, practice: Practice, ppi: float = 60) -> list[bytes]:
    """The same page as a PNG image."""
    return pictures_of(_TEMPLATE, data(publication, practice), publication.day, ppi)


def left_out(publication: Publication, practice: Practice) -> list[str]:
    """What had no room and was left to the page, as the poster itself says it."""
    told = told_by(_TEMPLATE, data(publication, practice), publication.day, "left-out")
    return [str(part) for parts in told for part in parts]


def refusal(publication: Publication, practice: Practice) -> Problem | None:
    """A poster shows steps; without any there is nothing to hang up."""
    if practice.steps:
        return None
    place = Place(publication.kb.practices[practice.id].document.path, 0, 0)
    return Problem(
        place,
        "NR940",
        f"cách làm “{practice.id}” chưa có bước nào nên chưa làm được áp phích",
        "Thêm các bước vào `steps`, mỗi bước một việc.",
    )


def data(publication: Publication, practice: Practice) -> Mapping[str, object]:
    """What the template draws."""
    kb = publication.kb
    url = canonical(kb.area.site_url, subject_address(practice))
    dangerous = bool(practice.when_not or practice.safety)
    careful = [
        ("Đừng làm khi", [practice.when_not] if practice.when_not else []),
        ("An toàn", [practice.safety] if practice.safety else []),
        ("Coi chừng" if dangerous else "Lưu ý", practice.cautions),
        ("Hay làm sai", practice.mistakes),
    ]
    unsaid = {"khi nào không nên làm": practice.when_not, "an toàn": practice.safety}
    told: dict[str, object] = {
        "title": practice.name,
        "kind": f"Cách làm hay · {practice.kind.label}",
        "elsewhere": _elsewhere(practice),
        "summary": _words(practice.summary),
        "steps": as_data(telling.steps(practice.steps).items),
        "materials": list(practice.materials),
        "when": [
            {"months": months_named(season.months), "words": as_data(season.text.parts)}
            for season in telling.calendar(practice.calendar).seasons
        ],
        "conditions": _words(practice.conditions or ""),
        "careful": [{"label": label, "texts": [_words(text) for text in texts]} for label, texts in careful if texts],
        "dangerous": dangerous,
        "unsaid": [name for name, said in unsaid.items() if not said],
        "url": url,
        "qr": qr(url),
        "code": practice.id,
        "offices": whom_to_ask(kb, 320),
        "area": area_shown(kb),
        "printed": spoken_day(publication.day),
        "warning": warning(practice),
        "notice": publication.notice,
    }
    return {key: all_bound(value, key) for key, value in told.items()}


def _elsewhere(practice: Practice) -> str:
    """That it is not of this area, where it is not."""
    if practice.general:
        return "Quy trình chung, không phải của riêng địa bàn."
    return "Việc của nơi khác, ngoài địa bàn." if practice.place.outside else ""


def _words(text: str) -> object:
    return as_data(telling.words(text).parts) if text else []
