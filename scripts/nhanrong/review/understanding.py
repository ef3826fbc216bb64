"""What the cells of reasons and households say, on whatever sheet they stand."""

from nhanrong.lenient import Misunderstood, taken
from nhanrong.records.vocabulary import Reason
from nhanrong.returning import reason_letters
from nhanrong.review.cells import FIELDS
from nhanrong.review.layout import MOST_HOUSEHOLDS
from nhanrong.vietnamese import fold


def reason_said(said: str) -> Reason | Misunderstood:
    """A reason by its letter, by its words, or by both."""
    letters = {letter: reason for reason, letter in reason_letters().items()}
    spelt = {fold(f"{letter} {reason.label}"): reason for letter, reason in letters.items()}
    found = letters.get(said.upper()) or spelt.get(fold(said))
    if found:
        return found
    word = taken(said, FIELDS["reason"].form)
    if isinstance(word, Misunderstood):
        return Misunderstood(f"không có lý do “{said}”", word.hint)
    return Reason.of(str(word))


def households_said(said: str) -> int | Misunderstood:
    """A number of households that a commune can have."""
    number = taken(said, FIELDS["households"].form)
    if not isinstance(number, int):
        return Misunderstood(f"“{said}” không phải số hộ", number.hint if isinstance(number, Misunderstood) else "")
    if number < 0:
        return Misunderstood(f"số hộ âm: {number}", "Không biết thì để trống.")
    if number > MOST_HOUSEHOLDS:
        return Misunderstood(f"số hộ quá lớn: {number}", "Chỉ ghi số hộ của xã này.")
    return number
