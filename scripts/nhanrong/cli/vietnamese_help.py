"""What the command-line library says, in Vietnamese."""

import sys
from collections.abc import Callable, Sequence
from contextlib import _GeneratorContextManager
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from nhanrong.problems import nearest

OPTIONS, SUBCOMMAND = "[TÙY CHỌN]", "LỆNH [THAM SỐ]…"
_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}


class _Formatter(click.HelpFormatter):
    """Help with Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    def section(self, name: str) -> _GeneratorContextManager[None]:
        """Open a section under its Vietnamese name."""
        return super().section(_HEADINGS.get(name, name))


click.Context.formatter_class = _Formatter


def command(help_text: str) -> Callable[[Callable[..., object]], click.Command]:
    """A command with a Vietnamese help option."""

    def made(function: Callable[..., object]) -> click.Command:
        with_help = click.help_option("-h", "--help", help="In cách dùng rồi thoát.")(function)
        return click.command(help=help_text, add_help_option=False, options_metavar=OPTIONS)(with_help)

    return made


def group(help_text: str) -> Callable[[Callable[..., object]], click.Group]:
    """A command of several, with a Vietnamese help option."""

    def made(function: Callable[..., object]) -> click.Group:
        with_help = click.help_option("-h", "--help", help="In cách dùng rồi thoát.")(function)
        return click.group(
            help=help_text, add_help_option=False, options_metavar=OPTIONS, subcommand_metavar=SUBCOMMAND
        )(with_help)

    return made


class VietnameseGroup(click.Group):
    """A group whose errors of use are one Vietnamese sentence and exit 2."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> Any:
        """Run the command and end the process with its exit code."""
        try:
            result = super().main(args=args, prog_name="nhanrong", standalone_mode=False)
        except NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            click.echo(f"Lỗi: {_said(error)}", err=True)
            click.echo(f"Xem cách dùng: {error.ctx.command_path if error.ctx else 'nhanrong'} --help", err=True)
            sys.exit(2)
        except click.ClickException as error:
            click.echo(f"Lỗi: {error.format_message()}", err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("Đã dừng.", err=True)
            sys.exit(130)
        sys.exit(result if isinstance(result, int) else 0)


def _said(error: click.UsageError) -> str:
    """The sentence; what is raised by this program's own code is Vietnamese already."""
    match error:
        case NoSuchCommand():
            group = error.ctx.command if error.ctx else None
            known = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
            hint = nearest(error.command_name, known) or f"Các lệnh: {', '.join(known)}."
            return f"không có lệnh “{error.command_name}”. {hint}"
        case click.NoSuchOption():
            hint = nearest(error.option_name, error.possibilities or ())
            return f"không có tùy chọn {error.option_name}. {hint}".strip()
        case click.MissingParameter():
            return f"thiếu {_name(error)}."
        case click.BadOptionUsage():
            takes = "không nhận" if "does not take a value" in error.message else "cần một"
            return f"{error.option_name} {takes} giá trị."
        case click.BadParameter() if error.param and (wanted := _wanted(error.param.type)):
            return f"{_name(error)} phải là {wanted}."
        case _ if error.message.startswith("Got unexpected extra argument"):
            return f"thừa {error.message.split('(', 1)[-1].rstrip(').')}."
        case _:
            return error.message


def _wanted(kind: click.ParamType[Any]) -> str:
    """What a parameter of a kind of the library's own has to be."""
    match kind:
        case click.Choice():
            return f"một trong: {', '.join(map(str, kind.choices))}"
        case click.Path():
            return "một tệp" if kind.file_okay else "một thư mục"
        case click.File():
            return "một tệp đọc được"
        case _:
            return ""


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "một giá trị"
    return (
        error.param.opts[-1]
        if isinstance(error.param, click.Option)
        else error.param.make_metavar(error.ctx or click.Context(click.Command("")))
    )
