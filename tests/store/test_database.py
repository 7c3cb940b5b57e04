"""The database file itself: made, migrated, shared, broken, full, private."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tutor_cli.domain import Run, RunStep, Thread, new_id
from tutor_cli.errors import StoreError
from tutor_cli.items import assistant_message, user_message
from tutor_cli.store import Store
from tutor_cli.store.schema import MIGRATIONS


def python(program: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def is_sound(path: Path) -> bool:
    with sqlite3.connect(path) as db:
        return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    thread = Thread(new_id("thread"), "Ünïcode ∫ \N{SNOWMAN}", metadata={"a": [1, None]})
    run = Run(new_id("run"), thread.id, None, "solver")
    step = RunStep(new_id("step"), run.id, thread.id, "message_creation")
    items = [user_message("What is \ud800 a lone surrogate?\0"), assistant_message("∫ x² dx")]
    store = Store(tmp_path / "tutor.db")
    store.save_thread(thread)
    store.save_run(run)
    store.append(thread.id, items, run.id, step)
    store.close()

    store = Store(tmp_path / "tutor.db")
    assert store.items(thread.id) == items
    assert store.runs(thread.id) == [run]
    assert store.steps(thread_id=thread.id) == [step]
    assert store.thread(thread.id).metadata == thread.metadata
    assert store.thread(thread.id).title == thread.title
    store.close()


def test_a_database_of_the_first_version_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    with sqlite3.connect(path) as db:
        db.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
        db.execute("INSERT INTO threads VALUES ('thread_old', 'Old', NULL, 1, 2, '{}', NULL)")
        for text in ("What is a harmonic series?", "What is its sum?"):
            db.execute(
                "INSERT INTO items (thread_id, created_at, data) VALUES ('thread_old', 1, ?)",
                ('{"role": "user", "content": "' + text + '"}',),
            )
    store = Store(path)
    (summary,) = store.summaries()
    assert (summary.thread.title, summary.turns) == ("Old", 2)
    assert summary.size > 60
    (hit,) = store.search("harmonic")
    assert hit.thread_id == "thread_old"
    store.append("thread_old", [user_message("And of its alternating one?")])
    assert store.summaries()[0].turns == 3
    store.close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_migration_that_breaks_off_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tutor.db"
    Store(path).close()
    broken = (*MIGRATIONS, "CREATE TABLE extra (id TEXT);\nSELECT no_such_column FROM threads;\n")
    monkeypatch.setattr("tutor_cli.store.sqlite.MIGRATIONS", broken)
    with pytest.raises(StoreError, match="no_such_column"):
        Store(path)
    monkeypatch.undo()
    store = Store(path)
    store.check()
    store.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer tutor") as raised:
        Store(path)
    assert "Upgrade" in raised.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["garbage", "truncated", "a page overwritten"])
def test_a_damaged_database_is_said_in_one_line(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "tutor.db"
    store = Store(path)
    thread = Thread(new_id("thread"))
    store.save_thread(thread)
    store.append(thread.id, [user_message(f"question {number} " * 50) for number in range(200)])
    store.close()
    data = path.read_bytes()
    if damage == "garbage":
        path.write_bytes(os.urandom(8192))
    elif damage == "truncated":
        path.write_bytes(data[: len(data) // 2])
    else:
        middle = len(data) // 2 // 4096 * 4096
        path.write_bytes(data[:middle] + os.urandom(4096 * 4) + data[middle + 4096 * 4 :])
    with pytest.raises(StoreError) as raised:
        store = Store(path)
        try:
            store.check()
        finally:
            store.close()
    assert str(path) in raised.value.message
    assert "\n" not in raised.value.message
    assert "backup" in raised.value.hint


def test_two_processes_make_it_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "home" / "tutor.db"
    program = """
import sys
import threading
from pathlib import Path
from tutor_cli.domain import Thread
from tutor_cli.items import user_message
from tutor_cli.store import Store
store = Store(Path(sys.argv[1]))
store.save_thread(Thread("thread_shared"))
for number in range(150):
    store.append("thread_shared", [user_message(f"{sys.argv[2]} {number}")])
    store.add_draft("thread_shared", "run_" + sys.argv[2], "msg", "x")
"""
    writers = [python(program, path, name) for name in ("one", "two")]
    for writer in writers:
        assert writer.communicate(timeout=60) == ("", "")
    store = Store(path)
    texts = [item["content"][0]["text"] for item in store.items("thread_shared")]
    for name in ("one", "two"):
        assert [text for text in texts if text.startswith(name)] == [f"{name} {n}" for n in range(150)]
    assert store.summaries()[0].turns == 300
    store.close()
    assert is_sound(path)


def test_several_open_a_new_one_at_the_same_moment(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def open_at_once(path: Path, go: threading.Barrier, number: int) -> None:
        go.wait()
        try:
            store = Store(path)
            store.save_thread(Thread(f"thread_{number}"))
            store.close()
        except BaseException as error:
            failed.append(error)

    for home in range(40):  # it used to fail in one of twelve
        path, go = tmp_path / str(home) / "tutor.db", threading.Barrier(4)
        openers = [threading.Thread(target=open_at_once, args=(path, go, number)) for number in range(4)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
    assert not failed


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    store = Store(path)
    store.save_thread(Thread("thread_full"))
    store.append("thread_full", [user_message("kept")])
    store.close()
    program = """
import sys
import threading
from pathlib import Path
from tutor_cli.errors import StoreError
from tutor_cli.items import user_message
from tutor_cli.store import Store
store = Store(Path(sys.argv[1]))
written = 0
try:
    while True:
        store.append("thread_full", [user_message("more " * 5000)])
        written += 1
except StoreError as error:
    print(written, error.message, "|", error.hint)
"""
    size = path.stat().st_size + 400_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    out, err = python(program, path, preexec_fn=limit).communicate(timeout=60)
    assert err == ""
    assert "cannot be used" in out
    assert "TUTOR_HOME" in out
    store = Store(path)
    assert len(store.items("thread_full")) == 1 + int(out.split()[0])
    store.append("thread_full", [user_message("after")])
    store.close()
    assert is_sound(path)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used") as raised:
        Store(tmp_path / "file" / "home" / "tutor.db")
    assert "TUTOR_HOME" in raised.value.hint


def test_files_are_the_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "deep" / "home" / "tutor.db"
        store = Store(path)
        store.save_thread(Thread("thread_private"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
        assert modes == {"tutor.db": 0o600, "tutor.db-wal": 0o600, "tutor.db-shm": 0o600}
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.parent.parent.stat().st_mode & 0o777 == 0o700
        store.close()
    finally:
        os.umask(before)


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    path.touch(mode=0o644)
    path.chmod(0o644)
    Store(path).close()
    assert path.stat().st_mode & 0o777 == 0o600
