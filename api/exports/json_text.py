r"""JSON as every format of ours writes it: UTF-8, finite numbers, and nothing that ends a `<script>`."""

from __future__ import annotations

import json
from typing import IO


def write_json(value: object, file: IO[bytes]) -> None:
    r"""Write a value as JSON.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> write_json({"label": "</script>"}, file)
    >>> print(file.getvalue().decode())
    {"label": "\u003c/script>"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    file.write(text.replace("<", "\\u003c").encode())
