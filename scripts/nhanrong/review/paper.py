"""The sheet on paper: an A4 page to be filled in by hand, made by Typst from `templates/review/sheet.typ`."""

import datetime as dt
import json
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Literal

import typst

from nhanrong.dates import spoken_day
from nhanrong.review import wording
from nhanrong.review.choices import levels, reason_letters, there
from nhanrong.review.questions import Purpose, Question, Sheet
from nhanrong.vietnamese import capitalised


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """The sheets one after the other, tagged for screen readers; the same bytes for the same sheets."""
    return _compiled(sheets, "pdf")[0]


def pictures(sheets: Sequence[Sheet], ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return _compiled(sheets, "png", ppi)


def _compiled(sheets: Sequence[Sheet], form: Literal["pdf", "png"], ppi: float | None = None) -> list[bytes]:
    day = sheets[0].day
    data = {
        "title": wording.title(sheets[0]) if len(sheets) == 1 else f"{sheets[0].purpose.title}: {len(sheets)} xã",
        "date": [day.year, day.month, day.day],
        "sheets": [_data(sheet) for sheet in sheets],
    }
    with (
        as_file(files("nhanrong") / "templates" / "review") as folder,
        as_file(files("fontpkg_be_vietnam_pro") / "files") as fonts,
    ):
        made: bytes | list[bytes] = typst.compile(
            str(folder / "sheet.typ"),
            root=str(folder),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            format=form,
            ppi=ppi,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
            timestamp=int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()),
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )
    return made if isinstance(made, list) else [made]


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
