"""The closed lists that records choose from, each word with what people read."""

from nhanrong.records.fields import Term


class Sector(Term):
    """Lĩnh vực."""

    SERICULTURE = "sericulture", "Dâu tằm"
    INDUSTRIAL_CROPS = "industrial_crops", "Cây công nghiệp"
    FRUIT = "fruit", "Cây ăn quả"
    FIELD_CROPS = "field_crops", "Lúa, rau, hoa, cây ngắn ngày"
    LIVESTOCK = "livestock", "Chăn nuôi"
    AQUACULTURE = "aquaculture", "Thủy sản"
    FORESTRY = "forestry", "Lâm nghiệp"
    PROCESSING = "processing", "Chế biến, tiêu thụ"
    ENVIRONMENT = "environment", "Môi trường"
    ORGANISING = "organising", "Tổ chức, công tác Hội"


class Technique(Term):
    """Nhóm kỹ thuật."""

    ORGANIC = "organic", "Hữu cơ"
    HIGH_TECH = "high_tech", "Công nghệ cao"
    GOOD_PRACTICE = "good_practice", "VietGAP, có chứng nhận"
    INTERCROPPING = "intercropping", "Trồng xen"
    NEW_VARIETY = "new_variety", "Giống mới, ghép cải tạo"
    WATER_SAVING = "water_saving", "Tưới tiết kiệm"
    PEST_MANAGEMENT = "pest_management", "Phòng trừ tổng hợp (IPM)"
    MECHANISATION = "mechanisation", "Cơ giới hóa"
    CIRCULAR = "circular", "Tuần hoàn, tận dụng phụ phẩm"
    SUPPLY_CHAIN = "supply_chain", "Liên kết tiêu thụ"


class Organisation(Term):
    """Hình thức tổ chức."""

    HOUSEHOLD = "household", "Hộ"
    PROFESSIONAL_GROUP = "professional_group", "Chi hội, tổ hội nông dân nghề nghiệp"
    COOPERATIVE_GROUP = "cooperative_group", "Tổ hợp tác"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    FARM = "farm", "Trang trại"
    CLUB = "club", "Câu lạc bộ, nhóm cùng sở thích"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    PROGRAMME = "programme", "Chương trình, dự án"


ORGANISATIONS_THAT_COUNT = frozenset(
    {
        Organisation.PROFESSIONAL_GROUP,
        Organisation.COOPERATIVE_GROUP,
        Organisation.COOPERATIVE,
        Organisation.FARM,
    }
)


class Capital(Term):
    """Nguồn vốn, ai chi trả."""

    OWN = "own", "Vốn nhà"
    SUPPORT_FUND = "support_fund", "Quỹ Hỗ trợ nông dân"
    POLICY_BANK = "policy_bank", "Ngân hàng Chính sách xã hội"
    BANK = "bank", "Ngân hàng khác"
    STATE = "state", "Ngân sách, chương trình nhà nước"
    PROJECT = "project", "Dự án"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    UNION = "union", "Hội Nông dân hỗ trợ"
    UNKNOWN = "unknown", "Không rõ ai trả"


class Origin(Term):
    """Nguồn gốc của mô hình."""

    FARMER = "farmer", "Sáng kiến của nông dân"
    TRADITIONAL = "traditional", "Cách làm truyền thống"
    TRIAL = "trial", "Trồng thử, nuôi thử"
    PROJECT = "project", "Chương trình, dự án"


class Condition(Term):
    """Tình trạng của mô hình lúc nguồn viết."""

    OPERATING = "operating", "Nguồn nói: đang làm"
    SPREADING = "spreading", "Nguồn nói: đang nhân rộng"
    DEMONSTRATION = "demonstration", "Trình diễn, làm thử"
    PROJECT_ENDED = "project_ended", "Dự án đã kết thúc"
    STOPPED = "stopped", "Đã ngừng"
    UNKNOWN = "unknown", "Không rõ hiện trạng"


class Evidence(Term):
    """Mức bằng chứng của một con số."""

    MEASURED = "A", "A: đo đếm, có đối chứng"
    BOOKS = "B", "B: sổ sách, nhật ký"
    FIELD = "C", "C: kiểm tra tại ruộng, chuồng"
    SELF_TOLD = "D", "D: người làm tự kể"
    PRESS = "E", "E: báo chí, nghe lại"


class Complement(Term):
    """Điều kiện đi kèm để làm theo được."""

    SEED = "seed", "Giống"
    MARKET = "market", "Đầu ra"
    CAPITAL = "capital", "Vốn"
    WATER = "water", "Nước tưới, thủy lợi"
    SKILL = "skill", "Kỹ thuật, người hướng dẫn"
    LABOUR = "labour", "Công lao động"
    MACHINE = "machine", "Máy móc, chuồng trại"


class Slope(Term):
    """Thế đất."""

    FLAT = "flat", "Bằng"
    GENTLE = "gentle", "Hơi dốc"
    STEEP = "steep", "Dốc"


class Watering(Term):
    """Nước tưới: cần tới đâu, có tới đâu; mỗi mức gồm cả mức trước."""

    RAIN = "rain", "Nước mưa là đủ"
    DRY_SEASON = "dry_season", "Tưới thêm mùa khô"
    ALWAYS = "always", "Nước chủ động quanh năm"


class MoneyKind(Term):
    """Loại số tiền mà nguồn nêu."""

    INVESTMENT = "investment", "Vốn đầu tư"
    SUPPORT = "support", "Tiền hỗ trợ"
    COST = "cost", "Chi phí"
    REVENUE = "revenue", "Doanh thu"
    UNCLEAR_INCOME = "unclear_income", "Thu nhập (nguồn không rõ doanh thu hay lãi)"
    PROFIT = "profit", "Lợi nhuận"


class PracticeKind(Term):
    """Loại cách làm hay."""

    PRODUCTION = "production", "Sản xuất, kinh doanh"
    COLLECTIVE = "collective", "Kinh tế tập thể"
    UNION_WORK = "union_work", "Công tác Hội"
    MOVEMENT = "movement", "Phong trào"


class SessionKind(Term):
    """Hình thức chuyển giao."""

    TRAINING = "training", "Tập huấn"
    FIELD_SCHOOL = "field_school", "Lớp học tại ruộng (FFS, IPM)"
    FIELD_DAY = "field_day", "Hội thảo đầu bờ"
    STUDY_VISIT = "study_visit", "Tham quan học tập"
    VOCATIONAL = "vocational", "Dạy nghề"
    TRAINERS = "trainers", "Đào tạo người hướng dẫn (TOT)"
    CONFERENCE = "conference", "Hội nghị, tọa đàm, diễn đàn"
    FARMERS_DAY = "farmers_day", "Ngày hội nông dân"
    BRANCH_MEETING = "branch_meeting", "Sinh hoạt chi hội, tổ hội"
    ONLINE = "online", "Trực tuyến"


class Nature(Term):
    """Một buổi cụ thể, số gộp, hay mới là kế hoạch."""

    EVENT = "event", "Một đợt cụ thể"
    AGGREGATE = "aggregate", "Số gộp nhiều buổi"
    PLAN = "plan", "Mới là kế hoạch"


class SourceKind(Term):
    """Loại nguồn."""

    REPORT = "report", "Báo cáo"
    DECISION = "decision", "Quyết định, nghị quyết"
    MINUTES = "minutes", "Biên bản kiểm tra"
    LOGBOOK = "logbook", "Sổ ghi chép"
    INTERVIEW = "interview", "Lời kể, phỏng vấn"
    PRESS = "press", "Bài báo"
    WEB = "web", "Trang kỹ thuật, trang thông tin"
    COMPANY = "company", "Trang của doanh nghiệp"
    RESEARCH = "research", "Nghiên cứu"
    PHOTO = "photo", "Ảnh"


class Reach(Term):
    """Nguồn gốc của địa chỉ; bản chép và tên miền bị chiếm không thành đường dẫn."""

    ORIGINAL = "original", "Bản gốc"
    SECONDARY = "secondary", "Nguồn phụ"
    MIRROR = "mirror", "Bản chép lại"
    SEIZED = "seized", "Tên miền bị chiếm"


class ReadExtent(Term):
    """Đã đọc được bao nhiêu."""

    FULL = "full", "Đọc toàn văn"
    OPENING = "opening", "Chỉ đọc được đoạn đầu"


class State(Term):
    """Tình trạng của một lần ghi nhận."""

    REGISTERED = "registered", "Đăng ký"
    TRIAL = "trial", "Làm thử, trình diễn"
    APPLIED = "applied", "Đang áp dụng"
    SUSTAINED = "sustained", "Duy trì sau hỗ trợ"
    REDUCED = "reduced", "Thu hẹp"
    PAUSED = "paused", "Tạm dừng"
    STOPPED = "stopped", "Đã ngừng"
    UNSUITABLE = "unsuitable", "Làm thử, không hợp"
    ABSENT = "absent", "Đã xem, không có"


LIVE = frozenset({State.APPLIED, State.SUSTAINED, State.REDUCED})
NEED_REASON = frozenset({State.REDUCED, State.PAUSED, State.STOPPED, State.UNSUITABLE})


class Reason(Term):
    """Lý do thu hẹp, tạm dừng, ngừng."""

    MARKET = "market", "Đầu ra, giá bán"
    INPUT_PRICE = "input_price", "Giá vật tư, giống"
    DISEASE = "disease", "Dịch bệnh"
    DISASTER = "disaster", "Thiên tai, thời tiết"
    CAPITAL = "capital", "Thiếu vốn"
    LABOUR = "labour", "Thiếu lao động"
    SUPPORT_ENDED = "support_ended", "Hết hỗ trợ"
    TOO_DIFFICULT = "too_difficult", "Kỹ thuật khó"
    REPLACED = "replaced", "Thay bằng cây, con khác"
    OTHER = "other", "Lý do khác"


class Link(Term):
    """Học từ đâu."""

    SESSION = "session", "Tập huấn, hội thảo"
    VISIT = "visit", "Đi tham quan"
    COMMUNE = "commune", "Học từ xã khác"
    PROGRAMME = "programme", "Chương trình, dự án"
    UNKNOWN = "unknown", "Không rõ"


class UnitType(Term):
    """Loại đơn vị hành chính."""

    COMMUNE = "Xã", "xã"
    WARD = "Phường", "phường"
    TOWNSHIP = "Thị trấn", "thị trấn"
    SPECIAL = "Đặc khu", "đặc khu"


class EdgeKind(Term):
    """Đơn vị cũ thành đơn vị mới ra sao."""

    KEPT = "kept", "giữ nguyên"
    RENAMED = "renamed", "đổi tên"
    MERGED = "merged", "nhập lại"
    SPLIT = "split", "chia tách"


class CarryOver(Term):
    """Lần ghi nhận ở xã cũ được tính cho xã mới khi nào."""

    NONE = "none", "không tính, chờ xác nhận lại"
    ALL = "all", "tính khi mọi xã cũ đều có"
    MAJORITY = "majority", "tính khi quá nửa số xã cũ có"
    ANY = "any", "tính khi có ít nhất một xã cũ"


class Denominator(Term):
    """Mẫu số của tỷ lệ."""

    ALL_UNITS = "all_units", "mọi đơn vị trong danh mục"
    HAS_UNION = "has_union", "đơn vị có tổ chức Hội"


class Figure(Term):
    """Con số mà chỉ tiêu dùng."""

    REPORTED = "reported", "đã ghi nhận"
    LINKED = "linked", "biết học từ đâu"
    CURRENT = "current", "đang làm"
    VERIFIED = "verified", "đã kiểm tra thực tế"


class Reading(Term):
    """Cách tính nơi khởi đầu."""

    NOT_COUNTED = "not_counted", "không tính nơi khởi đầu"
    COUNTED = "counted", "tính cả nơi khởi đầu"
    TAKEN_OUT = "taken_out", "bỏ nơi khởi đầu khỏi tử số và mẫu số"


class Forge(Term):
    """Dịch vụ giữ kho mã nguồn."""

    GITHUB = "github", "GitHub"
    GITLAB = "gitlab", "GitLab"


class ConsentScope(Term):
    """Phạm vi đồng ý."""

    NAME = "name", "Tên"
    PHOTO = "photo", "Ảnh"
    PHONE = "phone", "Số điện thoại"
    POSITION = "position", "Vị trí"
    STORY = "story", "Lời kể"


class ConsentForm(Term):
    """Hình thức đồng ý."""

    PAPER = "paper", "Giấy có chữ ký"
    MESSAGE = "message", "Tin nhắn"
    RECORDING = "recording", "Ghi âm, ghi hình"
