"""What a sandbox shows, taken from its reply. Nothing in a reply is believed."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

from tutor_cli.sandbox.base import Result

MAX_TEXT = 1_000_000
"""Characters of one representation that are kept."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def result_from(data: Any, main: bool) -> Result:
    """A Result of media types and their values; what is not what it says is left out."""
    if not isinstance(data, dict):
        raise ValueError("a result without data")

    def text(key: str) -> str | None:
        value = data.get(key)
        return storable(value[:MAX_TEXT]) if isinstance(value, str) else None

    return Result(
        text=text("text/plain"),
        latex=text("text/latex"),
        png=png_from(data.get("image/png")),
        svg=text("image/svg+xml"),
        html=text("text/html"),
        json=data.get("application/json"),
        is_main_result=main,
    )


def storable(text: str) -> str:
    """``text`` with lone surrogates, which no file or database takes, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def png_from(encoded: Any) -> bytes | None:
    """The bytes of a base64 PNG, if that is what it is."""
    if not isinstance(encoded, str):
        return None
    try:
        png = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return png if is_png(png) else None


def is_png(data: bytes) -> bool:
    """Whether ``data`` is a whole PNG: signature, IHDR, chunks with right checksums, IEND last
    (https://www.w3.org/TR/png-3/#5Chunk-layout), at most 20,000 pixels wide and high."""
    if not data.startswith(PNG_SIGNATURE) or data[12:16] != b"IHDR":
        return False
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if not (0 < width <= 20_000 and 0 < height <= 20_000):
        return False
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data) or zlib.crc32(data[at + 4 : end]) != int.from_bytes(
            data[end : end + 4], "big"
        ):
            return False
        if data[at + 4 : at + 8] == b"IEND":
            return end + 4 == len(data)
        at = end + 4
    return False
