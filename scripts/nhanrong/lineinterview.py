"""What is asked for a new line of the ledger: what became of what, when, in which commune, and who says so."""

import datetime as dt
from typing import Any

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.conversation import Ask
from nhanrong.dates import parse, spoken_day
from nhanrong.finding import fresh_id, on_list, session_matches, subject_matches, unit_matches, unit_meant
from nhanrong.interview import Interview, Record, Used, asking, replaced
from nhanrong.lenient import Misunderstood, taken
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Check, LearntFrom, Line
from nhanrong.records.vocabulary import LIVE, NEED_REASON, Link, State

_FIELDS = {field.key: field for field in Part(Line).fields}
_ENDINGS = {State.STOPPED, State.UNSUITABLE}
_SUBJECT_TOLD = "Gõ vài chữ của tên, không dấu cũng được, hoặc mã."
_COMMUNE_TOLD = "Tên xã lúc ấy hoặc hiện nay, không dấu cũng được, tên cũ cũng được."


class LineInterview(Interview):
    """Asks for one line and for the commune in whose ledger it stands."""

    def line(self) -> tuple[UnitRef | None, Record]:
        """The commune, if it could be told, and the line."""
        found: Record = {"subject": self._subject(asking(_FIELDS["subject"]))}
        found["state"] = self._field("state", found)
        state = State.of(found["state"]) if found["state"] else None
        found["check"] = self._check(needed=state is State.ABSENT)
        found["date"] = self._date(found)
        found["sources"] = self.sources_of(asking(_FIELDS["sources"]))
        unit = self._unit(self._then(found))
        if unit and state is State.ABSENT:
            found["group"] = self._group(unit, found["subject"])
        if state is not State.ABSENT:
            found["households"] = self._field("households", found)
        found["evidence"] = self._field("evidence", found)
        if state in NEED_REASON:
            found["reason"] = self._field("reason", found, needed=True)
        if state in _ENDINGS:
            found["learnt"] = self._field("learnt", found, needed=True)
        if state is not State.ABSENT:
            found["link"] = self._link()
        for key, field in _FIELDS.items():
            if key not in found and not field.form.pieces and self.talk.knows(key) and key != "id":
                found[key] = self.value(Line, field, found)
        found["recorded_on"] = self.day.isoformat()
        if unit and found["subject"]:
            found["id"] = self._line_id(unit, found)
        return unit, {key: value for key, value in found.items() if value not in (None, [], {})}

    def _field(self, key: str, found: Record, *, needed: bool = False) -> Any:
        field = _FIELDS[key]
        if needed:
            field = Field(field.key, field.title, field.description, "bắt buộc", field.default, field.form)
        return self.value(Line, field, found)

    def _subject(self, ask: Ask) -> str | None:
        return self.talk.search(
            replaced(ask, told=_SUBJECT_TOLD), lambda text: subject_matches(self.kb, text), self.subject_name
        )

    def subject_name(self, name: str) -> str:
        """A model or practice as it is shown."""
        return f"{self.kb.head(name).name} ({name})"

    def _check(self, *, needed: bool) -> Record | None:
        """Who looked, if anybody did."""
        flag = Form(scalar=Scalar.FLAG)
        if not needed and (self.talk.knows("check") or not self.talk.knows("check.")):
            ask = Ask("check", "Có ai đã đến xem tận nơi không?", "Gõ có, hoặc Enter nếu không hay không rõ.")
            if not self.talk.ask(ask, lambda text: taken(text, flag)):
                return None
        found: Record = {}
        for field in Part(Check).fields:
            if field.required or self.talk.knows(f"check.{field.key}"):
                found[field.key] = self.value(Check, field, found, "check.")
        return found

    def _date(self, found: Record) -> Any:
        field = _FIELDS["date"]
        looked = str(found["check"].get("day") or "") if found["check"] else ""
        ask = replaced(asking(field), told=f"{field.description} Ví dụ 2022, 8/2022, 10/8/2022.", offer=looked)
        return self.talk.ask(ask, self.taking(Line, field))

    def _then(self, found: Record) -> dt.date:
        """The last day of what is told, as the ledger counts it."""
        heads = [self.kb.source_head(name) for name in found["sources"]]
        dates = [head.date for head in heads if head and head.date]
        dates += [parse(str(one["date"])) for one in map(self.sources.get, found["sources"]) if one and "date" in one]
        if found["date"]:
            return parse(str(found["date"])).last
        return max(dates).last if dates else self.day

    def _unit(self, then: dt.date) -> UnitRef | None:
        list_id = self.kb.list_in_force(then)

        def take(text: str) -> UnitRef | Misunderstood:
            name = self.talk.looked_up(text, lambda words: unit_meant(self.kb, words, list_id), self.unit_name)
            return name if isinstance(name, Misunderstood) else self._of_that_day(UnitRef(*name.split("/")), then)

        return self.talk.ask(Ask("commune", "Xã", _COMMUNE_TOLD, needed=True), take)

    def _of_that_day(self, ref: UnitRef, then: dt.date) -> UnitRef | Misunderstood:
        """The unit that was there on a day: what an old one went into, or what a new one was made of."""
        list_id = self.kb.list_in_force(then)
        if list_id is None or ref.list == list_id:
            return ref
        later = ref.list < list_id
        some = (
            on_list(self.kb, ref, list_id) if later else tuple(part.ref for part in self.kb.parts[ref] if part.inside)
        )
        if len(some) == 1:
            self.talk.say(f"→ Ngày {spoken_day(then)}: {self.unit_name(str(some[0]))}")
            return some[0]
        if not some:
            return Misunderstood(
                f"ngày {spoken_day(then)} không có xã này", "Xem lại thời điểm, hoặc ghi tên xã lúc ấy."
            )
        picked = self.talk.pick(f"Ngày {spoken_day(then)} nơi này là", [str(one) for one in some], self.unit_name)
        return picked if isinstance(picked, Misunderstood) else UnitRef(*picked.split("/"))

    def _group(self, unit: UnitRef, subject: str | None) -> str | None:
        """Which group was looked for, where several lines name one."""
        lines = [entry.record for entry in self.kb.written_in(unit)]
        groups = sorted({line.group for line in lines if line.subject == subject and line.group and line.state in LIVE})
        if not groups:
            return None
        ask = Ask("group", _FIELDS["group"].title, "Nhóm nào đã tìm mà không thấy?", needed=True, options=groups)
        return self.talk.choose(ask, groups, lambda text: Misunderstood(f"không có nhóm “{text}”", "Chọn theo số."))

    def _link(self) -> Record | None:
        """Where it was learnt, and from what as far as that is known."""
        fields = {field.key: field for field in Part(LearntFrom).fields}
        ask = asking(_FIELDS["link"])
        asked = asking(fields["kind"], "link.")
        ask = Ask("link.kind", ask.label, "Không rõ thì Enter.", options=asked.options)
        kinds = [str(term) for term in Link]
        kind = self.talk.choose(ask, kinds, self.taking(LearntFrom, fields["kind"]))
        if kind is None:
            return None
        found: Record = {"kind": kind}
        match Link.of(kind):
            case Link.SESSION | Link.VISIT:
                which = Ask("link.ref", "Hoạt động nào?", "Gõ vài chữ của tên; không có trong kho thì Enter.")
                found["ref"] = self.talk.search(which, lambda text: session_matches(self.kb, text), self.session_name)
            case Link.PROGRAMME:
                which = Ask(
                    "link.ref", "Chương trình, mô hình nào?", "Gõ vài chữ của tên; không có trong kho thì Enter."
                )
                found["ref"] = self.talk.search(which, lambda text: subject_matches(self.kb, text), self.subject_name)
            case Link.COMMUNE:
                which = Ask("link.ref", "Xã nào?", "Không rõ thì Enter.")
                found["ref"] = self.talk.search(which, lambda text: unit_matches(self.kb, text), self.unit_name)
        if self.talk.knows("link.text") or (self.talk.read and kind != Link.UNKNOWN and not found.get("ref")):
            found["text"] = self.talk.ask(asking(fields["text"], "link."), self.taking(LearntFrom, fields["text"]))
        return {key: value for key, value in found.items() if value}

    def session_name(self, name: str) -> str:
        """An activity as it is shown."""
        one = self.kb.sessions[name].record
        return f"{one.title}, {one.date.spoken if one.date else 'không rõ ngày'}"

    def _line_id(self, unit: UnitRef, found: Record) -> str | None:
        used = self.ids_used(Line)
        year = self._then(found).year
        field = _FIELDS["id"]
        offer = fresh_id(f"{unit.code}-{found['subject']}-{year}", Used(used))
        if not self.talk.knows("id"):
            return offer
        return self.talk.ask(asking(field), self.taking(Line, field))
