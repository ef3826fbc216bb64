"""What the loudspeaker says: at most 150 syllables, whole sentences, no sign that a voice cannot read."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, knowledge, model, small
from handing_out import DAY as TODAY
from handing_out import copied, run
from nhanrong import site
from nhanrong.handouts.aloud import aloud, in_words, per_aloud, sentences, syllables
from nhanrong.handouts.loudspeaker import MOST, Announcement, announcement
from nhanrong.problems import Problem
from nhanrong.publication import DEMONSTRATION, Publication
from nhanrong.records.area import Area
from nhanrong.store import Store

ROOT = Path(__file__).parent.parent
AREA = Area.model_validate(
    {"name": "huyện Thử", "format": 1, "site_url": "https://kho-thu.example/", "demonstration": True}
)


@cache
def di_linh() -> Publication:
    kb, problems = site.read(ROOT, Store(None))
    assert not problems
    return Publication(kb, dt.date(2026, 12, 1))


def said_of(name: str) -> Announcement:
    publication = Publication(small(), DAY)
    found = announcement(publication, publication.kb.models[name].record)
    assert isinstance(found, Announcement)
    return found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("36 triệu đồng/ha/năm", "36 triệu đồng một héc-ta một năm"),
        ("tăng 36,8\u00a0%", "tăng 36,8 phần trăm"),
        ("hơn 60%/năm", "hơn 60 phần trăm một năm"),
        ("từ 01/7/2025", "từ ngày một tháng bảy năm 2025"),
        ("ngày 24/4", "ngày hai mươi tư tháng tư"),
        ("tháng 8/2022", "tháng tám năm 2022"),
        ("Quý I/2022", "Quý 1 năm 2022"),
        ("6–7 tấn/ha", "6 đến 7 tấn một héc-ta"),
        ("cao 25–30 cm", "cao 25 đến 30 xăng-ti-mét"),
        ("1,5 m x 2 m", "1,5 mét nhân 2 mét"),
        ("15 con/m\u2060²", "15 con một mét vuông"),
        ("3/4 vườn, 7/19 xã", "3 phần 4 vườn, 7 trên 19 xã"),
        ("NPK 16-16-8", "en-pê-ca 16 16 8"),
        ("HTX ở TP. Đà Lạt, lúa ST25", "hợp tác xã ở thành phố Đà Lạt, lúa ét-sờ-tê 25"),
        ("huyện Đạ Tẻh (cũ)", "huyện Đạ Tẻh cũ"),
        ("giá (năm 2020) thấp", "giá, năm 2020, thấp"),
    ],
)
def test_signs_and_short_forms_are_read_in_words(written: str, read: str) -> None:
    assert aloud(written) == read


@pytest.mark.parametrize(
    "text", ["#set", "a$b", "*", "x_y", "\\", "<b>", "{{ a }}", "a@b.vn", "https://a.example", "Ж", ""]
)
def test_what_no_voice_can_read_is_not_said(text: str) -> None:
    assert aloud(text) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (36_000_000, "ba mươi sáu triệu"),
    ],
)
def test_numbers_are_counted_as_they_are_read(number: int, words: str) -> None:
    assert in_words(number) == words
    assert syllables(str(number)) == len(words.split())


def test_syllables_are_those_that_are_spoken() -> None:
    assert syllables("36 triệu đồng một héc-ta") == 8
    assert syllables("1.200,5 Trichoderma") == 6 + 4
    assert syllables("0000 000 000") == 10


def test_a_sentence_ends_before_a_capital_and_not_after_a_short_form() -> None:
    assert sentences("Nuôi tằm ở TP. Bảo Lộc. Đúng vậy? 12 hộ làm. v.v. thì thôi") == [
        "Nuôi tằm ở TP. Bảo Lộc.",
        "Đúng vậy?",
        "12 hộ làm. v.v. thì thôi",
    ]


def test_units_of_several_parts_are_read() -> None:
    assert per_aloud("đồng/ha/năm") == "đồng một héc-ta một năm"
    assert per_aloud("hộp/hộ/tháng") == "hộp một hộ một tháng"
    assert per_aloud("$/ha") is None


def test_a_full_record_is_said_whole() -> None:
    assert said_of("thu-a").text == (
        "Kính thưa bà con, sau đây là mô hình thử A, bịa để kiểm thử. Mô hình bịa, ghi đủ mọi trường để kiểm thử. "
        "Làm trên 1 héc-ta, có sổ thu chi và lịch thời vụ. Theo sổ thu chi, tính trên 1 héc-ta trong một năm, giá năm "
        "2025: lãi 123,1 triệu đồng. Điều kiện: cần đất không ngập, gần nguồn nước, hai lao động. Rủi ro: giá xuống "
        "thấp vào mùa mưa. Tính đến tháng mười một năm 2026, sổ ghi nhận ở 1 trong 7 xã; 1 xã đã được kiểm tra thực "
        "tế. Muốn học, muốn đến xem, xin hỏi Văn phòng Hội thử, bịa để kiểm thử, điện thoại 0000 000 000."
    )


def test_what_is_not_reviewed_and_what_is_unknown_is_said() -> None:
    text = said_of("thu-b").text
    assert "Mô hình chưa thẩm định kỹ thuật, hỏi cán bộ trước khi làm theo." in text
    assert "Chưa có số liệu: cần gì để làm theo, vốn, lợi nhuận, rủi ro." in text


def test_every_model_of_di_linh_is_said_in_under_a_minute() -> None:
    publication = di_linh()
    for name, entry in publication.kb.models.items():
        found = announcement(publication, entry.record)
        assert isinstance(found, Announcement), name
        assert 100 <= found.syllables <= MOST, name
        assert f"{DEMONSTRATION}." in found.text, name
        assert "chưa thẩm định kỹ thuật" in found.text, name
        assert "xin hỏi Hội Nông dân xã" in found.text, name
        assert not re.search(r"[/%()²–\u00a0]|\b(ha|kg|cm|HTX|TNHH|VietGAP)\b", found.text), name
        assert found.unspeakable == (), name


def test_a_figure_has_its_year_its_ground_and_whether_its_price_is_old() -> None:
    publication = di_linh()
    found = announcement(publication, publication.kb.models["nha-dam-dinh-lac"].record)
    assert isinstance(found, Announcement)
    assert (
        "Lợi nhuận, giá năm 2021, là giá cũ: 150 triệu đồng một hộ một tháng, theo báo chí. "
        "Nguồn nói đã trừ chi phí; tính cho vườn 45.000 cây."
    ) in found.text


def test_a_figure_is_never_read_without_what_the_record_limits_it_to() -> None:
    publication = di_linh()
    found = announcement(publication, publication.kb.models["chi-hoi-dau-tam-da-nhar"].record)
    assert isinstance(found, Announcement)
    assert "200 triệu" not in found.text  # the mean of a whole district, which there is no room to say


@pytest.mark.parametrize(
    ("limits", "said", "unspeakable"),
    [
        ("Chỉ một vườn. Không phải cả xã.", "500 cây, theo báo chí. Chỉ một vườn. Không phải cả xã.", ()),
        ("Xem https://thu.example", "", ("Xem https://thu.example",)),
        ("Chỉ một vườn " * 22, "", ()),
    ],
)
def test_a_number_is_read_with_its_limits_or_not_at_all(limits: str, said: str, unspeakable: tuple[str, ...]) -> None:
    scale = [{"what": "Số cây", "value": 500, "unit": "cây", "text": limits, "evidence": "E", "sources": ["nguon"]}]
    record = model(scale=scale)
    found = announcement(Publication(knowledge(models=[record], area=AREA), DAY), record)
    assert isinstance(found, Announcement)
    assert found.unspeakable == unspeakable
    assert said in found.text
    assert ("500 cây" in found.text) == bool(said)


def test_a_sentence_that_cannot_be_read_is_left_out_whole_and_named() -> None:
    record = model(summary="Nuôi con thử. Xem https://thu.example trước. Rồi mới làm.", reviewed=None)
    kb = knowledge(models=[record], area=AREA)
    found = announcement(Publication(kb, DAY), record)
    assert isinstance(found, Announcement)
    assert found.unspeakable == ("Xem https://thu.example trước.",)
    assert "Nuôi con thử. Rồi mới làm." in found.text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("{{ x }}", "mô hình “thu”: tên có chữ, dấu không đọc thành tiếng được"),
        ("a " * 149, "mô hình “thu”: riêng tên đã quá 150 tiếng để đọc loa"),
    ],
)
def test_a_name_that_cannot_be_said_is_refused(name: str, message: str) -> None:
    record = model().model_copy(update={"name": name})
    found = announcement(Publication(knowledge(models=[record], area=AREA), DAY), record)
    assert isinstance(found, Problem)
    assert (found.code, found.message) == ("NR938", message)


ODD = st.text(st.sampled_from("aăâđeêơư bcnghm ạảã.,;:!?\n-–/%()0123456789#$*_\\<{@“\"'ZQ"), min_size=1, max_size=200)
TEXT = ODD.filter(lambda text: bool(text.strip()))
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=150, deadline=None)
@given(name=LINE, summary=TEXT, risks=st.lists(TEXT, max_size=3), conditions=TEXT, what=LINE, unit=LINE)
def test_whatever_a_record_says_no_text_is_too_long_or_cut(
    *, name: str, summary: str, risks: list[str], conditions: str, what: str, unit: str
) -> None:
    scale = [{"what": what, "value": 12.5, "unit": unit, "evidence": "E", "sources": ["nguon"]}]
    record = model("thu", summary=summary, risks=risks, conditions=conditions, scale=scale).model_copy(
        update={"name": name}
    )
    publication = Publication(knowledge(models=[record], area=AREA), DAY)
    found = announcement(publication, record)
    if isinstance(found, Problem):
        assert found.code == "NR938"
        return
    assert found.syllables <= MOST
    assert all(one in "'’" or one.isalnum() or one in " .,;:!?-" for one in found.text)
    own = {
        " ".join(part.split())
        for text in (summary, conditions, *risks)
        for part in re.split(r"\n\s*\n|\n\s*- |^- ", text)
    }
    for one in found.said[1:]:
        if one.record and one.record != "12,5\u00a0" + unit:
            assert any(one.record in text for text in own)
            assert (aloud(one.record) or "").rstrip(" .;:,").lower()[1:] in one.text.lower()


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    made = copied(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_command_prints_the_text_under_a_line_that_is_not_read(base: Path) -> None:
    result = run("loudspeaker", "thu-a", *TODAY)
    text = said_of("thu-a")
    head = f"[Mô hình thử A (bịa để kiểm thử) – mã thu-a – {text.syllables} tiếng. Không đọc dòng này.]"
    assert (result.exit_code, result.output) == (0, f"{head}\n{text.text}\n")


def test_of_all_only_the_reviewed_are_read_and_the_others_named(base: Path) -> None:
    result = run("loudspeaker", "--all", "--out", "loa.txt", *TODAY)
    assert result.exit_code == 0
    assert result.stdout == f"loa.txt: 1 bài, bài dài nhất {said_of('thu-a').syllables} tiếng.\n"
    assert result.stderr == "Chưa thẩm định kỹ thuật nên không đọc: thu-b, thu-c, thu-d.\n"
    assert (base / "loa.txt").read_text("utf-8").count("Kính thưa bà con") == 1
    assert run("loudspeaker", "--all", "--with-unreviewed", "--out", "loa.txt", *TODAY).exit_code == 0
    assert (base / "loa.txt").read_text("utf-8").count("Kính thưa bà con") == 4


def test_a_theme_takes_its_models(base: Path) -> None:
    result = run("loudspeaker", "--theme", "dau tam", *TODAY)
    assert result.exit_code == 0
    assert result.stdout.count("Không đọc dòng này.") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Lỗi: chưa chọn mô hình nào. Ghi mã mô hình, hoặc --theme, hoặc --all.\n"),
        (["--theme", "dau tem"], 2, "Lỗi: không có lĩnh vực “dau tem”. "),
        (["--theme", "Lâm nghiệp"], 2, "Lỗi: không có mô hình nào thuộc lĩnh vực “Lâm nghiệp”. Ghi mã mô hình, "),
        (["cach-a"], 2, "Lỗi: “cach-a” là cách làm hay, không phải mô hình. Bài đọc loa chỉ có cho mô hình.\n"),
        (["thu-b"], 1, "models_data/models/thu-b.yml: NR939 “thu-b” chưa thẩm định kỹ thuật nên chưa in, chưa đọc "),
        (["thu-a", "--out", "loa.pdf"], 2, "Lỗi: --out: “loa.pdf” phải kết thúc bằng .txt.\n"),
    ],
)
def test_what_cannot_be_said_is_told(base: Path, arguments: list[str], code: int, said: str) -> None:
    result = run("loudspeaker", *arguments, *TODAY)
    assert result.exit_code == code
    assert result.stderr.startswith(said), result.output
    assert not list(base.glob("loa.*"))


def test_a_name_that_no_voice_can_read_keeps_no_other_model_from_being_read(base: Path) -> None:
    file = base / "models_data" / "models" / "thu-a.yml"
    file.write_text(
        re.sub(r"(?m)^name: .*$", 'name: "Trồng cây giàu β-caroten"', file.read_text("utf-8"), count=1), "utf-8"
    )
    said = "mô hình “thu-a”: tên có chữ, dấu không đọc thành tiếng được"
    result = run("loudspeaker", "--all", "--with-unreviewed", *TODAY)
    assert result.exit_code == 0
    assert result.stdout.count("Không đọc dòng này.") == 3
    assert result.stderr == f"Không có bài: {said}. Đặt tên ngắn, bằng chữ thường ngày.\n"
    for arguments in (["thu-a", "thu-b", "--with-unreviewed"], ["--all"]):
        result = run("loudspeaker", *arguments, "--out", "loa.txt", *TODAY)
        assert result.exit_code == 1
        assert f"models_data/models/thu-a.yml: NR938 {said}\n" in result.stderr
        assert not (base / "loa.txt").exists()


def test_a_sentence_that_cannot_be_read_is_named_by_the_command(base: Path) -> None:
    file = base / "models_data" / "models" / "thu-a.yml"
    text = file.read_text("utf-8").replace('summary: "', 'summary: "Xem {{ thu }} đã. ', 1)
    file.write_text(text, "utf-8")
    result = run("loudspeaker", "thu-a", *TODAY)
    assert result.exit_code == 0
    assert result.stderr == "thu-a: bỏ một câu không đọc thành tiếng được: “Xem {{ thu }} đã.”\n"
    assert "{{" not in result.stdout
