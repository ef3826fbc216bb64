"""What an issue form asks: a few questions for public facts, drawn from the record types."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.source import Source

PROMISE = (
    "Tôi chỉ ghi điều công khai: không có tên, số điện thoại, số giấy tờ, ảnh, nhà riêng hay hoàn cảnh của bất kỳ ai."
)


@dataclass(frozen=True)
class Question:
    """One question: the field it fills (of the record, or of its source) and how it is put."""

    key: str
    of: type[Piece]
    label: str
    description: str
    form: Form
    required: bool
    long: bool = False

    @property
    def id(self) -> str:
        """Its name in the form."""
        return f"source_{self.key}" if self.of is Source else self.key


@dataclass(frozen=True)
class IssueForm:
    """A form: its file, its name, what it is for, the label of its issues, its questions."""

    file: str
    name: str
    about: str
    label: str
    record: type[Piece] | None
    questions: tuple[Question, ...]


@cache
def issue_forms() -> tuple[IssueForm, ...]:
    """The forms for a model, for a line of the ledger, and for a mistake."""
    return (
        IssueForm(
            "de-xuat-mo-hinh",
            "Đề xuất mô hình",
            "Kể một mô hình đã có người làm, kèm nguồn công khai.",
            "đề xuất mô hình",
            Model,
            (
                *_asked(Model, "name", "sector", "summary"),
                _commune("Ở xã nào", "Tên xã, tên cũ cũng được; nhiều xã thì cách nhau bằng dấu chấm phẩy.", Model),
                *_asked(Model, "crops_animals", "technique", "conditions", "market", "risks"),
                *_source(),
            ),
        ),
        IssueForm(
            "bao-lan-ghi-nhan",
            "Báo một lần ghi nhận",
            "Một xã đang làm theo, giảm, ngừng hoặc không có một mô hình, theo nguồn công khai.",
            "lần ghi nhận",
            Line,
            (
                *_asked(Line, "subject"),
                _commune("Xã nào", "Tên xã, tên cũ cũng được.", Line),
                *_asked(Line, "state", "date", "households", "reason", "learnt"),
                *_source(),
            ),
        ),
        IssueForm(
            "bao-sai-sot",
            "Báo sai sót",
            "Một trang ghi sai hoặc đã cũ.",
            "sai sót",
            None,
            (
                _free("page", "Trang hoặc mã bản ghi", "Chép địa chỉ trang, hoặc mã ở cuối trang.", long=False),
                _free("wrong", "Chỗ nào sai", "Chép lại đúng câu, đúng số đang sai.", long=True),
                _free("right", "Đúng là gì", "Không biết thì ghi: chưa rõ.", long=True),
                *_source(),
            ),
        ),
    )


def _asked(record: type[Piece], *keys: str) -> list[Question]:
    fields: Mapping[str, Field] = {field.key: field for field in Part(record).fields}
    return [_question(record, fields[key]) for key in keys]


def _question(record: type[Piece], field: Field, label: str = "") -> Question:
    many = "Nhiều mục thì mỗi mục một dòng." if field.form.many and _long(field.form) else ""
    several = "Nhiều thì cách nhau bằng dấu chấm phẩy." if field.form.many and not many else ""
    description = " ".join(filter(None, (field.description, many, several)))
    return Question(
        field.key, record, label or field.title, description, field.form, field.required, long=_long(field.form)
    )


def _long(form: Form) -> bool:
    return form.scalar is Scalar.PROSE


def _commune(label: str, description: str, record: type[Piece]) -> Question:
    return Question("commune", record, label, description, Form(), required=True)


def _free(key: str, label: str, description: str, *, long: bool) -> Question:
    return Question(key, Piece, label, description, Form(), required=True, long=long)


def _source() -> list[Question]:
    named = {"kind": "Loại nguồn", "title": "Tên nguồn", "url": "Địa chỉ của nguồn", "date": "Ngày của nguồn"}
    fields: Mapping[str, Field] = {field.key: field for field in Part(Source).fields}
    return [_question(Source, fields[key], label) for key, label in named.items()] + [
        _question(Source, fields["evidence"], "Mức bằng chứng của nguồn")
    ]
