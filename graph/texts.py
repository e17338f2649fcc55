"""Many texts as one block of bytes, which a snapshot can map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.records import Int64s


class TextColumn:
    """Texts in one block of UTF-8 bytes with offsets; an empty text stands for unknown.

    Parameters
    ----------
    block
        uint8: all texts one after another.
    offsets
        int64, n + 1: where each starts.

    Examples
    --------
    >>> column = TextColumn(*TextColumn.pack(["ada", None]))
    >>> column[0], column[1], len(column)
    ('ada', None, 2)
    """

    def __init__(self, block: npt.NDArray[np.uint8], offsets: Int64s) -> None:
        self._block = block
        self._offsets = offsets

    @staticmethod
    def pack(texts: Iterable[str | None]) -> tuple[npt.NDArray[np.uint8], Int64s]:
        """Return the block and the offsets of some texts."""
        encoded = [(text or "").encode() for text in texts]
        offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets

    def unknown(self) -> int:
        """Return how many are unknown."""
        return int(np.count_nonzero(np.diff(self._offsets) == 0))

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, place: int) -> str | None:
        raw = self._block[self._offsets[place] : self._offsets[place + 1]].tobytes()
        return raw.decode() or None

    def __iter__(self) -> Iterator[str | None]:
        whole = self._block.tobytes()
        ends = self._offsets.tolist()
        return (whole[a:b].decode() or None for a, b in pairwise(ends))


def text_arrays(name: str, texts: Iterable[str | None]) -> dict[str, npt.NDArray[Any]]:
    """Return a column of texts as the two arrays under which a snapshot keeps it."""
    block, offsets = TextColumn.pack(texts)
    return {f"{name}_block": block, f"{name}_offsets": offsets}
