"""Numbers, money, counts of people and wording inside one record, and spellings across records."""

import re
from collections import defaultdict
from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place as FilePlace
from nhanrong.problems import Problem
from nhanrong.records.pieces import Money, Quantity, Season
from nhanrong.records.vocabulary import MoneyKind
from nhanrong.vietnamese import slug
from nhanrong.walking import all_entries, values_inside

SMALL = 5
_PAID = {MoneyKind.INVESTMENT, MoneyKind.SUPPORT, MoneyKind.COST}
_PRIVATE = (
    (re.compile(r"(?<!\d)(?:\+84|0)[ .-]?[235789]\d(?:[ .-]?\d){7,8}(?!\d)"), "số điện thoại"),
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), "số căn cước"),
    (re.compile(r"(?i)\b(CMND|CCCD|căn cước|STK|số tài khoản)\D{0,12}\d{6,}"), "số giấy tờ hoặc tài khoản"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "địa chỉ thư điện tử"),
)


def amounts_are_whole(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi con số có một giá trị, hoặc một khoảng từ nhỏ đến lớn; số lượng cũng có thể chỉ có lời."""
    for entry in all_entries(kb):
        for path, piece in values_inside(entry.record):
            if not isinstance(piece, Money | Quantity):
                continue
            one = piece.amount if isinstance(piece, Money) else piece.value
            spread = (piece.min, piece.max)
            key = "amount" if isinstance(piece, Money) else "value"
            words_only = (
                isinstance(piece, Quantity) and piece.text is not None and one is None and spread == (None, None)
            )
            if one is not None and spread != (None, None):
                yield Problem(
                    entry.place(*path), "NR409", f"vừa có “{key}” vừa có khoảng", f"Giữ “{key}”, hoặc giữ min và max."
                )
            elif one is None and not words_only and None in spread:
                yield Problem(entry.place(*path), "NR409", "con số còn thiếu", f"Ghi “{key}”, hoặc cả min và max.")
            elif spread[0] is not None and spread[1] is not None and spread[0] >= spread[1]:
                yield Problem(entry.place(*path, "max"), "NR409", "khoảng phải từ nhỏ đến lớn", "Đổi chỗ min và max.")


def paid_money_has_a_payer(kb: Knowledge) -> Iterator[Problem]:
    """Vốn, hỗ trợ, chi phí phải nói ai chi trả."""
    for entry in all_entries(kb):
        for path, piece in values_inside(entry.record):
            if isinstance(piece, Money) and piece.kind in _PAID and piece.payer is None:
                yield Problem(
                    entry.place(*path),
                    "NR410",
                    f"“{piece.kind.label}” thiếu người chi trả (payer)",
                    "Nguồn không nói thì ghi payer: unknown.",
                )


def months_exist(kb: Knowledge) -> Iterator[Problem]:
    """Tháng của lịch thời vụ từ 1 đến 12."""
    for entry in all_entries(kb):
        for path, piece in values_inside(entry.record):
            if isinstance(piece, Season):
                for index, month in enumerate(piece.months):
                    if not 1 <= month <= 12:
                        yield Problem(
                            entry.place(*path, "months", index), "NR411", f"không có tháng {month}", "Ghi từ 1 đến 12."
                        )


def crops_are_spelt_one_way(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi cây, con chỉ viết một cách trong cả kho."""
    spellings: dict[str, dict[str, list[FilePlace]]] = defaultdict(lambda: defaultdict(list))
    for entry in kb.content:
        for index, name in enumerate(entry.record.crops_animals):
            spellings[_sound(name)][name].append(entry.place("crops_animals", index))
    for ways in spellings.values():
        usual = max(sorted(ways), key=lambda name: len(ways[name]))
        for name, places in ways.items():
            if name != usual:
                for place in places:
                    yield Problem(place, "NR412", f"“{name}” ở nơi khác viết là “{usual}”", f"Viết “{usual}”.")


def _sound(name: str) -> str:
    """What two spellings of one crop share: several syllables without their marks, one syllable with them."""
    return slug(name) if " " in name.strip() else name.lower()


def people_are_counted_soundly(kb: Knowledge) -> Iterator[Problem]:
    """Số nữ, số người dân tộc không quá tổng số; nhóm dưới 5 người, hoặc phần còn lại dưới 5, thì không ghi."""
    for entry in kb.records.sessions:
        session = entry.record
        total = session.people if session.people is not None else session.attendances
        if session.people is not None and session.attendances is not None and session.people > session.attendances:
            yield Problem(
                entry.place("people"),
                "NR413",
                "số người nhiều hơn số lượt",
                "Một người có thể dự nhiều lượt, không ngược lại.",
            )
        for key, what, count in (
            ("women", "số nữ", session.women),
            ("ethnic_minority", "số người dân tộc thiểu số", session.ethnic_minority),
        ):
            if count is None:
                continue
            if total is not None and count > total:
                yield Problem(
                    entry.place(key), "NR413", f"{what} ({count}) nhiều hơn tổng số ({total})", "Xem lại hai con số."
                )
            elif 0 < count < SMALL or (total is not None and 0 < total - count < SMALL):
                yield Problem(
                    entry.place(key), "NR414", "nhóm dưới 5 người có thể lộ danh tính", "Bỏ dòng này; chỉ giữ tổng số."
                )


def no_private_numbers(kb: Knowledge) -> Iterator[Problem]:
    """Không ghi số điện thoại, căn cước, thư điện tử vào bản ghi; đường dây của Hội ghi trong area.yml."""
    for entry in all_entries(kb):
        for path, value in values_inside(entry.record):
            if not isinstance(value, str) or path[-1] in {"url", "public_basis"}:
                continue
            for pattern, what in _PRIVATE:
                if pattern.search(value):
                    yield Problem(
                        entry.place(*path),
                        "NR415",
                        f"có {what}",
                        "Xóa đi; đường dây của Hội ghi ở offices trong area.yml.",
                    )


CHECKS = (
    amounts_are_whole,
    paid_money_has_a_payer,
    months_exist,
    crops_are_spelt_one_way,
    people_are_counted_soundly,
    no_private_numbers,
)
