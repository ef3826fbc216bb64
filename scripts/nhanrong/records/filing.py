"""A report as it was filed (số đã chốt): its figures, which later lines no longer change."""

from nhanrong.records.fields import Day, Id, ListId, Piece, Prose, Unit, Words, optional, required


class FiledRow(Piece):
    """Một hàng đã chốt."""

    key: Words = required("Mã của hàng", "Máy dùng để tìm lại hàng: mã xã, mã mô hình, mã hoạt động, chỉ số.")
    name: Words = required("Tên hàng")
    cells: tuple[Words, ...] = required("Các ô", "Lời của từng ô, theo thứ tự cột; “—” là ô trống.", min_length=1)


class FiledTable(Piece):
    """Một bảng đã chốt."""

    title: Words = required("Tên bảng")
    columns: tuple[Words, ...] = required("Tên các cột", min_length=1)
    rows: tuple[FiledRow, ...] = optional("Các hàng", default=())
    counted: tuple[Words, ...] = optional("Đã dựa vào", "Mã các bản ghi, dòng của sổ mà bảng này tính.", default=())


class Filing(Piece):
    """Báo cáo đã nộp: số đã chốt, không sửa; nộp lại là một bản mới có `supersedes`."""

    id: Id = required("Mã bản chốt", "Giống tên tệp, không đổi.")
    form: Id = required("Mã biểu mẫu")
    first: Day = required("Từ ngày")
    last: Day = required("Đến ngày")
    list: ListId = required("Danh mục xã")
    filed_on: Day = required("Ngày chốt")
    unit: Unit | None = optional("Của xã", "Bỏ trống là cả địa bàn.")
    supersedes: Id | None = optional("Thay cho bản chốt", "Mã của bản đã nộp trước.")
    note: Prose | None = optional("Ghi chú")
    tables: tuple[FiledTable, ...] = required("Các bảng")
