"""The sentences of the sheet that paper and Excel share."""

from collections.abc import Mapping

from nhanrong.dates import spoken_day
from nhanrong.review.choices import titles
from nhanrong.review.questions import Purpose, Sheet

PRIVACY = "Không ghi tên, số điện thoại, địa chỉ nhà của ai; không ghi hộ nghèo, vay nợ, bệnh tật."
SAME_QUESTION: Mapping[Purpose, str] = {
    Purpose.REVIEW: "Người xem có phải chính người đã báo trước đây không?",
    Purpose.RECHECK: "Người xem lại có phải người đã báo hoặc đã xem lần trước không?",
}
LEARNT = "Ngừng: viết một câu rút ra điều gì, cho người làm sau."
OTHERWISE = "Hàng nào xem ngày khác, cách khác, người khác thì ghi vào ô cuối."
NEW = "Hàng ghi thêm: tính người xem là người báo, trừ khi ghi rõ là người khác báo."
TRIED = (
    "Làm thử: vài hộ làm lần đầu, còn người hướng dẫn hoặc hỗ trợ. "
    "Đã áp dụng: không còn làm thử nữa, dân tự làm, tự bỏ vốn."
)
ABSENT = (
    "Không có: đã đến tận nơi hoặc hỏi người biết rõ mà không thấy. Chưa rõ: chưa ai xem; hàng ấy không ghi gì vào sổ."
)


def title(sheet: Sheet) -> str:
    """What stands at the head."""
    return f"{sheet.purpose.title} {sheet.place}"


def about(sheet: Sheet) -> str:
    """What the sheet is for and how it is answered."""
    if sheet.purpose is Purpose.RECHECK:
        said = "Các dòng này được rút thăm để xem lại, không vì ai báo sai. Người xem lại phải khác người đã báo."
    elif sheet.questions:
        said = f"{len(sheet.questions)} dòng còn mở trong sổ nhân rộng của xã; trả lời chừng mười phút."
    else:
        said = "Sổ nhân rộng của xã chưa có dòng nào còn mở; có mô hình nào thì ghi vào hàng trống."
    return f"{said} Mỗi hàng chọn một câu trả lời. Không biết thì chọn “Chưa rõ”, đừng đoán.{_until(sheet)}"


def _until(sheet: Sheet) -> str:
    if sheet.until is None or sheet.day <= sheet.until:
        return ""
    return f" Danh mục này hết hiệu lực ngày {spoken_day(sheet.until)}: chỉ ghi việc đã xem đến ngày ấy."


def paper_notes(sheet: Sheet) -> list[str]:
    """What is explained below the table on paper."""
    notes = [LEARNT, f"{ABSENT}"]
    return [TRIED, *notes, OTHERWISE, NEW] if sheet.purpose is Purpose.REVIEW else [*notes, OTHERWISE]


def headings() -> list[str]:
    """The headings of the table on paper."""
    named = titles()
    return [
        "TT",
        named["subject"],
        "Còn làm",
        "Giảm",
        "Ngừng",
        "Không có",
        "Chưa rõ",
        "Lý do",
        named["households"],
        f"{named['learnt']}; ghi thêm",
    ]
