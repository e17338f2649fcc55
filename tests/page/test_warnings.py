"""Warnings that the page says in its own words are those that services give."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PATTERN = re.compile(r"^  (\w+): /\^(.+)\$/,$", re.MULTILINE)
CHANGES = re.compile(r"\\[()]|\(.*?\)+\??|\s\?|%|\.\+")


def test_each_pattern_of_the_page_stands_in_a_service() -> None:
    patterns = dict(PATTERN.findall((PROJECT / "web" / "src" / "service" / "warnings.ts").read_text()))
    sources = "".join(path.read_text() for path in sorted((PROJECT / "api" / "services").glob("*.py")))
    whole = re.sub(r'"\s*\n\s*f?"', "", sources)  # a text over several lines is one
    longest = {kind: max(CHANGES.split(pattern), key=len) for kind, pattern in patterns.items()}
    assert len(longest) > 20
    assert {kind: words for kind, words in longest.items() if words not in whole} == {}
