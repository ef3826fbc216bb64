"""Ids are permanent, unique and never reused; the data has a format number."""

from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.records.area import FORMAT

# Groups of facts whose names are ids of one kind; the first part of a fact is the path of its file.
_IDS = (("models", "practices"), ("sessions",), ("sources",), ("consents",), ("forms",), ("filings",), ("lines",))
_FORMER = (("former subjects", ("models", "practices")), ("former sessions", ("sessions",)))


def format_is_known(kb: Knowledge) -> Iterator[Problem]:
    """Phiên bản dữ liệu phải là phiên bản mà phần mềm này đọc được."""
    area = kb.area_entry
    if area and area.record.format != FORMAT:
        yield Problem(
            area.place("format"),
            "NR401",
            f"dữ liệu có phiên bản {area.record.format}, phần mềm này đọc phiên bản {FORMAT}",
            "Dùng phần mềm cùng phiên bản với dữ liệu.",
        )


def ids_are_unique(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi mã chỉ dùng cho một bản ghi; mô hình và cách làm hay dùng chung một bộ mã."""
    for groups in _IDS:
        facts = [kb.index.group(group) for group in groups]
        for name in dict.fromkeys(name for group in facts for name in group):
            used = [value for group in facts for value in group.get(name, ())]
            if len(used) == 1:
                continue
            first, *others = sorted(_place(kb, value) for value in used)
            for place in others:
                message = f"mã “{name}” đã dùng ở {first}"
                yield Problem(place, "NR402", message, "Đặt mã khác; mã cũ không dùng lại.")


def _place(kb: Knowledge, value: tuple[str | int, ...]) -> Place:
    """Where the id of a record stands: in its file, or in its line of the file."""
    path, index = value[0], value[1]
    return kb.document(str(path)).place((index, "id") if isinstance(index, int) else ("id",))


def former_ids_stay_free(kb: Knowledge) -> Iterator[Problem]:
    """Mã trước đây không được là mã đang dùng, và chỉ một bản ghi nhận nó."""
    for group, kinds in _FORMER:
        for former in kb.index.names(group):
            used = any(kb.index.has(kind, former) for kind in kinds)
            places = sorted(
                entry.place("former_ids", entry.record.former_ids.index(former))
                for (name,) in kb.index.values(group, former)
                for entry in [shelf[name] for shelf in map(kb.shelf, kinds) if name in shelf]
            )
            for place in places[0 if used else 1 :]:
                message = f"mã trước đây “{former}” đang được dùng"
                yield Problem(place, "NR403", message, "Mã đã dùng thì không đặt lại cho bản ghi khác.")


WHOLE = (format_is_known, ids_are_unique, former_ids_stay_free)
