"""What a reader answers to the union: a message that an office can copy into its register as it stands."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pydantic import ValidationError

import nhanrong
from builders import small
from nhanrong import site
from nhanrong.finding import subject_matches
from nhanrong.knowledge import Knowledge
from nhanrong.publication import Publication
from nhanrong.records.area import Area, Office
from nhanrong.records.vocabulary import Reason
from nhanrong.render.answers import Contact, answers, contacts
from nhanrong.review.understanding import reason_said
from nhanrong.vietnamese import fold
from nhanrong.wishes import Wish

DAY = dt.date(2026, 11, 23)
AREA = {"name": "huyện Thử (bịa để kiểm thử)", "format": 1, "site_url": "https://kho-thu.example/"}


def office(**more: object) -> Office:
    return Office.model_validate({"name": "Văn phòng thử (bịa để kiểm thử)", **more})


@pytest.mark.parametrize(
    ("phone", "dialled", "mobile"),
    [
        ("0000 000 000", "0000000000", ""),
        ("0900.000.000 (giờ hành chính)", "0900000000", "0900000000"),
        ("+84 900 000 000", "+84900000000", "+84900000000"),
        ("84900000000", "+84900000000", "+84900000000"),
        ("(0200) 3 000 000; 0900 000 000", "02003000000", ""),
        (None, "", ""),
        ('"><a href="javascript:1">0900000000', "0900000000", "0900000000"),
    ],
)
def test_the_number_to_dial_is_read_from_the_line_as_it_is_written(
    phone: str | None, dialled: str, mobile: str
) -> None:
    one = office(phone=phone)

    assert (one.dialled, one.mobile) == (dialled, mobile)


@pytest.mark.parametrize("phone", ["tổng đài 1900", "chưa có", "hỏi ở xã", '"><a href="javascript:1">0'])
def test_a_line_without_a_number_is_no_telephone(phone: str) -> None:
    with pytest.raises(ValidationError):
        office(phone=phone)


def test_only_an_office_that_says_so_is_found_in_zalo() -> None:
    offices = [
        {"name": "Một", "phone": "+84 900 000 000", "has_zalo": True},
        {"name": "Hai", "phone": "0900 000 000"},
        {"name": "Ba", "email": "ba@kho-thu.example"},
    ]

    assert contacts(Area.model_validate({**AREA, "offices": offices})) == [
        Contact("Một", "+84900000000", "+84900000000", "0900000000", ""),
        Contact("Hai", "0900000000", "0900000000", "", ""),
        Contact("Ba", "", "", "", "ba@kho-thu.example"),
    ]


def test_a_message_says_what_a_register_asks_in_words_that_it_understands() -> None:
    kb = small()
    found = answers(Publication(kb, DAY), kb.models["thu-a"].record)

    assert [one.wish for one in found.ready] == list(Wish)
    for one in found.ready:
        wish, name, code = one.message.splitlines()
        assert fold(wish) in {fold(known.on_paper) for known in Wish}
        assert name == kb.models["thu-a"].record.name
        assert subject_matches(kb, code.removeprefix("Mã: ")).ids[0] == "thu-a"
    assert found.day == DAY
    assert [reason_said(reason.label) for reason in found.reasons] == list(Reason)


def test_links_open_the_message_whole_for_the_one_office() -> None:
    kb = small()
    first = answers(Publication(kb, DAY), kb.practices["cach-a"].record).ready[0]

    assert first.sms.startswith("sms:?&body=")  # its line is no mobile
    assert unquote(first.sms.removeprefix("sms:?&body=")) == first.message
    mail = urlsplit(first.mail)
    assert (mail.scheme, mail.path) == ("mailto", "van-phong@kho-thu.example")
    subject, body = mail.query.split("&")
    assert unquote(subject) == "subject=Tôi muốn học: cach-a"
    assert unquote(body).replace("\r\n", "\n") == f"body={first.message}"
    assert "\n" not in first.sms + first.mail


def test_where_several_offices_are_the_reader_chooses_to_whom_a_ready_message_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kb = small()
    area = kb.area.model_copy(update={"offices": (*kb.area.offices, office(phone="0900 000 000"))})
    monkeypatch.setattr(Knowledge, "area", area)
    first = answers(Publication(kb, DAY), kb.models["thu-a"].record).ready[0]

    assert first.sms.startswith("sms:?&body=")
    assert first.mail.startswith("mailto:?subject=")


def test_the_only_office_is_named_where_the_message_is_written() -> None:
    publication = Publication(small(), DAY)
    (to,) = contacts(publication.kb.area)
    page = site.outputs(publication, papers=()).pages["mo-hinh/thu-a/"]().html

    assert f"Gửi tới <strong>{to.name}</strong>" in page
    assert "Tin nhắn do bà con tự gửi" in page


def test_readers_are_addressed_as_ba_con_everywhere() -> None:
    outputs = site.outputs(Publication(small(), DAY), papers=())
    scripts = sorted((Path(nhanrong.__file__).parent / "theme").rglob("*.js"))
    said = {address: make().html for address, make in outputs.pages.items()}
    said |= {path.name: path.read_text("utf-8") for path in scripts}

    assert [name for name, text in said.items() if re.search(r"\bbạn\b", text, re.IGNORECASE)] == []
