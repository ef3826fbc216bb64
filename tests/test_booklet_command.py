"""The booklet by command: what each option prints, and one sentence for everything that is asked wrongly."""

from pathlib import Path

import pytest

from handing_out import DAY, copied, run
from pages_on_paper import sizes, texts


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copied(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("base")
def test_all_is_one_file_with_what_is_not_reviewed(tmp_path: Path) -> None:
    out = tmp_path / "moi" / "so-tay.pdf"
    result = run("booklet", "--all", "--out", str(out), *DAY)
    assert result.exit_code == 0
    pages = len(sizes(out.read_bytes()))
    assert pages % 4 == 0
    assert result.output.startswith(f"{out}: 4 mô hình và 2 cách làm hay, {pages} trang A5, ")
    assert [file.name for file in out.parent.iterdir()] == ["so-tay.pdf"], "nothing half written stays"


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("options", "held"),
    [
        (("--theme", "dau tam"), "1 mô hình,"),
        (("--theme", "sericulture", "--with-unreviewed"), "2 mô hình,"),
        (("--theme", "Môi trường"), "1 cách làm hay,"),
        (("--crop", "Cây thử"), "1 mô hình và 1 cách làm hay,"),
        (("--commune", "Thử Hai", "--with-unreviewed"), "2 mô hình,"),
        (("--model", "thu-a-cu"), "1 mô hình,"),
        (("--practice", "cach-a"), "1 cách làm hay,"),
        (("--session", "tap-huan-thu"), "1 mô hình và 1 cách làm hay,"),
        (("--model", "thu-a", "--practice", "cach-a"), "1 mô hình và 1 cách làm hay,"),
    ],
)
def test_each_option_chooses(tmp_path: Path, options: tuple[str, ...], held: str) -> None:
    result = run("booklet", *options, "--out", str(tmp_path / "a.pdf"), *DAY)
    assert result.exit_code == 0, result.output
    assert f": {held}" in result.output


@pytest.mark.usefixtures("base")
def test_a_file_of_records_keeps_its_order_and_gives_the_title(tmp_path: Path) -> None:
    file = tmp_path / "lop.yml"
    file.write_text('title: "Lớp xã Thử Hai"\nrecords:\n  - "cach-a"\n  - "thu-a"\n', "utf-8")
    out = tmp_path / "a.pdf"
    assert run("booklet", "--records", str(file), "--out", str(out), *DAY).exit_code == 0
    told = " ".join(texts(out.read_bytes()))
    assert "Lớp xã Thử Hai" in told
    assert told.index("· mã cach-a ") < told.index("· mã thu-a ")


@pytest.mark.usefixtures("base")
def test_a_faulty_file_of_records_is_told_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "lop.yml"
    file.write_text('records:\n  - "thu-a"\n  - "thu-x"\n', "utf-8")
    out = tmp_path / "a.pdf"
    result = run("booklet", "--records", str(file), "--out", str(out))
    assert result.exit_code == 1
    assert result.output.startswith(f"{file}:3:5: NR930 không có mô hình hay cách làm “thu-x”\n")
    assert not out.exists()
    file.write_text("records: [01050]\n", "utf-8")
    result = run("booklet", "--records", str(file), "--out", str(out))
    assert result.exit_code == 1
    assert f"{file}:1:11: NR117" in result.output
    result = run("booklet", "--records", str(tmp_path / "khong-co.yml"), "--out", str(out))
    assert result.exit_code == 1
    assert "NR841 không mở được tệp" in result.output


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (
            (),
            2,
            "Lỗi: chưa chọn gì: --all, --theme, --crop, --commune, --model, --practice, --session hoặc --records.",
        ),
        (("--theme", "Lâm nghiệp"), 1, "Lỗi: “Lâm nghiệp” không có mô hình hay cách làm nào. Chọn điều khác."),
        (
            ("--model", "thu-b"),
            1,
            "chưa có gì được thẩm định kỹ thuật (thu-b). Nhờ cán bộ kỹ thuật thẩm định, hoặc thêm --with-unreviewed",
        ),
        (("--theme", "Dâu tằn"), 2, "Lỗi: không có lĩnh vực “Dâu tằn”. Có phải “Dâu tằm”?"),
        (("--crop", "cây thữ nghiệm"), 2, "Lỗi: không có cây, con “cây thữ nghiệm”."),
        (("--model", "cach-a"), 2, "Lỗi: “cach-a” là cách làm hay, không phải mô hình. Hãy dùng --practice."),
        (("--model", "thu-x"), 2, "Lỗi: không có mô hình “thu-x”."),
        (("--session", "tap-huan"), 2, "Lỗi: không có"),
        (("--commune", "Xã Không Có"), 2, "Lỗi: không rõ “Xã Không Có” là xã nào."),
        (("--all", "--title", "a\x1bb"), 2, "Lỗi: --title: có ký tự điều khiển U+001B."),
        (("--all", "--title", "a\nb"), 2, "Lỗi: --title: có ký tự điều khiển U+000A."),
        (("--all", "--title", "a\ud800b"), 2, "Lỗi: --title: có ký tự ẩn không nhìn thấy U+D800."),
        (("--all", "--title", "a" * 301), 2, "Lỗi: --title: dài hơn 300 ký tự. Rút ngắn tên sổ."),
        (("--all", "--imposed", "--large"), 2, "Lỗi: --imposed chỉ dùng cho bản PDF khổ A5"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence(
    tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    out = tmp_path / "a.pdf"
    result = run("booklet", *options, "--out", str(out), *DAY)
    assert result.exit_code == code
    assert said in result.output
    assert not out.exists()


@pytest.mark.usefixtures("base")
def test_only_what_can_be_made_is_made(tmp_path: Path) -> None:
    result = run("booklet", "--all", "--out", str(tmp_path / "a.txt"), *DAY)
    assert result.exit_code == 2
    assert "“a.txt”: tên tệp phải kết thúc bằng .pdf hoặc .docx." in result.output
    (tmp_path / "tep").write_text("x", "utf-8")
    result = run("booklet", "--model", "thu-a", "--out", str(tmp_path / "tep" / "a.pdf"), *DAY)
    assert result.exit_code == 1
    assert f"Lỗi: không ghi được {tmp_path / 'tep' / 'a.pdf'}: " in result.output


@pytest.mark.usefixtures("base")
def test_a_file_that_is_there_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"%PDF-1.7 cu")
    assert run("booklet", "--model", "thu-a", "--out", str(out), *DAY).exit_code == 0
    first = out.read_bytes()
    assert first.startswith(b"%PDF")
    assert run("booklet", "--model", "thu-a", "--out", str(out), *DAY).exit_code == 0
    assert out.read_bytes() == first


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("booklet", "--model", "thu-a"), "a.pdf"),
        (("leaflet", "thu-a"), "a.pdf"),
        (("poster", "cach-a"), "a.pdf"),
        (("field-day", "tap-huan-thu"), "a.pdf"),
        (("loudspeaker", "thu-a"), "a.txt"),
    ],
)
def test_a_file_of_another_kind_is_not_written_over(tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    out = tmp_path / "moi" / name
    out.parent.mkdir()
    out.write_text("[Ghi chép của chi hội]\n", "utf-8")
    result = run(*command, "--out", str(out), *DAY)
    assert result.exit_code == 1
    assert result.output == (
        f"Lỗi: {out}: NR857 đã có tệp này, nội dung khác, không phải tệp do lệnh này in ra. "
        "Có thể đã có người viết; đặt tên khác sau --out, hoặc dời tệp ấy đi. Chưa ghi gì.\n"
    )
    assert out.read_text("utf-8") == "[Ghi chép của chi hội]\n"
    assert list(out.parent.iterdir()) == [out]
    out.write_bytes(b"")
    assert run(*command, "--out", str(out), *DAY).exit_code == 0, "in an empty file nothing is lost"


@pytest.mark.usefixtures("base")
def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    result = run("booklet", "--theme", "Dâu tằm", "--out", str(tmp_path / "a.pdf"), *DAY)
    assert "Chưa thẩm định kỹ thuật nên không in: Mô hình thử D (bịa để kiểm thử)." in result.output


@pytest.mark.usefixtures("base")
def test_large_print_and_imposed_sheets(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    result = run("booklet", "--model", "thu-a", "--large", "--out", str(out), *DAY)
    assert "trang chữ to A4" in result.output
    assert set(sizes(out.read_bytes())) == {(210, 297)}
    result = run("booklet", "--model", "thu-a", "--imposed", "--out", str(out), *DAY)
    assert result.exit_code == 0
    assert set(sizes(out.read_bytes())) == {(297, 210)}


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_title_tells_nothing_of_a_person(tmp_path: Path, name: str) -> None:
    out, file = tmp_path / name, tmp_path / "lop.yml"
    result = run("booklet", "--model", "thu-a", "--title", "Gọi anh Ba 0912345678", "--out", str(out), *DAY)
    assert result.exit_code == 1
    assert "--title: NR701 có số điện thoại" in result.stderr
    assert "0912345678" not in result.stderr
    file.write_text('title: "Gọi anh Ba 0912345678"\nrecords:\n  - "thu-a"\n', "utf-8")
    result = run("booklet", "--records", str(file), "--out", str(out), *DAY)
    assert result.exit_code == 1
    assert f"{file}:1:8: NR701 có số điện thoại" in result.stderr
    assert not out.exists()
    result = run("booklet", "--model", "thu-a", "--title", "Lớp dâu tằm xã Thử Hai", "--out", str(out), *DAY)
    assert result.exit_code == 0, result.output
