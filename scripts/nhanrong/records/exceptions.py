"""False alarms of the guard that somebody has looked at."""

from nhanrong.records.fields import Day, Piece, Prose, Words, optional, required


class GuardException(Piece):
    """Một lần báo nhầm đã có người xem: đúng những chữ bị báo, vì sao không phải dữ liệu riêng tư."""

    code: Words = required("Mã lỗi", "Mã mà nhanrong guard nêu, ví dụ NR709.", pattern=r"^NR7(0[1-9]|1[0-35])$")
    text: Words = required("Chữ bị báo", "Đúng từng chữ như trong tệp, không thêm bớt.")
    reason: Prose = required("Vì sao không phải dữ liệu riêng tư")
    role: Words = required("Chức danh người xem", "Không ghi tên người.")
    day: Day = required("Ngày xem")
    path: Words | None = optional("Chỉ trong tệp", "Ví dụ models_data/models/ten.yml; với NR712 thì bắt buộc nêu.")


class Exceptions(Piece):
    """Những lần báo nhầm của lệnh canh giữ, mỗi lần một mục; hết báo thì xóa mục đó."""

    exceptions: tuple[GuardException, ...] = required("Các ngoại lệ", min_length=1)
