"""A picture of the network for a slide: PNG, SVG or PDF."""

from __future__ import annotations

import warnings
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from api.exports.drawing import Drawing, writable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INCHES = (13.333, 7.5)  # a slide of 16 to 9
_DOTS_PER_INCH = 144
_NAMED = 20  # more names than that hide each other
# A halo of the letters would turn them into paths.
_BEHIND_NAMES = {"facecolor": "white", "alpha": 0.6, "edgecolor": "none", "pad": 1}
_CREATED = {"pdf": "CreationDate", "svg": "Date"}  # a date would change the bytes of every run
_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "svg.hashsalt": "ricochet",
    "svg.fonttype": "none",  # text stays text, to be searched and edited
    "text.parse_math": False,  # a name may hold dollars
}


def write_picture(drawing: Drawing, file: IO[bytes], *, kind: str) -> None:
    """Write a drawing as a picture with the names of its largest nodes.

    Parameters
    ----------
    drawing
        Drawn with y upwards.
    file
        Written to.
    kind
        `png`, `svg` or `pdf`.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # a name in a script that the font lacks
        figure = Figure(figsize=_INCHES, dpi=_DOTS_PER_INCH, layout="constrained")
        FigureCanvasAgg(figure)
        _draw(drawing, figure.add_subplot())
        metadata = {"Title": writable(drawing.title)} | ({_CREATED[kind]: None} if kind in _CREATED else {})
        figure.savefig(file, format=kind, metadata=metadata)


write_png, write_svg, write_pdf = (partial(write_picture, kind=kind) for kind in ("png", "svg", "pdf"))


def _draw(drawing: Drawing, axes: Axes) -> None:
    from matplotlib.collections import EllipseCollection, LineCollection

    place = {node.key: (node.x, node.y) for node in drawing.nodes}
    lines = [(place[edge.source], place[edge.target]) for edge in drawing.edges]
    axes.add_collection(LineCollection(lines, colors="#59636e", linewidths=0.5, alpha=0.15, zorder=1))
    sizes = [node.size for node in drawing.nodes]
    circles = EllipseCollection(
        sizes,
        sizes,
        [0] * len(sizes),
        units="xy",
        offsets=list(place.values()) or [(0, 0)],
        offset_transform=axes.transData,
        facecolors=[node.colour for node in drawing.nodes] or "none",
        edgecolors="white",
        linewidths=0.5,
        zorder=2,
    )
    axes.add_collection(circles)
    axes.set_aspect("equal", adjustable="datalim")
    axes.autoscale_view()
    axes.set_axis_off()
    axes.set_title(_drawable(drawing.title), loc="left", fontsize=16, color="#1f2328")
    _name_largest(drawing, axes)


def _name_largest(drawing: Drawing, axes: Axes) -> None:
    for node in sorted(drawing.nodes, key=lambda node: -node.size)[:_NAMED]:
        axes.annotate(
            _drawable(node.label),
            (node.x, node.y + node.size / 2),
            ha="center",
            va="bottom",
            fontsize=9,
            color="#1f2328",
            zorder=3,
            bbox={
                "facecolor": "white",
                "alpha": 0.6,
                "edgecolor": "none",
                "pad": 1,
            },  # a halo would be a path
        )


def _drawable(text: str) -> str:
    return writable(text).replace("\ufeff", "")  # of no width, and matplotlib 3.11 fails to write it as PDF
