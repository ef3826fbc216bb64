"""`nhanrong publish`: the built site goes to a folder or to object storage, only what has changed."""

import sys
from pathlib import Path

import click

from nhanrong.cli.opening import root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.problems import Place as Where
from nhanrong.problems import Problem, as_text


@command("Đăng trang web đã dựng lên thư mục của máy chủ, hoặc kho tệp S3: chỉ gửi tệp đã đổi.")
@click.option("--to", "to", metavar="NƠI_ĐĂNG", required=True, help="Thư mục, hoặc s3://kho/đường-dẫn.")
@click.option("--site", metavar="THƯ_MỤC", default="", help="Trang đã dựng; không nói thì là site/ của kho này.")
def publish(*, to: str, site: str) -> int:
    """Publish and say how much was sent; exit 1 when something is wrong."""
    if not to.strip():
        raise click.UsageError("chưa có tên thư mục hay địa chỉ sau --to.")
    folder = Path(site) if site else root_or_exit() / "site"
    problem = _refused(folder, to) or _published(folder, to)
    if problem:
        click.echo(as_text([problem]), nl=False, err=True)
        return 1
    return 0


def _refused(folder: Path, to: str) -> Problem | None:
    if not (folder / "index.html").is_file():
        hint = "Chạy nhanrong build trước, hoặc chỉ đúng thư mục sau --site."
        return Problem(Where(folder.as_posix(), 0), "NR943", "ở đây không có trang nào đã dựng", hint)
    place = Path(to).resolve()
    inside = folder.resolve()
    if "://" not in to and (place.is_relative_to(inside) or inside.is_relative_to(place)):
        return Problem(Where(to, 0), "NR944", "nơi đăng trùng với trang đã dựng", "Chọn thư mục khác sau --to.")
    if "://" not in to and place.exists() and not place.is_dir():
        return Problem(Where(to, 0), "NR944", "là một tệp, không phải thư mục", "Chọn một thư mục sau --to.")
    return None


def _published(folder: Path, to: str) -> Problem | None:
    from nhanrong.publishing import sending

    where = Where(to, 0)
    try:
        made = sending.publish(folder, sending.Place(to), _tell)
    except sending.ElsewhereChangedError:
        hint = "Xem ai đang đăng, đợi xong rồi chạy lại."
        return Problem(where, "NR947", "người khác vừa đăng lên đây cùng lúc", hint)
    except sending.NotAManifestError:
        hint = "Nâng cấp nhanrong; hoặc xóa ban/dang.json ở nơi đăng để gửi lại tất cả."
        return Problem(where, "NR948", "sổ tệp ở nơi đăng không đọc được", hint)
    except sending.FAULTS as error:
        hint = "Xem lại địa chỉ, mật khóa và mạng rồi chạy lại; phần đã gửi còn nguyên, bạn đọc vẫn thấy bản cũ."
        return Problem(where, "NR944", f"không gửi được: {_first_line(error)}", hint)
    sent = sum(map(len, made.sent))
    click.echo(f"Đã đăng lên {to}: gửi {sent} tệp, giữ nguyên {len(made.after.files) - sent}, xóa {len(made.removed)}.")
    return None


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rĐang gửi {done}/{of}…" + ("\n" if done == of else ""), nl=False, err=True)


def _first_line(error: BaseException) -> str:
    """What a library says, without what it says to its makers."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
