"""In how many communes a model lives, in the few words that short papers have room for."""

from collections import Counter
from collections.abc import Iterable

from nhanrong.counting import UnitState
from nhanrong.coverage import Coverage
from nhanrong.standing import MARK_SAYS, Mark


def is_unseen(coverage: Coverage) -> bool:
    """Whether the ledger says nothing at all of any commune, not even that something waits or was only tried."""
    return all(state.mark is Mark.NOT_SEEN for state in coverage.known)


def nowhere(coverage: Coverage, more: str = "") -> str:
    """That no commune is reported; after it what the ledger says of those it knows, places of origin aside.

    “chưa ghi nhận xã nào làm theo; 1 xã làm thử, trình diễn”. `more` stands behind “xã nào”.
    """
    known = _by_mark(state for state in coverage.known if not state.origin)
    return f"chưa ghi nhận xã nào{more} làm theo; {known}" if known else f"chưa ghi nhận ở xã nào{more}"


def at_origin(coverage: Coverage) -> str:
    """“1 xã đã ghi nhận, không rõ hiện trạng”: what the ledger says of the places of origin, or nothing."""
    return _by_mark(state for state in coverage.known if state.origin)


def _by_mark(states: Iterable[UnitState]) -> str:
    """How many units have each mark, the strongest first."""
    found = Counter(state.mark for state in states if state.mark is not Mark.NOT_SEEN)
    return "; ".join(f"{found[mark]} xã {MARK_SAYS[mark]}" for mark in sorted(found, key=lambda mark: mark.rank))


def with_origin(coverage: Coverage) -> str:
    """“tính cả nơi khởi đầu là 10 xã”; empty where no other commune is a place of origin."""
    count = coverage.reported_with_origin.numerator
    return "" if count == coverage.reported.numerator else f"tính cả nơi khởi đầu là {count} xã"


def other_readings(coverage: Coverage) -> str:
    """What the reported share is in the two other readings of the places of origin; empty where all are the same."""
    reported, counted, without = (
        (share.numerator, share.denominator)
        for share in (coverage.reported, coverage.reported_with_origin, coverage.reported_origin_excluded)
    )
    if reported == counted == without:
        return ""
    return (
        f"Tính cả nơi khởi đầu: {counted[0]} trong {counted[1]} xã; "
        f"bớt nơi khởi đầu ra: {without[0]} trong {without[1]} xã"
    )
