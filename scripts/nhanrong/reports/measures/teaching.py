"""Activities: how many, how many classes and people; plans never count, nor what is told twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from nhanrong.addresses import session_address
from nhanrong.dates import PartialDate, parse
from nhanrong.records.fields import UnitRef
from nhanrong.records.measuring import Measure
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render.wording import places
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Computation, Item, Scope, flow, summed
from nhanrong.reports.result import Kind, Value
from nhanrong.reports.windows import Fall, fall
from nhanrong.vietnamese import capitalised, fold

PLAN = "mới là kế hoạch"
Told = Callable[[Session], int | None]


def _item(
    desk: Desk, session: Session, *, date: PartialDate | None, adds: int | None, out: str = "", lacks: str = ""
) -> Item:
    never = PLAN if session.nature is Nature.PLAN else desk.not_ours(session.place) or out
    return Item(
        code=session.id,
        name=session.title,
        address=session_address(session),
        date=date,
        adds=adds,
        units=desk.placed(session.place.units),
        whole=session.nature is Nature.AGGREGATE,
        out=never,
        says=session.kind.label.lower(),
        session=session.id,
        kind=session.kind,
        lacks=lacks or "chưa ghi số này",
    )


def _activities(desk: Desk) -> Iterator[Item]:
    for session in desk.sessions:
        many = "số gộp nhiều buổi, không rõ mấy đợt" if session.nature is Nature.AGGREGATE else ""
        yield _item(desk, session, date=session.date, adds=1, out=many)


def _told(told: Told, lacks: Callable[[Session], str], desk: Desk) -> Iterator[Item]:
    """Every activity with the number that it tells; of two that tell of the same the more exact one counts."""
    sure: list[tuple[Session, tuple[UnitRef, ...]]] = []
    for session in sorted(desk.sessions, key=_exactness):
        number, units, twice = told(session), desk.placed(session.place.units), ""
        ours = session.nature is not Nature.PLAN and not desk.not_ours(session.place)
        counts = ours and session.date and number is not None
        if counts and session.nature is Nature.AGGREGATE:
            same = next((one for one, where in sure if _overlap(session, units, one, where)), None)
            twice = f"có thể đã gồm “{same.title}”, đã tính riêng" if same else ""
        if counts and not twice:
            sure.append((session, units))
        yield _item(desk, session, date=session.date, adds=number, out=twice, lacks=lacks(session))


def _exactness(session: Session) -> tuple[bool, int, str]:
    """Single events first, then sums, the shorter the sooner."""
    days = (session.date.last - session.date.first).days if session.date else 0
    return session.nature is not Nature.EVENT, days, session.id


def _overlap(one: Session, here: Sequence[UnitRef], other: Session, there: Sequence[UnitRef]) -> bool:
    """Whether a sum may hold what another one tells: the same kind, time, place and organiser, as far as is told."""
    assert one.date is not None  # only dated ones are compared
    assert other.date is not None
    return (
        one.kind is other.kind
        and one.date.first <= other.date.last
        and other.date.first <= one.date.last
        and (not here or not there or bool({*here} & {*there}))
        and (not one.organisers or not other.organisers or bool(_names(one) & _names(other)))
    )


def _names(session: Session) -> set[str]:
    return {fold(name) for name in session.organisers}


def _attendances_lack(session: Session) -> str:
    return f"chỉ ghi {session.people} người, không ghi lượt" if session.people is not None else ""


def _nothing(_: Session) -> str:
    return ""


def _follow_ups(desk: Desk) -> Iterator[Item]:
    for session in desk.sessions:
        for one in session.follow_ups:
            item = _item(desk, session, date=parse(one.day.isoformat()), adds=one.households)
            yield replace(item, whole=False, says="xem lại sau lớp")


def _households_after_class(desk: Desk, scope: Scope) -> Value:
    """Of every activity the last look within the window."""
    last: dict[str, Item] = {}
    for item in desk.items(_follow_ups).about(scope):
        assert item.date is not None  # every look has its day
        if fall(item.date, scope.window, whole=False) is Fall.INSIDE:
            known = last.get(item.session)
            last[item.session] = max(known, item, key=_day) if known else item
    return summed(last.values(), scope, Kind.COUNT, told=True, unit="hộ")


def _day(item: Item) -> PartialDate:
    assert item.date is not None  # every look has its day
    return item.date


def _text(say: Callable[[Desk, Session], str]) -> Computation:
    def compute(desk: Desk, scope: Scope) -> Value:
        assert scope.session is not None  # the rows are activities
        return Value(Kind.TEXT, text=say(desk, desk.session_of[scope.session]))

    return compute


def _date(_: Desk, session: Session) -> str:
    return session.date_text or (session.date.spoken if session.date else "không rõ")


def _place(desk: Desk, session: Session) -> str:
    return capitalised("; ".join(place.words for place in places(desk.kb, session.place)))


def _audience(_: Desk, session: Session) -> str:
    return session.audience or ""


def _organisers(_: Desk, session: Session) -> str:
    return "; ".join(session.organisers)


def _kind(_: Desk, session: Session) -> str:
    return session.kind.label


_NUMBERS: Mapping[Measure, tuple[Told, Callable[[Session], str], str]] = {
    Measure.CLASSES: (lambda session: session.classes, _nothing, "lớp"),
    Measure.ATTENDANCES: (lambda session: session.attendances, _attendances_lack, "lượt"),
    Measure.PEOPLE: (lambda session: session.people, _nothing, "người"),
    Measure.WOMEN: (lambda session: session.women, _nothing, "người"),
    Measure.ETHNIC_MINORITY: (lambda session: session.ethnic_minority, _nothing, "người"),
}
COMPUTED: Mapping[Measure, Computation] = {
    Measure.ACTIVITIES: flow(_activities),
    **{
        measure: flow(partial(_told, told, lacks), told=True, unit=unit)
        for measure, (told, lacks, unit) in _NUMBERS.items()
    },
    Measure.HOUSEHOLDS_AFTER_CLASS: _households_after_class,
    Measure.SESSION_DATE: _text(_date),
    Measure.SESSION_KIND: _text(_kind),
    Measure.SESSION_PLACE: _text(_place),
    Measure.SESSION_ORGANISERS: _text(_organisers),
    Measure.SESSION_AUDIENCE: _text(_audience),
}
