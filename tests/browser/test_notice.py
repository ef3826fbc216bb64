"""A demonstration says on every page that it is one, and asks search engines to stay away."""

import pytest

from browser.documents import read_all
from browser.sites import Site

SAYS = "không phải số liệu của Hội"


@pytest.fixture(params=["demonstration", "hostile_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both are demonstrations; the hostile one has redirects too."""
    found: Site = request.getfixturevalue(request.param)
    return found


def test_every_page_says_that_its_data_is_a_demonstration(site: Site) -> None:
    silent = [name for name, document in read_all(site.folder).items() if SAYS not in document.words]

    assert silent == []


def test_no_page_is_for_search_engines(site: Site) -> None:
    open_to_all = [name for name, document in read_all(site.folder).items() if "noindex" not in document.robots]

    assert open_to_all == []
