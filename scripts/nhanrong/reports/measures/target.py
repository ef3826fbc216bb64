"""How models and practices stand to the target of the rules, as the home page judges it."""

from collections.abc import Mapping

from nhanrong.counting import Share
from nhanrong.coverage import figure
from nhanrong.figures import inconclusive
from nhanrong.records.measuring import Measure
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Computation, Scope
from nhanrong.reports.measures.spreading import ground, known, without_list
from nhanrong.reports.result import Kind, Value
from nhanrong.standing import Ledger
from nhanrong.vietnamese import NBSP, number


def _target_figure(desk: Desk, scope: Scope) -> Value:
    target = desk.kb.rules.target
    if target is None:
        return Value(Kind.SHARE, text="chưa có chỉ tiêu")
    if missing := without_list(desk, scope, Kind.SHARE):
        return missing
    assert scope.subject is not None  # the rows are models or practices
    share = figure(Ledger(desk.kb, scope.window.last), scope.subject, desk.list_id, target)
    one = desk.spread(scope.subject, scope.window.last)
    if why := "" if share.numerator else inconclusive(target.figure.value, share, known([one])):
        return Value(Kind.SHARE, text=f"{number(share.numerator)}/{number(share.denominator)}: {why}")
    return Value(
        Kind.SHARE,
        share.numerator,
        of=share.denominator,
        grounds=tuple(ground(desk, ref, [one]) for ref in share.units),
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
    lacking = [
        word
        for word, said in (
            ("nơi ban hành", target.issuer),
            ("văn bản", target.document),
            ("thời kỳ", target.period),
            ("mô hình đã chọn", target.subjects),
        )
        if not said
    ]
    if lacking:
        return Value(Kind.TEXT, text=f"không kết luận: chỉ tiêu chưa có {', '.join(lacking)}")
    if scope.subject not in target.subjects:
        return Value(Kind.TEXT, text="không được chọn cho chỉ tiêu")
    value = _target_figure(desk, scope)
    if value.number is None or value.of is None:
        return Value(Kind.TEXT, text=value.text)
    reached = Share(int(value.number), value.of, ()).exceeds(target.share)
    return Value(Kind.TEXT, text="đạt" if reached else "chưa đạt", grounds=value.grounds)


COMPUTED: Mapping[Measure, Computation] = {
    Measure.TARGET_FIGURE: _target_figure,
    Measure.TARGET_GOAL: _target_goal,
    Measure.TARGET_VERDICT: _target_verdict,
}
