"""Every figure of every subject on many days in one pass over columns of numbers.

:mod:`nhanrong.coverage` is the definition and says what a figure means; this is the same figures, counted at once.
"""

from nhanrong.overtime.figures import OverTime, over_time

__all__ = ["OverTime", "over_time"]
