"""What other threads say reaches the GUI thread, in order; nothing after the end."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from kiosk.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    return Tasks()


def test_work_posted_on_another_thread_runs_on_this_one(tasks, qtbot):
    ran = []
    for number in range(50):
        thread = threading.Thread(
            target=tasks.post,
            args=(lambda n=number: ran.append((n, threading.get_ident())),),
        )
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: len(ran) == 50)
    assert ran == [(number, threading.get_ident()) for number in range(50)]


def test_a_result_and_an_exception_are_told_apart(tasks, qtbot):
    told = []
    with ThreadPoolExecutor(1) as pool:
        tasks.when(pool.submit(lambda: 7), told.append, lambda _: told.append("bad"))
        tasks.when(
            pool.submit(lambda: 1 / 0),
            told.append,
            lambda trouble: told.append(type(trouble)),
        )
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [7, ZeroDivisionError]


def test_a_cancelled_future_tells_nobody(tasks, qtbot):
    told = []
    future: Future[int] = Future()
    tasks.when(future, told.append, told.append)
    future.cancel()
    qtbot.wait(20)
    assert not told


def test_nothing_is_delivered_after_the_end(tasks, qtbot):
    ran = []
    tasks.post(lambda: ran.append(1))
    tasks.close()
    tasks.post(lambda: ran.append(2))
    qtbot.wait(20)
    assert not ran
