"""Work on all cores gives what the same work gives on one, in order, and leaves the process as it was."""

import gc

import pytest

from nhanrong.cores import ALONE_UP_TO, on_all_cores


@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize("many", [0, ALONE_UP_TO, ALONE_UP_TO + 1, 5_001])
def test_every_key_has_its_result_in_order(many: int, *, light: bool) -> None:
    keys = [f"k{number}" for number in range(many)]
    assert list(on_all_cores(str.upper, keys, light=light)) == [key.upper() for key in keys]
    assert gc.isenabled()


def test_whoever_stops_early_has_the_collector_back() -> None:
    results = on_all_cores(str.upper, [f"k{number}" for number in range(100)])
    assert next(results) == "K0"
    results.close()  # type: ignore[attr-defined]
    assert gc.isenabled()
