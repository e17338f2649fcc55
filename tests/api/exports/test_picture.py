"""Pictures for a slide: of its shape, with the names of the largest nodes, and nothing to run."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.api.exports.drawings import ATTACK, DRAWINGS, PLAIN
from tests.api.exports.test_formats import written

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_a_png_fills_a_slide_in_the_colours_of_its_nodes(drawn: str) -> None:
    picture = Image.open(io.BytesIO(written("png", DRAWINGS[drawn]))).convert("RGB")
    assert abs(picture.width / picture.height - 16 / 9) < 0.01
    assert (204, 102, 119) in {colour for _, colour in picture.getcolors(1 << 20) or ()} or drawn == "empty"


def test_the_names_of_an_svg_are_text() -> None:
    texts = {each.text for each in ET.fromstring(written("svg", PLAIN)).iter(f"{SVG}text")}  # noqa: S314  # our own
    assert {PLAIN.title, *(node.label for node in PLAIN.nodes)} <= texts


def test_an_svg_of_hostile_names_has_nothing_to_run() -> None:
    tags = {each.tag for each in ET.fromstring(written("svg", ATTACK)).iter()}  # noqa: S314  # our own
    assert not tags & {f"{SVG}script", f"{SVG}foreignObject", f"{SVG}a"}


def test_a_pdf_is_one() -> None:
    assert written("pdf", PLAIN).startswith(b"%PDF-")
