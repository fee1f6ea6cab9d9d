"""A validator's message, told as a sentence that reads well aloud and begins with the key."""

from __future__ import annotations

import re

NAME_PATTERN = r"^[A-Za-z0-9_.-]{1,40}$"

_TYPES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "time": "a time",
    "datetime": "a date with a time",
    "Path": "left out",
}
_GOT = _TYPES | {"float": "a decimal number", "bool": "a truth value"}
# What tomllib says of the two commonest slips, in a writer's words.
_SLIPS = {
    "Illegal character '\\n'": "a text that does not end on its line",
    "Cannot overwrite a value": "a key given twice",
}
# Keys with a choice of words.
_CHOICES = {
    "kind": (
        "one of number, formula, matrix, shape, point, set, table, choice, choices, truth, order, blanks, text"
    ),
    "mode": "one of rel, abs, sigfigs, decimals",
}
_VALUE = re.compile(r"Invalid (?:enum )?value (.+)", re.DOTALL)
_FIELD = re.compile(r"Object (?P<fault>missing required|contains unknown) field `(?P<key>[^`]*)`")
_TYPE = re.compile(r"Expected `(?P<wanted>[^`]+)`(?:, got `(?P<got>[^`]+)`)?(?P<limit>.*)", re.DOTALL)
_LIMIT = re.compile(r" ?(?P<of>of length )?(?P<sign>[<>]=?) (?P<bound>\S+)")
_STEP = re.compile(r"(?P<key>[^.\[\]]+)(?:\[(?P<index>\d+|\.\.\.)\])?")


def in_words(fault: str) -> str:
    """Return msgspec's "Expected `str`, got `int` - at `$.part[0].title`" as a sentence about its key."""
    message, _, place = fault.partition(" - at ")
    of_key = place.startswith("`key` in ")
    place = place.removeprefix("`key` in ")
    steps = place.strip("`").removeprefix("$").removeprefix(".")
    field = _FIELD.fullmatch(message)
    if field:
        where = f" in {_place(steps)}" if steps else ""
        wrong = "is missing" if field["fault"].startswith("missing") else "is not one that is known here"
        return f"the key “{field['key']}”{where} {wrong}"
    one_of = _VALUE.fullmatch(message)
    if one_of:
        choices = _CHOICES.get(steps.rpartition(".")[2], "one that is known")
        return f"{_subject(steps)} must be {choices}, not {one_of[1]}"
    kind = _TYPE.fullmatch(message)
    subject = f"a key in {_place(steps)}" if of_key and steps else _subject(steps)
    return f"{subject} {_must(kind)}" if kind else f"{subject}: {message}"


def toml_in_words(fault: str) -> str:
    """Return tomllib's "Invalid value (at line 3, column 5)" with the place in front."""
    match = re.fullmatch(r"(?P<what>.*) \(at (?P<where>[^()]*)\)", fault, re.DOTALL)
    if not match:
        return f"is not TOML: {fault}"
    return f"is not TOML at {match['where']}: {_SLIPS.get(match['what'], match['what'])}"


def _subject(steps: str) -> str:
    if not steps:
        return "the file"
    return _place(steps) if steps.endswith("]") else f"the key {_place(steps, quoted=True)}"


def _place(steps: str, *, quoted: bool = False) -> str:
    """Tell `part[1].title` as: “title” of part 2 (quoted), or part 2."""
    found = [_entry(step) for step in _STEP.finditer(steps)] or [steps]
    last = f"“{found.pop()}”" if quoted else found.pop()
    return " of ".join([last, *reversed(found)])


def _entry(step: re.Match[str]) -> str:
    if step["index"] == "...":
        return f"an entry of {step['key']}"
    return f"{step['key']} {int(step['index']) + 1}" if step["index"] else step["key"]


def _must(kind: re.Match[str]) -> str:
    limit = kind["limit"]
    if "regex" in limit:
        if NAME_PATTERN in limit:
            return "must be a name of at most 40 letters, digits, dots, hyphens and underscores"
        return f"must be text of the form{limit.partition('regex')[2]}"
    must = f"must be {_types(kind['wanted'])}{_bounds(limit, kind['wanted'])}"
    return f"{must}, but is {_GOT.get(kind['got'], kind['got'])}" if kind["got"] else must


def _types(names: str) -> str:
    # TOML has no null: an optional key is one that may be left out.
    known = [name for name in names.split(" | ") if name != "null"]
    return " or ".join(_TYPES.get(name, name) for name in known)


def _bounds(limit: str, wanted: str) -> str:
    match = _LIMIT.fullmatch(limit)
    if not match:
        return limit
    if match["of"] and (match["sign"], match["bound"]) == (">=", "1"):
        return " that is not empty"
    words = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}[match["sign"]]
    unit = {"str": " characters", "array": " entries"}.get(wanted, "") if match["of"] else ""
    return f" of {words} {match['bound']}{unit}"
