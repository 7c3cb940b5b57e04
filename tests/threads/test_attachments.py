"""Files that go with a question: what is sent, what is refused, what the code can read."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_model import ScriptedModel, call, say
from tests.threads.conftest import png
from tutor_cli.errors import UsageError
from tutor_cli.settings import load_config
from tutor_cli.threads import attachments
from tutor_cli.threads.attachments import (
    place_data,
    question_and_attachments,
    read_attachment,
    read_attachments,
)
from tutor_cli.tutor import Tutor


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a line of text on each page."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def image_in(part: dict[str, Any]) -> Any:
    from PIL import Image

    head, _, data = part["image_url"].partition(",")
    return head, Image.open(io.BytesIO(base64.b64decode(data)))


def test_a_photograph_is_turned_upright_scaled_and_stripped_of_its_place(tmp_path: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)  # GPS latitude
    photo = Image.new("RGB", (4000, 3000), "white")
    photo.save(tmp_path / "homework.jpg", exif=exif, comment=b"at home")
    attachment = read_attachment(tmp_path / "homework.jpg")
    assert (attachment.kind, attachment.part["type"]) == ("image", "input_image")
    head, image = image_in(attachment.part)
    assert head == "data:image/jpeg;base64"
    assert image.size == (1536, 2048)
    assert not image.getexif()
    assert "comment" not in image.info


def test_a_picture_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    head, image = image_in(read_attachment(written(tmp_path, "photo.txt", png(30, 10))).part)
    assert head == "data:image/png;base64"
    assert image.size == (30, 10)


def test_a_pdf_is_sent_as_text(tmp_path: Path) -> None:
    attachment = read_attachment(written(tmp_path, "my sheet.pdf", pdf("Exercise one", "Exercise two")))
    text = attachment.part["text"]
    assert '<attachment name="my_sheet.pdf" type="application/pdf">' in text
    assert "[page 1]\nExercise one" in text
    assert "[page 2]\nExercise two" in text


def test_a_long_text_is_cut_and_that_is_said(tmp_path: Path) -> None:
    attachment = read_attachment(written(tmp_path, "long.txt", "x" * 150_000))
    assert len(attachment.part["text"]) < 101_000
    assert "50,000" in attachment.note


@pytest.mark.parametrize("data", ["1,2\nä,3", "1,2\nä,3".encode("cp1252"), "1,2\nä,3".encode("utf-16")])
def test_text_in_other_codes_is_read(tmp_path: Path, data: str | bytes) -> None:
    assert "ä,3" in read_attachment(written(tmp_path, "data.csv", data)).part["text"]


def test_a_name_can_do_no_harm(tmp_path: Path) -> None:
    attachment = read_attachment(written(tmp_path, '$(rm) "><x>\x1b[31m.txt', "text"))
    assert attachment.name == "_(rm)_x_31m.txt"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("program.exe", bytes(range(256)) * 4, "neither text"),
        ("broken.png", png()[:50], "damaged"),
        ("broken.pdf", b"%PDF-1.7\nnonsense", "damaged"),
        ("scan.pdf", pdf(""), "no text"),
        ("secret.pdf", pdf("Exercise", password="pw"), "password"),
        ("huge.txt", b"x" * 21_000_000, "at most 20 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        read_attachment(written(tmp_path, name, data))
    assert name in raised.value.message
    assert "\n" not in raised.value.message
    assert raised.value.hint


def test_a_picture_with_too_many_pixels_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_PIXELS", 1000)
    with pytest.raises(UsageError, match="100 × 100 pixels"):
        read_attachment(written(tmp_path, "bomb.png", png(100, 100)))


def test_what_is_not_there_and_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read_attachment(tmp_path / "nothing.txt")
    with pytest.raises(UsageError, match="is not a file"):
        read_attachment(tmp_path)
    with pytest.raises(UsageError, match=r"cannot be read|does not exist"):
        read_attachment(Path("a\0b"))
    with pytest.raises(UsageError, match="at most 10"):
        read_attachments([tmp_path / "x"] * 11)


def test_the_code_reads_the_whole_file_and_a_newer_one_of_the_name(tmp_path: Path) -> None:
    table = written(tmp_path, "data.csv", "a,b\n" + "".join(f"{n},{n * n}\n" for n in range(1000)))
    program = json.dumps(
        {"code": "print(sum(int(line.split(',')[1]) for line in list(open('data.csv'))[1:]))"}
    )
    model = ScriptedModel(
        call(("run_python", program)), say("Done."), call(("run_python", program)), say("Done again.")
    )
    with Tutor(load_config({"TUTOR_HOME": str(tmp_path / "home")})) as tutor:
        tutor._model = lambda name, base_url: model  # type: ignore[assignment,method-assign]
        answer = tutor.ask("What is the sum of b?", attachments=[table])
        assert answer.content == "What is the sum of b?"
        assert answer.steps[0]["output"].strip() == str(sum(n * n for n in range(1000)))
        item = tutor.store.items(answer.thread_id)[0]
        assert question_and_attachments(item) == ("What is the sum of b?", ["data.csv"])
        assert "1,001 rows" in item["content"][1]["text"]
        assert "19,361" in item["content"][1]["text"]
        assert "20,400" not in item["content"][1]["text"]

        table.write_text("a,b\n1,2\n")
        answer = tutor.ask("And now?", thread=answer.thread_id, attachments=[table])
        assert answer.steps[0]["output"].strip() == "2"


def test_files_of_the_same_name_keep_apart(tmp_path: Path) -> None:
    paths = []
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        paths.append(written(tmp_path / folder, "data.csv", f"{folder}\n"))
    read = read_attachments(paths)
    assert [each.name for each in read] == ["data.csv", "data-2.csv", "data-3.csv"]
    place_data(read, tmp_path)
    assert (tmp_path / "attachments" / "data-2.csv").read_text() == "b\n"
    assert 'name="data-3.csv"' in read[2].part["text"]


@pytest.mark.parametrize(("name", "data"), [("x.png", png()), ("x.csv", "a,b\n1,2\n")])
def test_the_solver_says_that_it_reads_no_files(tmp_path: Path, name: str, data: str | bytes) -> None:
    with Tutor(load_config({"TUTOR_HOME": str(tmp_path / "home")})) as tutor:
        with pytest.raises(UsageError, match="reads no attached files"):
            tutor.start("What is this?", model="solver", attachments=[written(tmp_path, name, data)])
        assert tutor.store.threads() == []
