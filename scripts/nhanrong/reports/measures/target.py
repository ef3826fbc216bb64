"""How models and practices stand to the target of the rules, as the home page judges it."""

from collections.abc import Mapping

from nhanrong.counting import Share
from nhanrong.coverage import figure, undecided, unstated, verdict
from nhanrong.records.measuring import Measure
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Computation, Scope
from nhanrong.reports.measures.spreading import (
    FOR_ALL,
    asked_of,
    ground,
    known,
    left_out,
    nothing,
    pending,
    without_list,
)
from nhanrong.reports.result import Kind, Value
from nhanrong.standing import Ledger
from nhanrong.vietnamese import NBSP, number


def _target_figure(desk: Desk, scope: Scope) -> Value:
    target = desk.kb.rules.target
    if target is None:
        return Value(Kind.SHARE, text="chưa có chỉ tiêu")
    if scope.unit:
        return Value(Kind.SHARE, text=FOR_ALL)
    if missing := without_list(desk, scope, Kind.SHARE):
        return missing
    assert scope.subject is not None  # the rows are models or practices
    share = figure(Ledger(desk.kb, scope.window.last), scope.subject, desk.list_id, target)
    one = desk.spread(scope.subject, scope.window.last)
    left = tuple(left_out(desk, [one], target.figure.value, share.units))
    waits = pending(desk, scope, asked_of)
    if why := "" if share.numerator else nothing(target.figure.value, share.denominator, known([one]), waits):
        return Value(Kind.SHARE, text=f"{number(share.numerator)}/{number(share.denominator)}: {why}", left_out=left)
    return Value(
        Kind.SHARE,
        share.numerator,
        of=share.denominator,
        grounds=tuple(ground(desk, ref, [one]) for ref in share.units),
        left_out=left,
    )


def _target_goal(desk: Desk, _: Scope) -> Value:
    target = desk.kb.rules.target
    said = (
        f"hơn {target.share}{NBSP}% ({target.figure.label}, {target.reading.label})" if target else "chưa có chỉ tiêu"
    )
    return Value(Kind.TEXT, text=said)


def _target_verdict(desk: Desk, scope: Scope) -> Value:
    target = desk.kb.rules.target
    if target is None:
        return Value(Kind.TEXT, text="chưa có chỉ tiêu")
    if lacking := unstated(target):
        return Value(Kind.TEXT, text=f"không kết luận: chỉ tiêu chưa có {', '.join(lacking)}")
    if scope.subject not in target.subjects:
        return Value(Kind.TEXT, text="không được chọn cho chỉ tiêu")
    value = _target_figure(desk, scope)
    if value.number is None or value.of is None:
        return Value(Kind.TEXT, text=value.text, left_out=value.left_out)
    ledger = Ledger(desk.kb, scope.window.last)
    if Share(int(value.number), value.of, ()).exceeds(target.share):
        said = "đạt"
    elif verdict(ledger, desk.list_id):
        said = "chưa vượt mức này; chỉ tiêu đã đạt nhờ mô hình khác được chọn"
    elif why := undecided(ledger, desk.list_id):
        said = f"không kết luận: {why}"
    else:
        said = "chưa đạt"
    return Value(Kind.TEXT, text=said, grounds=value.grounds, left_out=value.left_out)


COMPUTED: Mapping[Measure, Computation] = {
    Measure.TARGET_FIGURE: _target_figure,
    Measure.TARGET_GOAL: _target_goal,
    Measure.TARGET_VERDICT: _target_verdict,
}
