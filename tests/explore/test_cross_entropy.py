"""Question 4's explorer: the paper's numbers, any other numbers, the edges, and the pictures."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.information import cross_entropy_curvature, logit_gradient
from tutor.explore.catalogue import explorer
from tutor.explore.cross_entropy import EXPLORER
from tutor.explore.cross_entropy.bounds import parabola, pinsker
from tutor.explore.cross_entropy.setting import Setting, read_labels
from tutor.explore.cross_entropy.writing import chance, from_log, total
from tutor.explore.explorer import InputFault
from tutor.explore.format import number
from tutor.explore.result import Finding, Result

INSIDE = st.floats(0.001, 0.999)
LABELS = st.lists(st.integers(0, 1), min_size=1, max_size=40)
UNITS = st.sampled_from(["nats", "bits"])


def solve(p: float = 0.6, x: float = 0.3, data: object = "1 0 0 1 0 0 0 1 0 0", unit: str = "nats") -> Result:
    labels = data if isinstance(data, str) else " ".join(map(str, data))  # type: ignore[call-overload]
    return EXPLORER.run({"p": repr(p), "x": repr(x), "data": labels, "unit": unit})


def found(result: Result, label: str) -> Finding:
    return next(each for each in result.findings if each.label == label)


def value(result: Result, label: str) -> str:
    return found(result, label).value


# The definitions again, in their plainest form.


def ce(p: float, x: float) -> float:
    return -x * math.log(p) - (1 - x) * math.log(1 - p)


def kl(x: float, p: float) -> float:
    return x * math.log(x / p) + (1 - x) * math.log((1 - x) / (1 - p))


def test_the_catalogue_knows_it() -> None:
    assert explorer("cross_entropy") is EXPLORER
    assert EXPLORER.defaults() == {"p": "0.6", "x": "0.3", "data": "1 0 0 1 0 0 0 1 0 0", "unit": "nats"}


def test_the_papers_landmarks() -> None:
    result = EXPLORER.run()
    assert value(result, "ce(p, x)") == "0.79465 nats"
    assert value(result, "H(x)") == "0.61086 nats"
    assert value(result, "KL(x‖p)") == "0.18379 nats"
    assert value(result, "ce = H + KL") == "0.61086 + 0.18379 = 0.79465"
    assert "in bits 0.88129 + 0.26515 = 1.1464" in found(result, "ce = H + KL").reason
    assert value(result, "minimum over p") == "0.61086 at p = x = 0.3"
    assert value(result, "∂ce/∂p") == "1.25"
    assert value(result, "∂ce/∂t, p = σ(t)") == "0.3"


def test_the_derivation_with_the_labels() -> None:
    result = EXPLORER.run()
    assert value(result, "the labels") == "3 ones of 10, x̄ = 0.3"
    assert value(result, "likelihood L(p)") == "0.00035389"
    assert "p³·(1 − p)⁷ = 0.6³·0.4⁷ = 0.00035389" in found(result, "likelihood L(p)").reason
    assert "3·ln 0.6 + 7·ln 0.4 = −1.5325 − 6.414 = −7.9465" in found(result, "ln L(p)").reason
    assert value(result, "−ln L(p)") == "7.9465 nats"
    assert value(result, "ce of a hard label") == "x=1: 0.51083, x=0: 0.91629"
    assert value(result, "loss a label") == "0.79465 = ce(p, x̄)"
    assert "the same number" in found(result, "loss a label").reason
    assert value(result, "best p̂") == "0.3 ± 0.14491"


def test_in_bits_every_loss_and_slope_is_divided_by_ln_2() -> None:
    result = solve(unit="bits")
    assert value(result, "ce(p, x)") == "1.1464 bits"
    assert value(result, "H(x)") == "0.88129 bits"
    assert value(result, "KL(x‖p)") == "0.26515 bits"
    assert "in nats 0.61086 + 0.18379 = 0.79465" in found(result, "ce = H + KL").reason
    assert value(result, "likelihood L(p)") == "0.00035389"
    assert value(result, "∂ce/∂p") == number(1.25 / math.log(2))
    assert value(result, "∂ce/∂t, p = σ(t)") == number(0.3 / math.log(2))
    assert value(solve(0.5, 0.5, unit="bits"), "ce(p, x)") == "1 bit"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("the labels", "identically distributed"),  # E34
        ("best p̂", "it is the best p, written p̂"),  # E32
        ("ce(p, x)", "calls cross-entropy the additional uncertainty: that is KL, 0.18379"),  # E36
        ("H(x)", "= −0.61086 the entropy: that is minus the entropy"),  # E35
        ("KL(x‖p)", "at p = x it is still H(x) = 0.61086"),  # E39
        ("ce = H + KL", "H − KL = 0.42708, not 0.79465"),  # E37
        ("minimum over p", "H(x) has no p in it, so minimising ce is minimising KL"),  # E38
    ],
)
def test_what_the_worked_answer_got_wrong(label: str, words: str) -> None:
    slip = found(EXPLORER.run(), label).slip
    assert words in slip
    assert "\n" not in slip and slip.endswith(".")


def test_no_slip_claims_more_than_the_numbers_show() -> None:
    assert "do the two agree" in found(solve(0.3, 0.3), "ce = H + KL").slip
    assert found(solve(0.6, 1.0), "KL(x‖p)").slip == ""
    assert "for this hard label the two agree" in found(solve(0.6, 1.0), "ce(p, x)").slip


@settings(max_examples=60, deadline=None)
@given(p=INSIDE, x=INSIDE, labels=LABELS, unit=UNITS)
def test_values_are_those_of_the_definitions(p: float, x: float, labels: list[int], unit: str) -> None:
    result, scale = solve(p, x, labels, unit), 1.0 if unit == "nats" else math.log(2)
    ones, size = sum(labels), len(labels)
    log = "ln" if unit == "nats" else "log₂"

    def near(label: str, expected: float) -> None:
        assert read(value(result, label)) == pytest.approx(expected, rel=2e-4, abs=1e-4), label

    near("ce(p, x)", ce(p, x) / scale)
    near("H(x)", ce(x, x) / scale)
    near("KL(x‖p)", kl(x, p) / scale)
    near("KL(p‖x)", kl(p, x) / scale)
    near("likelihood L(p)", math.prod(p if label else 1 - p for label in labels))
    near(f"{log} L(p)", math.fsum(math.log(p if label else 1 - p) for label in labels) / scale)
    near("loss a label", ce(p, ones / size) / scale)
    near("best p̂", ones / size)
    near("∂ce/∂t, p = σ(t)", logit_gradient(x, math.log(p / (1 - p)), unit=unit))


@settings(max_examples=40, deadline=None)
@given(p=st.floats(0.02, 0.98), x=INSIDE)
def test_slopes_are_those_of_finite_differences(p: float, x: float) -> None:
    result, h = solve(p, x), 1e-6
    in_p = (ce(p + h, x) - ce(p - h, x)) / (2 * h)
    assert read(value(result, "∂ce/∂p")) == pytest.approx(in_p, rel=1e-3, abs=1e-3)
    t = math.log(p / (1 - p))
    above, below = (1 / (1 + math.exp(-(t + d))) for d in (h, -h))
    in_t = (ce(above, x) - ce(below, x)) / (2 * h)
    assert read(value(result, "∂ce/∂t, p = σ(t)")) == pytest.approx(in_t, abs=1e-3)


def read(text: str) -> float:
    """Read the number with which a value begins (or which follows "≥ ")."""
    match = NUMBER.search(text)
    assert match, text
    return as_float(match)


NUMBER = re.compile(r"(−?)(∞|\d+(?:\.\d+)?)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?")
ASCII = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def as_float(match: re.Match[str]) -> float:
    sign, digits, exponent = match.groups()
    size = math.inf if digits == "∞" else float(f"{digits}e{(exponent or '0').translate(ASCII)}")
    return -size if sign else size


SUM = re.compile(
    rf"(?:^|= |bits |nats )({NUMBER.pattern}) ([+−]) ({NUMBER.pattern}) = ({NUMBER.pattern})", re.M
)


@settings(max_examples=60, deadline=None)
@given(p=INSIDE, x=st.one_of(INSIDE, st.sampled_from([0.0, 1.0])), labels=LABELS, unit=UNITS)
def test_every_sum_in_a_reason_adds_up(p: float, x: float, labels: list[int], unit: str) -> None:
    checked = 0
    for finding in solve(p, x, labels, unit).findings:
        for match in SUM.finditer(finding.reason):
            left, operator, right, whole = match[1], match[5], match[6], match[10]
            second = read(right) if operator == "+" else -read(right)
            assert read(left) + second == pytest.approx(read(whole), rel=1e-4, abs=2e-4), finding.reason
            checked += 1
    assert checked >= 5


@pytest.mark.parametrize(
    ("p", "x", "labels", "words"),
    [(0, 0.3, "1 1 0", "a 1"), (1, 0.3, "1 1 0", "a 0"), (0, 1, "1", "a 1"), (1, 0, "0", "a 0")],
)
def test_an_infinite_loss_says_what_was_ruled_out(p: float, x: float, labels: str, words: str) -> None:
    result = solve(p, x, labels)
    for label in ("−ln L(p)", "loss a label", "ce(p, x)", "KL(x‖p)"):
        assert value(result, label) == f"infinite: p rules out {words}"
        if label != "loss a label":
            assert f"the prediction rules out {words}" in found(result, label).reason
    assert value(result, "likelihood L(p)") == f"0: p rules out {words}"
    assert value(result, "∂ce/∂p") in ("∞", "−∞")
    assert "∞" in value(result, "ce = H + KL")


def test_a_certain_prediction_that_is_right_costs_nothing() -> None:
    for edge in (0, 1):
        result = solve(edge, edge, str(edge) * 4)
        assert value(result, "ce(p, x)") == "0 nats"
        assert value(result, "likelihood L(p)") == "1"
        assert value(result, "∂ce/∂p") == ("−1" if edge else "1")
        assert f"from the {'left' if edge else 'right'}" in found(result, "∂ce/∂p").reason


def test_labels_all_alike_put_the_best_p_at_the_edge_without_certainty() -> None:
    result = solve(data="0000000000")
    assert value(result, "best p̂") == "0 ± 0"
    assert "p = 0.25887 still gives 10 zeros a chance of 5 %" in found(result, "best p̂").reason
    assert (1 - 0.25887) ** 10 == pytest.approx(0.05, rel=1e-3)
    assert "p = 0.05 still gives 1 one a chance" in found(solve(data="1"), "best p̂").reason


def test_kl_is_named_equal_both_ways_only_where_it_is() -> None:
    assert "only because p = 1 − x" in found(solve(0.7, 0.3), "KL(p‖x)").reason
    assert "only because p = x" in found(solve(0.3, 0.3), "KL(p‖x)").reason
    assert "where KL(x‖p) = 0.18379" in found(solve(0.6, 0.3), "KL(p‖x)").reason


@settings(max_examples=60, deadline=None)
@given(p=INSIDE, x=INSIDE)
def test_the_bounds(p: float, x: float) -> None:
    assert kl(x, p) >= pinsker(x, p) - 1e-12
    near = x + 1e-4 * min(x, 1 - x)
    assert kl(x, near) == pytest.approx(parabola(x, near), rel=1e-2, abs=1e-13)


@pytest.mark.parametrize("text", ["1 0 0 1", "1, 0, 0, 1", "1001", "[1; 0; 0; 1]", "1.0 0 0 1e0", "10 01"])
def test_labels_are_read_as_people_type_them(text: str) -> None:
    assert read_labels(text) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("data", "1 0 2", "label 3: must be 0 or 1"),
        ("data", "0.5", "label 1: must be 0 or 1"),
        ("data", "1 yes", "label 2: not a number"),
        ("data", "", "needs 1 to 200 labels, not 0"),
        ("data", "01" * 101, "needs 1 to 200 labels, not 202"),
        ("p", "1.5", "must be at most 1"),
        ("x", "-0.1", "must be at least 0"),
        ("unit", "digits", "one of nats, bits"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, words: str) -> None:
    with pytest.raises(InputFault, match=re.escape(words)) as caught:
        EXPLORER.run({name: text})
    assert caught.value.name == name


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(["p", "x", "data", "unit"]), st.text(max_size=30)))
def test_any_text_gives_a_result_or_a_fault(texts: dict[str, str]) -> None:
    try:
        assert EXPLORER.run(texts).findings
    except InputFault as fault:
        assert fault.name in texts


def test_the_logit_and_the_curvature_in_the_reasons() -> None:
    assert (
        f"t = ln(p/(1 − p)) = {number(math.log(0.6 / 0.4))}"
        in found(EXPLORER.run(), "∂ce/∂t, p = σ(t)").reason
    )
    for unit in ("nats", "bits"):
        curvature = number(float(cross_entropy_curvature(0.3, 0.3, unit=unit)))
        assert f"= {curvature} > 0" in found(solve(unit=unit), "minimum over p").reason
    assert "= 1·10²⁰⁰ > 0" in found(solve(x=1e-200), "minimum over p").reason


def test_how_numbers_are_written() -> None:
    assert [chance(each) for each in (0.0, 1.0, 0.6, 0.999999999)] == ["0", "1", "0.6", "0.999999999"]
    assert [total(0.5, 0.25), total(0.5, -0.25), total(0.5, -math.inf)] == [
        "0.5 + 0.25",
        "0.5 − 0.25",
        "0.5 − ∞",
    ]
    for nats in (-0.5, -649.0, -651.0, -760.0, -1000.5, -99999.0):
        exact = Decimal(nats).exp()
        mantissa, exponent = f"{exact:.3e}".split("e")
        if nats > -1:
            assert from_log(nats) == number(math.exp(nats))
            continue
        written = from_log(nats)
        assert read(written.partition("·")[0]) == pytest.approx(float(mantissa), abs=2e-3)
        assert int(written.partition("·10")[2].translate(ASCII)) == int(exponent)
    assert from_log(-math.inf) == "0"


def test_labels_that_no_float_holds_the_likelihood_of() -> None:
    setting = Setting.of({"p": 1e-300, "x": 0.5, "data": (1,) * 200, "unit": "nats"})
    assert setting.nll == pytest.approx(200 * 300 * math.log(10))
    assert value(solve(1e-300, 0.5, "1" * 200), "likelihood L(p)").endswith("·10⁻⁶⁰⁰⁰⁰")


@pytest.mark.parametrize(("rule", "own"), [("ce.nats", "nats"), ("ce.bits", "bits"), ("nll.bits", "bits")])
def test_a_unit_is_wrong_only_where_the_other_is_asked_for(rule: str, own: str) -> None:
    other = {"nats": "bits", "bits": "nats"}[own]
    assert EXPLORER.run({"unit": own}, rule).findings[0].value == "does not apply here"
    found = EXPLORER.run({"unit": other}, rule).findings[0]
    assert ", not " in found.value and f"Asked for are {other}." in found.reason
    assert "one nat is 1 nats" not in found.reason and "on others" not in found.reason
