"""What a record names must exist."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.area import Rules
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.pieces import Photo
from nhanrong.records.vocabulary import Link, Reach
from nhanrong.walking import Inside, Path


class _Known(NamedTuple):
    """The records that a name may mean, what they are called, where they lie, and in which folders they may be."""

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
    if name not in known.records and not kb.is_broken(name):
        hint = nearest(name, known.records) or f"Thêm tệp models_data/{known.folder}/{name}.yml, hoặc sửa mã."
        yield Problem(entry.place(*path), "NR404", f"không có {known.what} “{name}”", hint)


def sources_exist(kb: Knowledge, entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mỗi mã nguồn phải có tệp nguồn."""
    known = _Known(kb.sources, "nguồn", "sources")
    for path, name in inside.listed("sources"):
        yield from _unknown(kb, entry, path, name, known)


def related_records_exist(kb: Knowledge, entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mô hình, cách làm, hoạt động được nhắc mã phải có trong kho."""
    for path, name in inside.listed("models"):
        yield from _unknown(kb, entry, path, name, _models(kb))
    for path, name in inside.listed("practices"):
        yield from _unknown(kb, entry, path, name, _Known(kb.practices, "cách làm hay", "practices"))


def subjects_exist(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Mỗi lần ghi nhận, mỗi chỉ tiêu nói về một mô hình hoặc cách làm có trong kho."""
    record = entry.record
    if isinstance(record, Line):
        yield from _unknown(kb, entry, ("subject",), kb.today(record.subject), _subjects(kb))
    if isinstance(record, Rules):
        for index, item in enumerate(record.not_suitable):
            yield from _unknown(kb, entry, ("not_suitable", index, "subject"), item.subject, _subjects(kb))
        for index, name in enumerate(record.target.subjects if record.target else ()):
            yield from _unknown(kb, entry, ("target", "subjects", index), name, _subjects(kb))


def schemes_exist(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """`part_of` chỉ tới một mô hình khác, không vòng lại chính mình."""
    model = entry.record
    if not isinstance(model, Model) or model.part_of is None:
        return
    yield from _unknown(kb, entry, ("part_of",), model.part_of, _models(kb))
    if model.part_of == model.id or any(
        scheme.record.part_of == model.id for scheme in map(kb.models.get, kb.schemes_of(model.id)) if scheme
    ):
        yield Problem(
            entry.place("part_of"),
            "NR405",
            f"“{model.id}” thuộc về chính nó qua “{model.part_of}”",
            "Chỉ ghi đề án lớn hơn chứa mô hình này.",
        )


def teachers_exist(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """“Học từ đâu” chỉ tới hoạt động, mô hình hoặc xã có trong kho."""
    link = entry.record.link if isinstance(entry.record, Line) else None
    if link is None or not link.ref:
        return
    known = {Link.SESSION: _sessions, Link.VISIT: _sessions, Link.PROGRAMME: _subjects}
    if link.kind in known:
        yield from _unknown(kb, entry, ("link", "ref"), link.ref, known[link.kind](kb))
    elif link.kind is Link.COMMUNE and kb.lists:
        list_id, _mark, code = link.ref.partition("/")
        if UnitRef(list_id, code) in kb.units or kb.index.has("unreadable", f"units/{list_id}"):
            return
        units = [str(ref) for ref in kb.units]
        hint = nearest(link.ref, units) or 'Viết “danh mục/mã xã”, ví dụ "2025-06-30/25021".'
        yield Problem(entry.place("link", "ref"), "NR404", f"không có xã “{link.ref}”", hint)


def no_record_rests_on_copies(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Mỗi bản ghi có ít nhất một nguồn không phải bản chép lại hay tên miền bị chiếm."""
    names: Sequence[str] = getattr(entry.record, "sources", ())
    found = [head for head in map(kb.source_head, names) if head]
    if found and len(found) == len(names) and all(head.reach in {Reach.MIRROR, Reach.SEIZED} for head in found):
        yield Problem(
            entry.place("sources"),
            "NR406",
            "chỉ dựa vào bản chép lại",
            "Tìm bài gốc; chưa có thì chưa đưa vào kho.",
        )


def photographs_exist(kb: Knowledge, entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mỗi ảnh được nhắc tên phải có trong thư mục photos."""
    for path, photo in inside.of(Photo):
        assert isinstance(photo, Photo)  # as asked for
        if not kb.index.has("photos", photo.file):
            hint = nearest(photo.file, kb.index.names("photos")) or "Chép ảnh vào models_data/photos/, hoặc bỏ mục này."
            yield Problem(entry.place(*path, "file"), "NR404", f"không có ảnh “{photo.file}”", hint)


RELATED = (
    photographs_exist,
    sources_exist,
    related_records_exist,
    subjects_exist,
    schemes_exist,
    teachers_exist,
    no_record_rests_on_copies,
)
