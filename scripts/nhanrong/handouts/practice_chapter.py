"""What a booklet tells of a practice: the steps first, then what it takes, when not to, where it is done."""

from collections.abc import Iterator

from nhanrong.handouts import discussing, telling
from nhanrong.handouts.blocks import Block, Chapter, Items, Note, Section, Words, Writing
from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.practice import Practice
from nhanrong.render import wording
from nhanrong.render.record_pages import completeness


def practice_chapter(publication: Publication, practice: Practice) -> Chapter:
    """The chapter of a practice."""
    return telling.chapter(publication, practice, _tags(practice), _sections(publication, practice))


def _tags(practice: Practice) -> Iterator[str]:
    yield practice.kind.label
    if practice.general:
        yield "Quy trình chung, không phải của địa bàn"


def _sections(publication: Publication, practice: Practice) -> Iterator[Section]:
    if practice.problem:
        yield Section("Giải quyết việc gì", (telling.words(practice.problem),))
    yield Section("Các bước", tuple(_steps(practice)))
    yield Section("Cần có gì", tuple(_needed(practice)))
    yield Section("Coi chừng", tuple(_careful(practice)))
    yield Section("Kết quả", tuple(_results(publication, practice)))
    yield Section("Ai đã làm, ở đâu", tuple(_where(publication, practice)))
    yield from telling.doubts(practice.disagreements)
    yield telling.ask(publication)
    yield telling.sources(publication, practice, completeness(practice))
    questions = Items(tuple(telling.sentence(one) for one in discussing.of_practice(practice)), numbered=True)
    yield Section("Cùng bàn", (questions, Writing(telling.ANSWERS)))
    yield Section("", (telling.slip(publication, practice),))


def _steps(practice: Practice) -> Iterator[Block]:
    if practice.steps:
        yield telling.steps(practice.steps)
    else:
        yield telling.sentence("Nguồn không kể từng bước.")
    if practice.calendar:
        yield telling.calendar(practice.calendar)


def _needed(practice: Practice) -> Iterator[Block]:
    if practice.materials:
        yield telling.bullets(practice.materials)
    if practice.conditions:
        yield telling.words(practice.conditions)


def _careful(practice: Practice) -> Iterator[Block]:
    if practice.safety:
        yield Note("An toàn", telling.words(practice.safety))
    if practice.when_not:
        yield Note("Khi nào không nên làm", telling.words(practice.when_not))
    if practice.cautions:
        yield Note("Lưu ý", Words(telling.bullets(flat(one) for one in practice.cautions).parts))
    if practice.mistakes:
        yield Note("Lỗi thường gặp", Words(telling.bullets(flat(one) for one in practice.mistakes).parts))


def _results(publication: Publication, practice: Practice) -> Iterator[Block]:
    if practice.result:
        yield telling.words(practice.result)
    if practice.figures:
        yield telling.quantity_table(practice.figures, "Số liệu theo nguồn")
    if practice.money:
        yield telling.money_table(publication, practice.money)
    yield telling.sentence(f"Bằng chứng: {practice.evidence.label}.")


def _where(publication: Publication, practice: Practice) -> Iterator[Block]:
    places = "; ".join(place.words for place in wording.places(publication.kb, practice.place))
    yield telling.bullets([f"Nơi làm: {places}."])
    if publication.has_spread(practice.id):
        yield from telling.spread(publication, practice.id)
