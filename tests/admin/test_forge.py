"""An officer without a copy of the repository: a record goes to a branch and waits there for somebody's look."""

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext

from admin.conftest import Editor, nhanrong, records_of
from admin.forge import API, PretendForge
from browser.sites import served

REPOSITORY_LINES = 'repository:\n  forge: github\n  name: "hoi/kho"\n  branch: "main"\n'


def test_a_record_waits_on_a_branch_until_it_is_looked_at(context: BrowserContext, base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(base, folder)
    with (folder / "models_data" / "area.yml").open("a", encoding="utf-8") as area:
        area.write(REPOSITORY_LINES)
    nhanrong(folder, "format")
    nhanrong(folder, "admin")
    forge = PretendForge("hoi/kho", records_of(folder))
    context.route(f"{API}/**", forge.answer)
    with served(folder / "site", folder / "models_data") as site:
        page = context.new_page()
        page.goto(f"{site.url}quan-tri/")
        assert "Tài khoản GitHub được vào kho hoi/kho." in page.locator("main").inner_text()
        page.get_by_role("button", name="Mở biểu mẫu").click()
        page.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
        page.get_by_role("textbox").fill("bia-de-kiem-thu")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.get_by_text("Cách làm hay").first.wait_for()
        editor = Editor(page)
        editor.open("sources/new")
        editor.write("id", "bao-cao-bia")
        editor.choose("kind", "Báo cáo")
        editor.write("title", "Báo cáo bịa để kiểm thử")
        editor.choose("evidence", "E: báo chí, nghe lại")
        editor.save()
        page.get_by_role("button", name="Gửi duyệt").click()
        page.get_by_text("Đang duyệt").first.wait_for()
        context.unroute(f"{API}/**")
        page.close()

    assert forge.unknown == []
    assert forge.tokens == {"token bia-de-kiem-thu"}
    assert [(one.title, one.branch, one.draft, one.labels) for one in forge.requests] == [
        ("Thêm nguồn: bao-cao-bia", "cms/sources/bao-cao-bia", False, ["sveltia-cms/pending_review"])
    ]
    main, branch = forge.branches["main"], forge.branches["cms/sources/bao-cao-bia"]
    assert main == records_of(folder)
    path = "models_data/sources/bao-cao-bia.yml"
    assert {name for name in branch if branch[name] != main.get(name)} == {path}
    (folder / path).write_bytes(branch[path])
    nhanrong(folder, "check")
    nhanrong(folder, "format", "--check")
