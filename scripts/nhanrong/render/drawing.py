"""A drawing's template filled in, ready to stand in a page."""

from markupsafe import Markup

from nhanrong.render.templating import environment


def drawn(template: str, **values: object) -> Markup:
    """The template file with these values, every one escaped by the template."""
    return Markup(environment().get_template(template).render(values))  # noqa: S704  # the template escapes
