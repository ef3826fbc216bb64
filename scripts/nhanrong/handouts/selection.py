"""Which records a paper holds, in which order, and which of those that were asked for it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhanrong.addresses import record_named
from nhanrong.document import Document
from nhanrong.onpaper import is_reviewed
from nhanrong.problems import Problem, nearest
from nhanrong.publication import Publication
from nhanrong.records.fields import Piece, SubjectId, UnitRef, Words, optional, required
from nhanrong.records.vocabulary import Sector
from nhanrong.render.indexes import of_crop, sections
from nhanrong.render.living import alive, living, placed
from nhanrong.shape import shaped
from nhanrong.vietnamese import capitalised, fold, reading_order


class Picks(Piece):
    """Một tập tài liệu: tên, và các mô hình, cách làm theo thứ tự in."""

    title: Words | None = optional("Tên tài liệu")
    records: tuple[SubjectId, ...] = required("Mô hình, cách làm", "Mã, theo thứ tự in.", min_length=1)


@dataclass(frozen=True)
class Choice:
    """What was asked for: `theme` says it in words, `title` is the reader's own, or empty."""

    theme: str
    subjects: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Selection:
    """What is printed, and what was asked for and is not, because nobody has reviewed it."""

    choice: Choice
    printed: tuple[str, ...]
    left_out: tuple[str, ...]


def selected(publication: Publication, choice: Choice, *, with_unreviewed: bool) -> Selection:
    """What of a choice is printed; in a demonstration, where nothing is reviewed, all of it."""
    take_all = with_unreviewed or publication.kb.area.demonstration
    printed = tuple(name for name in choice.subjects if take_all or is_reviewed(publication, name))
    return Selection(choice, printed, tuple(name for name in choice.subjects if name not in printed))


def everything(publication: Publication) -> Choice:
    """Every model and practice."""
    return Choice("Mọi lĩnh vực", ordered(publication, publication.kb.subjects))


def of_theme(publication: Publication, sector: Sector) -> Choice:
    """The models and practices of a sector."""
    return Choice(sector.label, ordered(publication, publication.kb.ids("in theme", sector.value)))


def of_crop_named(publication: Publication, name: str) -> Choice:
    """The models and practices that name a crop or animal."""
    found = of_crop(publication, name)
    names = [record_named(address)[1] for address in (*found.models, *found.practices)]
    return Choice(capitalised(name), ordered(publication, names))


def of_unit(publication: Publication, ref: UnitRef) -> Choice:
    """What lives or may live in a unit, began there, or says that it is done there; else what its old parts had."""
    found, of_parts = alive(publication, ref)
    own = {one.subject.id for one in living(publication, ref)} if of_parts else set()  # newer than what its parts say
    names = [one.subject.id for one in found if one.subject.id not in own] + placed(publication, ref)
    return Choice(capitalised(publication.kb.unit_name(ref)), ordered(publication, names))


def of_session(publication: Publication, name: str) -> Choice:
    """Everything that an activity taught, in the order in which it names it."""
    session = publication.kb.sessions[name].record
    return Choice(session.title, tuple(dict.fromkeys((*session.models, *session.practices))))


def together(choices: Sequence[Choice]) -> Choice:
    """All that several choices hold, each record once."""
    if len(choices) == 1:
        return choices[0]
    names = tuple(dict.fromkeys(name for choice in choices for name in choice.subjects))
    return Choice("; ".join(choice.theme for choice in choices), names)


def ordered(publication: Publication, names: Iterable[str]) -> tuple[str, ...]:
    """Models by sector, then practices, each in reading order."""
    kb = publication.kb
    sectors = {
        record_named(address)[1]: place
        for place, addresses in enumerate(sections(publication, "models").values())
        for address in addresses
    }

    def key(name: str) -> tuple[bool, int, tuple[str, str]]:
        head = kb.head(name)
        return head.kind != "models", sectors.get(name, 0), reading_order(head.name)

    return tuple(sorted(set(names), key=key))


def crop_named(publication: Publication, said: str) -> str | None:
    """The crop or animal that is meant, with marks, or without them where that means only one."""
    exact = [name for name in publication.crops.values() if name.lower() == said.lower().strip()]
    bare = [name for name in publication.crops.values() if fold(name) == fold(said.strip())]
    return exact[0] if exact else bare[0] if len(bare) == 1 else None


def listed(publication: Publication, document: Document) -> tuple[Choice | None, list[Problem]]:
    """What a file lists, in its own order; None, with every fault, when it names what is not there."""
    picks, problems = shaped(Picks, document)
    if picks is None:
        return None, problems
    names: list[str] = []
    for index, name in enumerate(picks.records):
        today = publication.kb.today(name)
        if name in publication.kb.sessions:
            hint = f"Xóa dòng này, rồi dùng --session {name}."
            said = f"“{name}” là hoạt động, không phải mô hình hay cách làm"
            problems.append(Problem(document.place(("records", index)), "NR930", said, hint))
        elif today not in publication.kb.subjects:
            hint = nearest(name, publication.kb.subjects) or "Xem mã ở cuối trang của mô hình, cách làm."
            place = document.place(("records", index))
            problems.append(Problem(place, "NR930", f"không có mô hình hay cách làm “{name}”", hint))
        elif today in names:
            place = document.place(("records", index))
            problems.append(Problem(place, "NR931", f"“{name}” đã có ở trên", "Xóa một trong hai dòng."))
        names.append(today)
    title = picks.title or ""
    return (None, problems) if problems else (Choice(title or "Tài liệu tự chọn", tuple(names), title), [])


def nothing_in(selection: Selection) -> str:
    """Why there is nothing to print, and what to do; empty if there is something."""
    choice = selection.choice
    if selection.printed:
        return ""
    if not choice.subjects:
        return f"“{choice.theme}” không có mô hình hay cách làm nào. Chọn điều khác."
    names = ", ".join(selection.left_out[:5])
    return (
        f"“{choice.theme}” chưa có gì được thẩm định kỹ thuật ({names}). "
        "Nhờ cán bộ kỹ thuật thẩm định, hoặc thêm --with-unreviewed: khi đó trang nào cũng ghi rõ."
    )
