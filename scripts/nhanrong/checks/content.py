"""Numbers, money, counts of people and wording inside one record, and spellings across records."""

from collections import defaultdict
from collections.abc import Iterator

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.records.fields import Piece
from nhanrong.records.measuring import LEAST
from nhanrong.records.pieces import Money, Quantity, Season
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import MoneyKind
from nhanrong.vietnamese import slug
from nhanrong.walking import Inside

_PAID = {MoneyKind.INVESTMENT, MoneyKind.SUPPORT, MoneyKind.COST}


def amounts_are_whole(entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mỗi con số có một giá trị, hoặc một khoảng từ nhỏ đến lớn; số lượng cũng có thể chỉ có lời."""
    for path, piece in inside.of(Money, Quantity):
        assert isinstance(piece, Money | Quantity)  # as asked for
        one = piece.amount if isinstance(piece, Money) else piece.value
        spread = (piece.min, piece.max)
        key = "amount" if isinstance(piece, Money) else "value"
        words_only = isinstance(piece, Quantity) and piece.text is not None and one is None and spread == (None, None)
        if one is not None and spread != (None, None):
            yield Problem(
                entry.place(*path), "NR409", f"vừa có “{key}” vừa có khoảng", f"Giữ “{key}”, hoặc giữ min và max."
            )
        elif one is None and not words_only and None in spread:
            yield Problem(entry.place(*path), "NR409", "con số còn thiếu", f"Ghi “{key}”, hoặc cả min và max.")
        elif spread[0] is not None and spread[1] is not None and spread[0] >= spread[1]:
            yield Problem(entry.place(*path, "max"), "NR409", "khoảng phải từ nhỏ đến lớn", "Đổi chỗ min và max.")


def paid_money_has_a_payer(entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Vốn, hỗ trợ, chi phí phải nói ai chi trả."""
    for path, piece in inside.of(Money):
        if isinstance(piece, Money) and piece.kind in _PAID and piece.payer is None:
            yield Problem(
                entry.place(*path),
                "NR410",
                f"“{piece.kind.label}” thiếu người chi trả (payer)",
                "Nguồn không nói thì ghi payer: unknown.",
            )


def months_exist(entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Tháng của lịch thời vụ từ 1 đến 12."""
    for path, piece in inside.of(Season):
        if isinstance(piece, Season):
            for index, month in enumerate(piece.months):
                if not 1 <= month <= 12:
                    place = entry.place(*path, "months", index)
                    yield Problem(place, "NR411", f"không có tháng {month}", "Ghi từ 1 đến 12.")


def crops_are_spelt_one_way(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi cây, con chỉ viết một cách trong cả kho."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in kb.index.names("crops"):
        spellings[_sound(name)].append(name)
    for ways in spellings.values():
        if len(ways) == 1:
            continue
        usual = max(ways, key=lambda name: len(kb.index.values("crops", name)))
        for name in ways:
            for kind, *_, record in kb.index.values("crops", name) if name != usual else ():
                entry = kb.shelf(kind)[record]
                place = entry.place("crops_animals", entry.record.crops_animals.index(name))
                yield Problem(place, "NR412", f"“{name}” ở nơi khác viết là “{usual}”", f"Viết “{usual}”.")


def _sound(name: str) -> str:
    """What two spellings of one crop share: several syllables without their marks, one syllable with them."""
    return slug(name) if " " in name.strip() else name.lower()


def people_are_counted_soundly(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Số nữ, số người dân tộc không quá tổng số; nhóm dưới 5 người, hoặc phần còn lại dưới 5, thì không ghi."""
    session = entry.record
    if not isinstance(session, Session):
        return
    total = session.people if session.people is not None else session.attendances
    if session.people is not None and session.attendances is not None and session.people > session.attendances:
        hint = "Một người có thể dự nhiều lượt, không ngược lại."
        yield Problem(entry.place("people"), "NR413", "số người nhiều hơn số lượt", hint)
    for key, what, count in (
        ("women", "số nữ", session.women),
        ("ethnic_minority", "số người dân tộc thiểu số", session.ethnic_minority),
    ):
        if count is None:
            continue
        if total is not None and count > total:
            message = f"{what} ({count}) nhiều hơn tổng số ({total})"
            yield Problem(entry.place(key), "NR413", message, "Xem lại hai con số.")
        elif 0 < count < LEAST or (total is not None and 0 < total - count < LEAST):
            hint = "Bỏ dòng này; chỉ giữ tổng số."
            yield Problem(entry.place(key), "NR414", f"nhóm dưới {LEAST} người có thể lộ danh tính", hint)


LOCAL = (
    amounts_are_whole,
    paid_money_has_a_payer,
    months_exist,
    people_are_counted_soundly,
)
WHOLE = (crops_are_spelt_one_way,)
