"""Where a person lives: exact coordinates and the addresses of houses."""

import re
from collections.abc import Iterator

from nhanrong.guarding.reading import FOLDED, Found, Pattern, Reading, by_place, phrases
from nhanrong.guarding.wordlists import is_of_history

POSITION, HOUSE = "NR707", "NR708"

_LAT = r"(?:[89]|1\d|2[0-3])[.,•·]\d{3,}"
_LON = r"(?:10[2-9]|11[0-8])[.,•·]\d{3,}"
_CIPHER = "không|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mươi|lăm|mốt|trăm|linh"
_POSITIONS = tuple(
    map(
        Pattern,
        (
            rf"(?<![\d.,]){_LAT}\s*[°º]?\s*[nb]?\s*[,;/| \-]\s*[a-zđ:=\s]{{0,12}}{_LON}",
            rf"(?<![\d.,]){_LON}\s*[°º]?\s*[ed]?\s*[,;/| \-]\s*[a-z:=\s]{{0,12}}{_LAT}(?!\d)",
            r"\d{1,3}\s*(?:[°º]|độ)\s*\d{1,2}\s*(?:['’′]|phút)\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"”″]|''|giây)?",
            r"\d{1,3}\s*[°º]\s*\d{1,2}[.,]\d{2,}\s*['’′]?",
            r"\d{1,3}[.,]\d{3,}\s*[°º]\s*[neb]?",
            (
                r"(?:maps?\.google|google\.[a-z.]+/maps|goo\.gl/maps|maps\.app\.goo\.gl|g\.page|plus\.codes|geo:\d"
                r"|what3words|w3w\.co)\S*"
            ),
            r"(?<!\w)[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?!\w)",
            (
                r"\b(?:tọa độ|toạ độ|kinh độ|vĩ độ|lat|lon|lng|gps|định vị|vị trí|vn ?-?2000|utm|latitude"
                r"|longitude)\b[^\n]{0,30}?\d{1,3}[.,]\d{3,}"
            ),
            r"\b(?:tọa độ|toạ độ|gps|vn ?-?2000|utm)\b[^\n]{0,25}?\d(?: ?\d){5,}",
            r"\b[nb]\s?\d{1,2}[ °]\s?\d{1,2}[ '’]\s?\d{1,2}(?:[.,]\d+)?\b[^\n]{0,4}[eđ]\s?1\d\d\b",
            r"\blong\s?[:=]\s?1\d\d[.,]\d{3,}",
            r"\b4[89]\s?[npqr]\s?(?:[a-z]{2}\s?)?\d{4,7}\s?[ ,;]?\s?\d{4,8}",
            r"\bx\s?[=:]\s?\d{6,7}(?:[.,]\d+)?\W{1,3}y\s?[=:]\s?\d{6,7}",
            rf"(?:(?:{_CIPHER})\s+){{1,3}}phẩy(?:\s+(?:{_CIPHER})){{3,}}[^\n]{{0,20}}?phẩy(?:\s+(?:{_CIPHER})){{2,}}",
        ),
    )
)
_SIGNS = Pattern(
    "",
    on=[
        *[
            "maps",
            "geo",
            "g page",
            "plus codes",
            "w3w",
            "what3words",
            "phẩy",
            "tọa độ",
            "toạ độ",
            "kinh độ",
            "vĩ độ",
            "gps",
            "utm",
            "lat",
            "lon",
            "lng",
            "vn2000",
            "vn 2000",
            "latitude",
            "longitude",
        ],
        *["định vị", "vị trí", "giây", "phút", "48p", "49p", "48q", "49q", "48n", "49n", "x"],
    ],
)
_LON_OR_SIGN = re.compile(r"[EĐ] ?10\d|[°º+]|1[01]\d[.,•·]\d{3}")
_STREET = phrases("streets")
_SOMEBODY = "anh|chị|ông|bà|cô|chú|bác|em|tôi|mình|này|ấy"
_NEAR = "cạnh|gần|đối diện|sát|sau lưng|phía sau|cuối|đầu|ngay|bên cạnh|kế|kế bên|chân dốc"
# A number before a street, but not that of a year, a lot or a road: 2020, đường lô; lô 1, đường Hậu Giang.
_NUMBERED_STREET = Pattern(
    r"(?<![\d/.,])(?<!ql)(?<!tl)(?<!đt)(?P<number>\d+[a-z]?(?:/\d+[a-z]?)*)\s*,?\s*(?:đường|phố|hẻm|ngõ|ngách"
    r"|kiệt|ql|quốc lộ)\s*"
    r"(?!(?:kính|dây|mẫu|bộ|nông|nhựa|bê tông|giao|nội|dài|liên|mía|trắng|cát|lô|làng|vào|ra|lên|xuống|đi|từ"
    r"|về)\b)(?P<street>\w+)",
    on=["đường", "phố", "hẻm", "ngõ", "ngách", "kiệt", "quốc lộ", "ql", *(f"ql{number}" for number in range(1, 100))],
)
_NUMBERS_ELSE = re.compile(
    r"(?:^|\W)(?:tinh|nam|ngay|thang|quy|vu|lo|khoanh|thua|dot|lan|thu|lop|khoa|ky|khoi|thon|to|ap|khu|xom|doi|quan"
    r"|phuong|hon|gan|km"
    r"|duong|bang|hinh|trang|tieu khu|thpt so|thcs so|truong|so tai khoan|nhom|bai|muc|phu luc|dieu|loai|cap)\s*$"
)
_ON_A_STREET = re.compile(
    r"(?<![\w/.,\-])(?P<number>\d{1,4}[A-Za-zĐ]?(?:/\d+[A-Za-z]?)*),? (?P<street>[A-ZÀ-ỸĐ]\w*(?: [A-ZÀ-ỸĐ]\w*){1,3})"
)
_HOUSES = (
    Pattern(
        r"\b(?:số nhà|nhà số|snhà)\s*[:.]?\s*\d+\w*(?:[/-]\d+\w*)*",
        on=["số nhà", "nhà số", "snhà"],
    ),
    Pattern(
        r"\b(?:hẻm|ngõ|ngách|kiệt)\s+(?:số\s+)?\d+(?:/\d+)*\b(?! (?:của|được|trồng|dài|có|là|mới|rộng))",
        on=["hẻm", "ngõ", "ngách", "kiệt"],
    ),
    Pattern(
        r"\b(?:căn hộ|phòng|căn)\s+(?:số\s+)?[a-z]?\d{2,4}[\w.\-]*\s*,?\s*(?:chung cư|tòa|lầu|tầng|khu)\b",
        on=["căn", "phòng"],
    ),
    Pattern(
        r"\blô\s+[a-z]?\d+\w*\s*,?\s*(?:khu dân cư|khu tái định cư|kdc|khu quy hoạch|khu đô thị)\b",
        on=["khu dân", "khu tái", "kdc", "khu quy", "khu đô"],
    ),
    Pattern(
        rf"\bnhà(?: riêng)? (?:ở|tại|nằm ở|nằm trên|{_NEAR})\s+(?:\w+\s+){{0,3}}?"
        rf"(?:{_STREET}|{_NEAR}|cây|trường|chợ|nhà văn hóa|ngã ba|cầu|ubnd|chùa|đình|km|số|bến)\b",
        on=["nhà riêng", "nhà ở", "nhà tại", "nhà nằm", *(f"nhà {word.split()[0]}" for word in _NEAR.split("|"))],
    ),
    Pattern(
        rf"(?<!-)\b(?:địa chỉ|địa chỉ nhà|đc|đ/c|nơi ở|chỗ ở|thường trú|tạm trú|hộ khẩu|cư trú|cư ngụ|trú tại"
        rf"|ngụ(?= (?:tại|ở|thôn|xã|ấp|số|khu|tổ|đường|phường|xóm|buôn)\b))\b"
        rf"[^.,\n]{{0,20}}?(?:\b(?:{_STREET}|sạp)\b|\d)",
        on=[
            "địa chỉ",
            "đc",
            "đ/c",
            "nơi ở",
            "chỗ ở",
            "thường trú",
            "tạm trú",
            "hộ khẩu",
            "cư trú",
            "cư ngụ",
            "trú tại",
            "ngụ",
        ],
    ),
    Pattern(
        r"\b(?:tổ|tổ dân phố|tdp|khu phố|kp|khóm)\s*\d+\w?\s*,\s*(?:thôn|ấp|khu|khu phố|buôn|phường|tổ)\b",
        on=["tổ", "tdp", "khu phố", "kp", "khóm"],
    ),
    Pattern(
        rf"(?<!cạnh )(?<!quanh )(?<!vốn )\bnhà (?:riêng )?(?:nằm |ở |ngay )*(?:{_NEAR})\b"
        r"(?! (?:vườn|ao|ruộng|rẫy|đó|khi|năm|tháng|tại|vụ|mùa|tư|bờ|ra|vào|tiên|đồi|rừng|kính|lưới|màng))",
        on=["nhà riêng", "nhà nằm", "nhà ở", "nhà ngay", *(f"nhà {word.split()[0]}" for word in _NEAR.split("|"))],
    ),
    Pattern(
        r"\bthửa(?: đất)?(?: số)?\s*:?\s*\d+\W{0,3}(?:thuộc )?tờ(?: bản đồ)?(?: số)?\s*:?\s*\d+"
        r"|\btờ bản đồ(?: số)?\s*:?\s*\d+\W{0,3}thửa(?: đất)?(?: số)?\s*:?\s*\d+",
        on=["thửa", "tờ bản"],
    ),
    Pattern(r"\bchung cư [^.\n]{0,30}?\b(?:căn|phòng)(?: hộ)? (?:số )?\w*\d", on=["chung cư"]),
    Pattern(
        r"\b(?:rẽ|quẹo) (?:trái|phải)[^.\n]{0,45}\bnhà (?:chú|anh|chị|ông|bà|cô|bác|tôi|em|chủ|đó)\b", on=["rẽ", "quẹo"]
    ),
    Pattern(
        r"\bđường (?:vào|đến|tới) nhà\b[^.\n]{0,20}\b(?:rẽ|quẹo|đi|qua|cạnh|gần)\b",
        on=["vào nhà", "đến nhà", "tới nhà"],
    ),
    Pattern(
        r"\b(?:trú|ở|tại|nhà|ngụ|địa chỉ)\b\W{0,2}(?:tại )?số \d+\w?(?:/\d+)*,? (?:tổ|thôn|ấp|xóm|khu phố|hẻm"
        r"|ngõ|kp|tdp) \w+",
        on=["trú số", "ở số", "tại số", "nhà số", "ngụ số", "chỉ số", "trú tại"],
    ),
    Pattern(rf"\bnhà chủ \w+ (?:ở |nằm )?(?:{_NEAR})\b", on=["nhà chủ"]),
    Pattern(r"\bnhà riêng\b\W{0,3}(?:số\s)?\d+", on=["nhà riêng"]),
    Pattern(r"\bnhà\s+thứ\s+\w+\s+(?:tính |kể )?(?:từ|bên|ở|phía|trên)\b", on=["nhà thứ"]),
    Pattern(
        rf"\bnhà\s+(?:riêng\s+)?(?:{_SOMEBODY})\s+(?:\w+\s+){{0,3}}?(?:ở|tại|{_NEAR}|{_STREET})\b",
        on=["nhà riêng", *(f"nhà {word}" for word in _SOMEBODY.split("|"))],
    ),
    Pattern(
        rf"\bnhà\s+(?:mái|cổng|sơn|cửa|tường|hai tầng|một tầng|cấp 4|2 tầng|3 tầng|màu)\s[^.\n]{{0,30}}"
        rf"\b(?:{_NEAR}|của chủ|của anh|của chị|của ông|của bà)\b",
        on=[f"nhà {word}" for word in ["mái", "cổng", "sơn", "cửa", "tường", "hai", "một", "cấp", "2", "3", "màu"]],
    ),
)
_NUMBERED_HOUSE = re.compile(r"[Nn]hà(?: số)?:? \d+\w{0,2} (?:[A-ZĐÂÁÀƯƠÊÔ]\w+ ?){2,}")
_OFFICE = Pattern(rf"\b(?:{phrases('offices')})\b")
_PRIVATE = Pattern(
    r"\b(?:nhà riêng|nhà (?:ở|ông|bà|anh|chị|cô|chú|bác|em|tôi|mình)|chủ hộ|hộ (?:ông|bà|anh|chị)|ông|anh"
    r"|chị ấy|người dân|nông dân|gia đình"
    r"|thường trú|tạm trú|cư trú|số nhà|cá nhân|chủ)\b"
)


def places(text: Reading) -> Iterator[Found]:
    """Every such place; of addresses the first."""
    yield from _positions(text)
    for match in _NUMBERED_HOUSE.finditer(text.plain):
        yield text.found(match.start(), match.end(), HOUSE, "địa chỉ nhà")
    yield from _houses(text)


def _positions(text: Reading) -> Iterator[Found]:
    lines = _SIGNS.lines(text) | text.lines_of(_LON_OR_SIGN.finditer(text.plain))
    end = 0
    for match in sorted((match for pattern in _POSITIONS for match in pattern.finditer(text, lines)), key=by_place):
        if match.start() >= end:
            end = match.end()
            yield text.found(match.start(), match.end(), POSITION, "tọa độ chính xác")


def _houses(text: Reading) -> Iterator[Found]:
    yield from _on_streets(text)
    for pattern in _HOUSES:
        for match in pattern.finditer(text):
            inside = match.start() > text.bounds(match.start())[0] + 1
            if not _public(text, match.start()) and not (inside and text.plain[match.start()].isupper()):
                yield text.found(match.start(), match.end(), HOUSE, "địa chỉ nhà")


def _on_streets(text: Reading) -> Iterator[Found]:
    """125, đường Hùng Vương; 12 Lê Lợi, where the street is known by its name."""
    for match in _NUMBERED_STREET.finditer(text):
        written = text.plain[match.start("street") : match.end("street")]
        named = text.unmarked or written[0].isupper() or written[0].isdigit() or written == "số"
        if named and _numbers_a_house(text, match):
            yield text.found(match.start(), match.end(), HOUSE, "địa chỉ nhà")
    for match in _ON_A_STREET.finditer(text.plain):
        words = match["street"].split()
        if any(is_of_history(tuple(words[:count])) for count in (2, 3, 4)) and _numbers_a_house(text, match):
            yield text.found(match.start(), match.end(), HOUSE, "địa chỉ nhà")


def _numbers_a_house(text: Reading, match: re.Match[str]) -> bool:
    start = match.start()
    before = text.plain[max(0, start - 16) : start].translate(FOLDED)
    year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
    return not year and not _NUMBERS_ELSE.search(before) and not _public(text, start)


def _public(text: Reading, start: int) -> bool:
    """Whether the address is that of an office, a shop, a meeting."""
    first = max(text.bounds(start)[0], start - 80)
    return _OFFICE.search(text, first, start) and not _PRIVATE.search(text, first, start)
