"""A report as JSON values, for machines."""

from typing import Any

from nhanrong.comparing.changes import LineChange, RecordChange
from nhanrong.comparing.fields import Row
from nhanrong.comparing.moves import Figure, Move
from nhanrong.comparing.report import Report
from nhanrong.counting import Share


def as_data(report: Report, preview: str = "") -> dict[str, Any]:
    """The whole report; `coverage` is null where nothing could be counted."""
    changes = report.changes
    return {
        "base": report.base,
        "as_of": report.day.isoformat(),
        "problems": {"before": report.problems_before, "after": report.problems_after, "private": report.private},
        "records": [_record(one) for one in changes.records],
        "lines": {
            "added": [_line(line) for line in changes.added],
            "rewritten": [_line(line) for line in changes.rewritten],
            "removed": [_line(line) for line in changes.removed],
        },
        "files": [{"path": file.path, "change": file.change.value} for file in changes.files],
        "reshaped": list(changes.reshaped),
        "unread": list(changes.unread),
        "coverage": None if report.moves is None else [_move(move) for move in report.moves],
        "target": [{"list": one.list, "before": one.before, "after": one.after} for one in report.verdicts],
        "pages": [
            {
                "title": page.title,
                "address": page.address,
                "url": (preview or report.site_url) + page.address,
                "known": page.known,
            }
            for page in report.pages
        ],
    }


def _record(one: RecordChange) -> dict[str, Any]:
    return {
        "kind": one.kind.name,
        "id": one.id,
        "name": one.name,
        "path": one.path,
        "change": one.change.value,
        "former_id": one.former or None,
        "fields": [_row(row) for row in one.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"path": list(row.path), "title": " › ".join(row.titles), "before": row.before, "after": row.after}


def _line(line: LineChange) -> dict[str, Any]:
    entry = line.entry
    return {
        "id": entry.record.id,
        "unit": str(entry.unit),
        "subject": entry.record.subject,
        "state": entry.record.state.value,
        "fields": [_row(row) for row in line.rows],
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "subject": move.subject,
        "name": move.name,
        "list": move.list,
        "figures": {figure.key: _figure(figure) for figure in move.figures},
        "standings": [{"unit": str(ref), "before": was, "after": now} for ref, was, now in move.standings],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"before": _share(figure.before), "after": _share(figure.after), "moved": figure.moved}


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "units": [str(ref) for ref in share.units],
    }
