"""Templates become HTML: escaped, strict about names, and the same on every run."""

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nhanrong import prose
from nhanrong.dates import spoken_day
from nhanrong.publication import crop_address, session_address, subject_address, unit_address
from nhanrong.render.outputs import relative
from nhanrong.vietnamese import NBSP, capitalised, number, percent, slug, spoken_money, uncapitalised


@cache
def environment() -> Environment:
    """The one environment of all templates."""
    made = Environment(
        loader=PackageLoader("nhanrong", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters |= {
        "number": number,
        "money": spoken_money,
        "day": spoken_day,
        "blocks": prose.blocks,
        "capitalised": capitalised,
        "uncapitalised": uncapitalised,
        "slug": slug,
    }
    made.globals |= {
        "percent": percent,
        "nbsp": NBSP,
        "subject_address": subject_address,
        "session_address": session_address,
        "unit_address": unit_address,
        "crop_address": crop_address,
    }
    return made


def filled(template: str, **context: object) -> Markup:
    """A template filled in, safe to stand in another."""
    return Markup(environment().get_template(template).render(**context))  # noqa: S704  # the template escapes


def article(template: str, address: str, **context: object) -> str:
    """The article of the page at `address`; in the template `link(other)` leads to another address."""
    link: Callable[[str], str] = lambda other: relative(address, other)  # noqa: E731  # a value for the template
    return environment().get_template(template).render(link=link, **context)
