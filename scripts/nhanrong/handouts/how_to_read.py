"""What a reader has to know before the first chapter, in farmers' words; the site has the exact rules."""

from nhanrong.figures import descriptions
from nhanrong.handouts import telling
from nhanrong.handouts.blocks import Column, Section, Table
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.records.area import Rules
from nhanrong.records.vocabulary import Evidence

_GRADES = {
    Evidence.MEASURED: "cân đo, có chỗ khác để so",
    Evidence.BOOKS: "theo sổ ghi chép",
    Evidence.FIELD: "có người đến ruộng, chuồng xem",
    Evidence.SELF_TOLD: "người làm tự kể",
    Evidence.PRESS: "báo chí viết, nghe kể lại",
}
_LOOKED = {  # the least level of a check that counts
    1: "chi hội, Hội Nông dân xã hoặc cấp trên",
    2: "Hội Nông dân xã hoặc cấp trên",
    3: "người đến tận nơi",
    4: "người ngoài đến tận nơi",
}


def how_to_read(rules: Rules) -> tuple[Section, ...]:
    """What the book is for, how sure its numbers are, which communes they count, what its marks are."""
    grades = "; ".join(f"{grade.value} là {says}" for grade, says in _GRADES.items())
    return (
        Section(
            "",
            (
                telling.bullets(
                    (
                        "Để bàn trong chi hội, lớp học: nhà mình làm được không.",
                        "Điều chưa ai nói thì sách ghi là chưa có, không đoán.",
                        f"Phần có dòng “{UNREVIEWED}” thì hỏi cán bộ kỹ thuật trước khi làm theo.",
                    )
                ),
            ),
        ),
        Section(
            "Con số chắc tới đâu",
            (telling.sentence(f"Xem chữ ở cột “Hạng”: {grades}. A chắc nhất, E kém chắc nhất."),),
        ),
        Section(
            telling.COUNTING,
            (
                telling.sentence("Viết 2/19 là 2 xã trong 19 xã."),
                Table("", (Column("Sách ghi"), Column("Là đếm những xã", share=2.3)), tuple(_counted(rules))),
            ),
        ),
        Section(
            "Dấu trên bản đồ và dãy ô",
            (telling.sentence("Nhìn nét, không cần màu. Mỗi mảnh, mỗi ô là một xã."),),
        ),
    )


def _counted(rules: Rules) -> list[tuple[str, str]]:
    """Each figure of a chapter by its name there, and what it counts."""
    current, checked = f"{rules.current_months} tháng", f"{rules.check_months} tháng"
    says = {
        "reported": "Có người báo, hoặc báo chí viết, là xã ấy làm theo. Nơi khởi đầu không đếm.",
        "reported_with_origin": "Như trên, đếm thêm nơi khởi đầu.",
        "reported_origin_excluded": "Như trên, không có nơi khởi đầu cả trong tổng số xã.",
        "linked": "Đã ghi nhận, và biết xã ấy học ở đâu.",
        "current": f"Tin mới nhất nói còn làm, chưa quá {current}.",
        "unknown_now": f"Như trên nhưng đã quá {current}; chưa chắc đã bỏ.",
        "verified": f"Đang làm, ít nhất {rules.min_households} hộ hoặc một tổ chức; trong {checked} qua được "
        f"{_LOOKED[rules.check_level]} xem lại, không phải người báo.",
        "checked": f"Trong {checked} qua đã có người xem, dù không thấy.",
    }
    return [(name, says[key]) for key, name, _ in descriptions(rules) if key in telling.FIGURES]
