"""Files that go with a question: pictures for models that see, text of everything else.

An attachment becomes content parts of the person's message, in the Responses API's
shape: ``input_image`` with a data URL, or ``input_text`` between ``<attachment>`` tags.
Data files (CSV, TSV, JSON) are also copied into the thread's folder, from where
``run_python`` can read them by their name.
"""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from tutor_cli.domain import Item
from tutor_cli.errors import StoreError, UsageError
from tutor_cli.store.files import make_private_directory, make_private_file
from tutor_cli.tools.base import ATTACHMENTS

MOST_FILES = 10
MOST_BYTES = 20_000_000
"""Of one file."""
MOST_CHARACTERS = 100_000
"""Of one file's text."""
MOST_PAGES = 200
SHOWN_ROWS = 20
"""Rows of a table that a model is shown; the code reads the whole file."""
LARGEST_SIDE = 2048
"""Pixels; larger pictures are scaled down to this, as model servers do themselves."""
MOST_PIXELS = 100_000_000

Kind: TypeAlias = Literal["image", "pdf", "data", "text"]

_DATA = frozenset({".csv", ".tsv", ".json"})
_IMAGES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_TAG = re.compile(r'\s*<attachment name="([^"\n]*)"')


@dataclass(frozen=True)
class Attachment:
    """A file that was read and may be sent."""

    name: str
    kind: Kind
    part: dict[str, Any]
    """The content part of the message."""
    source: Path
    note: str = ""
    """What was left out, for the person; empty if nothing."""


def read_attachments(files: Sequence[Attachment | str | Path]) -> list[Attachment]:
    """Read the files that are not read yet, each under a name of its own.

    Raises UsageError, naming the file and the limit, if one cannot be used.
    """
    if len(files) > MOST_FILES:
        raise UsageError(
            f"{len(files)} files are attached; at most {MOST_FILES} can be.", "Ask about some of them."
        )
    attachments: list[Attachment] = []
    for file in files:
        taken = [each.name for each in attachments]
        attachments.append(file if isinstance(file, Attachment) else read_attachment(Path(file), taken=taken))
    return attachments


def read_attachment(path: Path, *, taken: Container[str] = ()) -> Attachment:
    """Read one file, under a name that is not ``taken``. Raises UsageError if it cannot be used."""
    path = path.expanduser()
    name = _safe_name(path, taken)
    try:
        if not path.is_file():
            missing = "is not a file" if path.exists() else "does not exist"
            raise UsageError(f"The file {path} {missing}.", "Give the path of a file to attach.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(
                f"{name} has {size / 1e6:.1f} MB; at most {MOST_BYTES // 1_000_000} MB can be attached.",
                "Attach a part of it.",
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"{name} cannot be read: {reason}.", "Check the path and its permissions."
        ) from error
    if not data:
        raise UsageError(f"{name} is empty.", "Attach a file with something in it.")
    if _is_image(data):
        return Attachment(name, "image", _image_part(name, data), path)
    if data.startswith(b"%PDF-"):
        text, note = _pdf_text(name, data)
        return Attachment(name, "pdf", _text_part(name, "application/pdf", text), path, note)
    text = _decoded(name, data)
    if path.suffix.lower() in _DATA:
        shown, note = _shown_data(path.suffix.lower(), text, name)
        return Attachment(name, "data", _text_part(name, _media_type(path), shown), path, note)
    text, note = _cut(text, name)
    return Attachment(name, "text", _text_part(name, "text/plain", text), path, note)


def place_data(attachments: Sequence[Attachment], folder: Path) -> None:
    """Copy the data files into a thread's folder, for its code. Raises StoreError."""
    for attachment in attachments:
        if attachment.kind != "data":
            continue
        target = folder / ATTACHMENTS / attachment.name
        try:
            make_private_directory(target.parent)
            make_private_file(target)
            shutil.copyfile(attachment.source, target)
        except OSError as error:
            raise StoreError(
                f"{attachment.name} cannot be copied to {target.parent}: {error.strerror or error}.",
                "Free some space there, or set TUTOR_HOME to another directory.",
            ) from error


def question_and_attachments(item: Item) -> tuple[str, list[str]]:
    """A person's message as it is shown: what was typed, and the names of what was attached."""
    content = item.get("content")
    if isinstance(content, str):
        return content, []
    typed: list[str] = []
    names: list[str] = []
    for part in content if isinstance(content, list) else ():
        if not isinstance(part, dict):
            continue
        if part.get("type") == "input_image":
            names.append("picture")
        elif part.get("type") == "input_file":
            names.append(str(part.get("filename") or "file"))
        elif match := _TAG.match(text := str(part.get("text") or part.get("refusal") or "")):
            names.append(match[1])
        else:
            typed.append(text)
    return "".join(typed), names


def reattached(item: Item) -> list[Attachment]:
    """What went with a person's message, to go with another one in its place.

    Data files are in the thread's folder already and are not placed again.
    """
    content = item.get("content")
    found: list[Attachment] = []
    for part in content if isinstance(content, list) else ():
        if not isinstance(part, dict):
            continue
        if part.get("type") == "input_image":
            found.append(Attachment("picture", "image", part, Path()))
        elif part.get("type") == "input_file":
            found.append(Attachment(str(part.get("filename") or "file"), "pdf", part, Path()))
        elif match := _TAG.match(str(part.get("text") or "")):
            found.append(Attachment(match[1], "text", part, Path()))
    return found


def _safe_name(path: Path, taken: Container[str]) -> str:
    """The file's name with nothing in it that a tag, a shell or a terminal would take amiss."""
    name = Path(re.sub(r"[^\w.()+-]+", "_", path.name).strip(".")[-100:] or "file")
    names = (str(name), *(f"{name.stem}-{number}{name.suffix}" for number in range(2, MOST_FILES + 1)))
    return next(each for each in names if each not in taken)


def _text_part(name: str, media_type: str, text: str) -> dict[str, Any]:
    return {
        "type": "input_text",
        "text": f'\n\n<attachment name="{name}" type="{media_type}">\n{text.strip(chr(10))}\n</attachment>',
    }


def _media_type(path: Path) -> str:
    return {".csv": "text/csv", ".tsv": "text/tab-separated-values"}.get(
        path.suffix.lower(), "application/json"
    )


def _decoded(name: str, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        if b"\0" in data or sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:4096]) > 0:
            text = "\0"
    if "\0" in text:
        raise UsageError(
            f"{name} is neither text, a picture nor a PDF.",
            "Attach a PNG, JPEG, GIF or WebP picture, a PDF, CSV or text file.",
        )
    return text


def _cut(text: str, name: str) -> tuple[str, str]:
    if len(text) <= MOST_CHARACTERS:
        return text, ""
    left_out = len(text) - MOST_CHARACTERS
    return (
        f"{text[:MOST_CHARACTERS]}\n[{left_out:,} characters are left out here]",
        f"{name}: the first {MOST_CHARACTERS:,} characters are sent; {left_out:,} are left out.",
    )


def _shown_data(suffix: str, text: str, name: str) -> tuple[str, str]:
    """A data file's beginning and extent; the code reads the rest."""
    reading = f"run_python can read the whole file: {name}"
    if suffix == ".json":
        shown, note = _cut(text, name)
        return f"{shown}\n[{reading}]", note
    try:
        rows = sum(1 for _ in csv.reader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else ","))
    except csv.Error:
        rows = text.count("\n") + 1
    lines = text.splitlines()
    shown, _ = _cut("\n".join(lines[: SHOWN_ROWS + 1]), name)
    extent = f"{rows:,} rows with the heading"
    if len(lines) > SHOWN_ROWS + 1:
        extent += f", the first {SHOWN_ROWS + 1} lines above"
    return f"{shown}\n[{extent}; {reading}]", ""


def _pdf_text(name: str, data: bytes) -> tuple[str, str]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UsageError(f"{name} needs a password.", "Attach a copy without one.")
        pages = len(reader.pages)
        texts: list[str] = []
        length = 0
        for number, page in enumerate(reader.pages[:MOST_PAGES], start=1):
            texts.append(f"[page {number}]\n{page.extract_text().strip()}")
            length += len(texts[-1])
            if length > MOST_CHARACTERS:
                break
    except UsageError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        # A malformed PDF makes pypdf raise nearly anything.
        raise UsageError(f"{name} is damaged: {error}".split("\n")[0][:300], "Export it again.") from error
    if not any(re.sub(r"\[page \d+\]|\s", "", text) for text in texts):
        raise UsageError(
            f"{name} holds no text; it is probably scanned.", "Attach pictures of its pages instead."
        )
    whole, note = _cut("\n\n".join(texts), name)
    if not note and len(texts) < pages:
        note = f"{name}: the first {len(texts)} of {pages} pages are sent."
    return whole, note


def _is_image(data: bytes) -> bool:
    return data.startswith(tuple(_IMAGES)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _image_part(name: str, data: bytes) -> dict[str, Any]:
    """A picture as a data URL: upright, at most 2048 pixels a side, without its metadata (place, camera)."""
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(
                io.BytesIO(data), formats=["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"]
            ) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise UsageError(
                        f"{name} has {opened.width} × {opened.height} pixels; that is too many.",
                        "Scale it down first.",
                    )
                flat = opened.format in ("PNG", "GIF", "BMP")
                image: Image.Image = ImageOps.exif_transpose(opened)
                image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except UsageError:
        raise
    except Exception as error:  # Pillow's decoders raise many kinds
        raise UsageError(
            f"{name} is damaged: {error}".split("\n")[0][:300], "Save the picture again."
        ) from error
    if image.mode == "RGBA":  # models are shown black where a picture is transparent
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    image.info.clear()  # a JPEG's comment would be written again
    out = io.BytesIO()
    if flat:
        image.save(out, "PNG", optimize=True)
    else:
        image.save(out, "JPEG", quality=88)
    url = f"data:image/{'png' if flat else 'jpeg'};base64,{base64.b64encode(out.getvalue()).decode()}"
    return {"type": "input_image", "image_url": url, "detail": "auto"}
