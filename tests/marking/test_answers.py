"""Every row of tests/answers gets the verdict that it was written with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tutor.marking import Verdict, mark

ANSWERS = Path(__file__).parent.parent / "answers"
OF_VERDICT = {
    "accept": {"correct"},
    "reject": {"wrong"},
    "shape": {"wrong", "invalid"},
    "ask": {"undecided"},
    "error": {"invalid"},
}


def rows(name: str) -> list[Any]:
    lines = (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(json.loads(line), id=json.loads(line)["id"]) for line in lines]


def marked_as_formula(row: dict[str, Any]) -> Verdict:
    return mark(
        "formula", row["student"], expected=row["teacher"], variables=row["vars"], domain=row["domain"]
    )


@pytest.mark.parametrize("row", rows("formulas") + rows("notation"))
def test_a_formula_is_accepted_exactly_when_it_is_the_same(row: dict[str, Any]) -> None:
    verdict = marked_as_formula(row)
    assert (verdict.outcome == "correct") == row["expected"], verdict


@pytest.mark.parametrize("row", rows("formulas"))
def test_domains_may_also_be_declared_with_the_variables(row: dict[str, Any]) -> None:
    rest = row["domain"].get("*", "real")
    variables = {name: row["domain"].get(name, rest) for name in row["vars"]}
    verdict = mark("formula", row["student"], expected=row["teacher"], variables=variables)
    assert (verdict.outcome == "correct") == row["expected"], verdict


@pytest.mark.parametrize("row", rows("errors"))
def test_a_malformed_answer_is_free_and_its_fault_is_placed(row: dict[str, Any]) -> None:
    verdict = marked_as_formula(row)
    assert (verdict.outcome, verdict.code, verdict.position) == (
        "invalid",
        row["error_code"],
        row["error_pos"],
    )
    assert verdict.feedback and verdict.is_free


@pytest.mark.parametrize("row", rows("hostile"))
def test_an_attack_is_refused(row: dict[str, Any]) -> None:
    if row["repeat"]:
        pattern = row["student"].rstrip("…")
        row = {**row, "student": (pattern * (row["repeat"] // len(pattern) + 1))[: row["repeat"]]}
    assert marked_as_formula(row).outcome != "correct"


@pytest.mark.parametrize("row", rows("numeric"))
def test_a_number_keeps_to_its_tolerance(row: dict[str, Any]) -> None:
    verdict = mark("number", row["student"], expected=row["teacher"], tolerance=row["domain"])
    assert (verdict.outcome == "correct") == row["expected"], verdict


@pytest.mark.parametrize("row", rows("structured"))
def test_shapes_points_sets_truths_and_terms(row: dict[str, Any]) -> None:
    verdict = mark(row["kind"], row["student"], expected=row["teacher"])
    assert (verdict.outcome == "correct") == row["expected"], verdict


def marked_as_matrix(row: dict[str, Any], answer: str) -> Verdict:
    return mark(
        "matrix",
        answer,
        expected=row["teacher"],
        variables=row["vars"],
        domain=row["domain"],
        aliases=row["alias"],
        broadcast=row["opts"].get("broadcast", False),
        generic=row["opts"].get("generic", ()),
    )


@pytest.mark.parametrize("row", rows("matrix"))
def test_a_matrix_formula_gets_its_intended_verdict(row: dict[str, Any]) -> None:
    verdict = marked_as_matrix(row, row["student"])
    assert verdict.outcome in OF_VERDICT[row["verdict"]], verdict
    if row["verdict"] == "shape":
        assert verdict.code == "shape"


@pytest.mark.parametrize("row", rows("matrix"))
def test_how_matrices_were_read_is_told_as_on_paper_and_reads_back_the_same(row: dict[str, Any]) -> None:
    verdict = marked_as_matrix(row, row["student"])
    if verdict.outcome in ("correct", "wrong") and verdict.read_as:
        again = marked_as_matrix(row, verdict.read_as)
        assert "@" not in verdict.read_as
        assert (again.outcome, again.read_as, again.code) == (verdict.outcome, verdict.read_as, verdict.code)


def test_the_same_answer_always_gets_the_same_verdict() -> None:
    def verdict() -> Verdict:
        return mark("formula", "x*sigmoid(x)", expected="x*sigmoid(beta*x)", variables=["x", "beta"])

    assert verdict() == verdict()
