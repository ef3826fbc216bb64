"""The booklet that a reader puts together: its order, its sheets on screen and on paper, and the file for officers."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.booklets import BUILDER, LAST, MODELS, OVER, PRACTICE, add_buttons, fill, laid_out, printed, sheets
from browser.conftest import DESKTOP, OpenPage
from browser.hostile import ATTACK
from browser.sites import Site
from browser.test_accessibility import COLOURS_ONLY, violations
from browser.test_hostile_texts import CLEAN, INJECTED
from browser.test_phone import CONTROLS
from nhanrong import strictyaml
from nhanrong.publication import DEMONSTRATION

WARNING = "Chưa thẩm định kỹ thuật"
MILLIMETRES = """
(sheet) => [...sheet.querySelectorAll(".qr")].map((code) =>
  parseFloat(getComputedStyle(code).width) / code.viewBox.baseVal.width * (code.viewBox.baseVal.width - 8) / 96 * 25.4)
"""
CONTINUED = """
(sheet) => [...sheet.querySelectorAll(".body > p.continued")].map((p) =>
  Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight)))
"""
IN_SHADOW = """
() => {
  const root = document.querySelector("[data-leaves]").shadowRoot;
  return [window.hacked ?? null, root.querySelectorAll("img[src='x'], [onerror], script").length,
    root.querySelectorAll("a[href^='javascript:']").length];
}
"""


def chosen(page: Page) -> list[str]:
    return page.locator("[data-list] > li a").all_inner_texts()


def every_record(page: Page, site: Site) -> list[list[str]]:
    """Address and title of every model and practice, as the lists of the site say them."""
    found: list[list[str]] = []
    for section in ("mo-hinh/", "cach-lam-hay/"):
        page.goto(site.url + section)
        found += page.locator("li[data-add]").evaluate_all(
            "all => all.map(one => [one.dataset.add, one.querySelector('h3').textContent.trim()])"
        )
    return found


def choose(page: Page, site: Site, items: list[list[str]], **more: object) -> None:
    """Put records into the basket at once and open the builder."""
    key = "nhanrong.booklet.1:" + site.url.removeprefix(site.origin)
    page.goto(site.url + BUILDER)
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, json.dumps({"items": items, **more})])
    page.goto(site.url)
    page.goto(site.url + BUILDER)


def test_an_empty_basket_leads_to_the_lists(open_page: OpenPage) -> None:
    page = open_page(BUILDER)

    expect(page.get_by_text("Chưa chọn mục nào.")).to_be_visible()
    assert page.get_by_role("main").get_by_role("button").filter(visible=True).count() == 0
    assert page.get_by_role("heading", name="Xem trước").is_hidden()


def test_order_remove_and_undo_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    fill(page, *MODELS, PRACTICE)
    first, second, third = chosen(page)

    page.get_by_role("button", name=f"Đưa lên: {third}").press("Enter")

    assert chosen(page) == [first, third, second]
    expect(page.get_by_role("button", name=f"Đưa lên: {third}")).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # it is the first already

    assert chosen(page) == [third, first, second]
    assert page.locator(".basket-says[role=status]").inner_text() == f"{third}: nay ở vị trí 1 trên 3."

    page.get_by_role("button", name=f"Bỏ: {first}").press("Enter")

    assert chosen(page) == [third, second]
    expect(page.get_by_role("button", name=f"Bỏ: {second}")).to_be_focused()
    page.get_by_role("button", name="Hoàn lại").press("Enter")
    assert chosen(page) == [third, first, second]

    page.get_by_role("button", name="Bỏ hết").press("Enter")

    assert chosen(page) == []
    expect(page.get_by_role("button", name="Hoàn lại")).to_be_focused()
    page.keyboard.press("Enter")
    assert chosen(page) == [third, first, second]
    page.reload()
    assert chosen(page) == [third, first, second]


def test_what_is_changed_while_pages_are_on_their_way_stays_changed(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page()
    waiting: list[Route] = []
    page.route("**/mo-hinh/*/", lambda route: waiting.append(route))  # noqa: PLW0108  # it looks at what it is given
    choose(page, demonstration, [[MODELS[0], "tên cũ"], [MODELS[1], "B"], [PRACTICE, "C"]])
    page.wait_for_function("document.querySelector('[data-state]').textContent === 'Đang dàn trang…'")
    page.wait_for_timeout(300)
    assert len(waiting) == 2

    page.get_by_role("button", name="Đưa lên: C").press("Enter")
    for route in waiting:
        route.continue_()
    page.unroute("**/mo-hinh/*/")

    laid_out(page)
    order = page.locator("[data-list] > li").evaluate_all("all => all.map(one => one.dataset.address)")
    assert order == [MODELS[0], PRACTICE, MODELS[1]]
    assert "tên cũ" not in chosen(page)


def test_title_and_choices_stay(open_page: OpenPage) -> None:
    page = open_page()
    fill(page, PRACTICE)
    page.get_by_label("Tên tài liệu").fill("Sổ tay cà phê")
    page.get_by_label("Chữ lớn").check()
    laid_out(page, "A4")

    page.reload()

    laid_out(page, "A4")
    expect(page.get_by_label("Tên tài liệu")).to_have_value("Sổ tay cà phê")
    assert {one.size for one in printed(page)} == {(210, 297)}


def test_the_printed_booklet(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page(size=DESKTOP)
    fill(page, *MODELS, PRACTICE)
    page.get_by_label("Tên tài liệu").fill("Sổ tay của xã")
    laid_out(page)
    titles = chosen(page)

    pages = printed(page)

    assert len(pages) % 4 == 0
    assert {one.size for one in pages} == {(148, 210)}
    assert "Sổ tay của xã" in pages[0].text
    assert f"{WARNING}: mọi mục trong tập này." in pages[0].text
    assert not [one for one in pages if DEMONSTRATION not in one.text]
    assert not [one for one in pages if "Giao diện:" in one.text or "Xem trước" in one.text]
    contents = pages[1].text
    starts = []
    for title, address in zip(titles, (*MODELS, PRACTICE), strict=True):
        said = re.search(re.escape(title) + r".*?kỹ thuật (\d+)", contents)
        assert said, contents
        start = int(said[1])
        starts.append(start)
        assert re.match(r".*(Mô hình|Cách làm hay) " + re.escape(title), pages[start - 1].text), pages[start - 1].text
        assert pages[start - 1].codes == [demonstration.says + address]
    assert pages[-1].codes == [demonstration.says]
    assert min(width for of in sheets(page, MILLIMETRES) for width in of) >= 25
    assert "Bản mới nhất tại" in pages[-1].text
    assert re.search(r"Bản in ngày \d\d/\d{1,2}/\d{4}", pages[-1].text)
    notes = [number for number, one in enumerate(pages, 1) if one.text.startswith("Ghi chép")]
    within = range(starts[0], notes[0] if notes else len(pages))
    assert not [number for number in within if WARNING not in pages[number - 1].text]
    for number, one in enumerate(pages[1:-1], 2):
        assert one.text.endswith(str(number)), one.text


def test_without_pages_for_notes_the_booklet_ends_with_its_back(open_page: OpenPage) -> None:
    page = open_page()
    fill(page, PRACTICE)
    page.get_by_label("Thêm trang ghi chép").uncheck()
    expect(page.locator("[data-state]")).not_to_have_text("Đang dàn trang…")
    laid_out(page)

    assert not [one for one in printed(page) if one.text.startswith("Ghi chép")]


def test_a_reviewed_record_carries_no_warning(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page(site=hostile_site)
    choose(page, hostile_site, [["mo-hinh/thu-a/", "A"], ["mo-hinh/thu-b/", "B"]])
    laid_out(page)

    heads = sheets(page, "(sheet) => [sheet.className, sheet.querySelector('.top').textContent]")

    assert [head for kind, head in heads if WARNING in head]
    assert [head for kind, head in heads if "sheet--text" in kind and WARNING not in head]
    assert f"{WARNING}: 1 trên 2 mục" in printed(page)[0].text


@pytest.mark.parametrize("settings", [{}, {"large": True}, {"maps": True}], ids=["A5", "A4", "maps"])
@pytest.mark.parametrize("which", ["demonstration", "hostile_site"])
def test_every_record_fits_its_sheets_and_no_heading_stands_alone(
    open_page: OpenPage, request: pytest.FixtureRequest, which: str, settings: dict[str, bool]
) -> None:
    site: Site = request.getfixturevalue(which)
    page = open_page(site=site)
    page.set_default_timeout(60_000)
    items = every_record(page, site)

    choose(page, site, items, **settings)
    expect(page.locator("[data-state]")).to_contain_text("trang A", timeout=60_000)

    assert len(chosen(page)) == len(items) > 5
    assert [over for over in sheets(page, OVER) if over] == []
    assert [last for last in sheets(page, LAST) if last] == []
    if site.folder == request.getfixturevalue("demonstration").folder:
        assert [lines for of in sheets(page, CONTINUED) for lines in of if lines < 2] == []
    numbers = sheets(page, "(sheet) => sheet.querySelector('.folio').textContent")
    assert numbers[1:-1] == [str(number) for number in range(2, len(numbers))]
    at = [
        int(one) for of in sheets(page, "(s) => [...s.querySelectorAll('.at')].map(a => a.textContent)") for one in of
    ]
    titles = sheets(page, "(sheet) => sheet.querySelector('.title h3')?.textContent ?? null")
    assert at == [number for number, title in enumerate(titles, 1) if title is not None]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_is_lost_between_the_pages_and_the_sheets(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page("cach-lam-hay/ghep-cai-tao-ca-phe-voi/")
    wanted = page.locator(".page :is(.lead p, .steps p, .sources li)").all_inner_texts()
    fill(page, PRACTICE)
    laid_out(page)

    said = " ".join(" ".join(str(one).split()) for one in sheets(page, "(sheet) => sheet.textContent"))

    assert len(wanted) > 5
    assert [text for text in wanted if " ".join(text.split()) not in said] == []


def test_attacks_stay_text_in_list_sheets_and_files(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page("mo-hinh/thu-a/", site=hostile_site)
    add_buttons(page).first.click()
    page.goto(hostile_site.url + BUILDER)
    page.get_by_label("Tên tài liệu").fill(ATTACK[:120])
    laid_out(page)

    assert ATTACK in chosen(page)[0]
    assert page.evaluate(INJECTED) == CLEAN
    assert page.evaluate(IN_SHADOW) == [None, 0, 0]
    assert ATTACK[:100] in str(sheets(page, "(sheet) => sheet.querySelector('.book-title')?.textContent")[0])
    assert ATTACK in " ".join(str(text) for text in sheets(page, "(sheet) => sheet.textContent"))


@pytest.mark.parametrize(
    "title",
    [
        "Sổ tay",
        'nói "hay" \\ và \\n',
        "# không: phải - chú thích",
        "{{ 7*191 }} $x *y* _z_ <b> @a",
        "a\u200bb\u00a0c\ue000",
    ],
)
def test_the_file_for_officers_is_strict_yaml(open_page: OpenPage, tmp_path: Path, title: str) -> None:
    page = open_page()
    fill(page, PRACTICE, MODELS[0])
    page.get_by_label("Tên tài liệu").fill(title)
    page.get_by_text("Cho cán bộ").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp").click()
    assert download.value.suggested_filename == "tai-lieu.yml"
    download.value.save_as(tmp_path / "tai-lieu.yml")
    data = (tmp_path / "tai-lieu.yml").read_bytes()

    document, problems = strictyaml.read("tai-lieu.yml", data)
    assert problems == []
    assert document.value == {
        "title": title.replace("\u200b", "").replace("\u00a0", " ").replace("\ue000", ""),
        "records": ["ghep-cai-tao-ca-phe-voi", "dau-tam-di-linh"],
    }
    assert data.decode() == page.get_by_label("Tệp tai-lieu.yml").input_value()
    assert page.get_by_label("Lệnh").input_value() == (
        "nhanrong booklet --model dau-tam-di-linh --practice ghep-cai-tao-ca-phe-voi --out tai-lieu.pdf"
    )


def test_copying_goes_to_the_clipboard(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, PRACTICE)
    page.get_by_text("Cho cán bộ").click()

    page.get_by_role("button", name="Chép lệnh").press("Enter")

    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Lệnh").input_value()


def test_a_renamed_record_is_found_under_its_new_address(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page(site=hostile_site)
    choose(page, hostile_site, [["mo-hinh/thu-a-cu/", "tên cũ"]])

    laid_out(page)

    expect(page.locator("[data-list] > li")).to_have_attribute("data-address", "mo-hinh/thu-a/")
    assert "Model.name" in chosen(page)[0]


def test_a_record_that_is_gone_is_named_and_can_be_removed(chromium: Browser, demonstration: Site) -> None:
    page = chromium.new_context(locale="vi-VN").new_page()
    choose(page, demonstration, [["mo-hinh/khong-con/", "Mô hình đã xóa"], [PRACTICE, "Ghép"]])
    laid_out(page)

    expect(page.get_by_role("alert")).to_have_text("Không còn trên trang này: Mô hình đã xóa.")
    expect(page.get_by_text("mục sẽ không được in")).to_be_visible()
    assert len(chosen(page)) == 2

    page.get_by_role("button", name="Bỏ: Mô hình đã xóa").click()

    expect(page.get_by_role("alert")).to_be_hidden()
    laid_out(page)
    page.context.close()


def test_without_a_network_it_says_what_to_do(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page()
    page.route(f"**/{PRACTICE}", lambda route: route.abort())
    choose(page, demonstration, [[PRACTICE, "Ghép"]])

    expect(page.get_by_role("alert")).to_have_text(re.compile("^Chưa lấy được nội dung để in"))

    page.unroute(f"**/{PRACTICE}")
    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="In tài liệu").click()
    page.wait_for_function("window.asked")
    expect(page.get_by_role("alert")).to_be_hidden()
    laid_out(page)


def test_from_a_disk_it_says_what_to_do(chromium: Browser, demonstration: Site) -> None:
    page = chromium.new_context(locale="vi-VN").new_page()
    page.goto((demonstration.folder / BUILDER / "index.html").as_uri() + f"#chon={PRACTICE}")

    expect(page.get_by_role("alert")).to_have_text(re.compile("đang mở từ tệp trên máy"))
    assert "--practice ghep-cai-tao-ca-phe-voi" in page.locator("[data-command]").input_value()
    page.context.close()


def test_what_is_private_is_never_printed(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page()

    def add_private(route: Route) -> None:
        answer = route.fetch()
        private = '<div class="private"><h2>Riêng</h2><p>KÍN</p></div>'
        body = answer.text().replace('<h2 id="nguon"', private + '<h2 id="nguon"')
        assert "KÍN" in body
        route.fulfill(response=answer, body=body)

    page.route(f"**/{PRACTICE}", add_private)
    choose(page, demonstration, [[PRACTICE, "Ghép"]])
    laid_out(page)

    text = " ".join(str(one) for one in sheets(page, "(sheet) => sheet.textContent"))
    assert "Nguồn" in text
    assert "KÍN" not in text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_the_sheets_are_white(open_page: OpenPage, dark: bool) -> None:
    page = open_page(dark=dark)
    fill(page, MODELS[0], PRACTICE)
    laid_out(page)
    page.get_by_role("button", name=re.compile("^Bỏ: ")).first.click()
    page.get_by_text("Cho cán bộ").click()
    laid_out(page)

    assert violations(page, **(COLOURS_ONLY if dark else {})) == []
    assert page.evaluate(CONTROLS) == []
    paper = sheets(page, "(sheet) => [getComputedStyle(sheet).backgroundColor, getComputedStyle(sheet).color]")
    assert {tuple(one) for one in paper} == {("rgb(255, 255, 255)", "rgb(0, 0, 0)")}
    page.set_viewport_size(DESKTOP)
    assert violations(page, **(COLOURS_ONLY if dark else {})) == []
