"""Pictures: drawn where the terminal can, sketched in dots where it cannot."""

from __future__ import annotations

import io
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from tutor_cli.display.graphics import cell_size, fitted, kitty, protocol, sixel
from tutor_cli.display.options import DisplayOptions, is_terminal
from tutor_cli.display.sanitize import clean_line

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
_MAX_ROWS = 22
"""Cells of a picture's height: it should stay on a screen of 24 rows."""
_INDENT = 4
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg"})


class NotAPicture(Exception):
    """The file cannot be shown as a picture; the message says why."""


def show_picture(path: Path, options: DisplayOptions, out: TextIO) -> bool:
    """Draw or sketch the picture at ``path`` on ``out``.

    ``False`` if there is nothing to see: no terminal, ``--no-images``, no picture.
    """
    if not is_terminal(out) or options.speech or not options.motion:
        return False
    try:
        image = load(path)
    except NotAPicture:
        return False
    how = protocol() if options.images else None
    columns = max(options.columns() - 2, 1)
    if how is None:
        lines = sketch(image, min(columns, 64), 16, ascii=options.ascii)
        out.write("".join(f"  {line}\n" for line in lines))
    else:
        out.write(drawn(image, how, columns, out))
    out.flush()
    return True


def drawn(image: Image, how: str, columns: int, out: TextIO) -> str:
    """What draws ``image`` on the terminal ``out``, at most ``columns`` wide."""
    cell = cell_size(out)
    wide, high = fitted(image, columns, _MAX_ROWS, cell)
    return kitty(image, wide, high) if how == "kitty" else sixel(image, wide, high, cell)


def load(path: Path) -> Image:
    """The picture at ``path``, decoded. Raises :class:`NotAPicture`; never more than a few MB of it."""
    from PIL import Image as Pillow

    try:
        if not path.is_file():
            raise NotAPicture("there is no such file")
        if path.stat().st_size > MAX_BYTES:
            raise NotAPicture(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            data = _rasterized(data.decode("utf-8", "replace"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # asked below
            image = Pillow.open(io.BytesIO(data))
        if image.width * image.height > MAX_PIXELS:
            raise NotAPicture("it has too many pixels")
        image.load()
    except NotAPicture:
        raise
    except Exception as error:  # decoders raise anything on broken files
        raise NotAPicture(clean_line(str(error)) or "it cannot be decoded") from error
    return image


def _rasterized(svg: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=1200, resources_dir=os.devnull))


def formula_picture(tex: str, options: DisplayOptions, columns: int, out: TextIO) -> str | None:
    """What draws the display formula ``tex``; ``None`` where it must be text instead."""
    how = protocol() if options.images and options.formula_images and is_terminal(out) else None
    if how is None:
        return None
    from PIL import Image as Pillow

    from tutor_cli.display.math.parse import Unreadable, to_svg

    try:
        color = "#e6e6e6" if options.dark else "#1a1a1a"
        svg = to_svg(tex).replace("currentColor", color)
        import resvg_py

        cell = cell_size(out)
        data = resvg_py.svg_to_bytes(svg_string=svg, font_size=cell[1], zoom=max(cell[1] / 16, 0.5) * 1.1)
        image = Pillow.open(io.BytesIO(bytes(data)))
    except (Unreadable, ValueError, OSError):
        return None
    # On whole cells, set in like the formulas in text, and not scaled: that would blur it.
    wide = _INDENT + -(-(image.width + 2) // cell[0])
    high = -(-(image.height + 4) // cell[1])
    if wide > columns or high > _MAX_ROWS:
        return None
    canvas = Pillow.new("RGBA", (wide * cell[0], high * cell[1]))
    canvas.paste(image, (_INDENT * cell[0], (canvas.height - image.height) // 2))
    return kitty(canvas, wide, high) if how == "kitty" else sixel(canvas, wide, high, cell)


# A sketch in text

_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def sketch(image: Image, columns: int, rows: int, ascii: bool = False) -> list[str]:
    """The lines of a picture in dots: what stands out from its background.

    Two by four dots in a character of Braille; one mark a character in ASCII.
    """
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageFilter

    dots = (1, 2) if ascii else (2, 4)
    rgba = image.convert("RGBA")
    flat = Pillow.new("RGBA", rgba.size, "white")
    flat.alpha_composite(rgba)
    picture = flat.convert("RGB")
    colors = picture.resize((64, 64)).getcolors(4096) or [(1, (255, 255, 255))]
    paper = Pillow.new("RGB", picture.size, cast(tuple[int, int, int], max(colors)[1]))
    difference = _inside_axes(ImageChops.difference(picture, paper).convert("L"))
    width, height = difference.size
    shape = min(columns * dots[0] / width, rows * dots[1] / height)
    size = (max(round(width * shape), 1), max(round(height * shape), 1))
    # Thin lines are thickened first, or scaling down would lose them.
    thick = max(int(1 / shape) // 2 * 2 - 1, 1) if shape < 1 else 1
    if thick >= 3:
        difference = difference.filter(ImageFilter.MaxFilter(min(thick, 15)))
    small = difference.resize(size, Pillow.Resampling.BOX).point(_stands_out)
    pixels = small.tobytes()

    def dark(x: int, y: int) -> bool:
        return x < size[0] and y < size[1] and pixels[y * size[0] + x] > 0

    lines: list[str] = []
    for top in range(0, size[1], dots[1]):
        line: list[str] = []
        for left in range(0, size[0], dots[0]):
            if ascii:
                upper, lower = dark(left, top), dark(left, top + 1)
                line.append(":" if upper and lower else "'" if upper else "." if lower else " ")
                continue
            code = sum(_BRAILLE[y][x] for y in range(4) for x in range(2) if dark(left + x, top + y))
            line.append(chr(0x2800 + code) if code else " ")
        lines.append("".join(line).rstrip())
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _stands_out(value: int) -> int:
    return 255 if value > 70 else 0


def _inside_axes(difference: Image) -> Image:
    """A plot without the numbers beside its frame, which dots cannot show; any other picture whole."""
    from PIL import Image as Pillow

    marks = difference.point(_stands_out)
    across = marks.resize((marks.width, 1), Pillow.Resampling.BOX).tobytes()
    down = marks.resize((1, marks.height), Pillow.Resampling.BOX).tobytes()
    columns = [x for x, mean in enumerate(across) if mean > 150]
    rows = [y for y, mean in enumerate(down) if mean > 150]
    for found, size in ((columns, marks.width), (rows, marks.height)):
        if not 2 <= len(found) <= size // 20 or found[-1] - found[0] < size // 2:
            return difference
    return difference.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
