"""What an officer does in the web form: the files that come of it are sound and canonical."""

import io
import shutil
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from PIL.Image import Exif
from playwright.sync_api import expect

from admin.conftest import OpenEditor, nhanrong, records_of
from browser.conftest import PHONE

DESCRIPTION, GPS = 0x010E, 0x8825


def changed(base: Path, files: Mapping[str, bytes]) -> set[str]:
    """The paths of the files that are new, gone or no longer as they were."""
    before = records_of(base)
    return {path for path in before.keys() | files.keys() if before.get(path) != files.get(path)}


def assert_sound_and_canonical(folder: Path, base: Path, files: Mapping[str, bytes]) -> None:
    """`nhanrong check` finds nothing, and `nhanrong format` would not change a byte."""
    shutil.copytree(base / "models_data", folder / "models_data")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    nhanrong(folder, "check")
    nhanrong(folder, "format")
    assert {path: (folder / path).read_bytes() for path in files} == files


def photograph() -> bytes:
    """A picture as a telephone takes it: large, and saying where."""
    exif: Exif = Image.Exif()
    exif[DESCRIPTION] = "trước nhà ai"
    exif.get_ifd(GPS)[1] = "N"
    kept = io.BytesIO()
    Image.radial_gradient("L").resize((2400, 1800)).convert("RGB").save(kept, "JPEG", exif=exif)
    assert Image.open(kept).getexif()
    return kept.getvalue()


def test_a_model_with_a_new_source_and_a_photograph(open_editor: OpenEditor, base: Path, tmp_path: Path) -> None:
    editor = open_editor()
    editor.open("sources/new")
    editor.write("id", "bao-cao-bia")
    editor.choose("kind", "Báo cáo")
    editor.write("title", "Báo cáo bịa để kiểm thử")
    editor.write("date", "2024-05")
    editor.choose("evidence", "E: báo chí, nghe lại")
    editor.saved()

    editor.open("models/new")
    editor.write("id", "Không Đúng")
    editor.write("name", 'Nuôi "thử": một lứa #1 (bịa)')
    editor.write("summary", "Đoạn một, có dấu cách thừa.  \n\n- mục một\n- mục hai\n")
    editor.choose("sector", "Chăn nuôi")
    editor.write("place.text", "không nêu")
    editor.choose("sources", "Báo cáo bịa để kiểm thử")
    editor.add("crops_animals")
    editor.write("crops_animals.0", "gà bịa")
    editor.choose("origin_communes", "Xã Thử Bốn Năm (danh mục 2025-07-01)")
    editor.write("started", "2022-13")
    editor.save()
    expect(editor.field("id")).to_contain_text("Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối")
    expect(editor.field("started")).to_contain_text("Không phải ngày tháng. Viết 2022, 2022-08,")
    editor.open("models/new")

    editor.write("id", "nuoi-thu-bia")
    editor.write("started", "2022")
    editor.add("scale")
    editor.write("scale.0.what", "Diện tích")
    editor.write("scale.0.value", "1.25")
    editor.write("scale.0.unit", "ha")
    editor.choose("scale.0.evidence", "E: báo chí, nghe lại")
    editor.choose("scale.0.sources", "Báo cáo bịa để kiểm thử")
    editor.add("photos")
    picture = {"name": "IMG_2034 Chuồng gà.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    editor.field("photos.0.file").locator("input[type=file]").first.set_input_files(picture)  # type: ignore[arg-type]
    editor.page.get_by_text("img-2034-chuong-ga.webp").wait_for()  # it takes a while to become small
    editor.write("photos.0.caption", "Chuồng gà bịa")
    editor.write("photos.0.credit", "Hội bịa")
    files = editor.saved()

    assert changed(base, files) == {
        "models_data/sources/bao-cao-bia.yml",
        "models_data/models/nuoi-thu-bia.yml",
        "models_data/photos/img-2034-chuong-ga.webp",
    }
    assert files["models_data/models/nuoi-thu-bia.yml"].decode() == (
        'id: "nuoi-thu-bia"\n'
        'name: "Nuôi \\"thử\\": một lứa #1 (bịa)"\n'
        "summary: |-\n"
        "  Đoạn một, có dấu cách thừa.\n"
        "\n"
        "  - mục một\n"
        "  - mục hai\n"
        "sector: livestock\n"
        "place:\n"
        '  text: "không nêu"\n'
        "sources:\n"
        '  - "bao-cao-bia"\n'
        "crops_animals:\n"
        '  - "gà bịa"\n'
        "origin_communes:\n"
        '  - "2025-07-01/90004"\n'
        "started: 2022\n"
        "scale:\n"
        '  - what: "Diện tích"\n'
        "    value: 1.25\n"
        '    unit: "ha"\n'
        "    evidence: E\n"
        "    sources:\n"
        '      - "bao-cao-bia"\n'
        "photos:\n"
        '  - file: "img-2034-chuong-ga.webp"\n'
        '    caption: "Chuồng gà bịa"\n'
        '    credit: "Hội bịa"\n'
    )
    kept = Image.open(io.BytesIO(files["models_data/photos/img-2034-chuong-ga.webp"]))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (1600, 1200), {})
    assert_sound_and_canonical(tmp_path, base, files)


def test_an_edit_changes_its_own_line_only(open_editor: OpenEditor, base: Path, tmp_path: Path) -> None:
    editor = open_editor()
    for kind, title, name in (
        ("models", "Mô hình thử A (bịa để kiểm thử)", "thu-a"),
        ("sessions", "Tập huấn thử (bịa để kiểm thử)", "tap-huan-thu"),
    ):
        editor.open(kind)
        editor.page.get_by_text(title, exact=True).click()
        editor.write("summary", "Một câu khác (bịa).")
        files = editor.saved()
        path = next(path for path in files if path.endswith(f"/{name}.yml"))
        before, after = (base / path).read_text("utf-8").splitlines(), files[path].decode().splitlines()
        assert [line.split(":")[0] for line in before if line not in after] == ["summary"]
        assert [line for line in after if line not in before] == ['summary: "Một câu khác (bịa)."']
        assert len(before) == len(after)
    assert len(changed(base, files)) == 2
    assert_sound_and_canonical(tmp_path, base, files)


def test_an_activity_goes_into_the_folder_of_its_year(open_editor: OpenEditor, base: Path, tmp_path: Path) -> None:
    editor = open_editor()
    for name, date in (("lop-bia-co-ngay", "2019-11/2019-12"), ("lop-bia-khong-ngay", "")):
        editor.open("sessions/new")
        editor.write("id", name)
        editor.write("title", "Lớp bịa")
        editor.write("summary", "Bịa để kiểm thử.")
        editor.choose("kind", "Tập huấn")
        editor.choose("nature", "Một đợt cụ thể")
        editor.write("place.text", "không nêu")
        editor.choose("sources", "Báo cáo thử (bịa để kiểm thử)")
        editor.write("date", date)
        editor.choose("evidence", "E: báo chí, nghe lại")
        files = editor.saved()
    assert changed(base, files) == {
        "models_data/sessions/2019/lop-bia-co-ngay.yml",
        "models_data/sessions/undated/lop-bia-khong-ngay.yml",
    }
    assert_sound_and_canonical(tmp_path, base, files)


def test_a_line_goes_to_the_end_of_the_ledger_of_its_commune(
    open_editor: OpenEditor, base: Path, tmp_path: Path
) -> None:
    editor = open_editor(PHONE)
    path = "models_data/replications/2025-06-30/90001.yml"
    before = (base / path).read_text("utf-8")
    at = before.count("\n- ") + 1
    editor.open("replications-2025-06-30/entries/90001")
    editor.field("lines").get_by_role("button", name="Thêm").click()
    editor.write(f"lines.{at}.id", "dong-bia-moi")
    editor.choose(f"lines.{at}.subject", "Mô hình thử A (bịa để kiểm thử)")
    editor.choose(f"lines.{at}.state", "Đang áp dụng")
    editor.write(f"lines.{at}.recorded_on", "2026-11-01")
    editor.choose(f"lines.{at}.evidence", "E: báo chí, nghe lại")
    editor.choose(f"lines.{at}.sources", "Báo cáo thử (bịa để kiểm thử)")
    editor.write(f"lines.{at}.households", "7")
    files = editor.saved()
    assert changed(base, files) == {path}
    assert files[path].decode() == before + (
        '- id: "dong-bia-moi"\n'
        '  subject: "thu-a"\n'
        "  state: applied\n"
        "  recorded_on: 2026-11-01\n"
        "  evidence: E\n"
        "  sources:\n"
        '    - "bao-cao-thu"\n'
        "  households: 7\n"
    )
    assert_sound_and_canonical(tmp_path, base, files)


def test_a_centre_point_outside_vietnam_is_refused(open_editor: OpenEditor, base: Path, tmp_path: Path) -> None:
    editor = open_editor()
    editor.open("units/entries/2025-07-01")
    editor.field("units").get_by_role("button", name="Mở rộng").first.click()
    latitude = editor.field("units.0.lat")
    latitude.locator("input").fill("48.5")
    editor.save()
    expect(latitude.get_by_role("alert").or_(latitude.locator("[id$=error]")).first).to_be_visible()
    latitude.locator("input").fill("11.62")
    files = editor.saved()
    path = "models_data/units/2025-07-01.yml"
    before = (base / path).read_text("utf-8").splitlines()
    assert [line for line in files[path].decode().splitlines() if line not in before] == ["    lat: 11.62"]
    assert_sound_and_canonical(tmp_path, base, files)
