"""The sheet on paper: an A4 page to be filled in by hand, made by Typst from `templates/review/sheet.typ`."""

from collections.abc import Sequence

from nhanrong.dates import spoken_day
from nhanrong.returning import reason_letters
from nhanrong.review import wording
from nhanrong.review.choices import levels, there
from nhanrong.review.questions import Purpose, Question, Sheet
from nhanrong.typesetting import pdf_of, pictures_of
from nhanrong.vietnamese import capitalised

_TEMPLATE = "review/sheet.typ"


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """The sheets one after the other, tagged for screen readers; the same bytes for the same sheets."""
    return pdf_of(_TEMPLATE, _data_of(sheets), sheets[0].day)


def pictures(sheets: Sequence[Sheet], ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(_TEMPLATE, _data_of(sheets), sheets[0].day, ppi)


def _data_of(sheets: Sequence[Sheet]) -> dict[str, object]:
    title = wording.title(sheets[0]) if len(sheets) == 1 else f"{sheets[0].purpose.title}: {len(sheets)} xã"
    return {"title": title, "sheets": [_data(sheet) for sheet in sheets]}


def _data(sheet: Sheet) -> dict[str, object]:
    rows = [_row(number, question) for number, question in enumerate(sheet.questions, start=1)]
    rows += [_row(number, None) for number in range(len(rows) + 1, len(rows) + 1 + sheet.blanks)]
    return {
        "title": wording.title(sheet),
        "number": sheet.number,
        "day": spoken_day(sheet.day),
        "about": f"{sheet.list_title}, mã {sheet.unit.code}. {wording.about(sheet)}",
        "levels": list(levels().values()),
        "recheck": sheet.purpose is Purpose.RECHECK,
        "same_question": wording.SAME_QUESTION[sheet.purpose],
        "privacy": wording.PRIVACY,
        "headings": wording.headings(),
        "rows": rows,
        "reasons": [[letter, reason.label] for reason, letter in reason_letters().items()],
        "notes": wording.paper_notes(sheet),
        "ended": sheet.ended,
        "send_to": sheet.send_to,
    }


def _row(number: int, question: Question | None) -> dict[str, object]:
    return {
        "no": number,
        "blank": question is None,
        "name": question.name if question else "",
        "group": question.group if question else "",
        "known": f"Mã {question.subject}. {capitalised(question.known)}" if question else "",
        "there": [answer.value for answer in there(question.before if question else None)],
    }
