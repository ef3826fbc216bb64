"""An entry of the consent register (đồng ý): what was agreed to, never who agreed nor the value itself."""

from nhanrong.records.fields import Day, Id, Piece, Prose, Words, optional, required
from nhanrong.records.vocabulary import ConsentForm, ConsentScope


class Consent(Piece):
    """Một lần đồng ý: phạm vi, ngày, hình thức, nơi giữ giấy. Không ghi tên; giá trị được đồng ý không nằm ở đây."""

    id: Id = required("Mã lần đồng ý", "Giống tên tệp, không dấu, không đổi; không chứa tên người.")
    scope: tuple[ConsentScope, ...] = required("Phạm vi", "Đồng ý cho công khai những gì.", min_length=1)
    given_on: Day = required("Ngày đồng ý")
    form: ConsentForm = required("Hình thức")
    kept_at: Words = required("Nơi giữ bản gốc", "Văn phòng giữ giấy; giấy không bao giờ nằm trong kho.")
    expires: Day | None = optional("Hết hạn")
    withdrawn_on: Day | None = optional("Ngày rút lại", "Từ ngày này không được công khai nữa.")
    note: Prose | None = optional("Ghi chú")
