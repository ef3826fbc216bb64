"""One address of every kind of page of the demonstration."""

FRAMED = {
    "home": "",
    "models": "mo-hinh/",
    "practices": "cach-lam-hay/",
    "sessions": "hoat-dong/",
    "model": "mo-hinh/dau-tam-di-linh/",
    "practice": "cach-lam-hay/ghep-cai-tao-ca-phe-voi/",
    "session": "hoat-dong/lop-chuyen-giao-di-linh-2021/",
    "communes": "xa/",
    "old commune": "xa/2025-06-30/25021/",
    "new commune": "xa/2025-07-01/25007/",
    "crops": "cay-con/",
    "crop": "cay-con/dau-tam/",
    "maps": "ban-do/",
    "ledger": "so-theo-doi/",
    "method": "cach-tinh/",
    "glossary": "giai-thich/",
    "contribute": "gui-thong-tin/",
    "booklet": "tai-lieu/tu-chon/",
    "offline": "khong-co-mang/",
    "finder": "hop-voi-toi/",
    "compare": "so-sanh/",
    "open data": "du-lieu/",
    "codes": "gui-thong-tin/loi/",
    "code": "gui-thong-tin/loi/nr503/",
    "by hand": "gioi-thieu/",
    "for reviewers": "nguoi-duyet/",
    "not found": "404.html",
}
FULL_MAPS = {"full map": "ban-do/2025-06-30.html", "full map of today": "ban-do/2025-07-01.html"}
ALL = FRAMED | {"full map": FULL_MAPS["full map"]}
