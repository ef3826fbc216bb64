"""An Office file as an archive: its parts, how they hang together, and the same archive with some of them changed."""

import copy
import io
import posixpath
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from nhanrong.problems import Place, Problem

MOST_BYTES = 20 * 2**20
_MOST_UNPACKED = 50 * 2**20  # as trees in memory many times that
_OLE = b"\xd0\xcf\x11\xe0"
_SIGNATURES = "_xmlsignatures/"


class NotOursError(ValueError):
    """The file is not what it should be."""


@dataclass(frozen=True)
class Relation:
    """That a part needs another one, for what, and by which id."""

    id: str
    kind: str  # the last word of its type
    target: str  # the name of the other part


@dataclass(frozen=True)
class Package:
    """The parts of an Office file, in their order."""

    infos: tuple[zipfile.ZipInfo, ...]
    parts: Mapping[str, bytes]
    comment: bytes

    @property
    def is_signed(self) -> bool:
        """Whether it carries a digital signature, which holds for the bytes as they are."""
        return any(name.startswith(_SIGNATURES) for name in self.parts)

    @property
    def main(self) -> str:
        """The part that all others hang on."""
        return self._only("", "officeDocument")

    def relations(self, part: str) -> list[Relation]:
        """What a part needs; of the empty name, what the package as a whole does."""
        folder, name = posixpath.split(part)
        told = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if told is None:
            return []
        return [
            Relation(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in parsed(told)
            if one.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts of one kind that a part needs and that are there."""
        return [one.target for one in self.relations(part) if one.kind == kind and one.target in self.parts]

    def xml(self, part: str) -> Any:
        """A part as a tree."""
        return parsed(self.parts[part])

    def main_xml(self, name: str) -> Any:
        """The main part as a tree whose root has this name, else the file is of another kind."""
        root = self.xml(self.main)
        if name_of(root) != name:
            raise NotOursError(name_of(root))
        return root

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some parts changed; order, dates and all other parts are as they were."""
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w") as made:
            made.comment = self.comment
            for info in self.infos:
                made.writestr(copy.copy(info), changed.get(info.filename, self.parts[info.filename]))
        return result.getvalue()

    def _only(self, part: str, kind: str) -> str:
        found = self.related(part, kind)
        if not found:
            raise NotOursError(kind)
        return found[0]


def opened(path: str, data: bytes, called: str, suffix: str, old: str) -> Package | Problem:
    """The parts of a file, or why it cannot be read as a file of this kind (“Excel”, “.xlsx”, once “.xls”)."""
    file = Place(path, 0, 0)
    hint = f"Mở bằng {called}, lưu lại kiểu {suffix} không mật khẩu rồi thử lại."
    if data.startswith(_OLE):
        return Problem(file, "NR960", f"tệp có mật khẩu, hoặc là {called} kiểu cũ ({old})", hint)
    if len(data) > MOST_BYTES:
        return Problem(file, "NR960", f"tệp lớn hơn {MOST_BYTES // 2**20} MB", "Bỏ bớt ảnh đã chèn vào.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _MOST_UNPACKED:
                much = f"tệp giải nén ra lớn hơn {_MOST_UNPACKED // 2**20} MB"
                return Problem(file, "NR960", much, "Bỏ bớt trang, hàng trống hoặc ảnh không cần để điền.")
            if len({info.filename for info in infos}) < len(infos):
                return Problem(file, "NR960", "tệp hỏng: có hai phần cùng tên", hint)
        return unpacked(data)
    except Exception:  # noqa: BLE001  # whatever zipfile meets in a file that is none
        return unreadable(path, called, suffix)


def unpacked(data: bytes) -> Package:
    """The parts of an archive that is known to be one, however large."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = tuple(archive.infolist())
        return Package(infos, {info.filename: archive.read(info) for info in infos}, archive.comment)


def unreadable(path: str, called: str, suffix: str) -> Problem:
    """The problem that a file is not of this kind."""
    hint = f"Chọn đúng tệp {suffix} mà cấp trên gửi; tệp hỏng thì xin gửi lại."
    return Problem(Place(path, 0, 0), "NR960", f"không đọc được như một tệp {called} ({suffix})", hint)


def parsed(data: bytes) -> Any:
    """The tree of a part; nothing from outside is ever read into it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:
        raise NotOursError("doctype")
    return root


def written(root: Any) -> bytes:
    """A tree as a part."""
    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def without_controls(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(
        one
        for one in text
        if one in "\t\n" or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    )


def legible(text: str) -> str:
    """A text of the superior's as it may be shown: no control character of it reaches a terminal."""
    return "".join(one for one in without_controls(text) if one in "\t\n" or unicodedata.category(one) != "Cc")
