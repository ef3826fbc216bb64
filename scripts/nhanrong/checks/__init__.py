"""The rules across fields and records: each a function whose docstring is the rule."""

from collections.abc import Callable, Iterator

from nhanrong.checks import consents, content, identity, ledger, places, references, seen, shapes, units
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, in_order

Check = Callable[[Knowledge], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    *identity.CHECKS,
    *references.CHECKS,
    *places.CHECKS,
    *content.CHECKS,
    *consents.CHECKS,
    *ledger.CHECKS,
    *seen.CHECKS,
    *units.CHECKS,
    *shapes.CHECKS,
)


def run(kb: Knowledge) -> list[Problem]:
    """Every fault that the rules find, once and in order."""
    return in_order(problem for check in CHECKS for problem in check(kb))
