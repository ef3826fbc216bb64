"""What may be answered on a review sheet, in the words of the sheet, and what each answer records."""

from collections.abc import Mapping
from enum import Enum

from nhanrong.anatomy import Part
from nhanrong.records.ledger import Check, Line
from nhanrong.records.vocabulary import LIVE, State

ENDED = frozenset({State.STOPPED, State.UNSUITABLE, State.ABSENT})


class Answer(Enum):
    """An answer; the value is what the sheet says."""

    STILL = "Còn làm"
    STILL_TRIAL = "Vẫn làm thử"
    TRIED = "Làm thử"
    APPLIED = "Đã áp dụng"
    AGAIN = "Làm như trước"
    STILL_PAUSED = "Vẫn tạm dừng"
    REDUCED = "Giảm"
    STOPPED = "Ngừng"
    ABSENT = "Không có"
    UNKNOWN = "Chưa rõ"

    def state(self, before: State | None) -> State | None:
        """The state that it records; “still there” keeps the live state of before, “unknown” records nothing."""
        return before if self is Answer.STILL else _STATES.get(self)


_STATES = {
    Answer.STILL_TRIAL: State.TRIAL,
    Answer.TRIED: State.TRIAL,
    Answer.APPLIED: State.APPLIED,
    Answer.AGAIN: State.APPLIED,
    Answer.STILL_PAUSED: State.PAUSED,
    Answer.REDUCED: State.REDUCED,
    Answer.STOPPED: State.STOPPED,
    Answer.ABSENT: State.ABSENT,
}
_THERE: Mapping[State | None, tuple[Answer, ...]] = {
    State.APPLIED: (Answer.STILL,),
    State.SUSTAINED: (Answer.STILL,),
    State.REDUCED: (Answer.AGAIN,),
    State.TRIAL: (Answer.STILL_TRIAL, Answer.APPLIED),
    State.REGISTERED: (Answer.TRIED, Answer.APPLIED),
    State.PAUSED: (Answer.AGAIN, Answer.STILL_PAUSED),
    None: (Answer.TRIED, Answer.APPLIED),
}
_LESS = (Answer.REDUCED, Answer.STOPPED)
_NOT_THERE = (Answer.ABSENT, Answer.UNKNOWN)


def there(before: State | None) -> tuple[Answer, ...]:
    """The answers that say that it is there; `before` is the open state of before, None in an empty row."""
    return _THERE[before]


def offered(before: State | None) -> tuple[Answer, ...]:
    """All answers of a row; of what nobody has asked about nobody answers that it is absent or unknown."""
    return (*there(before), *_LESS, *(() if before is None else _NOT_THERE))


def levels() -> dict[int, str]:
    """The levels of a check in words, as the record type tells them: 1 chi hội xác nhận."""
    told = Check.model_fields["level"].description or ""
    return {int(said.split(" ", 1)[0]): said for said in told.rstrip(".").split("; ")}


def titles() -> dict[str, str]:
    """The titles of the fields of a line and of its check."""
    return {field.key: field.title for kind in (Line, Check) for field in Part(kind).fields}


def lives(state: State | None) -> bool:
    """Whether households work that way: applied or beyond, tried, but not paused or ended."""
    return state in LIVE or state is State.TRIAL
