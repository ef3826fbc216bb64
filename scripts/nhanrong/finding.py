"""What people mean when they type a commune, a model or a source: by name, with or without marks, old names too."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, count

from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import UnitType
from nhanrong.vietnamese import capitalised, fold, slug

_MOST = 6
_LONGEST_ID = 60
_SHORT = {"tt": UnitType.TOWNSHIP, "x": UnitType.COMMUNE, "p": UnitType.WARD}
_TYPES = {fold(kind.label): kind for kind in UnitType} | _SHORT
_TYPE = re.compile(rf"^({'|'.join(_TYPES)})\.? +(?=\S)")
_REF = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{5})")
_LABEL = re.compile(r"(\d{5})\b.*\((\d{4}-\d\d-\d\d)\)")
_RECORD = re.compile(r".+ \(([a-z0-9-]+)\)", re.DOTALL)
_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Matches:
    """What a text may mean, the likeliest first; `sure` when it can mean the first one only."""

    ids: tuple[str, ...]
    sure: bool


def unit_label(kb: Knowledge, ref: UnitRef) -> str:
    """A unit as it stands in drop-downs, and is read back from them: 25021 – Xã Đinh Lạc (2025-06-30)."""
    return f"{ref.code} – {capitalised(kb.unit_name(ref))} ({ref.list})"


def record_label(name: str, called: str) -> str:
    """A record as it stands in drop-downs, and is read back from them: what it is called, and its id."""
    return f"{called} ({name})"


def unit_matches(kb: Knowledge, text: str, lists: Sequence[str] = ()) -> Matches:
    """The units that a text may mean, as “list/code”: by reference, label, code or name, newest list first.

    `lists` are those to look in, all of them when none is named. A name without its type means any type.
    """
    looked = sorted(lists or kb.lists, reverse=True)
    if match := _REF.fullmatch(text.strip()):
        refs = [UnitRef(*match.groups())]
    elif match := _LABEL.fullmatch(text.strip()):
        refs = [UnitRef(match[2], match[1])]
    elif re.fullmatch(r"\d{5}", text.strip()):
        refs = [UnitRef(name, text.strip()) for name in looked]
    else:
        return _named(text, _unit_names(kb, looked))
    return _known(str(ref) for ref in refs if ref in kb.units)


def unit_meant(kb: Knowledge, text: str, then: str | None) -> Matches:
    """The unit that a text means when the list `then` was in force: one of that list, else one of any list."""
    found = unit_matches(kb, text, (then,) if then else ())
    if found.sure:
        return found
    every = unit_matches(kb, text)
    return every if every.sure else Matches(tuple(dict.fromkeys((*every.ids, *found.ids)))[:_MOST], sure=False)


def type_said(text: str) -> UnitType | None:
    """The type that a name begins with: “Thị trấn Di Linh”, “TT. Di Linh”; None where the name stands alone."""
    found = _TYPE.match(_bare(text))
    return _TYPES[found[1]] if found else None


def on_list(kb: Knowledge, ref: UnitRef, list_id: str | None) -> tuple[UnitRef, ...]:
    """The units of a list that a unit of an older list went into; itself, if it is of that list."""
    if list_id is None or ref.list >= list_id:
        return (ref,)
    return tuple(dict.fromkeys(last for next_one in kb.successors[ref] for last in on_list(kb, next_one, list_id)))


def subject_matches(kb: Knowledge, text: str) -> Matches:
    """The models and practices that a text may mean: by id, former id, label or any of their names."""
    label = _RECORD.fullmatch(text.strip())
    if label and label[1] in kb.subjects and text.strip() == record_label(label[1], kb.head(label[1]).name):
        return Matches((label[1],), sure=True)
    if text.strip() in kb.subjects:
        return Matches((text.strip(),), sure=True)
    if (today := kb.today(text.strip())) in kb.subjects:
        return Matches((today,), sure=True)
    spelt: dict[str, list[str]] = {}
    for name in kb.subjects:
        record = kb.subjects[name]
        for called in (record.name, *record.other_names):
            spelt.setdefault(_bare(called), []).append(name)
    return _named(text, spelt)


def source_matches(kb: Knowledge, text: str) -> Matches:
    """The sources that a text may mean: by id, address or title."""
    if text.strip() in kb.sources:
        return Matches((text.strip(),), sure=True)
    spelt: dict[str, list[str]] = {}
    for name, entry in kb.sources.items():
        if entry.record.url == text.strip():
            return Matches((name,), sure=True)
        spelt.setdefault(_bare(entry.record.title), []).append(name)
    return _named(text, spelt)


def session_matches(kb: Knowledge, text: str) -> Matches:
    """The activities that a text may mean: by id or title."""
    if text.strip() in kb.sessions:
        return Matches((text.strip(),), sure=True)
    spelt: dict[str, list[str]] = {}
    for name, entry in kb.sessions.items():
        spelt.setdefault(_bare(entry.record.title), []).append(name)
    return _named(text, spelt)


def fresh_id(text: str, taken: Container[str]) -> str:
    """An id from the words of a text, as many as fit, that is not among those taken."""
    first, *rest = slug(text).split("-")
    name = first[:_LONGEST_ID]
    for word in rest:
        if len(name) + 1 + len(word) > _LONGEST_ID:
            break
        name += f"-{word}"
    name = name if len(name) > 1 else "ban-ghi"
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def _unit_names(kb: Knowledge, lists: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in lists:
        for ref in kb.units_of(name):
            unit = kb.units[ref]
            for called in (unit.name, *unit.aliases):
                for spelling in {_bare(called), _TYPE.sub("", _bare(called)), _bare(f"{unit.type.label} {called}")}:
                    if str(ref) not in found.setdefault(spelling, []):
                        found[spelling].append(str(ref))
    return found


def _named(text: str, spelt: Mapping[str, list[str]]) -> Matches:
    """Those spelt so; else those that hold all its words; else the nearest spellings."""
    bare = _bare(text)
    for asked in dict.fromkeys((bare, _TYPE.sub("", bare))):
        if asked in spelt:
            return _known(spelt[asked])
    words = set(bare.split())
    held = [name for spelling, names in spelt.items() if words and words <= set(spelling.split()) for name in names]
    near = [name for spelling in get_close_matches(bare, spelt, n=_MOST, cutoff=0.7) for name in spelt[spelling]]
    return Matches(tuple(dict.fromkeys(held or near))[:_MOST], sure=False)


def _known(names: Iterable[str]) -> Matches:
    found = tuple(dict.fromkeys(names))
    return Matches(found, sure=len(found) == 1)


def _bare(text: str) -> str:
    """The words of a text in lower case without marks."""
    return _WORDS.sub(" ", fold(text)).strip()
