"""Naming, listing, searching and deleting what is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor_cli.domain import Assistant, Thread
from tutor_cli.errors import NotFound
from tutor_cli.items import assistant_message, user_message
from tutor_cli.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "tutor.db")
    titles = ["Harmonic series", "harvest moon", "Ärger mit Brüchen", "", "100 % of 3"]
    for number, title in enumerate(titles):
        store.save_thread(Thread(f"thread_{'abcde'[number]}{number}xyz", title, updated_at=number))
    store.save_assistant(Assistant("asst_one1", "calculus coach", created_at=1))
    store.save_assistant(Assistant("asst_two2", "Calculus examiner", created_at=2))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("kind", "reference", "id"),
    [
        ("thread", "thread_a0xyz", "thread_a0xyz"),
        ("thread", "thread_a", "thread_a0xyz"),
        ("thread", " b1 ", "thread_b1xyz"),
        ("thread", "@last", "thread_e4xyz"),
        ("thread", "@LAST", "thread_e4xyz"),
        ("thread", "@1", "thread_e4xyz"),
        ("thread", "@5", "thread_a0xyz"),
        ("thread", "HARM", "thread_a0xyz"),
        ("thread", "Harvest Moon", "thread_b1xyz"),
        ("thread", "ärger", "thread_c2xyz"),
        ("thread", "100 %", "thread_e4xyz"),
        ("asst", "calculus c", "asst_one1"),
        ("asst", "CALCULUS EXAMINER", "asst_two2"),
        ("asst", "two", "asst_two2"),
        ("asst", "@last", "asst_two2"),
    ],
)
def test_a_thing_is_named_in_many_ways(store: Store, kind: str, reference: str, id: str) -> None:
    assert store.resolve(kind, reference) == id


@pytest.mark.parametrize(
    ("kind", "reference", "said"),
    [
        ("thread", "har", "fits several threads: .*harvest moon.*Harmonic series"),
        ("thread", "thread_", "fits several"),
        ("asst", "calculus", "calculus coach"),
        ("thread", "nothing like it", "no thread “nothing like it”"),
        ("thread", "", "no thread"),
        ("thread", "%", "no thread"),
        ("thread", "thread_a0xyz' OR 1=1 --", "no thread"),
        ("thread", "@6", "not that many"),
        ("thread", "@0", "no thread"),
        ("thread", "\ud800", "no thread"),
    ],
)
def test_what_names_nothing_or_several_things_is_told(
    store: Store, kind: str, reference: str, said: str
) -> None:
    with pytest.raises(NotFound, match=said) as raised:
        store.resolve(kind, reference)
    assert raised.value.hint


def test_a_whole_title_wins_over_the_beginning_of_another(store: Store) -> None:
    store.save_thread(Thread("thread_longer", "Harmonic series, again", updated_at=9))
    assert store.resolve("thread", "harmonic series") == "thread_a0xyz"


def test_the_search_finds_words_by_their_beginning(store: Store) -> None:
    thread = "thread_a0xyz"
    store.append(thread, [user_message("What is the integral of x² sin(x)?")])
    store.append(thread, [assistant_message("Integrating by parts twice: -x² cos(x) + …")])
    store.append("thread_b1xyz", [user_message("When is the harvest? Die Brüche übrigens …")])
    (hit,) = store.search("INTEG sin")
    assert (hit.thread_id, hit.title, hit.found) == (thread, "Harmonic series", 1)
    assert ("integral", True) in list(hit.pieces())
    assert "integral of x² sin(x)" in hit.plain_excerpt
    assert store.search("integ")[0].found == 2
    assert [each.thread_id for each in store.search("bruche")] == ["thread_b1xyz"]
    assert store.search('"by parts"')
    assert not store.search('"parts by"')
    assert store.search("integral harvest") == []


def test_the_search_finds_titles_that_no_message_repeats(store: Store) -> None:
    store.append("thread_b1xyz", [user_message("Is a series harmonic?")])
    found = {hit.thread_id: hit for hit in store.search("series harmon")}
    assert list(found) == ["thread_a0xyz", "thread_b1xyz"]
    assert list(found["thread_a0xyz"].pieces()) == [("Harmon", True), ("ic ", False), ("series", True)]
    assert found["thread_a0xyz"].found == 0
    assert not store.search("armonic")
    assert not store.search("vest moon")


def test_what_is_deleted_is_neither_listed_nor_found_until_it_is_restored(store: Store) -> None:
    thread = "thread_a0xyz"
    store.append(thread, [user_message("a needle")])
    store.delete_thread("@1")
    assert not store.search("needle")
    assert thread not in [each.id for each in store.threads()]
    with pytest.raises(NotFound):
        store.thread(thread)
    assert [each.thread.id for each in store.summaries(deleted=True)] == [thread]
    assert store.restore_thread("harmonic").id == thread
    assert store.search("needle")


def test_what_is_purged_is_gone_from_the_file(store: Store) -> None:
    secret = "xylophonequartz"
    store.append("thread_a0xyz", [user_message(f"my {secret} question " * 20)])
    store.add_draft("thread_a0xyz", "run_1", "msg_1", f"half a {secret}")
    store.delete_thread("thread_a0xyz")
    assert store.purge_threads(deleted_before=time.time() - 60) == []
    assert store.purge_threads(deleted_before=time.time() + 1) == ["thread_a0xyz"]
    assert store.summaries(deleted=True) == []
    store.close()
    assert secret.encode() not in b"".join(file.read_bytes() for file in store.path.parent.glob("tutor.db*"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_no_text_breaks_the_search_or_the_store(store: Store, text: str) -> None:
    thread = Thread("thread_wild", text)
    store.save_thread(thread)
    store.append(thread.id, [user_message(text)])
    store.add_draft(thread.id, "run_1", "msg_1", text)
    store.search(text)
    assert store.items(thread.id)[-1]["content"][0]["text"] == text
    with suppress(NotFound):
        store.resolve("thread", text)
