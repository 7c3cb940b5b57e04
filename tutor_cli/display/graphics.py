"""What pictures a terminal can show, and how they are written to it.

Nothing is asked of the terminal: a question's answer comes as if it had been typed, and
may never come. The environment says which terminal this is, the window's size in pixels
is the kernel's to tell. ``TUTOR_GRAPHICS`` (kitty, sixel or none) overrules the guess.
"""

from __future__ import annotations

import base64
import io
import os
import struct
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from PIL.Image import Image

Protocol: TypeAlias = Literal["kitty", "sixel"]

_CHUNK = 4096
"""Bytes of base64 in one Kitty escape sequence (the protocol's own limit)."""
_SIXEL_COLORS = 128


def protocol(environ: Mapping[str, str] | None = None) -> Protocol | None:
    """How this terminal is sent pictures; ``None`` if it shows none, or nobody can tell."""
    environ = os.environ if environ is None else environ
    asked = environ.get("TUTOR_GRAPHICS", "").lower()
    if asked:
        return "kitty" if asked == "kitty" else "sixel" if asked == "sixel" else None
    if environ.get("TMUX") or environ.get("STY") or environ.get("TERM", "").startswith(("screen", "tmux")):
        return None  # multiplexers swallow or garble them
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if environ.get("KITTY_WINDOW_ID") or term in ("xterm-kitty", "xterm-ghostty"):
        return "kitty"
    if program in ("WezTerm", "ghostty") or environ.get("KONSOLE_VERSION", "") >= "220400":
        return "kitty"
    if term.startswith(("foot", "mlterm", "contour", "yaft")) or program in ("iTerm.app", "mintty"):
        return "sixel"
    return None


def cell_size(stream: Any) -> tuple[int, int]:
    """Width and height of a character cell in pixels, as the kernel knows them (else 10 × 20)."""
    try:
        import fcntl
        import termios

        packed = fcntl.ioctl(stream.fileno(), termios.TIOCGWINSZ, b"\0" * 8)
        rows, columns, width, height = struct.unpack("HHHH", packed)
        if rows and columns and width and height:
            return max(width // columns, 1), max(height // rows, 1)
    except (ImportError, OSError, ValueError, AttributeError):
        pass
    return 10, 20


def fitted(image: Image, columns: int, rows: int, cell: tuple[int, int]) -> tuple[int, int]:
    """(columns, rows) of cells for ``image`` within these, its shape kept, never enlarged."""
    width, height = image.size
    scale = min(columns * cell[0] / width, rows * cell[1] / height, 1.0)
    wide = min(max(round(width * scale / cell[0]), 1), columns)
    high = min(max(round(height * scale / cell[1]), 1), rows)
    return wide, high


def kitty(image: Image, columns: int, rows: int) -> str:
    """The Kitty graphics protocol: a PNG, scaled to cells by the terminal, no answer wanted."""
    data = io.BytesIO()
    image.save(data, "PNG")
    text = base64.standard_b64encode(data.getvalue()).decode()
    out: list[str] = []
    for start in range(0, len(text), _CHUNK):
        control = f"a=T,f=100,q=2,c={columns},r={rows}," if start == 0 else ""
        more = int(start + _CHUNK < len(text))
        out.append(f"\x1b_G{control}m={more};{text[start : start + _CHUNK]}\x1b\\")
    return "".join(out) + "\n"


def sixel(image: Image, columns: int, rows: int, cell: tuple[int, int]) -> str:
    """The picture in Sixels, scaled to cells here; transparent pixels are left as they are."""
    from PIL import Image as Pillow

    size = (columns * cell[0], rows * cell[1])
    full = image.convert("RGBA").resize(size, Pillow.Resampling.LANCZOS)
    alpha = full.getchannel("A").tobytes()
    flat = full.convert("RGB").quantize(_SIXEL_COLORS)
    palette = flat.getpalette() or []
    pixels = flat.tobytes()
    out = [f'\x1bP0;1q"1;1;{size[0]};{size[1]}']
    for index in sorted(set(pixels)):
        red, green, blue = (round(value * 100 / 255) for value in palette[3 * index : 3 * index + 3])
        out.append(f"#{index};2;{red};{green};{blue}")
    for top in range(0, size[1], 6):
        out.append("$".join(_sixel_band(pixels, alpha, size, top)) + "-")
    out.append("\x1b\\")
    return "".join(out)


def _sixel_band(pixels: bytes, alpha: bytes, size: tuple[int, int], top: int) -> Iterator[str]:
    """Six rows of pixels, once for each of their colours."""
    width, height = size
    columns: dict[int, list[int]] = {}
    for row in range(top, min(top + 6, height)):
        start = row * width
        for x in range(width):
            if alpha[start + x] >= 128:
                columns.setdefault(pixels[start + x], [0] * width)[x] |= 1 << (row - top)
    for color, bits in columns.items():
        out = [f"#{color}"]
        x = 0
        while x < width:
            run = 1
            while x + run < width and bits[x + run] == bits[x]:
                run += 1
            char = chr(63 + bits[x])
            out.append(f"!{run}{char}" if run > 3 else char * run)
            x += run
        yield "".join(out)
