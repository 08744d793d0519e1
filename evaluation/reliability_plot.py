"""The reliability of confidences as a picture: SVG, since GitHub and browsers show it and a diff can be read."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from evaluation.reliability import Bin

SIDE, MARGIN = 320, 44
"""Pixels of the plot's side and of the room around it for words."""
LARGEST = 9.0
"""Radius, in pixels, of the bin that holds the most; the area of a dot is as its bin's share."""
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.axis{stroke:#444;fill:none}.even{stroke:#999;stroke-dasharray:4 3}"
    ".dot{fill:#2a6f97;fill-opacity:.8}.gap{stroke:#2a6f97}"
    "svg{background:#fff}"
)


def svg(bins: Sequence[Bin], title: str) -> str:
    """Confidence to the right, share that is right upwards; on the diagonal a confidence means what it says."""
    size = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}"',
        'role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect class="axis" x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}"/>',
        _line("even", (0, 0), (1, 1)),
        *_ticks(),
        *_dots(bins),
        f'<text x="{size / 2}" y="{MARGIN - 16}" text-anchor="middle">{escape(title)}</text>',
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(14 {size / 2}) rotate(-90)" text-anchor="middle">share that is right</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((b.count for b in bins), default=1)
    for b in bins:
        x, y = _place(b.confidence, b.right)
        radius = max(1.5, LARGEST * (b.count / most) ** 0.5)
        said = f"{b.count} of confidence {b.confidence:.2f}: {b.right:.0%} right"
        yield _line("gap", (b.confidence, b.confidence), (b.confidence, b.right))
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{said}</title></circle>'


def _ticks() -> Iterator[str]:
    for tenths in range(0, 11, 2):
        x, y = _place(tenths / 10, tenths / 10)
        yield f'<text x="{x:.0f}" y="{MARGIN + SIDE + 16}" text-anchor="middle">{tenths / 10:g}</text>'
        yield f'<text x="{MARGIN - 6}" y="{y + 4:.0f}" text-anchor="end">{tenths / 10:g}</text>'


def _line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = _place(*start), _place(*end)
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _place(confidence: float, right: float) -> tuple[float, float]:
    return MARGIN + SIDE * confidence, MARGIN + SIDE * (1 - right)
