"""Pictures reach the terminals that show them, and nobody else."""

from __future__ import annotations

import base64
import io
import re
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.display.screen import run
from tutor_cli.display.graphics import fitted, kitty, protocol, sixel
from tutor_cli.display.images import NotAPicture, formula_picture, load, sketch
from tutor_cli.display.options import DisplayOptions

SHOW = """
import sys
from pathlib import Path
from tutor_cli.display.images import show_picture
from tutor_cli.display.options import DisplayOptions
show_picture(Path(sys.argv[1]), DisplayOptions.detect(images=sys.argv[2] == "yes"), sys.stdout)
"""


@pytest.fixture
def curve(tmp_path: Path) -> Path:
    image = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(image).line([(10, 190), (200, 20), (390, 190)], fill=(30, 60, 200), width=2)
    path = tmp_path / "curve.png"
    image.save(path)
    return path


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, None),
        ({"TERM": "foot", "TUTOR_GRAPHICS": "none"}, None),
        ({"TERM": "vt100", "TUTOR_GRAPHICS": "sixel"}, "sixel"),
    ],
)
def test_the_environment_says_which_pictures(environ: dict[str, str], expected: str | None) -> None:
    assert protocol(environ) == expected


def test_kitty_gets_a_png_in_chunks(curve: Path) -> None:
    written = kitty(load(curve), 20, 5)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", written)
    assert chunks[0][0].startswith("a=T,f=100,q=2,c=20,r=5,")
    assert all(len(data) <= 4096 for _, data in chunks)
    assert [control[-1] for control, _ in chunks] == ["1"] * (len(chunks) - 1) + ["0"]
    picture = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in chunks))))
    assert picture.size == (400, 200)


def test_sixels_draw_the_same_picture(curve: Path) -> None:
    image = load(curve)
    drawn = _decoded(sixel(image, 20, 5, (10, 20)))
    expected = image.resize((200, 100), Image.Resampling.LANCZOS)
    assert drawn.size == (200, 102)  # whole bands of six
    for x in range(0, 200, 7):
        for y in range(0, 100, 7):
            wanted, got = expected.getpixel((x, y)), drawn.getpixel((x, y))
            assert isinstance(wanted, tuple)
            assert isinstance(got, tuple)
            assert all(abs(one - other) <= 40 for one, other in zip(wanted, got, strict=True))


def _decoded(text: str) -> Image.Image:
    body = re.match(r'\x1bP0;1q"1;1;(\d+);(\d+)(.*)\x1b\\$', text, re.DOTALL)
    assert body
    width, height = int(body[1]), -(-int(body[2]) // 6) * 6
    image = Image.new("RGB", (width, height))
    palette: dict[int, tuple[int, int, int]] = {}
    x = top = 0
    color = (0, 0, 0)
    for token in re.findall(r"#\d+;2;\d+;\d+;\d+|#\d+|!\d+[?-~]|[?-~]|\$|-", body[3]):
        if ";" in token:
            index, _, *rgb = map(int, token[1:].split(";"))
            palette[index] = (rgb[0] * 255 // 100, rgb[1] * 255 // 100, rgb[2] * 255 // 100)
        elif token[0] == "#":
            color = palette[int(token[1:])]
        elif token == "$":
            x = 0
        elif token == "-":
            x, top = 0, top + 6
        else:
            count = int(token[1:-1]) if token[0] == "!" else 1
            bits = ord(token[-1]) - 63
            for column in range(x, x + count):
                for row in range(6):
                    if bits >> row & 1:
                        image.putpixel((column, top + row), color)
            x += count
    return image


def test_pictures_fit_and_keep_their_shape() -> None:
    assert fitted(Image.new("RGB", (400, 200)), 80, 22, (10, 20)) == (40, 10)
    assert fitted(Image.new("RGB", (4000, 100)), 80, 22, (10, 20)) == (80, 1)
    assert fitted(Image.new("RGB", (100, 4000)), 80, 22, (10, 20)) == (1, 22)


def test_elsewhere_the_curve_is_sketched(curve: Path) -> None:
    lines = sketch(load(curve), 40, 10)
    assert 8 <= len(lines) <= 10
    assert all(set(line) <= {" ", *map(chr, range(0x2800, 0x2900))} for line in lines)
    peak = len(lines[0]) - 1
    assert 18 <= peak <= 22
    assert len(lines[-1]) > 30
    assert all(line.isascii() for line in sketch(load(curve), 40, 10, ascii=True))


def test_of_a_plot_what_is_within_its_axes_is_sketched(tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([100, 50, 550, 350], outline="black")
    draw.line([(101, 349), (549, 51)], fill="blue", width=2)
    draw.text((10, 200), "-0.25  0.50", fill="black")
    lines = sketch(image, 40, 12)
    assert all(line[0] != " " for line in lines)  # the frame, and nothing left of it
    assert not lines[0][2:-6].strip("\u2809\u2801\u280f\u2839")


@pytest.mark.parametrize(
    ("environ", "images", "begins"),
    [
        ({"TERM": "xterm-kitty"}, "yes", b"\x1b_Ga=T"),
        ({"TERM": "foot"}, "yes", b"\x1bP0;1q"),
        ({"TERM": "xterm-kitty"}, "no", b"  "),
        ({"TERM": "xterm-256color"}, "yes", b"  "),
    ],
)
def test_on_a_terminal(curve: Path, environ: dict[str, str], images: str, begins: bytes) -> None:
    terminal = run([sys.executable, "-c", SHOW, str(curve), images], environ={"TMUX": "", **environ})
    assert terminal.written.startswith(begins)
    # Nothing is asked of the terminal, so nothing it answers can be taken for keys.
    assert not re.search(rb"\x1b\[[>?0-9;]*[cnt]|a=q", terminal.written)


def test_what_is_no_picture_says_so(tmp_path: Path) -> None:
    bad = tmp_path / "x.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\nnot really")
    for path in (bad, tmp_path / "missing.png"):
        with pytest.raises(NotAPicture):
            load(path)
    bomb = tmp_path / "bomb.png"
    Image.new("1", (12_000, 12_000)).save(bomb)
    with pytest.raises(NotAPicture):
        load(bomb)


def test_svg_and_formulas_become_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = tmp_path / "x.svg"
    svg.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    assert load(svg).width == 1200
    options = DisplayOptions(images=True, formula_images=True)
    assert formula_picture("x", options, 80, io.StringIO()) is None
    monkeypatch.setenv("TUTOR_GRAPHICS", "kitty")

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    drawn = formula_picture(r"\frac{a}{b}", options, 80, Screen())
    assert drawn is not None
    assert drawn.startswith("\x1b_G")
    assert formula_picture(r"\frac{a", options, 80, Screen()) is None
