"""What the engine does of what it is handed: the newest of a kind, or everything."""

import threading

from tutor.ui.engine import Engine


def do(hand_in):
    """Hand work in while the engine is held up, then let it go; return what was done."""
    engine, done, gate, finished = (
        Engine(lambda failure: done.append(failure)),
        [],
        threading.Event(),
        threading.Event(),
    )
    engine.submit("first", lambda is_stale: gate.wait(10))
    hand_in(engine, done)
    engine.submit("last", lambda is_stale: finished.set())
    gate.set()
    assert finished.wait(10)
    engine.stop()
    return done


def test_of_work_under_one_key_only_the_newest_is_done():
    def hand_in(engine, done):
        for n in range(3):
            engine.submit("draw", lambda is_stale, n=n: done.append(n))

    assert do(hand_in) == [2]


def test_work_without_a_key_is_all_done_in_order():
    def hand_in(engine, done):
        for n in range(3):
            engine.submit(None, lambda is_stale, n=n: done.append((n, is_stale())))

    assert do(hand_in) == [(0, False), (1, False), (2, False)]


def test_a_failure_is_told_and_ends_nothing():
    def hand_in(engine, done):
        engine.submit(None, lambda is_stale: 1 / 0)
        engine.submit(None, lambda is_stale: done.append("still there"))

    failure, after = do(hand_in)
    assert isinstance(failure, ZeroDivisionError) and after == "still there"
