"""A form of report (biểu mẫu báo cáo): which measures stand where, in our own tables or in the superior's file."""

from nhanrong.layout import WORD
from nhanrong.records.fields import (
    CellName,
    ColumnName,
    Count,
    Flag,
    Id,
    Number,
    OfficeFile,
    Piece,
    Prose,
    SubjectId,
    Unit,
    Whole,
    Words,
    optional,
    required,
)
from nhanrong.records.measuring import Measure, Rows, Span
from nhanrong.records.vocabulary import SessionKind

PER = "Với số tiền: 1000 là nghìn đồng, 1000000 là triệu đồng, 1000000000 là tỷ đồng; bỏ trống là đồng."


class FormLine(Piece):
    """Một hàng của bảng mà mỗi hàng là một chỉ số."""

    measure: Measure = required("Chỉ số")
    title: Words | None = optional("Tên hàng", "Bỏ trống thì lấy tên chỉ số.")
    subject: SubjectId | None = optional("Chỉ của mô hình", "Mã mô hình hoặc cách làm; bỏ trống là tất cả.")
    kinds: tuple[SessionKind, ...] = optional(
        "Chỉ các hình thức", "Với số lớp, lượt người; bỏ trống là tất cả.", default=()
    )
    per: Whole | None = optional("Đơn vị tiền", PER, ge=1, le=1_000_000_000)


class FormColumn(Piece):
    """Một cột của bảng."""

    title: Words = required("Tên cột")
    measure: Measure | None = optional("Chỉ số", "Bỏ trống khi mỗi hàng là một chỉ số.")
    span: Span | None = optional("Khoảng thời gian", "Bỏ trống thì lấy khoảng thường dùng của chỉ số.")
    kinds: tuple[SessionKind, ...] = optional(
        "Chỉ các hình thức", "Với số lớp, lượt người; bỏ trống là tất cả.", default=()
    )
    per: Whole | None = optional("Đơn vị tiền", PER, ge=1, le=1_000_000_000)


class FormTable(Piece):
    """Một bảng của biểu mẫu."""

    title: Words = required("Tên bảng")
    rows: Rows = required("Mỗi hàng là gì")
    columns: tuple[FormColumn, ...] = required("Các cột", "Ít nhất một cột.")
    lines: tuple[FormLine, ...] = optional("Các hàng", "Chỉ khi mỗi hàng là một chỉ số.", default=())
    sums: Flag = optional("Có hàng cộng", default=False)
    note: Prose | None = optional("Ghi chú dưới bảng")


class Planned(Piece):
    """Chỉ tiêu được giao cho một năm."""

    measure: Measure = required("Chỉ số")
    in_year: Whole = required("Năm", ge=2000, le=2100)
    value: Number = required("Mức giao")
    document: Words = required("Văn bản giao", "Số và ngày.")
    unit: Unit | None = optional("Giao cho xã", "Bỏ trống là cả địa bàn.")
    subject: SubjectId | None = optional("Giao cho mô hình")


class FormCell(Piece):
    """Một ô trong tệp của cấp trên."""

    measure: Measure = required("Chỉ số")
    span: Span | None = optional("Khoảng thời gian", "Bỏ trống thì lấy khoảng thường dùng của chỉ số.")
    sheet: Words | None = optional("Trang tính", "Với tệp Excel.")
    cell: CellName | None = optional("Ô", "Với tệp Excel, ví dụ D7.")
    table: Count | None = optional("Bảng thứ", "Với tệp Word, đếm từ 1.")
    row: Count | None = optional("Hàng thứ", "Với tệp Word, đếm từ 1.")
    column: Count | None = optional("Cột thứ", "Với tệp Word, đếm từ 1.")
    mark: Words | None = optional("Dấu trong tệp Word", "Chữ được thay bằng con số, ví dụ {{so_ho}}.")
    after: Words | None = optional("Sau các chữ", "Với tệp Word: chữ đứng ngay trước chỗ chấm chấm.")
    subject: SubjectId | None = optional("Chỉ của mô hình", "Mã mô hình hoặc cách làm; bỏ trống là tất cả.")
    unit: Unit | None = optional("Chỉ của xã", "Bỏ trống là cả địa bàn.")
    kinds: tuple[SessionKind, ...] = optional(
        "Chỉ các hình thức", "Với số lớp, lượt người; bỏ trống là tất cả.", default=()
    )
    per: Whole | None = optional("Đơn vị tiền", PER, ge=1, le=1_000_000_000)


class FillColumn(Piece):
    """Một cột được điền, mỗi xã một ô."""

    column: ColumnName = required("Cột", "Tệp Excel: chữ, ví dụ D. Tệp Word: số, ví dụ 3.")
    measure: Measure = required("Chỉ số")
    span: Span | None = optional("Khoảng thời gian", "Bỏ trống thì lấy khoảng thường dùng của chỉ số.")
    per: Whole | None = optional("Đơn vị tiền", PER, ge=1, le=1_000_000_000)


class FormFill(Piece):
    """Nhiều hàng trong tệp của cấp trên, mỗi hàng một xã đã ghi sẵn tên."""

    sheet: Words | None = optional("Trang tính", "Với tệp Excel.")
    table: Count | None = optional("Bảng thứ", "Với tệp Word, đếm từ 1.")
    first_row: Whole = required("Từ hàng", ge=1, le=1_000_000)
    last_row: Whole = required("Đến hàng", ge=1, le=1_000_000)
    names: ColumnName = required("Cột tên xã", "Ví dụ B, hoặc 2 với tệp Word.")
    columns: tuple[FillColumn, ...] = required("Các cột được điền", "Ít nhất một cột.")


class Form(Piece):
    """Biểu mẫu báo cáo: mỗi nơi tự thêm mẫu của mình bằng một tệp, không cần lập trình."""

    id: Id = required("Mã biểu mẫu", "Giống tên tệp, không dấu, không đổi.")
    title: Words = required("Tên biểu mẫu")
    about: Prose | None = optional("Dùng khi nào")
    issuer: Words | None = optional("Nơi ban hành mẫu", "Bỏ trống là mẫu tham khảo.")
    document: Words | None = optional("Văn bản ban hành mẫu", "Số và ngày.")
    signers: tuple[Words, ...] = optional("Người ký", "Chức danh, không ghi tên người.", default=())
    tables: tuple[FormTable, ...] = optional("Các bảng", default=())
    plans: tuple[Planned, ...] = optional("Chỉ tiêu được giao", "Không có thì ô để “chưa giao”.", default=())
    file: OfficeFile | None = optional(
        "Tệp của cấp trên", "Nằm trong models_data/forms/, ví dụ bieu-tinh.xlsx; hoặc đưa bằng --into."
    )
    cells: tuple[FormCell, ...] = optional("Các ô trong tệp ấy", default=())
    fills: tuple[FormFill, ...] = optional("Các hàng trong tệp ấy", default=())


def fits(form: Form, name: str) -> bool:
    """Whether a form maps to files of this kind, Word or Excel, by the name of one."""
    words = [cell.cell is None for cell in form.cells] + [fill.table is not None for fill in form.fills]
    return all(word == name.lower().endswith(WORD) for word in words)
