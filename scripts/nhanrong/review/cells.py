"""The cells of a returned sheet as texts, no longer than the fields that they fill."""

from collections.abc import Mapping

from nhanrong.anatomy import Field, Part
from nhanrong.excel.cells import Cells as PageCells
from nhanrong.records.ledger import Check, Line
from nhanrong.review.opening import Returned

FIELDS: Mapping[str, Field] = {field.key: field for kind in (Line, Check) for field in Part(kind).fields}


class Cells(PageCells):
    """Reads the cells of one sheet and gathers what is wrong with them."""

    def __init__(self, sheet: Returned) -> None:
        super().__init__(sheet.path, sheet.page)
        self.sheet = sheet

    def short(self, row: int, column: int, key: str) -> str:
        """A text that is no longer than the field of this key takes."""
        said, longest = self.text(row, column), FIELDS[key].form.longest or 0
        if len(said) > longest:
            self.wrong(row, column, "NR847", f"dài {len(said)} ký tự, tối đa {longest}", "Viết gọn lại.")
        return said
