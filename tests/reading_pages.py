"""What stands in a workbook, as text for golden files."""

import io

from openpyxl import load_workbook


def told(data: bytes, rows: int | None = None) -> str:
    """Every cell (of the first rows), its choices, and what is hidden, as text."""
    book = load_workbook(io.BytesIO(data))
    lines: list[str] = []
    for page in book.worksheets:
        lines.append(f"[{page.title}] {page.sheet_state}, in {page.page_setup.orientation}")
        lines += [
            f"{cell.coordinate} = {cell.value!r}" + ("" if cell.protection.locked else " (điền được)")
            for row in page.iter_rows(max_row=rows)
            for cell in row
            if cell.value is not None or not cell.protection.locked
        ]
        lines += [
            f"{one.sqref}: {one.type} {one.operator or ''} {one.formula1} {one.formula2 or ''}".rstrip()
            for one in page.data_validations.dataValidation
        ]
        hidden = [letter for letter, column in page.column_dimensions.items() if column.hidden]
        lines.append(f"cột ẩn: {', '.join(hidden) or 'không'}")
    return "\n".join(lines) + "\n"
