"""What each code of a problem means: the entries of `codes.yml`, which the command line and the site both show.

`codes.yml` has one entry a code, in the order of the codes; nothing else has to be written to add one:

    NR701:
      title: "A few words"
      why: "One or two sentences: why the rule is there."
      mend:
        - "The first step."
        - "The next step."
      kind: model
      wrong: |
        market: "what gives exactly this problem"
      right: |
        market: "what gives none"

`kind`, `wrong` and `right` come together or not at all. A snippet is typed as it would stand in a record of that
kind: a test puts its fields in place of those of a sound record and lets the checks speak. A snippet of a `line`
begins each line of the ledger with `- `; a first line `# models_data/…` says in which file the snippet stands.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from nhanrong.problems import nearest
from nhanrong.records.registry import BY_NAME, Kind
from nhanrong.strictyaml import read

# The first digit of a code → what its problems are about.
GROUPS: Mapping[str, str] = {
    "1": "Đọc tệp",
    "2": "Trường và giá trị",
    "3": "Tên tệp, thư mục",
    "4": "Nội dung bản ghi",
    "5": "Sổ theo dõi nhân rộng",
    "6": "Danh mục xã",
    "7": "Người, bí mật và thư mục riêng",
    "8": "Ranh giới, bảng tính, phiếu",
    "9": "Các lệnh",
}

_FILE = Path(__file__).parent / "codes.yml"
_CODE = re.compile(r"^(NR\d{3}):$", re.MULTILINE)

Text = Field(min_length=1, strict=True)


class Explanation(BaseModel):
    """A code, the rule behind it, the steps that mend a problem, and how a wrong and a right text look, if it helps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^NR\d{3}$")
    title: str = Text
    why: str = Text
    mend: tuple[str, ...] = Field(min_length=1)
    kind: Literal["model", "practice", "session", "source", "line", "consent", "area", "rules", "list"] | None = None
    wrong: str | None = None
    right: str | None = None

    @model_validator(mode="after")
    def _snippets_are_whole(self) -> "Explanation":
        if len({part is None for part in (self.kind, self.wrong, self.right)}) > 1:
            raise ValueError("kind, wrong and right come together or not at all")
        return self

    @property
    def group(self) -> str:
        """What this problem and its neighbours are about."""
        return GROUPS[self.code[2]]

    @property
    def record(self) -> Kind:
        """The kind of record that the snippets are of."""
        return BY_NAME["unit-list" if self.kind == "list" else str(self.kind)]


@cache
def content() -> bytes:
    """What `codes.yml` holds, for whoever has to know whether it has changed."""
    return _FILE.read_bytes()


@cache
def codes() -> tuple[str, ...]:
    """Every code in its order, found without reading what is said of it."""
    return tuple(_CODE.findall(content().decode()))


@cache
def explanations() -> Mapping[str, Explanation]:
    """What is said of each code, in the order of the codes."""
    document, problems = read(_FILE.name, content())
    assert not problems, problems  # a file of this package
    assert isinstance(document.value, dict)  # read() gives nothing else
    return {code: Explanation(code=code, **entry) for code, entry in document.value.items()}


def meant(text: str) -> str | None:
    """The code that a person means who types “NR701”, “nr701” or “701”."""
    code = text.strip().upper()
    code = f"NR{code}" if code.isdecimal() else code
    return code if code in codes() else None


def nearest_code(text: str) -> str:
    """A hint naming the code most like what was typed, or an empty text."""
    code = text.strip().upper()
    code = f"NR{code}" if code.isdecimal() else code
    beginnings = (code[:length] for length in range(len(code), len("NR"), -1))
    alike = ([one for one in codes() if one.startswith(beginning)] for beginning in beginnings)
    return nearest(code, next(filter(None, alike), codes()))
