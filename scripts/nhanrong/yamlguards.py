"""What YAML allows and a record does not: shared parts, tags, several documents, depth, comments behind values."""

import re
from collections.abc import Iterable, Iterator

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from nhanrong.problems import Place, Problem
from nhanrong.vietnamese import number

MAX_NODES = 20_000
MAX_DEPTH = 12


def refused_events(path: str, events: Iterable[Event], most_nodes: int = MAX_NODES) -> Iterator[Problem]:
    """The parts of a file that have no place in a record; stops where reading on would be costly."""
    depth = nodes = documents = 0
    for event in events:
        mark = event.start_mark
        assert mark is not None  # only events made by hand have none
        place = Place(path, mark.line + 1, mark.column + 1)
        yield from _shared_or_tagged(place, event)
        documents += isinstance(event, DocumentStartEvent)
        nodes += isinstance(event, NodeEvent)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if documents > 1:
            yield Problem(place, "NR113", "tệp có nhiều tài liệu (dòng “---”)", "Mỗi bản ghi một tệp.")
            return
        if depth > MAX_DEPTH:
            yield Problem(place, "NR112", f"lồng nhau quá {MAX_DEPTH} cấp", "Viết phẳng lại theo tệp mẫu.")
            return
        if nodes > most_nodes:
            yield Problem(place, "NR112", f"tệp có hơn {number(most_nodes)} giá trị", "Tách thành nhiều bản ghi.")
            return


def _shared_or_tagged(place: Place, event: Event) -> Iterator[Problem]:
    if isinstance(event, AliasEvent):
        yield _sharing(place, f"*{event.anchor}")
        return
    if not isinstance(event, NodeEvent):
        return
    if event.anchor is not None:
        yield _sharing(place, f"&{event.anchor}")
    tag = getattr(event, "tag", None)
    if tag is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        yield Problem(place, "NR111", f"có thẻ kiểu “{short}”", "Bỏ thẻ; kiểu do tên trường quyết định.")
    if isinstance(event, ScalarEvent) and event.value == "<<" and event.implicit[0]:
        yield _sharing(place, "<<")


def _sharing(place: Place, what: str) -> Problem:
    return Problem(place, "NR111", f"dùng “{what}” để chép lại phần khác", "Viết rõ giá trị, hoặc đặt trong dấu nháy.")


def lost_comments(path: str, text: str, root: Node) -> Iterator[Problem]:
    """Every `#` behind something else on its line: what follows would be lost without a word."""
    spans = sorted(_scalar_spans(root))
    at = 0
    for match in re.finditer(r"(?<=[ \n])#|^#", text):
        index = match.start()
        while at < len(spans) and spans[at][1] <= index:
            at += 1
        if at < len(spans) and spans[at][0] <= index:
            continue
        line_start = text.rfind("\n", 0, index) + 1
        before = text[line_start:index].strip()
        if before and not before.startswith("#"):
            yield Problem(
                Place(path, text.count("\n", 0, index) + 1, index - line_start + 1),
                "NR116",
                "chữ từ dấu # trở đi sẽ bị mất",
                "Đặt cả giá trị trong dấu nháy kép; chú thích viết ở dòng riêng.",
            )


def _scalar_spans(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, ScalarNode):
        yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalar_spans(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalar_spans(key)
            yield from _scalar_spans(value)


def syntax_problem(text: str, place: Place) -> Problem:
    """The likeliest reason why YAML stopped at a place."""
    lines = text.split("\n")
    here = lines[place.line - 1] if place.line <= len(lines) else ""
    before = lines[place.line - 2] if place.line > 1 else ""
    if re.search(r":\s+\S.*:\s", here) or re.search(r":\s+[^\"'|>\s].*:(\s|$)", here):
        message, hint = "không hiểu được dòng này: có hai dấu hai chấm", 'Đặt cả giá trị trong dấu nháy kép “"…"”.'
    elif here.lstrip()[:1] in set("@`%&*!|>{}[],") or re.search(r":\s+[@`%]", here):
        message = "không hiểu được dòng này: giá trị mở đầu bằng ký tự đặc biệt"
        hint = "Đặt giá trị trong dấu nháy kép."
    elif before.count('"') % 2 or here.count('"') % 2:
        message = "không hiểu được: thiếu dấu nháy đóng"
        hint = "Thêm dấu nháy kép còn thiếu ở dòng này hoặc dòng trên."
    else:
        message = f"không hiểu được cách viết quanh cột {place.column}"
        hint = "Xem lại: thụt đầu dòng bằng số dấu cách bằng nhau, sau dấu hai chấm có một dấu cách."
    return Problem(place, "NR109", message, hint)
