"""The day an edition is made for: given, else SOURCE_DATE_EPOCH, else today in Vietnam."""

import datetime as dt
from collections.abc import Mapping

VIETNAM = dt.timezone(dt.timedelta(hours=7))  # no summer time, so no time zone database is needed


class DayError(ValueError):
    """The day or SOURCE_DATE_EPOCH cannot be read; the argument says why, in Vietnamese."""


def edition_day(as_of: str | None, environment: Mapping[str, str]) -> dt.date:
    """The day that figures are computed for and that is printed on every page."""
    if as_of is not None:
        try:
            return dt.date.fromisoformat(as_of)
        except ValueError:
            raise DayError(f"“{as_of}” không phải ngày; viết năm-tháng-ngày, ví dụ 2026-11-23") from None
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(VIETNAM).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), VIETNAM).date()
    except (ValueError, OverflowError, OSError):
        raise DayError(f"SOURCE_DATE_EPOCH=“{epoch}” không phải số giây") from None
