"""A reader answers to the union: reads the message, sends it alone; passes a page on; nothing leaves by itself."""

import gzip
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.sites import REPOSITORY, Site
from browser.test_accessibility import COLOURS_ONLY, violations

THEME = REPOSITORY / "scripts/nhanrong/theme/assets"
MODEL, PRACTICE, SESSION = "mo-hinh/thu-a/", "cach-lam-hay/cach-a/", "hoat-dong/lop-sap-toi/"
DEMONSTRATION = "mo-hinh/dau-tam-di-linh/"
READ_COPIED = "() => { document.addEventListener('copy', () => { window.copied = String(getSelection()); }); }"
SHARING = "navigator.share = (given) => { window.shared = given; return Promise.resolve(); };"
KEPT = "[localStorage, sessionStorage].flatMap(Object.keys).filter((key) => key.startsWith('nhanrong'))"
SMALL_CONTROLS = """
(sections) => sections
  .flatMap((one) => [...one.querySelectorAll("a, button, select, textarea, summary, input:not([type]), label > span")])
  .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.9)
  .map((one) => one.outerHTML)
"""
JUMPS = """
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.jumped = (window.jumped || 0) + one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def message(page: Page) -> str:
    return page.locator("#loi-nhan-chu").inner_text()


def way(page: Page, name: str) -> str:
    return page.get_by_role("link", name=name, exact=True).get_attribute("href") or ""


def test_what_comes_with_every_page_of_a_record_is_small() -> None:
    files = [THEME / "stylesheets/nhanrong-answers.css", *(THEME / "javascripts").glob("nhanrong-[acs]*.js")]
    names = {"answers", "copy", "share"}
    own = [path for path in files if path.stem.removeprefix("nhanrong-") in names]

    assert len(own) == 4
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in own) <= 3072


def test_an_answer_is_composed_by_keyboard_and_opens_in_the_readers_own_apps(
    open_page: OpenPage, passed_on: Site
) -> None:
    page = open_page(MODEL, site=passed_on)
    asked: list[str] = []
    page.get_by_role("link", name="Hỏi Hội", exact=True).press("Enter")
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("heading", name="Hỏi Hội, báo cho Hội")).to_be_in_viewport()
    assert message(page) == "Tôi muốn học\nMô hình thử A (bịa để kiểm thử)\nMã: thu-a\nTheo trang ngày 23/11/2026"
    expect(page.get_by_label("Vì sao đã bỏ")).to_be_hidden()

    page.get_by_role("radio", name="Tôi muốn học").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("  Thử   Một ")
    page.keyboard.press("Tab")
    page.keyboard.type("Chuột cắn.\nNên rào trước. & <b>")

    assert message(page) == (
        "Tôi đã bỏ\nMô hình thử A (bịa để kiểm thử)\nMã: thu-a\nXã: Thử Một\nVì sao: Đầu ra, giá bán\n"
        "Nói thêm: Chuột cắn. Nên rào trước. & <b>\nTheo trang ngày 23/11/2026"
    )
    assert way(page, "Gọi điện") == "tel:0900000000"
    assert way(page, "Chép lời nhắn rồi mở Zalo") == "https://zalo.me/0900000000"
    start, body = way(page, "Nhắn tin").split("?&body=")
    assert (start, unquote(body)) == ("sms:0900000000", message(page))
    start, body = way(page, "Gửi thư").split("&body=")
    assert unquote(start) == "mailto:van-phong@kho-thu.example?subject=Tôi đã bỏ: thu-a"
    assert unquote(body).replace("\r\n", "\n") == message(page)
    kept = page.evaluate("[localStorage, sessionStorage].map((all) => JSON.stringify({ ...all })).join()")
    assert not any(words in kept for words in ("Chuột", "Đầu ra", "Thử Một"))
    assert asked == []


def test_a_reason_goes_with_giving_up_only(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(PRACTICE, site=passed_on)
    page.get_by_text("Tôi đã bỏ vì…").locator("visible=true").click()
    assert "Vì sao" not in message(page)  # nobody has said it yet
    nudge = page.get_by_text("Bà con chọn giúp một lý do")
    expect(nudge).to_be_visible()
    page.get_by_label("Vì sao đã bỏ").select_option("Dịch bệnh")
    assert "Vì sao: Dịch bệnh" in message(page)
    expect(nudge).to_be_hidden()

    page.get_by_text("Tôi đang làm").locator("visible=true").click()

    assert message(page).startswith("Tôi đang làm\n")
    assert "Vì sao" not in message(page)


def test_no_more_than_three_hundred_letters_are_taken(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on)
    more = page.get_by_label("Nói thêm")
    more.fill("x" * 299)
    more.press_sequentially("xx")

    assert message(page).count("x") == 300


@pytest.mark.parametrize("address", [MODEL, PRACTICE])
def test_without_scripts_four_messages_stand_ready_and_are_the_same(
    open_page: OpenPage, passed_on: Site, address: str
) -> None:
    page = open_page(address, site=passed_on)
    composed = []
    for name in ("Tôi muốn học", "Tôi muốn đến xem", "Tôi đang làm", "Tôi đã bỏ vì…"):
        page.locator(".answers form").get_by_text(name, exact=True).click()
        composed.append((message(page), way(page, "Nhắn tin"), way(page, "Gửi thư")))
    page = open_page(address, site=passed_on, javascript=False)
    expect(page.locator(".answers form")).to_be_hidden()
    ready = []
    for one in page.locator(".answers details").all():
        one.locator("summary").click()
        text = one.locator(".answers__message").inner_text()
        links = [link.get_attribute("href") or "" for link in one.get_by_role("link").all()]
        ready.append((text, *links))

    assert [text for text, *_ in ready] == [text for text, *_ in composed]
    day = "Theo trang ngày 23/11/2026"  # a link that stands in the page is the same on every day
    assert [[unquote(link) for link in links] for _, *links in ready] == [
        [unquote(link).removesuffix(day).rstrip() for link in links] for _, *links in composed
    ]
    assert all(day in unquote(link) for _, *links in composed for link in links)


def test_the_message_is_copied_as_it_stands(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on)
    page.evaluate(READ_COPIED)
    page.get_by_role("button", name="Chép lời nhắn", exact=True).press("Enter")

    assert page.evaluate("window.copied") == message(page)
    expect(page.locator(".answers [role=status]")).to_contain_text("Đã chép")
    page.get_by_role("button", name="Chép địa chỉ").press("Enter")
    assert page.evaluate("window.copied.trim()") == passed_on.says + MODEL
    expect(page.locator(".share [role=status]")).to_contain_text("Đã chép")


def test_only_the_slip_is_printed(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on, before="window.print = () => { window.prints = true; };")
    page.get_by_label("Xã, nếu muốn nói").fill("Thử Hai")
    page.get_by_role("button", name="In phiếu").press("Enter")
    page.emulate_media(media="print")

    assert page.evaluate("window.prints")
    shown = page.locator("body").inner_text()
    assert shown.split() == f"Gửi Hội Nông dân\n{message_of(page)}".split()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "Mô hình bịa" in page.locator("body").inner_text()
    assert page.locator(".answer-slip").count() == 0
    expect(page.locator(".answers")).to_be_hidden()  # a printed page asks nothing


def message_of(page: Page) -> str:
    return page.locator("#loi-nhan-chu").text_content() or ""


def test_a_demonstration_without_an_office_says_whom_to_ask_and_is_not_passed_on(open_page: OpenPage) -> None:
    page = open_page(DEMONSTRATION)
    answers = page.locator(".answers")

    expect(answers).to_contain_text("đưa cho Hội Nông dân xã nơi bà con ở")
    assert answers.get_by_role("link").count() == 0
    assert answers.get_by_role("button").all_inner_texts() == ["Chép lời nhắn", "In phiếu"]
    answers.get_by_text("Tôi đang làm").locator("visible=true").click()
    assert message(page).startswith("Tôi đang làm\n")
    assert page.locator("#chia-se").count() == 0
    assert page.locator("meta[property^='og:'], script[type='application/ld+json']").count() == 0


@pytest.mark.parametrize("address", [MODEL, PRACTICE, SESSION])
def test_a_page_is_passed_on_by_the_phones_own_sheet_a_link_or_a_code(
    open_page: OpenPage, passed_on: Site, address: str
) -> None:
    page = open_page(address, site=passed_on, before=SHARING)
    page.get_by_role("button", name="Chia sẻ (Zalo, tin nhắn…)").press("Enter")
    assert page.evaluate("window.shared.url") == passed_on.says + address
    assert page.evaluate("window.shared.title") == page.get_by_role("heading", level=1).inner_text().replace("\n", " ")
    facebook = page.get_by_role("link", name="Facebook")
    assert unquote(facebook.get_attribute("href") or "").endswith(f"?u={passed_on.says}{address}")
    page.locator(".share summary").press("Enter")
    expect(page.get_by_role("img", name=f"Mã QR: {passed_on.says}{address}")).to_be_visible()


def test_where_the_phone_has_no_sheet_there_is_no_button(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on, before="delete Navigator.prototype.share;")

    expect(page.get_by_role("button", name="Chia sẻ (Zalo, tin nhắn…)")).to_be_hidden()


@pytest.mark.parametrize("address", ["", MODEL, PRACTICE, SESSION, "xa/2025-07-01/90001/"])
def test_axe_finds_nothing_and_nothing_jumps(open_page: OpenPage, passed_on: Site, address: str) -> None:
    page = open_page(address, site=passed_on, before=JUMPS)
    page.wait_for_timeout(100)
    assert page.evaluate("window.jumped ?? 0") == 0
    if page.locator(".answers").count():
        page.get_by_text("Tôi đã bỏ vì…").locator("visible=true").click()
    if page.locator(".share").count():
        page.locator(".share summary").click()
    phone = violations(page)
    page.set_viewport_size(DESKTOP)
    assert {"phone": phone, "desktop": violations(page)} == {"phone": [], "desktop": []}
    page = open_page(address, site=passed_on, dark=True, size=PHONE)
    assert violations(page, **COLOURS_ONLY) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_fingers_meet_every_control(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on)

    assert page.locator(".answers, .share").evaluate_all(SMALL_CONTROLS) == []


def test_what_is_coming_leads_to_a_calendar(open_page: OpenPage, passed_on: Site) -> None:
    for address in ("", "xa/2025-07-01/90001/"):
        page = open_page(address, site=passed_on)
        link = page.get_by_role("link", name="Thêm vào lịch của máy")
        got = page.request.get(page.evaluate("(link) => link.href", link.element_handle()))
        assert got.ok
        assert got.body().startswith(b"BEGIN:VCALENDAR\r\n")
        assert "Lớp sắp tới" in page.inner_text("main").split("Sắp tới")[1]


def test_what_is_chosen_can_be_read_in_high_contrast_under_the_mouse_too(open_page: OpenPage, passed_on: Site) -> None:
    page = open_page(MODEL, site=passed_on, size=DESKTOP)
    page.evaluate("document.documentElement.dataset.contrast = 'more'")
    chosen = page.locator(".answers label").filter(has_text="Tôi muốn học").locator("span")
    look = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    before = chosen.evaluate(look)

    chosen.hover()

    assert chosen.evaluate(look) == before
    assert before[0] != before[1]
