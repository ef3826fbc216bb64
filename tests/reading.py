"""What is read inside a block, as a plain set of cells once the block is over."""

from collections.abc import Iterator
from contextlib import contextmanager

from nhanrong import tracking
from nhanrong.tracking import Cell


@contextmanager
def cells_read() -> Iterator[set[Cell]]:
    cells: set[Cell] = set()
    with tracking.tracked() as reads:
        try:
            yield cells
        finally:
            cells |= reads.cells()
