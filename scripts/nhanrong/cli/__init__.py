"""The command line: arguments in, text out, exit codes 0 (good), 1 (problems) and 2 (wrong use)."""

import click

from nhanrong.cli.build import build
from nhanrong.cli.check import check
from nhanrong.cli.coverage import coverage
from nhanrong.cli.init import init
from nhanrong.cli.vietnamese_help import VietnameseGroup


@click.group(
    cls=VietnameseGroup, add_help_option=False, help="Nhân Rộng: kho mô hình, cách làm hay và sổ theo dõi nhân rộng."
)
@click.help_option("-h", "--help", help="In cách dùng rồi thoát.")
@click.version_option(package_name="nhanrong", message="nhanrong %(version)s", help="In phiên bản rồi thoát.")
def main() -> None:
    """Run one of the commands."""


main.add_command(build)
main.add_command(check)
main.add_command(coverage)
main.add_command(init)
