"""`nhanrong explain`: what a code means, why its rule is there and how to mend the problem."""

import textwrap

import click

from nhanrong.cli.vietnamese_help import command
from nhanrong.explaining import Explanation, explanations, meant, nearest_code
from nhanrong.layout import DATA


@command("Giải thích một MÃ lỗi như NR701: vì sao có quy tắc đó, sửa thế nào. Không nêu mã thì liệt kê mọi mã.")
@click.argument("code", required=False, metavar="[MÃ]")
def explain(code: str | None) -> None:
    """Print what is said of a code, or the titles of all."""
    if code is None:
        click.echo(_listed(), nl=False)
        return
    found = meant(code)
    if found is None:
        hint = nearest_code(code) or "Xem mọi mã: nhanrong explain."
        raise click.UsageError(f"không có mã lỗi “{code}”. {hint}")
    click.echo(_told(explanations()[found]), nl=False)


def _listed() -> str:
    lines: list[str] = []
    group = ""
    for one in explanations().values():
        if one.group != group:
            group = one.group
            lines += [*([""] if lines else []), group]
        lines.append(f"  {one.code}  {one.title}")
    return "\n".join([*lines, "", "Xem một mã: nhanrong explain NR701"]) + "\n"


def _told(one: Explanation) -> str:
    steps = [f"  {number}. {step}" for number, step in enumerate(one.mend, 1)]
    parts = [f"{one.code} {one.title}", f"Vì sao:\n  {one.why}", "\n".join(["Cách sửa:", *steps])]
    if one.kind:
        parts.append(f"Ví dụ trong tệp {one.record.called}, {DATA}/{one.record.where}")
    for says, snippet in (("Viết sai", one.wrong), ("Viết đúng", one.right)):
        if snippet:
            parts.append(f"{says}:\n{textwrap.indent(snippet.rstrip(), '    ')}")
    return "\n\n".join(parts) + "\n"
