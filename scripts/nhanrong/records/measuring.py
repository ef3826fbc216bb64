"""The closed set of measures that a form may ask for, and in which rows and spans of time each makes sense."""

from collections.abc import Iterable
from typing import Self

from nhanrong.records.fields import Term


class Rows(Term):
    """Mỗi hàng của bảng là gì."""

    UNITS = "units", "Mỗi xã một hàng"
    MODELS = "models", "Mỗi mô hình một hàng"
    SUBJECTS = "subjects", "Mỗi mô hình, cách làm một hàng"
    SESSIONS = "sessions", "Mỗi hoạt động trong kỳ một hàng"
    MEASURES = "measures", "Mỗi chỉ số một hàng"


class Span(Term):
    """Khoảng thời gian của một con số."""

    PERIOD = "period", "Trong kỳ"
    YEAR = "year", "Từ đầu năm"
    CUMULATIVE = "cumulative", "Lũy kế"
    PREVIOUS = "previous", "Cùng kỳ năm trước"
    CHANGE = "change", "So cùng kỳ"
    PLAN = "plan", "Chỉ tiêu"
    SHARE = "share", "Tỷ lệ so với chỉ tiêu"


class Counted(Term):
    """Con số viết thế nào."""

    COUNT = "count", "số đếm"
    MONEY = "money", "số tiền"
    SHARE = "share", "tỷ lệ"
    TEXT = "text", "chữ"


_COMPARED = (Span.PREVIOUS, Span.CHANGE)
_PLANNED = (Span.PLAN, Span.SHARE)
FLOW = (Span.PERIOD, Span.YEAR, Span.CUMULATIVE, *_COMPARED, *_PLANNED)  # what happened in a stretch of time
STOCK = (Span.CUMULATIVE, *_COMPARED, *_PLANNED)  # how it stands on the last day
GROWING = (
    Span.CUMULATIVE,
    Span.PERIOD,
    *_COMPARED,
    *_PLANNED,
)  # the same, and what was not yet so on the day before the first
RATIO = (Span.CUMULATIVE, Span.PREVIOUS)
WORDS = (Span.CUMULATIVE,)

_U, _M, _S, _A, _T = Rows.UNITS, Rows.MODELS, Rows.SUBJECTS, Rows.SESSIONS, Rows.MEASURES
_PLACED = (_U, _T)
_OF_MODELS = (_U, _M, _T)
_OF_SUBJECTS = (_M, _S, _T)
_EVERY_SUBJECT = (_U, _M, _S, _T)
_TAUGHT = (_U, _A, _T)

_LIST = "trên danh mục xã của báo cáo"
_ONE = "Không nêu mô hình thì đếm xã có ít nhất một mô hình, cách làm."
_OPEN = (
    "Chỉ cộng số tiền ghi là tổng bằng đồng, của vốn và hỗ trợ, có ghi bên chi trả; "
    "khoảng giá, tiền trên hecta, trên hộ không cộng. Tính vào kỳ theo thời điểm giá. "
    "Một mô hình, một bên chi trả, cùng thời điểm giá thì chỉ tính một khoản, vì các khoản có thể trùng nhau."
)

_Told = tuple[str, str, str, Counted, tuple[Rows, ...], tuple[Span, ...], str]  # as a measure is made of it


def _words(value: str, label: str, rows: tuple[Rows, ...], rule: str) -> _Told:
    return value, label, "", Counted.TEXT, rows, WORDS, rule


def _organisation(value: str, label: str, what: str) -> _Told:
    rule = f"{what} ghi ở dòng còn làm mới nhất; cùng tên, cùng xã chỉ tính một lần."
    return value, label, "tổ chức", Counted.COUNT, _EVERY_SUBJECT, STOCK, rule


def _capital(value: str, label: str, whose: str) -> _Told:
    return value, label, "đồng", Counted.MONEY, _OF_MODELS, FLOW, f"{whose} {_OPEN}"


def _certificate(value: str, label: str, what: str) -> _Told:
    rule = f"{what}, theo ngày cấp; đã hết hạn trước ngày cuối thì không tính."
    return value, label, "chứng nhận", Counted.COUNT, _OF_MODELS, FLOW, rule


class Measure(Term):
    """Chỉ số: một con số mà máy tính được từ kho, đếm gì, đứng được ở hàng nào, khoảng thời gian nào."""

    unit: str
    counted: Counted
    rows: frozenset[Rows]
    spans: tuple[Span, ...]
    rule: str

    def __new__(  # noqa: PLR0917  # the members below give them in this order
        cls,
        value: str,
        label: str,
        unit: str,
        counted: Counted,
        rows: Iterable[Rows],
        spans: tuple[Span, ...],
        rule: str,
    ) -> Self:
        """A measure: what it counts (`unit`, by which `rule`), for which rows, over which spans of time."""
        measure = str.__new__(cls, value)  # as Term does, which an Enum cannot be asked for
        measure._value_, measure.label = value, label
        measure.unit, measure.counted, measure.rule = unit, counted, rule
        measure.rows, measure.spans = frozenset(rows), spans
        return measure

    @property
    def usual(self) -> Span:
        """The span that is meant where none is named."""
        return self.spans[0]

    # Models and practices
    MODELS_NEW = (
        "models_new",
        "Mô hình mới",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        FLOW,
        "Mô hình bắt đầu trong khoảng này; không rõ bắt đầu khi nào thì không tính.",
    )
    MODELS_LIVE = (
        "models_live",
        "Mô hình đang duy trì",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        STOCK,
        f"Mô hình đang làm ở ít nhất một xã {_LIST}, kể cả nơi khởi đầu, theo dòng mới nhất còn trong hạn.",
    )
    MODELS_UNKNOWN = (
        "models_unknown",
        "Mô hình không rõ hiện trạng",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        STOCK,
        "Mô hình mà mọi dòng còn làm trong sổ đều đã quá hạn; không có nghĩa là đã ngừng.",
    )
    MODELS_REPLICATED = (
        "models_replicated",
        "Mô hình đã nhân rộng",
        "mô hình",
        Counted.COUNT,
        (_T,),
        GROWING,
        "Mô hình đã ghi nhận ở ít nhất một xã ngoài nơi khởi đầu.",
    )
    MODELS_STOPPED = (
        "models_stopped",
        "Mô hình đã ngừng",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        STOCK,
        "Mô hình có xã đã ngừng và không còn xã nào đang làm hay không rõ hiện trạng.",
    )
    MODELS_REVIEWED = (
        "models_reviewed",
        "Mô hình được thẩm định",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        FLOW,
        "Mô hình có ngày thẩm định kỹ thuật trong khoảng này.",
    )
    PRACTICES_NEW = (
        "practices_new",
        "Cách làm hay mới",
        "cách làm",
        Counted.COUNT,
        _PLACED,
        FLOW,
        "Cách làm hay có năm nằm trong khoảng này; quy trình chung, không phải của địa bàn, không tính.",
    )
    PRACTICES_LIVE = (
        "practices_live",
        "Cách làm hay đang áp dụng",
        "cách làm",
        Counted.COUNT,
        _PLACED,
        STOCK,
        f"Cách làm hay đang làm ở ít nhất một xã {_LIST}, theo dòng mới nhất còn trong hạn.",
    )
    # In how many communes
    COMMUNES_REPORTED = (
        "communes_reported",
        "Xã đã ghi nhận",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        GROWING,
        f"Xã có lần ghi nhận đang áp dụng hoặc hơn, kể cả báo chí; không tính nơi khởi đầu. {_ONE}",
    )
    COMMUNES_WITH_ORIGIN = (
        "communes_with_origin",
        "Xã đã ghi nhận, tính cả nơi khởi đầu",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        GROWING,
        f"Như xã đã ghi nhận, cộng các xã nơi mô hình bắt đầu. {_ONE}",
    )
    COMMUNES_LINKED = (
        "communes_linked",
        "Xã biết học từ đâu",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        GROWING,
        f"Trong số xã đã ghi nhận, biết xã học từ đâu (lớp, tham quan, xã khác, chương trình). {_ONE}",
    )
    COMMUNES_CURRENT = (
        "communes_current",
        "Xã đang làm",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        STOCK,
        f"Xã mà lần ghi nhận mới nhất còn làm và còn trong hạn; không tính nơi khởi đầu. {_ONE}",
    )
    COMMUNES_UNKNOWN = (
        "communes_unknown",
        "Xã không rõ hiện trạng",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        STOCK,
        f"Xã mà lần ghi nhận mới nhất còn làm nhưng đã quá hạn. {_ONE}",
    )
    COMMUNES_VERIFIED = (
        "communes_verified",
        "Xã đã kiểm tra thực tế",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        STOCK,
        f"Xã đang làm, người khác người báo đã xem, đủ số hộ hoặc có tổ chức. {_ONE}",
    )
    COMMUNES_CHECKED = (
        "communes_checked",
        "Xã đã có người xem",
        "xã",
        Counted.COUNT,
        _OF_SUBJECTS,
        STOCK,
        f"Xã có người đã xem trong hạn, kể cả xem và thấy không có. {_ONE}",
    )
    COVERAGE_REPORTED = (
        "coverage_reported",
        "Tỷ lệ xã đã ghi nhận",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã đã ghi nhận trên mọi xã của danh mục; không tính nơi khởi đầu.",
    )
    COVERAGE_WITH_ORIGIN = (
        "coverage_with_origin",
        "Tỷ lệ xã, tính cả nơi khởi đầu",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã đã ghi nhận hoặc nơi khởi đầu, trên mọi xã của danh mục.",
    )
    COVERAGE_ORIGIN_EXCLUDED = (
        "coverage_origin_excluded",
        "Tỷ lệ xã, bỏ nơi khởi đầu",
        "%",
        Counted.SHARE,
        (_M, _S),
        RATIO,
        "Bỏ nơi khởi đầu khỏi cả tử số và mẫu số; chỉ tính cho một mô hình.",
    )
    COVERAGE_LINKED = (
        "coverage_linked",
        "Tỷ lệ xã biết học từ đâu",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã biết học từ đâu trên mọi xã của danh mục.",
    )
    COVERAGE_CURRENT = (
        "coverage_current",
        "Tỷ lệ xã đang làm",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã đang làm trên mọi xã của danh mục.",
    )
    COVERAGE_VERIFIED = (
        "coverage_verified",
        "Tỷ lệ xã đã kiểm tra thực tế",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã đã kiểm tra thực tế trên mọi xã của danh mục.",
    )
    COVERAGE_CHECKED = (
        "coverage_checked",
        "Tỷ lệ xã đã có người xem",
        "%",
        Counted.SHARE,
        _OF_SUBJECTS,
        RATIO,
        "Xã đã có người xem trên mọi xã của danh mục.",
    )
    TARGET_FIGURE = (
        "target_figure",
        "Con số của chỉ tiêu",
        "%",
        Counted.SHARE,
        (_M, _S),
        RATIO,
        "Tỷ lệ xã theo con số và cách đọc nơi khởi đầu mà chỉ tiêu trong rules.yml nêu.",
    )
    TARGET_GOAL = _words(
        "target_goal", "Mức chỉ tiêu", (_M, _S), "Mức của chỉ tiêu trong rules.yml; phải hơn mức này, bằng là chưa đạt."
    )
    TARGET_VERDICT = _words(
        "target_verdict",
        "Đạt hay chưa",
        (_M, _S),
        "Chỉ kết luận khi chỉ tiêu có nơi ban hành, văn bản, thời kỳ, và mô hình được chọn từ đầu kỳ.",
    )
    # What lives in a commune
    SUBJECTS_REPORTED = (
        "subjects_reported",
        "Mô hình, cách làm đã ghi nhận",
        "mô hình, cách làm",
        Counted.COUNT,
        (_U,),
        GROWING,
        "Mô hình, cách làm mà xã có lần ghi nhận đang áp dụng hoặc hơn; không tính nơi khởi đầu.",
    )
    SUBJECTS_CURRENT = (
        "subjects_current",
        "Mô hình, cách làm đang làm",
        "mô hình, cách làm",
        Counted.COUNT,
        (_U,),
        STOCK,
        "Mô hình, cách làm mà dòng mới nhất của xã còn làm và còn trong hạn; không tính nơi khởi đầu.",
    )
    SUBJECTS_VERIFIED = (
        "subjects_verified",
        "Mô hình, cách làm đã kiểm tra",
        "mô hình, cách làm",
        Counted.COUNT,
        (_U,),
        STOCK,
        "Mô hình, cách làm đang làm ở xã mà người khác người báo đã xem, đủ số hộ hoặc có tổ chức.",
    )
    SUBJECTS_CHECKED = (
        "subjects_checked",
        "Mô hình, cách làm đã có người xem",
        "mô hình, cách làm",
        Counted.COUNT,
        (_U,),
        STOCK,
        "Mô hình, cách làm mà có người đã đến xã xem trong hạn, kể cả thấy không có.",
    )
    LEDGER_LINES = (
        "ledger_lines",
        "Lần ghi nhận",
        "lần",
        Counted.COUNT,
        _EVERY_SUBJECT,
        FLOW,
        f"Dòng của sổ theo dõi, ghi ở xã {_LIST}, có thời điểm trong khoảng này; dòng đã được đính chính không tính.",
    )
    FIELD_CHECKS = (
        "field_checks",
        "Lượt kiểm tra",
        "lượt",
        Counted.COUNT,
        _EVERY_SUBJECT,
        FLOW,
        "Dòng của sổ có người xem, theo ngày xem.",
    )
    # Households and organisations
    HOUSEHOLDS_REPORTED = (
        "households_reported",
        "Hộ đã ghi nhận",
        "hộ",
        Counted.COUNT,
        _EVERY_SUBJECT,
        STOCK,
        "Cộng số hộ ở dòng còn làm mới nhất của mỗi nhóm; nhóm nằm trong đề án đã có số thì không cộng lại.",
    )
    HOUSEHOLDS_CURRENT = (
        "households_current",
        "Hộ đang làm",
        "hộ",
        Counted.COUNT,
        _EVERY_SUBJECT,
        STOCK,
        "Như hộ đã ghi nhận, nhưng chỉ những dòng còn trong hạn.",
    )
    HOUSEHOLDS_AFTER_CLASS = (
        "households_after_class",
        "Hộ làm theo sau lớp",
        "hộ",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Số hộ đã áp dụng khi xem lại sau lớp, theo ngày xem lại; mỗi hoạt động lấy lần xem lại cuối trong khoảng này.",
    )
    PROFESSIONAL_GROUPS = _organisation(
        "professional_groups", "Chi hội, tổ hội nghề nghiệp", "Chi hội, tổ hội nông dân nghề nghiệp"
    )
    COOPERATIVE_GROUPS = _organisation("cooperative_groups", "Tổ hợp tác", "Tổ hợp tác")
    COOPERATIVES = _organisation("cooperatives", "Hợp tác xã", "Hợp tác xã")
    FARMS = _organisation("farms", "Trang trại", "Trang trại")
    CLUBS = _organisation("clubs", "Câu lạc bộ, nhóm cùng sở thích", "Câu lạc bộ, nhóm cùng sở thích")
    # Activities
    ACTIVITIES = (
        "activities",
        "Hoạt động đã tổ chức",
        "đợt",
        Counted.COUNT,
        _PLACED,
        FLOW,
        "Đợt cụ thể có ngày cuối trong khoảng này; kế hoạch, số gộp và nơi ngoài địa bàn không tính.",
    )
    CLASSES = (
        "classes",
        "Số lớp, số buổi",
        "lớp",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Cộng số lớp đã ghi. Số gộp phải nằm gọn trong khoảng này và không trùm lên đợt đã tính; kế hoạch không tính.",
    )
    ATTENDANCES = (
        "attendances",
        "Số lượt người",
        "lượt",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Cộng số lượt người đã ghi, cùng cách như số lớp; chỉ ghi số người mà không ghi lượt thì không đoán.",
    )
    PEOPLE = (
        "people",
        "Số người dự",
        "người",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Cộng số người của từng hoạt động; người dự hai hoạt động được tính ở cả hai.",
    )
    WOMEN = (
        "women",
        "Số nữ",
        "người",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Cộng số nữ đã ghi; dưới 5, hoặc phần còn lại dưới 5, thì không nêu.",
    )
    ETHNIC_MINORITY = (
        "ethnic_minority",
        "Số người dân tộc thiểu số",
        "người",
        Counted.COUNT,
        _TAUGHT,
        FLOW,
        "Cộng số người dân tộc thiểu số đã ghi; dưới 5, hoặc phần còn lại dưới 5, thì không nêu.",
    )
    SESSION_DATE = _words("session_date", "Thời gian", (_A,), "Ngày của hoạt động, rõ tới đâu ghi tới đó.")
    SESSION_KIND = _words("session_kind", "Hình thức", (_A,), "Hình thức chuyển giao.")
    SESSION_PLACE = _words("session_place", "Nơi tổ chức", (_A,), "Xã, hoặc lời của nguồn.")
    SESSION_ORGANISERS = _words("session_organisers", "Đơn vị tổ chức", (_A,), "Các đơn vị tổ chức đã ghi.")
    SESSION_AUDIENCE = _words("session_audience", "Đối tượng", (_A,), "Đối tượng đã ghi.")
    # Money
    CAPITAL_TOTAL = _capital("capital_total", "Vốn, hỗ trợ có ghi nguồn", "Cộng mọi nguồn vốn dưới đây.")
    CAPITAL_SUPPORT_FUND = _capital(
        "capital_support_fund", "Vốn Quỹ Hỗ trợ nông dân", "Tiền do Quỹ Hỗ trợ nông dân chi."
    )
    CAPITAL_POLICY_BANK = _capital(
        "capital_policy_bank",
        "Vốn Ngân hàng Chính sách xã hội",
        "Vốn ủy thác của Ngân hàng Chính sách xã hội trong các mô hình, không phải dư nợ của Hội.",
    )
    CAPITAL_BANK = _capital("capital_bank", "Vốn ngân hàng khác", "Tiền ngân hàng khác.")
    CAPITAL_STATE = _capital(
        "capital_state", "Vốn ngân sách, chương trình nhà nước", "Tiền ngân sách, chương trình nhà nước."
    )
    CAPITAL_PROJECT = _capital("capital_project", "Vốn dự án", "Tiền dự án.")
    CAPITAL_ENTERPRISE = _capital("capital_enterprise", "Vốn doanh nghiệp", "Tiền doanh nghiệp.")
    CAPITAL_UNION = _capital("capital_union", "Hội Nông dân hỗ trợ", "Tiền của Hội.")
    CAPITAL_OWN = _capital("capital_own", "Vốn nhà", "Tiền các hộ tự bỏ ra.")
    MODELS_SUPPORT_FUND = (
        "models_support_fund",
        "Mô hình có vốn Quỹ Hỗ trợ nông dân",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        STOCK,
        "Mô hình trong địa bàn ghi nguồn vốn là Quỹ Hỗ trợ nông dân, đã có tới ngày cuối kỳ.",
    )
    MODELS_POLICY_BANK = (
        "models_policy_bank",
        "Mô hình có vốn Ngân hàng Chính sách xã hội",
        "mô hình",
        Counted.COUNT,
        _PLACED,
        STOCK,
        "Mô hình trong địa bàn ghi nguồn vốn là Ngân hàng Chính sách xã hội, đã có tới ngày cuối kỳ.",
    )
    # What a model says of itself
    MODEL_SECTOR = _words("model_sector", "Lĩnh vực", (_M,), "Lĩnh vực của mô hình.")
    MODEL_STARTED = _words("model_started", "Bắt đầu từ", (_M,), "Bắt đầu khi nào, rõ tới đâu ghi tới đó.")
    MODEL_PLACE = _words("model_place", "Nơi làm", (_M,), "Xã, hoặc lời của nguồn.")
    MODEL_SCALE = _words("model_scale", "Quy mô", (_M,), "Các con số quy mô, kèm năm và mức bằng chứng.")
    MODEL_PROFIT = _words(
        "model_profit",
        "Lợi nhuận",
        (_M,),
        "Tính từ sổ thu chi; không có sổ thì nêu lợi nhuận của nguồn, kèm năm giá và mức bằng chứng.",
    )
    MODEL_REVIEW = _words("model_review", "Thẩm định kỹ thuật", (_M,), "Ngày thẩm định, hoặc chưa thẩm định.")
    # Certificates and honours
    CERTIFICATES = _certificate("certificates", "Chứng nhận được cấp", "Chứng nhận ghi ở mô hình")
    CERTIFICATES_OCOP = _certificate("certificates_ocop", "Sản phẩm OCOP", "Chứng nhận loại OCOP")
    CERTIFICATES_VIETGAP = _certificate("certificates_vietgap", "Chứng nhận VietGAP", "Chứng nhận loại VietGAP")
    CERTIFICATES_ORGANIC = _certificate("certificates_organic", "Chứng nhận hữu cơ", "Chứng nhận loại hữu cơ")
    HONOURS = (
        "honours",
        "Danh hiệu",
        "danh hiệu",
        Counted.COUNT,
        _OF_MODELS,
        FLOW,
        "Danh hiệu có căn cứ công khai ghi ở mô hình, theo năm.",
    )


SIZES = {1: "", 1_000: "nghìn", 1_000_000: "triệu", 1_000_000_000: "tỷ"}  # in which forms tell amounts
OF_SESSIONS = frozenset(  # the measures that a form may ask of some kinds of activities only
    {
        Measure.ACTIVITIES,
        Measure.CLASSES,
        Measure.ATTENDANCES,
        Measure.PEOPLE,
        Measure.WOMEN,
        Measure.ETHNIC_MINORITY,
        Measure.HOUSEHOLDS_AFTER_CLASS,
    }
)
LEAST = 5  # fewer of a sensitive group, or of those outside it, would be known persons
SENSITIVE = frozenset({Measure.WOMEN, Measure.ETHNIC_MINORITY})  # a few of them would be known persons
ADDED_BY_UNIT = frozenset(  # what stands in units and adds up over them
    {
        Measure.HOUSEHOLDS_REPORTED,
        Measure.HOUSEHOLDS_CURRENT,
        Measure.PROFESSIONAL_GROUPS,
        Measure.COOPERATIVE_GROUPS,
        Measure.COOPERATIVES,
        Measure.FARMS,
        Measure.CLUBS,
    }
)
OF_THE_AREA = frozenset(  # in how many communes something is: of one commune nothing that can be asked
    one
    for one in Measure
    if one.value.startswith(("communes_", "coverage_")) or one in {Measure.TARGET_FIGURE, Measure.TARGET_VERDICT}
)
RESULTS = frozenset({Measure.MODEL_PROFIT, Measure.MODEL_SCALE})  # what a model tells beyond what it is
