"""A drawing's template filled in, ready to stand in a page."""

from functools import cache

from jinja2 import Template
from markupsafe import Markup

from nhanrong.render.speaking import language
from nhanrong.render.templating import environment


def drawn(template: str, **values: object) -> Markup:
    """The template file with these values, every one escaped by the template."""
    return Markup(_template(template, language()).render(values))  # noqa: S704  # the template escapes


@cache
def _template(name: str, _: str) -> Template:
    return environment().get_template(name)


def root(address: str) -> str:
    """The beginning of every link from a page or file to what lies in other folders of the site."""
    return "../" * address.count("/")
