"""A dated list of administrative units and the edges from the list before it (danh mục)."""

from nhanrong.records.fields import Code, Day, Flag, ListId, Number, Piece, Prose, Words, optional, required
from nhanrong.records.vocabulary import EdgeKind, UnitType


class AdminUnit(Piece):
    """Một xã, phường, đặc khu, thị trấn trong một danh mục."""

    code: Code = required("Mã", "Năm chữ số, trong dấu nháy.")
    name: Words = required("Tên", "Không kèm chữ xã, phường.")
    type: UnitType = required("Loại")
    old_district: Words | None = optional("Huyện cũ")
    province: Words | None = optional("Tỉnh")
    lat: Number | None = optional("Vĩ độ", "Độ, làm tròn 0.01; không phải vị trí chính xác.", ge=8, le=24)
    lon: Number | None = optional("Kinh độ", "Độ, làm tròn 0.01.", ge=102, le=118)
    neighbours: tuple[Code, ...] = optional("Giáp với", "Mã các xã giáp ranh trong cùng danh mục.", default=())
    has_union: Flag = optional("Có tổ chức Hội", default=True)
    aliases: tuple[Words, ...] = optional("Tên khác, tên cũ", "Để tìm cho ra.", default=())


class Edge(Piece):
    """Một đơn vị của danh mục trước (`old`) đi vào một đơn vị của danh mục này (`new`)."""

    old: Code = required("Mã cũ")
    new: Code = required("Mã mới")
    kind: EdgeKind = required("Quan hệ")


class ListHead(Piece):
    """Danh mục, không kể các đơn vị: có hiệu lực khi nào, theo văn bản nào, sau danh mục nào."""

    id: ListId = required("Mã danh mục", "Một ngày, giống tên tệp.")
    title: Words = required("Tên danh mục")
    valid_from: Day | None = optional("Hiệu lực từ", "Bỏ trống nếu không rõ.")
    valid_to: Day | None = optional("Hiệu lực đến", "Bỏ trống nếu đang hiệu lực.")
    source: Prose = required("Nguồn và giấy phép")
    resolution: Words | None = optional("Nghị quyết", "Văn bản sắp xếp đơn vị.")
    previous: ListId | None = optional("Danh mục trước")


class UnitList(ListHead):
    """Danh mục: đơn vị nào có hiệu lực trong thời gian nào, theo văn bản nào."""

    units: tuple[AdminUnit, ...] = required("Các đơn vị", min_length=1)
    elsewhere: tuple[AdminUnit, ...] = optional(
        "Xã cũ ngoài địa bàn", "Xã của danh mục trước, ngoài địa bàn, có phần đi vào đơn vị ở đây.", default=()
    )
    edges: tuple[Edge, ...] = optional("Từ danh mục trước", default=())
