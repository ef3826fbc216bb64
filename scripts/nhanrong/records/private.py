"""What a consent lets the online site show. Such records lie outside the repository."""

from nhanrong.records.fields import Id, PhotoFile, Piece, Prose, Words, optional, required
from nhanrong.records.vocabulary import ConsentScope


class PrivateItem(Piece):
    """Mục riêng: chỉ lên trang mạng khi còn đồng ý; không nằm trong kho, không in, không chép ra USB."""

    consent: Id = required("Mã lần đồng ý", "Mã của tệp trong consents/.")
    about: Id = required("Về bản ghi nào", "Mã mô hình, cách làm hay, hoặc hoạt động.")
    scope: ConsentScope = required("Loại", "Phải nằm trong phạm vi đã đồng ý.")
    text: Prose | None = optional("Lời", "Tên, số điện thoại, nơi ở hoặc lời kể.")
    photo: PhotoFile | None = optional("Tệp ảnh", "Tên tệp nằm cạnh items.yml.")
    caption: Words | None = optional("Trong ảnh có gì", "Cần có khi có ảnh.")
