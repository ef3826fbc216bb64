"""The lists of what a browser may keep: all of an edition, each thing where it is looked for, the same on every day."""

import json
import zlib
from typing import Any

from nhanrong.facts import digest
from nhanrong.offline import NEWEST, Edition, Kept, Leading, leading, steady_digest

MODEL = "mo-hinh/dau/"
COMMUNE = "xa/2025-07-01/25007/"
CROP = "cay-con/dau-tam/"


def files(*addresses: str) -> dict[str, Kept]:
    return {address: Kept(digest(address.encode()), 4000) for address in addresses}


def lists(edition: Edition) -> tuple[dict[str, Any], dict[str, Any]]:
    """The head, and all other lists by name."""
    made = {path: json.loads(data) for path, data in edition.lists().items()}
    return made.pop(NEWEST), {path.removeprefix("ban/").removesuffix(".json"): one for path, one in made.items()}


def edition(**changes: Any) -> Edition:
    told: dict[str, Any] = {
        "files": files(
            "", MODEL, COMMUNE, CROP, "mo-hinh/", "khong-co-mang/", "assets/a.css", "assets/b.js",
            "assets/leaflet/l.js", "tim-kiem/a.js", "anh/x.webp", "tai-lieu/dau.pdf", "the/dau.png", "lich.ics",
        ),
        "leading": {
            COMMUNE: Leading((), (MODEL,), "Xã Di Linh", "xa"),
            MODEL: Leading(("anh/x.webp",)),
            "": Leading(("assets/a.css",)),
        },
        "navigation": {"mo-hinh/"},
        "day": "01/12/2026",
    }  # fmt: skip
    return Edition(**told | changes)


def test_the_core_is_what_the_first_pages_need_and_more_what_a_reader_may_want() -> None:
    head, named = lists(edition())

    assert set(named[head["core"]]) == {"", "khong-co-mang/", "assets/a.css"}
    assert set(named[head["dress"]]) == {"assets/b.js"}
    assert set(named[head["more"]]) == {"mo-hinh/", "assets/leaflet/l.js", "tim-kiem/a.js"}


def test_a_commune_has_its_page_what_it_leads_to_and_the_pictures_there() -> None:
    head, named = lists(edition())
    ((kind, address, title, pages, size, light, name),) = named[head["menu"]]

    assert (kind, address, title) == ("xa", COMMUNE, "Xã Di Linh")
    assert set(named[name]) == {COMMUNE, MODEL, "anh/x.webp"}
    assert (pages, size) == (2, 12000)
    assert light == 1000 + 1000 + 4000  # pictures are packed already


def test_the_long_lists_of_a_crop_belong_to_it() -> None:
    found = {
        CROP: Leading((), (f"{CROP}mo-hinh/",), "Dâu tằm", "cay-con"),
        f"{CROP}mo-hinh/": Leading((), (MODEL, f"{CROP}mo-hinh/trang-2/")),
    }
    head, named = lists(edition(files=files("", MODEL, CROP, f"{CROP}mo-hinh/"), leading=found))

    assert set(named[named[head["menu"]][0][6]]) == {CROP, f"{CROP}mo-hinh/", MODEL}


def test_every_file_that_is_read_stands_in_the_part_that_its_address_says() -> None:
    many = files(*(f"mo-hinh/m{number}/" for number in range(1000)), "tai-lieu/a.pdf")
    head, named = lists(edition(files=many, leading={}))
    parts = head["parts"]

    assert len(parts) == 16
    for address, file in many.items():
        part = named[parts[zlib.crc32(address.encode()) % len(parts)]]
        assert (address in part) == (not address.endswith(".pdf"))
        assert part.get(address, [file.digest[:16]])[0] == file.digest[:16]
    assert head["all"][0] == 1000


def test_a_change_of_one_file_changes_the_head_its_part_and_its_lists_alone() -> None:
    many = files("", *(f"mo-hinh/m{number}/" for number in range(1000)))
    before = edition(files=many, leading={}).lists()
    after = edition(files=many | {"mo-hinh/m7/": Kept(digest(b"other"), 1)}, leading={}).lists()

    assert len(set(after) - set(before)) == 1
    assert after[NEWEST] != before[NEWEST]
    assert edition(files=dict(reversed(many.items())), leading={}).lists() == before


def test_the_day_of_the_edition_does_not_change_a_page() -> None:
    page = '<p>Bản ngày <span class="edition">{}</span>. Ngày 30/11/2026</p>'
    one, other = (page.format(day).encode() for day in ("30/11/2026", "01/12/2026"))

    assert steady_digest(one) == steady_digest(other) != steady_digest(one.replace(b"Ng", b"ng"))
    assert lists(edition(day="02/12/2026"))[0]["id"] != lists(edition())[0]["id"]


def test_a_page_leads_to_records_but_not_to_those_of_the_neighbours() -> None:
    article = (
        '<h1 id="noi-dung">Xã Di Linh <small>(xã mới)</small></h1>'
        '<a href="../../../mo-hinh/dau/">…</a><a href="../../../mo-hinh/dau/#so">…</a><a href="../../../xa/">…</a>'
        '<dl class="meta" data-elsewhere><dd><a href="../../../mo-hinh/khac/">…</a></dd></dl>'
        '<a href="https://example.org/mo-hinh/la/">…</a><a href="../../../hoat-dong/lop/">…</a>'
        '<img alt="" src="../../../anh/x.webp">'
    )

    assert leading(COMMUNE, "unit", article, b"") == Leading(
        ("anh/x.webp",), (MODEL, "hoat-dong/lop/"), "Xã Di Linh (xã mới)", "xa"
    )
    assert leading(MODEL, "model", "<h1>Dâu</h1>", b"") == Leading()


def test_the_page_about_reading_offline_has_all_that_it_asks_for() -> None:
    html = b'<link href="../assets/a.css"><script src="../assets/b.js" defer></script><a href="../xa/">'

    assert leading("khong-co-mang/", "offline", "", html) == Leading(("assets/a.css", "assets/b.js"))
