"""What a record names must exist."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.vocabulary import Link, Reach
from nhanrong.walking import Path, all_entries, listed_ids


class _Known(NamedTuple):
    """The records that a name may mean, what they are called and where they lie."""

    records: Mapping[str, Any]
    what: str
    folder: str


def _models(kb: Knowledge) -> _Known:
    return _Known(kb.models, "mô hình", "models")


def _subjects(kb: Knowledge) -> _Known:
    return _Known(kb.subjects, "mô hình, cách làm", "models")


def _sessions(kb: Knowledge) -> _Known:
    return _Known(kb.sessions, "hoạt động", "sessions/<năm>")


def _unknown(kb: Knowledge, entry: Entry[Any], path: Path, name: str, known: _Known) -> Iterator[Problem]:
    broken = {stem for _, stem in kb.records.unreadable}
    if name not in known.records and name not in broken:
        hint = nearest(name, known.records) or f"Thêm tệp models_data/{known.folder}/{name}.yml, hoặc sửa mã."
        yield Problem(entry.place(*path), "NR404", f"không có {known.what} “{name}”", hint)


def sources_exist(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi mã nguồn phải có tệp nguồn."""
    for entry in all_entries(kb):
        for path, name in listed_ids(entry.record, "sources"):
            yield from _unknown(kb, entry, path, name, _Known(kb.sources, "nguồn", "sources"))


def related_records_exist(kb: Knowledge) -> Iterator[Problem]:
    """Mô hình, cách làm, hoạt động được nhắc mã phải có trong kho."""
    for entry in all_entries(kb):
        for path, name in listed_ids(entry.record, "models"):
            yield from _unknown(kb, entry, path, name, _models(kb))
        for path, name in listed_ids(entry.record, "practices"):
            yield from _unknown(kb, entry, path, name, _Known(kb.practices, "cách làm hay", "practices"))


def subjects_exist(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi lần ghi nhận, mỗi chỉ tiêu nói về một mô hình hoặc cách làm có trong kho."""
    for line in kb.records.lines:
        yield from _unknown(kb, line, ("subject",), line.record.subject, _subjects(kb))
    rules = kb.records.rules
    if rules is None:
        return
    for index, item in enumerate(rules.record.not_suitable):
        yield from _unknown(kb, rules, ("not_suitable", index, "subject"), item.subject, _subjects(kb))
    for index, name in enumerate(rules.record.target.subjects if rules.record.target else ()):
        yield from _unknown(kb, rules, ("target", "subjects", index), name, _subjects(kb))


def schemes_exist(kb: Knowledge) -> Iterator[Problem]:
    """`part_of` chỉ tới một mô hình khác, không vòng lại chính mình."""
    for entry in kb.records.models:
        part_of = entry.record.part_of
        if part_of is None:
            continue
        yield from _unknown(kb, entry, ("part_of",), part_of, _models(kb))
        if part_of == entry.record.id or any(
            model.record.part_of == entry.record.id
            for model in map(kb.models.get, kb.schemes_of(entry.record.id))
            if model
        ):
            yield Problem(
                entry.place("part_of"),
                "NR405",
                f"“{entry.record.id}” thuộc về chính nó qua “{part_of}”",
                "Chỉ ghi đề án lớn hơn chứa mô hình này.",
            )


def teachers_exist(kb: Knowledge) -> Iterator[Problem]:
    """“Học từ đâu” chỉ tới hoạt động, mô hình hoặc xã có trong kho."""
    known = {Link.SESSION: _sessions(kb), Link.VISIT: _sessions(kb), Link.PROGRAMME: _subjects(kb)}
    units = {str(ref) for ref in kb.units}
    for entry in kb.records.lines:
        link = entry.record.link
        if link and link.ref and link.kind in known:
            yield from _unknown(kb, entry, ("link", "ref"), link.ref, known[link.kind])
        elif link and link.ref and link.kind is Link.COMMUNE and link.ref not in units and kb.lists:
            if ("units", link.ref.split("/")[0]) in kb.records.unreadable:
                continue
            hint = nearest(link.ref, units) or 'Viết “danh mục/mã xã”, ví dụ "2025-06-30/25021".'
            yield Problem(entry.place("link", "ref"), "NR404", f"không có xã “{link.ref}”", hint)


def no_record_rests_on_copies(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi bản ghi có ít nhất một nguồn không phải bản chép lại hay tên miền bị chiếm."""
    for entry in all_entries(kb):
        names = getattr(entry.record, "sources", ())
        found = [kb.sources[name].record for name in names if name in kb.sources]
        if found and len(found) == len(names) and all(source.reach in {Reach.MIRROR, Reach.SEIZED} for source in found):
            yield Problem(
                entry.place("sources"),
                "NR406",
                "chỉ dựa vào bản chép lại",
                "Tìm bài gốc; chưa có thì chưa đưa vào kho.",
            )


CHECKS = (
    sources_exist,
    related_records_exist,
    subjects_exist,
    schemes_exist,
    teachers_exist,
    no_record_rests_on_copies,
)
