"""The value of a file in which nothing is wrong: line by line, else in one pass over its events; no tree, no places.

What gives the least doubt is left to the exact reader, which is several times slower and knows what to say of it. So
this one may doubt too much, but may neither take what the exact one refuses nor read another value.
"""

import re
from collections.abc import Iterator

import yaml
from yaml.events import (
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from nhanrong.lineyaml import value_by_lines
from nhanrong.rawtext import has_odd_characters
from nhanrong.scalars import Misread, plain, quoted
from nhanrong.yamlguards import MAX_DEPTH

Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # without libyaml the same, slower

# An anchor, a tag and a merge key begin with one of these, never right behind a letter or a digit.
_SHARING = re.compile(r"[&!<](?<!\w.)")
_HASH_IN_A_LINE = re.compile(r"^ *[^ #\n].* #", re.MULTILINE)  # a comment behind a value, or a part of the value


class Doubtful(Exception):  # noqa: N818
    """Something may be wrong; only the exact reader can tell."""


def good_value(text: str, most_nodes: int) -> object:
    """The value of a text without odd characters; Doubtful is raised where that would need a second look."""
    if " #" in text and _HASH_IN_A_LINE.search(text):
        raise Doubtful
    value = value_by_lines(text, most_nodes)
    if value is not None:
        return value
    events: Iterator[Event] = iter(Loader(text).get_event, None)
    if "\\" in text or _SHARING.search(text):
        events = _unsuspected(events)
    try:
        return _Pass(events, most_nodes).document()
    except yaml.YAMLError:
        raise Doubtful from None


def _unsuspected(events: Iterator[Event]) -> Iterator[Event]:
    """The events, as long as none is shared or tagged nor brings in an odd character by an escape."""
    for event in events:
        if isinstance(event, ScalarEvent | CollectionStartEvent):
            if event.anchor is not None or event.tag is not None:
                raise Doubtful
            if isinstance(event, ScalarEvent) and (
                event.value == "<<" or (event.style == '"' and has_odd_characters(event.value))
            ):
                raise Doubtful
        yield event


class _Pass:
    """Takes one event after the other and builds the value that they stand for."""

    def __init__(self, events: Iterator[Event], most_nodes: int) -> None:
        self._events = events
        self._nodes_left = most_nodes - 1  # without the outermost
        self._depth = 0

    def document(self) -> object:
        """The value of the only document."""
        next(self._events)  # the stream starts
        next(self._events)  # a document starts, or the stream ends
        value = self._collection(next(self._events, None))
        next(self._events)  # the document ends
        if type(next(self._events)) is not StreamEndEvent:
            raise Doubtful
        return value

    def _collection(self, start: Event | None) -> dict[str, object] | list[object]:
        self._depth += 1
        if not isinstance(start, CollectionStartEvent) or self._depth > MAX_DEPTH:
            raise Doubtful
        value = self._mapping() if type(start) is MappingStartEvent else self._sequence()
        self._depth -= 1
        if self._nodes_left < 0:
            raise Doubtful
        return value

    def _mapping(self) -> dict[str, object]:
        value: dict[str, object] = {}
        events = self._events
        for key in events:
            if type(key) is not ScalarEvent:
                break
            name = key.value
            if name in value:
                raise Doubtful
            event = next(events)
            value[name] = _scalar(event) if type(event) is ScalarEvent else self._collection(event)
        if type(key) is not MappingEndEvent:
            raise Doubtful
        self._nodes_left -= 2 * len(value)
        return value

    def _sequence(self) -> list[object]:
        value: list[object] = []
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            value.append(_scalar(event) if type(event) is ScalarEvent else self._collection(event))
        self._nodes_left -= len(value)
        return value


def _scalar(event: ScalarEvent) -> object:
    meaning = quoted(event.value) if event.style else plain(event.value)
    if type(meaning) is Misread:
        raise Doubtful
    return meaning
