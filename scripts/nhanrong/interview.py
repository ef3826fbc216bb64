"""What is asked for a new record, field after field: what it cannot exist without, and the few that matter most."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.conversation import Ask, Take, Talk
from nhanrong.dates import parse
from nhanrong.document import Document
from nhanrong.finding import fresh_id, on_list, source_matches, unit_matches
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import Misunderstood, taken
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.model import Model
from nhanrong.records.pieces import NOT_STATED
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.shape import shaped
from nhanrong.vietnamese import capitalised, fold, slug

Record = dict[str, Any]

# What is asked though a record may do without it.
_MATTERS: Mapping[type[Piece], tuple[str, ...]] = {
    Model: ("crops_animals", "started"),
    Practice: ("sector", "problem"),
    Session: ("date", "attendances", "organisers"),
    Source: ("publisher", "date", "url"),
}
_NEW = {"+", "moi", "them", "nguon moi"}
_SOURCE_TOLD = "Gõ vài chữ của tên nguồn, hoặc mã, hoặc địa chỉ. Nguồn chưa có trong kho thì gõ dấu +."
_PLACE_TOLD = "Tên xã, không dấu cũng được, tên cũ cũng được; nguồn không nêu thì gõ: không nêu."
_TITLE_WORDS = 6


class Interview:
    """Asks for one record; `sources` are those that it made on the spot."""

    def __init__(self, kb: Knowledge, talk: Talk, day: dt.date, sources: Mapping[str, Record] | None = None) -> None:
        self.kb = kb
        self.talk = talk
        self.day = day
        self.sources: dict[str, Record] = dict(sources or {})

    def record(self, kind: type[Piece], start: str = "") -> Record:
        """A record of this kind; `start` stands before the keys of its questions."""
        fields = Part(kind).fields
        asked = [field for field in fields if field.required or field.key in _MATTERS[kind]]
        found: Record = {}
        for field in asked:
            if field.key != "id":
                found[field.key] = self.value(kind, field, found, start)
        for field in fields:
            if field not in asked and not field.form.pieces and self.talk.knows(start + field.key):
                found[field.key] = self.value(kind, field, found, start)
        found["id"] = self._id(kind, found, start)
        if any(field.key == "recorded_on" for field in fields):
            found["recorded_on"] = self.day.isoformat()
        return {key: value for key, value in found.items() if value not in (None, [], {})}

    def value(self, kind: type[Piece], field: Field, found: Record, start: str = "") -> object:
        """The value of one field."""
        ask = asking(field, start)
        if field.key == "place":
            return self.place(ask)
        if "source" in field.form.refers:
            return self.sources_of(ask)
        if field.key == "evidence" and found.get("sources"):
            ask = replaced(ask, offer=self.weakest(found["sources"]))
        take = self.taking(kind, field)
        if field.form.closed and field.form.part:
            values = [str(term.value) for term in field.form.part.terms]
            return self.talk.choose(ask, values, take)
        return self.talk.ask_many(ask, take) if field.form.many else self.talk.ask(ask, take)

    def taking(self, kind: type[Piece], field: Field) -> Take[Any]:
        """How the answer for a field is taken: as people type it, and then as the record type wants it."""
        one = Form(scalar=field.form.scalar, part=field.form.part)

        def take(text: str) -> object:
            value = taken(text, one)
            if field.key == "crops_animals":
                value = self._spelt(str(value))
            return value if isinstance(value, Misunderstood) else refused(kind, field, value) or value

        return take

    # Sources ----------------------------------------------------------------------------------------

    def sources_of(self, ask: Ask) -> list[str]:
        """At least one source, known or made on the spot."""
        if self.talk.read is None and not self.talk.knows(ask.key) and self.talk.knows("source."):
            return [self._new_source()]
        return self.talk.ask_many(replaced(ask, told=_SOURCE_TOLD), self._source, one_by_one=True)

    def _source(self, text: str) -> str | Misunderstood:
        if text in self.sources:
            return text
        if fold(text) in _NEW:
            return self._new_source()
        if text.startswith(("http://", "https://")) and not source_matches(self.kb, text).ids:
            self.talk.say("→ Địa chỉ này chưa có trong kho; ghi nguồn mới.")
            return self._new_source(url=text)
        return self.talk.looked_up(text, lambda words: source_matches(self.kb, words), self.source_name)

    def source_name(self, name: str) -> str:
        """A source as it is shown: its title, who published it and when."""
        one = self.kb.sources[name].record
        return ", ".join(str(part) for part in (one.title, one.publisher, one.date) if part)

    def _new_source(self, **known: str) -> str:
        self.talk.say("Nguồn mới:")
        self.talk.prefill({f"source.{key}": text for key, text in known.items()})
        made = self.record(Source, "source.")
        name = str(made.get("id", ""))  # where nobody can be asked, what was not given is lacking
        self.sources[name] = made
        return name

    def weakest(self, sources: Sequence[str]) -> str:
        """The evidence of the weakest source, which what it tells cannot surpass."""
        heads = [self.kb.source_head(name) for name in sources]
        known = [str(head.evidence) for head in heads if head]
        return max(
            [*known, *(str(self.sources[name].get("evidence", "E")) for name in sources if name in self.sources)]
        )

    # Places -----------------------------------------------------------------------------------------

    def place(self, ask: Ask) -> Record:
        """Communes, or the words of the source."""
        talk, words = self.talk, dict[str, Any]()
        if talk.knows("place.text"):
            words = {"text": talk.ask(Ask("place.text", ask.label), lambda text: text)}
            if talk.knows("place.outside"):
                flag = Form(scalar=Scalar.FLAG)
                words["outside"] = talk.ask(Ask("place.outside", ask.label), lambda text: taken(text, flag))
            if not talk.knows("place"):
                return words

        def take(text: str) -> str | Misunderstood:
            if fold(text) == fold(NOT_STATED):
                words["text"] = NOT_STATED
                return NOT_STATED
            found = unit_matches(self.kb, text)
            if found.ids or talk.read is None:
                return talk.looked_up(text, lambda _: found, self.unit_name)
            return self._in_words(text, words)

        named = talk.ask_many(replaced(ask, told=_PLACE_TOLD), take, one_by_one=True)
        units = [name for name in named if UnitRef(*_two(name)) in self.kb.units]
        if talk.read is not None:  # so that what was agreed to is not asked again
            talk.taken |= {"place": units} | {f"place.{key}": [str(said)] for key, said in words.items()}
        return {**({"units": units} if units else {}), **words}

    def _in_words(self, text: str, words: Record) -> str | Misunderstood:
        choices = (f"“{text}”, trong địa bàn", f"“{text}”, ngoài địa bàn")
        picked = self.talk.pick("Trong kho không có xã nào tên như vậy. Ghi đúng lời ấy làm nơi chốn", choices, str)
        if isinstance(picked, Misunderstood):
            return picked
        words |= {"text": text, **({"outside": True} if picked == choices[1] else {})}
        return text

    def unit_name(self, name: str) -> str:
        """A unit as it is shown: its old district, its list, and what it is today."""
        ref = UnitRef(*_two(name))
        unit = self.kb.units[ref]
        district = [f"{unit.old_district} (cũ)"] if unit.old_district else []
        shown = ", ".join([capitalised(self.kb.unit_name(ref)), *district, f"danh mục {ref.list}"])
        now = on_list(self.kb, ref, self.kb.list_in_force(self.day))
        if now in {(), (ref,)}:
            return shown
        todays = " hoặc ".join(self.kb.unit_name(one) for one in now)
        return f"{shown}; nay thuộc {todays} (danh mục {now[0].list})"

    # Ids --------------------------------------------------------------------------------------------

    def _id(self, kind: type[Piece], found: Record, start: str) -> str | None:
        used = self.ids_used(kind)
        words = str(found.get("name") or found.get("title") or "")
        year = str(parse(str(found["date"])).last.year) if found.get("date") else ""
        if kind is Session and year and year not in words:
            words += f" {year}"
        if kind is Source:
            words = " ".join([str(found.get("publisher") or ""), year, *slug(words).split("-")[:_TITLE_WORDS]])
        field = next(field for field in Part(kind).fields if field.key == "id")
        ask = asking(field, start)
        take = self.taking(kind, field)

        def unused(text: str) -> str | Misunderstood:
            value: str | Misunderstood = take(text)
            if isinstance(value, str) and used(value):
                return Misunderstood(f"mã “{value}” đã dùng", f"Mã còn trống: {fresh_id(value, Used(used))}.")
            return value

        offer = fresh_id(words, Used(used)) if words.strip() else ""
        return self.talk.ask(replaced(ask, offer=offer), unused)

    def ids_used(self, kind: type[Piece]) -> Callable[[str], bool]:
        """Whether an id was ever used for a record of this kind."""
        groups = {
            Model: ("models", "practices", "former subjects"),
            Practice: ("models", "practices", "former subjects"),
            Session: ("sessions", "former sessions"),
            Source: ("sources",),
        }.get(kind, ("lines",))

        def used(name: str) -> bool:
            taken_here = kind is Source and name in self.sources
            return taken_here or self.kb.is_broken(name) or any(self.kb.index.has(group, name) for group in groups)

        return used

    def _spelt(self, crop: str) -> str:
        """A crop as it is spelt in this base already."""
        marks_tell = " " not in crop  # bơ is no bò
        same = (lambda name: name.lower() == crop.lower()) if marks_tell else lambda name: slug(name) == slug(crop)
        return next(filter(same, self.kb.index.names("crops")), crop)


class Used:
    """A container of ids that are used."""

    def __init__(self, used: Callable[[str], bool]) -> None:
        self._used = used

    def __contains__(self, name: object) -> bool:
        return self._used(str(name))


def asking(field: Field, start: str = "") -> Ask:
    """The question for a field."""
    part = field.form.part
    options = [capitalised(term.label) for term in part.terms] if field.form.closed and part else []
    many = "Nhiều thì cách nhau bằng dấu chấm phẩy." if field.form.many and not field.form.refers else ""
    told = " ".join(filter(None, (field.description, many)))
    if field.form.scalar is Scalar.FLAG:
        told = "Gõ có hoặc không."
    return Ask(start + field.key, field.title, told, needed=field.required, options=options)


def replaced(ask: Ask, *, told: str | None = None, offer: str | None = None) -> Ask:
    """The same question, told otherwise or with an offer."""
    return Ask(
        ask.key,
        ask.label,
        ask.told if told is None else told,
        needed=ask.needed,
        offer=ask.offer if offer is None else offer,
        options=ask.options,
    )


def refused(kind: type[Piece], field: Field, value: object) -> Misunderstood | None:
    """Why the record type does not take a value for a field."""
    document = Document("", {field.key: [value] if field.form.many else value})
    faults = [problem for problem in shaped(kind, document)[1] if problem.code != "NR201"]
    return Misunderstood(faults[0].message, faults[0].hint) if faults else None


def _two(name: str) -> tuple[str, str]:
    list_id, _, code = name.partition("/")
    return list_id, code
