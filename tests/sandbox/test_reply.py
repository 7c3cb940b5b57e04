"""What comes out of a sandbox is believed only where it is what it says."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor_cli.sandbox.base import Result
from tutor_cli.sandbox.reply import is_png, result_from


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_png_is_a_whole_png_of_a_sane_size() -> None:
    assert is_png(png())
    assert not is_png(png(30_000, 1))
    assert not is_png(png()[:-1])
    assert not is_png(png() + b"<script>")
    assert not is_png(png().replace(b"IDAT", b"IDAX"))


@pytest.mark.parametrize("value", ["not base64!", base64.b64encode(b"GIF89a").decode(), 7, None, "é"])
def test_what_is_no_png_is_left_out(value: Any) -> None:
    assert result_from({"text/plain": "t", "image/png": value}, True).png is None


@given(
    st.dictionaries(
        st.sampled_from(["text/plain", "text/latex", "image/png", "x"]), st.text() | st.integers()
    )
)
def test_any_mapping_gives_a_result(data: dict[str, Any]) -> None:
    assert isinstance(result_from(data, False), Result)
