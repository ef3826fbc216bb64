"""What a slip says: one of four things, two of which the ledger may hold and two of which somebody organises."""

from enum import Enum

from nhanrong.records.vocabulary import State


class Wish(Enum):
    """What was ticked; the value is what the register says."""

    LEARN = "Muốn học"
    VISIT = "Muốn đến xem"
    DOING = "Đang làm"
    GIVEN_UP = "Đã bỏ"

    @property
    def on_paper(self) -> str:
        """What stands beside the box."""
        return _ON_PAPER[self]

    @property
    def state(self) -> State | None:
        """The state that it tells of; None for a request."""
        return {Wish.DOING: State.APPLIED, Wish.GIVEN_UP: State.STOPPED}.get(self)


_ON_PAPER = {
    Wish.LEARN: "Tôi muốn học",
    Wish.VISIT: "Tôi muốn đến xem",
    Wish.DOING: "Tôi đang làm",
    Wish.GIVEN_UP: "Tôi đã bỏ",
}
