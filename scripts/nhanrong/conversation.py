"""Questions and answers: what was said beforehand is taken, the rest is asked until it can be taken.

Where nobody can be asked, whatever is missing or wrong is gathered, to be told at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from nhanrong.finding import Matches
from nhanrong.lenient import Misunderstood, tidied
from nhanrong.vietnamese import capitalised, fold, uncapitalised

T = TypeVar("T")
Take = Callable[[str], T | Misunderstood]

SKIPPED = {"", "-", "–"}
_AGAIN = Misunderstood("", "")  # nothing to say: the question is put once more


@dataclass(frozen=True)
class Ask:
    """How a question is put: what it is called beforehand, its words, what an empty answer stands for."""

    key: str
    label: str
    told: str = ""
    needed: bool = False
    offer: str = ""
    options: Sequence[str] = ()


@dataclass
class Talk:
    """One conversation. `given` are answers by the key of their question; `read` asks a person, if there is one."""

    given: Mapping[str, Sequence[str]]
    say: Callable[[str], None]
    read: Callable[[], str] | None
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    taken: dict[str, list[str]] = field(default_factory=dict)
    _typed: str = ""

    def __post_init__(self) -> None:
        self._left = {key: list(texts) for key, texts in self.given.items()}

    @property
    def unused(self) -> list[str]:
        """The answers that no question asked for."""
        return [key for key, texts in self._left.items() if texts]

    def knows(self, key: str) -> bool:
        """Whether there is an answer yet to a question, or, for a key that ends with a dot, to one of its parts."""
        return any(texts for one, texts in self._left.items() if one == key or (key[-1] == "." and one.startswith(key)))

    def ask(self, ask: Ask, take: Take[T]) -> T | None:
        """One value, or None where the answer was left out."""
        if self._left.get(ask.key):
            text = tidied(self._left[ask.key].pop(0))
            if text in SKIPPED and not ask.needed:
                self._keep(ask, "")
                return None
            value = take(text) if text not in SKIPPED else Misunderstood("câu này cần trả lời", "")
            if not isinstance(value, Misunderstood):
                self._keep(ask, value)
                return value
            if self.read is None:
                self.wrong.append(f"--set {ask.key}: {_said(value)}")
                return None
            self.say(f"! {_said(value)}")
        if self.read is None:
            if ask.offer:
                return self._offered(ask, take)
            if ask.needed:
                self.missing.append(f"--set {ask.key}=…  ({ask.label})")
            return None
        self._put(ask)
        return self._asked(ask, take)

    def ask_many(self, ask: Ask, take: Take[T], *, one_by_one: bool = False) -> list[T]:
        """Some values: parted by semicolons, or one by one until an empty answer."""
        if not one_by_one:
            if ask.key in self._left:
                self._left[ask.key] = [";".join(self._left[ask.key])]
            return self.ask(ask, lambda text: _all(text, take)) or []
        if ask.key in self._left:
            texts = [text for text in self._left[ask.key] if tidied(text) not in SKIPPED]
            self._left[ask.key] = texts or [""]
            found = [self.ask(ask, take) for _ in texts or [""]]
        else:
            found = [self.ask(ask, take)]
            more = Ask(ask.key, f"Thêm {uncapitalised(ask.label)}? Không còn thì Enter.")
            while found[-1] is not None and self.read is not None:
                found.append(self.ask(more, take))
        return list(dict.fromkeys(value for value in found if value is not None))

    def prefill(self, given: Mapping[str, str]) -> None:
        """Answers that are known before their questions."""
        for key, text in given.items():
            self._left.setdefault(key, []).insert(0, text)

    def choose(self, ask: Ask, values: Sequence[T], take: Take[T]) -> T | None:
        """One of the values whose labels are the options: by its number, or as `take` understands the words."""

        def chosen(text: str) -> T | Misunderstood:
            if text.isdecimal() and 1 <= int(text) <= len(values):
                return values[int(text) - 1]
            value = take(text)
            if not isinstance(value, Misunderstood):
                return value
            like = [at for at, label in enumerate(ask.options) if fold(text) in fold(label)]
            if len(like) == 1:
                return values[like[0]]
            return Misunderstood(value.message, f"Ghi số từ 1 đến {len(values)}, hoặc tên.") if self.read else value

        return self.ask(ask, chosen)

    def search(self, ask: Ask, find: Callable[[str], Matches], shown: Callable[[str], str]) -> str | None:
        """The id of what is looked for by its name."""
        return self.ask(ask, lambda text: self.looked_up(text, find, shown))

    def looked_up(self, text: str, find: Callable[[str], Matches], shown: Callable[[str], str]) -> str | Misunderstood:
        """The one that is found; of several a person picks one."""
        found = find(text)
        if found.sure:
            self.say(f"→ {shown(found.ids[0])}")
            return found.ids[0]
        if not found.ids:
            return Misunderstood(f"không thấy “{text}”", "Gõ vài chữ khác của tên, có dấu hay không dấu.")
        return self.pick(f"“{text}” có thể là", found.ids, shown)

    def pick(self, words: str, ids: Sequence[str], shown: Callable[[str], str]) -> str | Misunderstood:
        """One of some, by its number."""
        if self.read is None:
            listed = "; ".join(f"{name} ({shown(name)})" for name in ids)
            return Misunderstood(f"{words}: {listed}", "Ghi mã đứng trước dấu ngoặc.")
        self.say(f"{words}:")
        for number, name in enumerate(ids, 1):
            self.say(f"  {number}. {shown(name)}")
        self.say("Số mấy? Không phải thì Enter, hoặc gõ lại.")
        while (answer := tidied(self.read())) not in SKIPPED:
            if answer.isdecimal() and 1 <= int(answer) <= len(ids):
                return ids[int(answer) - 1]
            if not answer.isdecimal():
                self._typed = answer  # it answers the question itself
                break
            self.say(f"! Ghi một số từ 1 đến {len(ids)}.")
        return _AGAIN

    # One answer -------------------------------------------------------------------------------------

    def _put(self, ask: Ask) -> None:
        self.say("")
        self.say(f"{ask.label}{' (bắt buộc)' if ask.needed and not ask.offer else ''}")
        if ask.told:
            self.say(f"  {ask.told}")
        for number, option in enumerate(ask.options, 1):
            self.say(f"  {number}. {option}")
        if ask.offer:
            self.say(f"  Enter để lấy: {ask.offer}")

    def _asked(self, ask: Ask, take: Take[T]) -> T | None:
        while True:
            text = self._heard()
            if text in SKIPPED and ask.offer:
                return self._offered(ask, take)
            if text in SKIPPED and ask.needed:
                self.say("! Câu này cần trả lời. Muốn dừng thì Ctrl-C; chưa có gì được ghi.")
                continue
            if text in SKIPPED:
                self._keep(ask, "")
                return None
            value = take(text)
            if not isinstance(value, Misunderstood):
                self._keep(ask, value)
                return value
            if value is not _AGAIN:
                self.say(f"! {_said(value)}")

    def _heard(self) -> str:
        """The next answer of the person."""
        assert self.read is not None  # nobody else is asked
        text, self._typed = self._typed, ""
        return text or tidied(self.read())

    def _offered(self, ask: Ask, take: Take[T]) -> T:
        value = take(ask.offer)
        assert not isinstance(value, Misunderstood), value  # what is offered can be taken
        self._keep(ask, value)
        return value

    def _keep(self, ask: Ask, value: object) -> None:
        self.taken.setdefault(ask.key, []).extend(map(str, value) if isinstance(value, list) else [str(value)])


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _all(text: str, take: Take[T]) -> list[T] | Misunderstood:
    found: list[T] = []
    for part in _parted(text):
        value = take(part)
        if isinstance(value, Misunderstood):
            return value
        found.append(value)
    return list(dict.fromkeys(found))


def _said(why: Misunderstood) -> str:
    return f"{capitalised(why.message)}. {why.hint}".strip()
