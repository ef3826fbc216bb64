"""The figures of a coverage with their names and rules: for tables that people read and for machines."""

from dataclasses import dataclass

from nhanrong.counting import Share, UnitState
from nhanrong.coverage import Coverage
from nhanrong.records.area import Rules
from nhanrong.records.vocabulary import CarryOver
from nhanrong.standing import MARK_SAYS
from nhanrong.vietnamese import percent


@dataclass(frozen=True)
class FigureRow:
    """One figure: its name, its share and the rule it was counted by."""

    key: str
    name: str
    share: Share
    rule: str
    says: str  # the share in percent, or that nothing can be concluded


def rows(coverage: Coverage) -> list[FigureRow]:
    """All figures of a coverage, each beside its own rule."""
    rules = coverage.ledger.kb.rules
    found = [(key, name, getattr(coverage, key), rule) for key, name, rule in descriptions(rules)]
    return [
        FigureRow(key, name, share, rule, coverage.inconclusive(key) or percent(share.numerator, share.denominator))
        for key, name, share, rule in found
    ]


def descriptions(rules: Rules) -> list[tuple[str, str, str]]:
    """Key, name and rule of every figure under the given rules."""
    return [
        (
            "reported",
            "Đã ghi nhận",
            "Có lần ghi nhận nói đang áp dụng hoặc hơn, từ bất cứ nguồn nào, kể cả báo chí; không tính nơi khởi đầu.",
        ),
        ("reported_with_origin", "Đã ghi nhận, tính cả nơi khởi đầu", "Như trên, cộng các xã nơi mô hình bắt đầu."),
        (
            "reported_origin_excluded",
            "Đã ghi nhận, bỏ nơi khởi đầu",
            "Bỏ các xã nơi mô hình bắt đầu khỏi cả tử số và mẫu số.",
        ),
        (
            "linked",
            "Biết học từ đâu",
            "Trong số đã ghi nhận, biết xã học từ đâu (lớp, tham quan, xã khác, chương trình); còn lại là “cùng loại”.",
        ),
        (
            "current",
            "Đang làm",
            f"Lần ghi nhận mới nhất còn làm và chưa quá {rules.current_months} tháng.",
        ),
        (
            "unknown_now",
            "Không rõ hiện trạng",
            f"Lần ghi nhận mới nhất còn làm nhưng đã quá {rules.current_months} tháng; không có nghĩa là đã ngừng.",
        ),
        (
            "verified",
            "Đã kiểm tra thực tế",
            (
                f"Đang làm, người khác người báo đã xem trong {rules.check_months} tháng, "
                f"mức {rules.check_level} trở lên, ít nhất {rules.min_households} hộ hoặc một tổ chức."
            ),
        ),
        (
            "checked",
            "Đã có người xem",
            f"Có người đã xem trong {rules.check_months} tháng, kể cả xem và thấy không có.",
        ),
    ]


def as_data(coverage: Coverage) -> dict[str, object]:
    """The coverage of one subject as JSON values; units are `list/code`."""
    kb = coverage.ledger.kb
    return {
        "subject": coverage.subject,
        "name": kb.head(coverage.subject).name,
        "list": coverage.list,
        "as_of": coverage.ledger.day.isoformat(),
        "rules": kb.rules.model_dump(mode="json", exclude={"target", "not_suitable"}),
        **{row.key: _share(row.share) for row in rows(coverage)},
        "suitable": {
            **_share(coverage.suitable),
            "excluded": [{"unit": str(ref), "reason": reason} for ref, reason in sorted(coverage.not_suitable.items())],
        },
        "units": [_unit(coverage, state) for state in coverage.units],
        "carry_over": {
            rule.value: {
                "reported": _share(not_counted),
                "reported_with_origin": _share(counted),
                "reported_origin_excluded": _share(taken_out),
            }
            for rule, (not_counted, counted, taken_out) in coverage.carry_over.items()
            if rule is not CarryOver.NONE
        },
        "unplaced": [{"line": item.line, "unit": str(item.unit), "reason": item.reason} for item in coverage.unplaced],
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "units": [str(ref) for ref in share.units],
    }


def _unit(coverage: Coverage, state: UnitState) -> dict[str, object]:
    standing = state.standing
    line = standing.decided_by.record if standing.decided_by else None
    return {
        "unit": str(state.ref),
        "name": coverage.ledger.kb.unit_name(state.ref),
        "state": state.mark.value,
        "state_says": MARK_SAYS[state.mark],
        "origin": state.origin,
        "date": line.date.text if line and line.date else None,
        "counted_from": standing.moment.last.isoformat() if standing.moment else None,
        "households": standing.households,
        "line": line.id if line else None,
        "parts": None if state.parts is None else f"{state.parts_with}/{state.parts}",
    }
