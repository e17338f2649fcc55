"""Files in, records out: what a file holds is recognised, checked row by row and handed on in batches."""

from loaders.files import read_batches
from loaders.reading import CASCADES, LISTS, MESSAGES, PRICES, REPOSTS, Reading, fingerprint
from loaders.tally import MAX_REFUSALS, Refusal, Tally, write_refusals

__all__ = [
    "CASCADES",
    "LISTS",
    "MAX_REFUSALS",
    "MESSAGES",
    "PRICES",
    "REPOSTS",
    "Reading",
    "Refusal",
    "Tally",
    "fingerprint",
    "read_batches",
    "write_refusals",
]
