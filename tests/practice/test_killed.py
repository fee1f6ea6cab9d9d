"""Killed at any moment, or two at once: nothing whose verdict was shown is ever lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tutor.practice.store import open_store

ROOT = Path(__file__).parent.parent.parent
PACK = Path(__file__).parent / "pack"

# A learner without patience: answers, asks for hints, gives up; says on a line of its own what has been told.
LEARNER = """
import json, sys
from pathlib import Path
from random import Random
sys.path.insert(0, {root!r})
from tutor.practice.catalogue import Catalogue
from tutor.practice.exam import Exam
from tutor.practice.logbook import Logbook
from tutor.practice.modes import practise
from tutor.practice.session import NotNow
from tutor.practice.store import open_store
from tutor.questions.library import Library

random, turns = Random({seed}), {turns}
logbook = Logbook(open_store())
catalogue = Catalogue(Library.at(Path({pack!r})))
session = practise("mixed", catalogue, logbook, seed={seed})
exam = Exam.resume(catalogue, logbook) or Exam.begin(catalogue, logbook)

def tell(*what):
    print(json.dumps(what), flush=True)

tell("ready")
for turn in range(turns):
    item, kind = session.item, random.random()
    try:
        if kind < 0.6:
            answer = item.variant.answer if random.random() < 0.5 else str(-turn - 1)
            marked = session.answer(answer)
            if not marked.repeated:
                tell("answer", item.id, answer)
        elif kind < 0.7:
            session.hint()
            tell("hint", item.id, None)
        elif kind < 0.75 and item.is_open:
            session.reveal()
            tell("reveal", item.id, None)
        elif kind < 0.85:
            exam.go(random.randrange(6))
            exam.write(str(turn))
            tell("draft", exam.here.variant.id, str(turn))
        else:
            session.next()
    except NotNow:
        session.next()
"""


def learner(seed: int, turns: int) -> subprocess.Popen[str]:
    code = LEARNER.format(root=str(ROOT), pack=str(PACK), seed=seed, turns=turns)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def killed(seed: int) -> list[list[str | None]]:
    """What a learner was told before they were killed, after so many turns and a moment more."""
    random = Random(seed)
    process = learner(seed, 10_000)
    assert process.stdout is not None
    told = []
    for _ in range(random.choice([1, 2, 5, 15, 40])):
        told.append(json.loads(process.stdout.readline()))
    time.sleep(random.random() * 0.02)
    os.kill(process.pid, signal.SIGKILL)
    told += [json.loads(line) for line in process.stdout if line.endswith("\n")]
    process.wait()
    return [each for each in told if each != ["ready"]]


def check(told: list[list[str | None]]) -> None:
    """The store opens clean and holds all of it, with ratings that its log gives."""
    store = open_store()
    kept = {(entry.what, entry.item, entry.answer) for entry in store.entries()}
    drafts = {draft.variant: draft.answer for sitting in store.sittings() for draft in sitting.drafts}
    latest: dict[str | None, str | None] = {}
    for what, where, answer in told:
        if what == "draft":
            latest[where] = answer
        else:
            assert (what, where, answer) in kept
    # A draft that was written but not told may stand there as well.
    for where, answer in latest.items():
        assert where in drafts and int(drafts[where]) >= int(answer or 0)
    before = store.ratings()
    store.rebuild()
    assert store.ratings() == before
    store.close()


def test_killed_at_a_random_moment_the_store_has_all_that_was_told() -> None:
    for seed in range(2):
        check(killed(seed))


@pytest.mark.fuzz
def test_killed_at_two_hundred_random_moments(request: pytest.FixtureRequest) -> None:
    if "fuzz" not in (request.config.getoption("-m") or ""):
        pytest.skip("long: asked for with -m fuzz")
    for seed in range(200):
        check(killed(seed))


def test_two_tutors_at_once_keep_everything_of_both() -> None:
    both = [learner(seed, 40) for seed in (1, 2)]
    told = []
    for process in both:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        told += [json.loads(line) for line in out.splitlines()]
    store = open_store()
    kept = [(entry.what, entry.item, entry.answer) for entry in store.entries()]
    assert len(set(kept)) == len(kept) and len({entry.session for entry in store.entries()}) == 2
    for what, where, answer in (each for each in told if each != ["ready"] and each[0] != "draft"):
        assert (what, where, answer) in kept
    days = [(rated.skill, rated.day) for rated in store.ratings()]
    assert len(days) == len(set(days))
    before = store.ratings()
    store.rebuild()
    assert store.ratings() == before
