"""The kinds of record: how each is called and where its files lie in `models_data/`."""

from dataclasses import dataclass

from nhanrong.records.area import Area, Rules
from nhanrong.records.consent import Consent
from nhanrong.records.exceptions import Exceptions
from nhanrong.records.fields import Piece
from nhanrong.records.filing import Filing
from nhanrong.records.form import Form
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList


@dataclass(frozen=True)
class Kind:
    """A kind of record: `top` is the file or folder that holds it, `where` the whole path as people read it."""

    name: str
    type: type[Piece]
    called: str
    top: str
    where: str

    @property
    def listed(self) -> bool:
        """Whether a file holds a list of such records."""
        return self.type is Line


KINDS = (
    Kind("area", Area, "địa bàn", "area.yml", "area.yml"),
    Kind("rules", Rules, "quy tắc tính", "rules.yml", "rules.yml"),
    Kind("exceptions", Exceptions, "ngoại lệ", "exceptions.yml", "exceptions.yml"),
    Kind("model", Model, "mô hình", "models", "models/<mã>.yml"),
    Kind("practice", Practice, "cách làm hay", "practices", "practices/<mã>.yml"),
    Kind("session", Session, "hoạt động", "sessions", "sessions/<năm>/<mã>.yml"),
    Kind("source", Source, "nguồn", "sources", "sources/<mã>.yml"),
    Kind("consent", Consent, "lần đồng ý", "consents", "consents/<mã>.yml"),
    Kind("form", Form, "biểu mẫu", "forms", "forms/<mã>.yml"),
    Kind("filing", Filing, "bản chốt", "filings", "filings/<mã>.yml"),
    Kind("unit-list", UnitList, "danh mục", "units", "units/<danh mục>.yml"),
    Kind("line", Line, "lần ghi nhận", "replications", "replications/<danh mục>/<mã xã>.yml"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_TOP = {kind.top: kind for kind in KINDS}
