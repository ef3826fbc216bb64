"""How each measure is computed: from the desk and a scope, without side effects, a value with its grounds."""

from collections.abc import Mapping

from nhanrong.records.measuring import Measure
from nhanrong.reports.items import Computation
from nhanrong.reports.measures import capital, living, recording, spreading, target, teaching, telling

COMPUTED: Mapping[Measure, Computation] = {
    **recording.COMPUTED,
    **spreading.COMPUTED,
    **target.COMPUTED,
    **living.COMPUTED,
    **teaching.COMPUTED,
    **capital.COMPUTED,
    **telling.COMPUTED,
}
