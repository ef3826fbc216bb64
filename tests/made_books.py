"""Booklets made up for tests of whoever writes them."""

from typing import Any

from nhanrong.handouts.blocks import (
    Block,
    Book,
    Calendar,
    Chapter,
    Column,
    Entry,
    Fact,
    Facts,
    Items,
    Note,
    Picture,
    Season,
    Section,
    Slip,
    Step,
    Steps,
    Table,
    Term,
    Words,
    Writing,
)
from nhanrong.prose import Bullets, Paragraph

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#fff" stroke="#000"/><circle cx="10" cy="10" r="6"/></svg>'
)
LEGEND = (Entry("unknown", "Đã ghi nhận, không rõ hiện trạng"), Entry("origin", "Nơi khởi đầu"))
WARNING = "Chưa thẩm định kỹ thuật"
NOTICE = "Số liệu bịa để kiểm thử."


def words(*paragraphs: str, bullets: tuple[str, ...] = ()) -> Words:
    """Paragraphs, then a list."""
    return Words((*map(Paragraph, paragraphs), *([Bullets(bullets)] if bullets else [])))


def every_block() -> tuple[Block, ...]:
    """A block of each kind."""
    return (
        words("Nuôi tằm trong nhà thoáng.", "Cho ăn ngày bốn bữa.", bullets=("nong", "né")),
        Facts(
            (Fact("Vốn", "36 triệu đồng/ha", "giá năm 2022, hạng E"), Fact("Bao lâu có thu", "6 tháng")),
            ("giá bán", "công lao động"),
        ),
        Steps(
            (
                Step(words("Làm đất."), "Tháng 3", "cuốc, vôi"),
                Step(words("Trồng hom.", "Hom dài 20 cm.", bullets=("hàng cách hàng 1 m", "cây cách cây 30 cm"))),
                Step(Words((Bullets(("tưới", "bón phân")),))),
            )
        ),
        Items((words("Ai mua kén?"), words("Dâu bị bệnh thì làm gì?")), numbered=True),
        Items((words("một điều"), words("điều khác"))),
        Calendar((Season((3, 4), words("Trồng mới.")), Season((1, 11, 12), words("Đốn dâu, bón lót.")))),
        Table(
            "Chi phí cho một ha",
            (Column("Khoản", share=2), Column("Số lượng", number=True), Column("Thành tiền (đồng)", number=True)),
            (("Giống", "30.000 hom", "9.000.000"), ("Phân chuồng", "10 tấn", "chưa có số liệu")),
            (("Cộng", "", "9.000.000"),),
            ("Giá năm 2022, người trồng trả; giá cũ.",),
        ),
        Picture(
            SVG, "Một vòng tròn trong khung chữ nhật.", "Sơ đồ vị trí, không phải địa giới hành chính", LEGEND, 0.6
        ),
        Note("Chú ý", words("Không phun thuốc gần ruộng dâu.", bullets=("tằm chết",))),
        Writing(3),
        Slip(
            "thu-a",
            "Trồng dâu nuôi tằm (bịa để kiểm thử)",
            ("Tôi muốn học", "Tôi muốn đến xem", "Tôi đang làm", "Tôi đã bỏ"),
            (("A", "thiếu vốn"), ("B", "giá thấp")),
            ("Văn phòng Hội thử (bịa để kiểm thử)",),
        ),
    )


def chapter(*blocks: Block, **more: Any) -> Chapter:
    """A chapter of a made-up model that nobody reviewed."""
    given: dict[str, Any] = {
        "code": "thu-a",
        "kind": "mô hình",
        "title": "Trồng dâu nuôi tằm (bịa để kiểm thử)",
        "tags": ("Cây dâu", "Con tằm"),
        "lead": words("Trồng dâu lấy lá, nuôi tằm lấy kén."),
        "warning": WARNING,
        "url": "https://kho-thu.example/mo-hinh/thu-a/",
        "qr": SVG,
        "sections": (Section("Làm thế nào", blocks or every_block()),),
    }
    return Chapter(**(given | more))


def book(*chapters: Chapter, **more: Any) -> Book:
    """A booklet of a made-up area."""
    given: dict[str, Any] = {
        "title": "Sổ tay mô hình (bịa để kiểm thử)",
        "area": "Huyện Thử",
        "theme": "Trồng trọt",
        "edition": "Bản 11/2026",
        "printed": "23/11/2026",
        "notice": NOTICE,
        "warning": "Có phần chưa thẩm định kỹ thuật",
        "how_to_read": (Section("Con số", (words("Mỗi con số có nguồn."),)),),
        "chapters": chapters or (chapter(),),
        "glossary": (Term("Chi hội", "nhóm hội viên ở một thôn"),),
        "left_out": ("Nuôi cá (bịa để kiểm thử)",),
        "offices": ("Văn phòng Hội thử (bịa để kiểm thử)",),
        "url": "https://kho-thu.example/",
        "qr": SVG,
        "cover": Picture(SVG, "Sơ đồ các xã (bịa để kiểm thử).", "2 trên 5 xã có việc kể trong sách này."),
    }
    return Book(**(given | more))
