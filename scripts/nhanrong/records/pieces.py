"""Parts that several kinds of record share: places, quantities, money, reviews."""

from nhanrong.records.fields import (
    Amount,
    Count,
    Date,
    Day,
    Flag,
    Id,
    LanguageCode,
    Number,
    PhotoFile,
    Piece,
    Prose,
    SourceId,
    Summary,
    Unit,
    Url,
    Words,
    optional,
    required,
    wanted,
)
from nhanrong.records.vocabulary import Capital, Complement, Evidence, MoneyKind

NOT_STATED = "không nêu"


class Place(Piece):
    """Nơi chốn: các xã theo danh mục, hoặc lời của nguồn, hoặc “không nêu”."""

    units: tuple[Unit, ...] = optional("Xã", "Danh sách “danh mục/mã xã”.", default=())
    text: Words | None = optional("Nơi chốn theo nguồn", "Lời của nguồn, hoặc “không nêu”.")
    outside: Flag = optional("Ngoài địa bàn", "true nếu không thuộc địa bàn của kho này.", default=False)


class Quantity(Piece):
    """Một con số có đơn vị, ngày, mức bằng chứng và nguồn."""

    what: Words = required("Số gì", "Ví dụ: Diện tích, Số hộ, Năng suất.")
    value: Number | None = optional("Giá trị", "Một số; viết 1.5, không viết 1,5.")
    min: Number | None = optional("Từ", "Khi nguồn cho một khoảng.")
    max: Number | None = optional("Đến", "Khi nguồn cho một khoảng.")
    unit: Words | None = optional("Đơn vị", "Ví dụ: ha, hộ, tấn/ha.")
    text: Words | None = optional("Diễn giải", "Khi nguồn chỉ nói bằng lời, hoặc cần nói rõ thêm.")
    date: Date | None = wanted("Thời điểm", "Con số của năm, tháng nào.")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Mã các nguồn.", min_length=1)


class Money(Piece):
    """Một số tiền mà nguồn nêu."""

    kind: MoneyKind = required("Loại tiền", "Vốn, hỗ trợ, chi phí, doanh thu, lợi nhuận.")
    amount: Amount | None = optional("Số tiền", "Đồng, viết liền: 36000000.")
    min: Amount | None = optional("Từ", "Khi nguồn cho một khoảng.")
    max: Amount | None = optional("Đến", "Khi nguồn cho một khoảng.")
    unit: Words = required(
        "Đơn vị", "Bắt đầu bằng “đồng”: đồng, đồng/ha/năm, đồng/hộ/tháng.", pattern=r"^đồng(/\S.*)?$"
    )
    price_date: Date = required("Thời điểm giá", "Năm hoặc tháng của giá.")
    payer: Capital | None = optional("Ai chi trả", "Cần có khi là vốn, hỗ trợ, chi phí.")
    text: Prose | None = optional("Nói rõ thêm")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Mã các nguồn.", min_length=1)


class CostLine(Piece):
    """Một dòng chi: hạng mục, lượng, đơn giá, ai trả."""

    item: Words = required("Hạng mục")
    quantity: Number = required("Số lượng")
    unit: Words = required("Đơn vị tính")
    unit_price: Amount = required("Đơn giá", "Đồng cho một đơn vị tính.")
    payer: Capital = required("Ai chi trả")
    price_date: Date = required("Thời điểm giá")
    evidence: Evidence = required("Mức bằng chứng")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class IncomeLine(Piece):
    """Một dòng thu: sản phẩm, lượng, giá bán."""

    product: Words = required("Sản phẩm")
    quantity: Number = required("Sản lượng")
    unit: Words = required("Đơn vị tính")
    unit_price: Amount = required("Giá bán", "Đồng cho một đơn vị tính.")
    price_date: Date = required("Thời điểm giá")
    evidence: Evidence = required("Mức bằng chứng")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class Labour(Piece):
    """Công lao động gia đình, tính tiền để lợi nhuận không bị nói quá."""

    days: Number = required("Số công")
    day_wage: Amount = required("Giá một công", "Đồng.")
    price_date: Date = required("Thời điểm giá")
    evidence: Evidence = required("Mức bằng chứng")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class Accounts(Piece):
    """Sổ thu chi của mô hình trên một cơ sở; lợi nhuận được tính từ đây."""

    basis: Words = required("Tính trên", "Ví dụ: 1 ha trong một năm.")
    investment: tuple[CostLine, ...] = optional("Vốn đầu tư ban đầu", default=())
    yearly_costs: tuple[CostLine, ...] = optional("Chi phí hằng năm", default=())
    family_labour: Labour | None = optional("Công lao động gia đình")
    income: tuple[IncomeLine, ...] = optional("Khoản thu", default=())


class Step(Piece):
    """Một bước của quy trình."""

    text: Prose = required("Việc làm")
    when: Words | None = optional("Khi nào")
    materials: Words | None = optional("Vật tư")


class Season(Piece):
    """Việc của những tháng trong năm."""

    months: tuple[Count, ...] = required("Các tháng", "Ví dụ [3, 4].", min_length=1)
    text: Prose = required("Việc làm")


class Need(Piece):
    """Một điều kiện đi kèm."""

    kind: Complement = required("Loại điều kiện")
    text: Prose = required("Nói rõ")


class Component(Piece):
    """Một hợp phần kỹ thuật, để ghi được nơi nào áp dụng phần nào."""

    id: Id = required("Mã hợp phần")
    name: Words = required("Tên hợp phần")
    essential: Flag = optional("Bắt buộc", default=False)
    measure: Words | None = optional("Cách nhận biết")


class Disagreement(Piece):
    """Chỗ các nguồn nói khác nhau."""

    text: Prose = required("Các nguồn khác nhau ở đâu")
    sources: tuple[SourceId, ...] = optional("Nguồn", default=())


class Review(Piece):
    """Thẩm định kỹ thuật: chức danh, ngày, kết luận; không ghi tên người."""

    role: Words = required("Chức danh người thẩm định")
    day: Day = required("Ngày thẩm định")
    conclusion: Prose = required("Kết luận")


class Translation(Piece):
    """Bản dịch phần tóm tắt sang tiếng khác; không ghi tên người dịch."""

    language: LanguageCode = required("Tiếng", "Mã của tiếng ghi ở area.yml, ví dụ kpm.")
    name: Words | None = optional("Tên đã dịch")
    summary: Summary = required("Tóm tắt đã dịch")
    by: Words = required("Chức danh người dịch", "Không ghi tên người.")
    reviewed: Words | None = optional("Chức danh người đã đọc lại")


class Certificate(Piece):
    """Chứng nhận: đọc từ giấy, không tính ra."""

    kind: Words = required("Loại", "VietGAP, hữu cơ, OCOP, mã số vùng trồng…")
    holder: Words = required("Tổ chức được cấp")
    number: Words | None = optional("Số")
    issuer: Words | None = optional("Nơi cấp")
    issued: Date | None = optional("Ngày cấp")
    expires: Day | None = optional("Hết hạn")
    text: Words | None = optional("Nói rõ thêm", "Hạng sao, diện tích, sản phẩm.")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class Honour(Piece):
    """Danh hiệu có căn cứ công khai; gỡ được."""

    title: Words = required("Danh hiệu")
    level: Words | None = optional("Cấp")
    year: Date = required("Năm")
    public_basis: Url = required("Căn cứ công khai", "Đường dẫn tới quyết định.")


class Support(Piece):
    """Hỗ trợ và ngày kết thúc hỗ trợ."""

    payer: Capital = required("Bên hỗ trợ")
    text: Prose = required("Hỗ trợ gì")
    ends: Date | None = wanted("Kết thúc hỗ trợ", "Từ ngày này mới biết mô hình tự đứng được không.")


class Photo(Piece):
    """Ảnh ruộng, vườn, chuồng, vật, sản phẩm; không có người nhận ra được, không ghi vị trí chụp."""

    file: PhotoFile = required("Tệp ảnh", "Tên tệp trong models_data/photos/, ví dụ nong-tam-di-linh.webp.")
    caption: Words = required("Trong ảnh có gì", "Một câu cho cả người không nhìn thấy ảnh.")
    credit: Words = required("Ảnh của", "Tổ chức chụp hoặc cho dùng ảnh; không ghi tên người.")
    date: Date | None = wanted("Chụp khi nào")


class Media(Piece):
    """Video hoặc tài liệu ở nơi khác."""

    title: Words = required("Tên")
    url: Url = required("Địa chỉ")
