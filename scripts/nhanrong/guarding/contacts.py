"""Ways to reach a person over the net: e-mail and profiles of social networks."""

import re
from collections.abc import Iterator

from nhanrong.guarding.reading import Found, Pattern, Reading, by_place

CONTACT = "NR704"
_AT = r"(?:@|\bat\b|\ba còng\b|\ba móc\b|\(a\)|\[a\])"
_DOT = r"(?:\.|\bdot\b|\bchấm\b|\bcham\b)"
_HOSTS = "gmail|yahoo|hotmail|outlook|icloud|ymail"
_AT_OR_HOST = re.compile(rf"@|{_HOSTS}")
_NETS = r"facebook|fb|face|zalo|tiktok|instagram|youtube|twitter|telegram|skype|viber|messenger|wechat"
_PATTERNS = tuple(
    map(
        Pattern,
        (
            r"[\w.+\-]+\s?@\s?[\w\-]+(?:\s?\.\s?\w+)+",
            (
                rf"[\w.+\-]{{2,}}\s*[(\[{{<]?\s*{_AT}\s*[)\]}}>]?\s*[\w\-]+\s*[(\[]?\s*{_DOT}\s*[)\]]?\s*(?:com|vn"
                rf"|net|org|edu|gov|info)\b"
            ),
            rf"[\w.+\-]{{2,}}\s*{_AT}\s*(?:{_HOSTS})\b",
            rf"\b\w+at(?:{_HOSTS})(?:dot|cham|\.)?com\b",
            rf"\b[\w.+\-]{{2,}}\s+(?:{_HOSTS})\s*{_DOT}?\s*com\b",
            (
                r"\b(?:facebook|fb|zalo|tiktok|instagram|youtube|twitter|threads|t|m)\s?\.\s?(?:com|me|vn"
                r"|gg)\s?/\s?[@\w.\-?=/]+"
            ),
            rf"\b(?:{_NETS})\s?/\s?[\w.]{{4,}}",
            r"(?<![\w@.])@[a-z_][\w.]{3,}",
            rf"\bnick(?: ?name)?(?: (?:{_NETS}))?\b\W{{0,3}}(?:là |tên )?\W?\w",
            (
                rf"\b(?:(?:tên|id|tài khoản|kênh|trang) (?:{_NETS}|mạng xã hội)|(?:{_NETS})(?: cá nhân| tên| của (?:anh"
                r"|chị|ông|bà|chủ|tôi))|trang cá nhân|profile)\s*(?:là|của(?! (?:htx|hội|hợp tác|công ty|xã"
                r"|huyện|tỉnh|tổ|nhóm|chi hội|đoàn|trung tâm|báo|sở|phòng)\b)|tên|:|=|@|“|\"|-)+\s*\S+"
            ),
            rf"\b(?:{_HOSTS}|e-?mail|mail)\b(?: \w+){{0,4}}?\s*(?:là|:|=)\s*[a-z][\w.]*\d\w*",
            r"\b(?:youtu\.be|zaloapp\.com|line\.me)\b\S*",
            r"\bline id\s*[:=]?\s*\S+",
            rf"\b(?:trên|vào) (?:{_NETS}) (?:tên|tìm)\b",
            r"\bskype\s+\S*[\d_:.]\S*",
            rf"\b(?:{_NETS}|ig)\s?[:=]\s?(?!(?:nhóm|không|có|group|trang|chi hội|hội|htx|công ty)(?![\w.]))[\w@“\"]\S*",
        ),
    )
)


_SIGNS = Pattern(
    "",
    on=[
        *[
            "at",
            "còng",
            "cong",
            "móc",
            "moc",
            "threads",
            "m me",
            "t me",
            "nick",
            "nickname",
            "profile",
            "ig",
            "trang cá",
            "trang ca",
            "mạng xã",
            "mang xa",
        ],
        *_NETS.split("|"),
        *["mail", "email", "e mail", "youtu", "zaloapp", "line"],
    ],
)


def contacts(text: Reading) -> Iterator[Found]:
    """Every one, each place once."""
    lines = _SIGNS.lines(text) | text.lines_of(_AT_OR_HOST.finditer(text.lower))
    end = 0
    for match in sorted((match for pattern in _PATTERNS for match in pattern.finditer(text, lines)), key=by_place):
        if match.start() >= end:
            end = match.end()
            yield text.found(match.start(), match.end(), CONTACT, "thư điện tử hoặc trang mạng xã hội")
