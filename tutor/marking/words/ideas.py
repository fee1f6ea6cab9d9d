"""Key ideas looked for in a learner's sentences; the learner has the last word.

What is said of them never gives away the model answer or an idea that was not found: the same question is still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.marking.verdict import Outcome, Verdict
from tutor.marking.words.phrases import Found, Phrase, find
from tutor.marking.words.sentences import first_sentences
from tutor.marking.words.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Idea:
    """One key idea, with the ways of saying it and of denying it."""

    id: str
    name: str
    say: tuple[Phrase, ...]
    deny: tuple[Phrase, ...]

    @classmethod
    def of(cls, idea: Mapping[str, Any]) -> Idea:
        """Read an idea as content declares it; without a name its first phrase names it."""
        say = [str(phrase) for phrase in idea.get("say", ())]
        if not say:
            raise ValueError(f"expected: the idea {idea.get('id', '')!r} has no way of saying it.")
        name = str(idea.get("name", say[0].replace("*", "…").replace("|", " or ")))
        deny = tuple(Phrase.of(str(phrase)) for phrase in idea.get("deny", ()))
        return cls(str(idea.get("id", name)), name, tuple(map(Phrase.of, say)), deny)


@dataclass(frozen=True, slots=True)
class Ideas:
    """What a part looks for, how much of it is needed, and how many sentences are read."""

    ideas: tuple[Idea, ...]
    need: int
    sentences: int | None

    @classmethod
    def of(cls, expected: Mapping[str, Any]) -> Ideas:
        """Read the ideas of a part.

        Raises:
            ValueError: if there are none, or `need` is more than there are.
        """
        ideas = tuple(Idea.of(idea) for idea in expected.get("ideas", ()))
        need = int(expected.get("need", len(ideas)))
        if not 0 < need <= len(ideas):
            raise ValueError(f"expected: need is {need}, but there are {len(ideas)} ideas.")
        sentences = expected.get("sentences")
        return cls(ideas, need, None if sentences is None else int(sentences))


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a text does with one idea."""

    idea: Idea
    said: tuple[str, ...]
    denied: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Said, and nowhere denied."""
        return bool(self.said) and not self.denied


def look_for(wanted: Ideas, answer: str) -> Verdict:
    """A proposal: which ideas the answer says, which it denies, and the score that follows."""
    read, rest = first_sentences(answer, wanted.sentences) if wanted.sentences else (answer, "")
    words = tokens(read)
    heard = [_hear(idea, read, words) for idea in wanted.ideas]
    counted = sum(hearing.counts for hearing in heard)
    return Verdict(
        _outcome(heard, counted, wanted.need),
        float(min(counted, wanted.need)),
        float(wanted.need),
        read,
        code="self",
        note=_note(wanted, rest),
        feedback=_feedback(heard, counted, wanted.need),
    )


def _hear(idea: Idea, text: str, words: Sequence[Token]) -> Hearing:
    said: list[Found] = []
    denied: list[Found] = []
    for phrase in idea.say:
        for found in find(phrase, text, words):
            if not found.denied:
                said.append(found)
            # A negated phrase without its negation is a denial only where nothing else stands between its words.
            elif found.is_plain if phrase.negated else not found.is_turned:
                denied.append(found)
    # `without zero padding` says that there is none, though `zero padding` alone would say it too.
    denied = [found for found in denied if not any(saying.holds(found) for saying in said)]
    for phrase in idea.deny:
        # A denial that is itself denied says the idea.
        for found in find(phrase, text, words):
            if found.denied:
                said.append(found)
            elif not found.is_turned and "," not in found.inside:
                denied.append(found)
    return Hearing(idea, _quotes(said), _quotes(denied))


def _quotes(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.quote for one in found))


def _outcome(heard: Sequence[Hearing], counted: int, need: int) -> Outcome:
    """Silence is not wrong: another way of saying it may not be known here."""
    if counted >= need:
        return Outcome.CORRECT
    if counted:
        return Outcome.PARTIAL
    only_denied = any(hearing.denied and not hearing.said for hearing in heard)
    return Outcome.WRONG if only_denied else Outcome.UNDECIDED


def _note(wanted: Ideas, rest: str) -> str:
    """What was read, and who decides."""
    count = wanted.sentences
    read = "sentence was" if count == 1 else f"{count} sentences were"
    first = f"Only your first {read} read. " if rest else ""
    return first + "Words are not judged like formulas: compare with the model answer."


def _feedback(heard: Sequence[Hearing], counted: int, need: int) -> tuple[str, ...]:
    """What was found, what is against it, and how many ideas there are; never an idea that was not said."""
    if not counted:
        lines = [
            "None of the key ideas was found in your words: say it in other words, or compare with the model answer."
        ]
    else:
        lines = [f"Found: {'; '.join(f'{h.idea.name} (“{h.said[0]}”)' for h in heard if h.counts)}."]
    against = "; ".join(dict.fromkeys(f"“{h.denied[0]}”" for h in heard if h.denied))
    if against and counted < need:
        lines.append(f"You seem to say the opposite of what is right: {against}.")
    if counted and need > 1:
        lines.append(f"{min(counted, need)} of {need} key ideas found.")
    return tuple(lines)
