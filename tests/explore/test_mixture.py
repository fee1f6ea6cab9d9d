"""Question 3: the marginal, its network unit by unit, and what the screen says of any mixture."""

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.explore.catalogue import explorer
from tutor.explore.explorer import InputFault
from tutor.explore.mixture.setting import Setting
from tutor.explore.mixture.wrong import RULES
from tutor.figures.draw import draw
from tutor.figures.figure import Bars, Contours, Line

MIXTURE = explorer("mixture")
SIZES = [(20, 5), (66, 17), (110, 36)]
quick = settings(max_examples=40, deadline=None)


def finding(label, **inputs):
    return next(each for each in MIXTURE.run(inputs).findings if each.label == label)


def figure(part_of_title, compare=None, **inputs):
    pictures = MIXTURE.run(inputs, compare).pictures
    return next(each.figure for each in pictures if part_of_title in each.title)


def lines(drawn, role):
    return [layer for layer in drawn.layers if isinstance(layer, Line) and layer.role == role]


def setting(**inputs):
    return Setting.of(MIXTURE.read({name: str(value) for name, value in inputs.items()}).values)


def sigma(z):
    return 1 / (1 + math.exp(-z))


def listed(vectors):
    return "; ".join(", ".join(map(str, row)) for row in vectors)


# Numbers as printed


def plain(text):
    """1.2·10⁻⁷ as 1.2e-7, − as -."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    return re.sub("·10([⁻⁰-⁹¹²³]+)", lambda m: "e" + m[1].translate(raised), text).replace("−", "-")


def numbers(text):
    return [float(each) for each in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", plain(text))]


class Sum:
    """Reads and works out sums of products with σ and ln; raises ValueError for anything else."""

    def __init__(self, text):
        self.tokens = re.findall(r"\d+\.?\d*(?:e-?\d+)?|σ|ln|\S", plain(text))

    def value(self):
        found = self.sum()
        if self.tokens:
            raise ValueError
        return found

    def take(self, *wanted):
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else None

    def sum(self):
        found = -self.product() if self.take("-") else self.product()
        while sign := self.take("+", "-"):
            found += self.product() * (1 if sign == "+" else -1)
        return found

    def product(self):
        found = self.factor()
        while sign := self.take("·", "/"):
            found = found * self.factor() if sign == "·" else found / self.factor()
        return found

    def factor(self):
        if name := self.take("σ", "ln"):
            return (sigma if name == "σ" else math.log)(self.factor())
        if self.take("("):
            found = self.sum()
            if not self.take(")"):
                raise ValueError
            return found
        if not self.tokens:
            raise ValueError
        return float(self.tokens.pop(0))


OPERATORS = ("+", "−", "·", "/")


def end_of(side):
    """The value of the longest formula at the end of what stands left of an =."""
    words = side.split()
    starts = [at for at in range(len(words)) if not {words[at], words[at - 1] if at else ""} & {*OPERATORS}]
    return first_value(" ".join(words[at:]) for at in starts)


def start_of(side):
    """The value of the longest formula at the beginning of what stands right of an =."""
    words = side.split()
    return first_value(" ".join(words[:stop]) for stop in range(len(words), 0, -1))


def first_value(texts):
    for text in texts:
        try:
            return Sum(text).value()
        except ValueError:
            continue
    return None


def equations(text):
    """The values of both sides of every = between numbers."""
    found = []
    for piece in re.split(r"[,;:\n]|\.\s|\.$", text):
        sides = piece.split("=")
        pairs = [(end_of(left), start_of(right)) for left, right in pairwise(sides)]
        found += [pair for pair in pairs if None not in pair]
    return found


# What the paper asks


def test_the_marginal_and_its_network_at_the_defaults():
    values = {each.label: each.value for each in MIXTURE.run().findings}
    assert values["p(y=1 | x)"] == "Σ π_k σ(w_k·x) = 0.64557"
    assert values["y, given z=k"] == "Bernoulli(σ(w_k·x))"
    assert values["input layer"] == "d = 2 units"
    assert values["hidden weights"] == "W: 3×2, no biases"
    assert values["hidden layer"] == "K = 3 units: (2, −1, 0.5)"
    assert values["hidden: σ(w_k·x)"] == "(0.8808, 0.26894, 0.62246)"
    assert values["output weights"] == "π = (0.5, 0.3, 0.2)"
    assert values["output layer"] == "1 linear unit: 0.64557"
    assert values["weights in all"] == "Kd + K = 9 (8 free)"
    assert values["responsibilities"] == "(0.68218, 0.12498, 0.19284)"
    assert values["NLL of y = 1"] == "0.43762 nats"
    assert finding("NLL of y = 0", y=0).value == "1.0373 nats"


def test_findings_fit_the_list():
    found = MIXTURE.run().findings
    assert len(found) <= 19 and {each.part for each in found} == {"3"}
    for each in found:
        assert len(each.label) <= 16 and len(each.value) <= 27
        assert len(each.reason.splitlines()) <= 4


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("hidden: σ(w_k·x)", "a_k = w_kᵀx, without σ"),
        ("y, given z=k", "Bernoulli(E[w_kᵀx])"),
        ("p(y=1, z=k | x)", "P(y=1 | z=k | x): two bars"),
        ("hidden weights", "“the K weights W”"),
        ("output layer", "Σ π_k = 1 is what keeps its output in [0, 1]"),
    ],
)
def test_slips_of_the_worked_answer(label, said):
    assert said in finding(label).slip
    assert said in finding(label, pi="0.4 0.6", w="1 2 3; 4 5 6", x="1 2 3", u="0 0 1").slip


def test_only_the_slips_of_the_errata_are_told():
    assert sum(bool(each.slip) for each in MIXTURE.run().findings) == 5


# Any mixture


@st.composite
def mixtures(draw, most=4):
    """Inputs with a few decimals, as typed."""
    K, d = draw(st.integers(1, most)), draw(st.integers(1, most))
    few = st.integers(-40, 40).map(lambda n: n / 10)
    shares = draw(st.lists(st.integers(0, 10), min_size=K, max_size=K).filter(sum))
    rows = [draw(st.lists(few, min_size=d, max_size=d)) for _ in range(K + 2)]
    return {
        "pi": ", ".join(repr(each / sum(shares)) for each in shares),
        "w": listed(rows[:K]),
        "x": listed([rows[K]]),
        "u": listed([rows[K + 1] if any(rows[K + 1]) else [1] * d]),
        "t": draw(few),
        "y": draw(st.integers(0, 1)),
    }


@quick
@given(mixtures())
def test_answers_are_the_sums_written_out(inputs):
    pi, y = [float(each) for each in inputs["pi"].split(",")], inputs["y"]
    rows = [[float(each) for each in row.split(",")] for row in inputs["w"].split(";")]
    start, u = ([float(each) for each in inputs[name].split(",")] for name in ("x", "u"))
    x = [a + inputs["t"] * b for a, b in zip(start, u, strict=True)]
    z = [sum(a * b for a, b in zip(row, x, strict=True)) for row in rows]
    p = sum(weight * sigma(each) for weight, each in zip(pi, z, strict=True))
    seen = sum(weight * sigma(each if y else -each) for weight, each in zip(pi, z, strict=True))
    r = [weight * sigma(each if y else -each) / seen for weight, each in zip(pi, z, strict=True)]
    answers = {
        "p(y=1 | x)": [p],
        "hidden: σ(w_k·x)": [sigma(each) for each in z],
        "responsibilities": r,
        f"NLL of y = {y}": [-math.log(seen)],
        "without hidden σ": [sum(weight * each for weight, each in zip(pi, z, strict=True))],
        "bounds of p": [sigma(min(z)), sigma(max(z))],
    }
    for label, expected in answers.items():
        value = finding(label, **inputs).value.removeprefix("Σ π_k σ(w_k·x)").removeprefix("NLL of")
        value = re.sub(r"1 − ([^,) ]+)", lambda m: repr(1 - numbers(m[1])[0]), value)
        np.testing.assert_allclose(numbers(value), expected, rtol=2e-4, atol=6e-5)


@quick
@given(mixtures())
def test_every_equation_printed_holds(inputs):
    found = [pair for each in MIXTURE.run(inputs).findings for pair in equations(each.reason)]
    assert len(found) >= 6
    for left, right in found:
        assert left == pytest.approx(right, rel=3e-3, abs=3e-3)


def test_equations_are_read_from_the_reasons():
    found = [pair for each in MIXTURE.run().findings for pair in equations(each.reason)]
    assert len(found) >= 23
    assert [left for left, _ in equations("so w·x = 2·(−3) + 1 = −5, σ(0) = 0.5.")] == [-5, 0.5]
    assert equations("0.5·0.3 = 0.2.") == [(0.15, 0.2)]


@quick
@given(mixtures())
def test_slopes_of_the_loss_are_finite_differences(inputs):
    here = setting(**inputs)
    slopes = numbers(finding("∂L/∂(w₁·x)", **inputs).reason.rpartition(" make ")[2].rstrip("."))

    def loss(z):
        likelihoods = [sigma(each if here.y else -each) for each in z]
        return -math.log(sum(a * b for a, b in zip(here.pi, likelihoods, strict=True)))

    for k, slope in enumerate(slopes):
        bump = np.eye(here.K)[k] * 1e-5
        difference = (loss(here.inner + bump) - loss(here.inner - bump)) / 2e-5
        assert slope == pytest.approx(difference, rel=1e-3, abs=1e-5)


@quick
@given(mixtures())
def test_far_out_the_experts_that_say_1_decide(inputs):
    here = setting(**inputs)
    for side, expected in zip((-1, 1), here.far, strict=True):
        point = here.x + side * 1e8 * here.direction
        steep = np.abs(here.mixture.W @ here.direction)
        if (steep[steep > 1e-9] > 1e-3).all():
            flat = steep <= 1e-9
            says = np.where(flat, here.hidden, here.mixture.hidden(point))
            assert expected == pytest.approx(float(here.pi @ says), abs=1e-9)


@quick
@given(mixtures())
def test_uncertainty_is_split_by_what_the_label_would_tell_of_the_expert(inputs):
    """I(z; y | x) = Σ_y p(y | x) · KL(r(y) ‖ π): another way to the same number."""
    here = setting(**inputs)
    total, noise, which = (float(each) for each in here.uncertainty(here.x))
    told = 0.0
    for y, chance in ((1, here.p), (0, here.q)):
        r = here.mixture.responsibilities(here.x, y)
        told += chance * sum(a * math.log(a / b) for a, b in zip(r, here.pi, strict=True) if a > 0 and b > 0)
    assert which == pytest.approx(told, abs=1e-9)
    assert noise + which == pytest.approx(total, abs=1e-9) and total <= math.log(2) + 1e-12


def test_walking_is_moving_x():
    walked = MIXTURE.run({"x": "1, 1", "u": "2, -1", "t": "0.5"}).findings
    moved = MIXTURE.run({"x": "2, 0.5", "u": "2, -1"}).findings
    for one, other in zip(walked, moved, strict=True):
        assert one.value == other.value
    assert "(1, 1) + 0.5·(2, −1) = (2, 0.5)" in finding("input layer", u="2, -1", t="0.5").reason


def test_where_the_line_without_sigma_is_a_probability():
    reason = finding("without hidden σ").reason
    low, high = numbers(reason.partition("from t =")[2])[:2]
    here = setting()
    ends = [float(here.mean_weights @ (here.start + t * here.direction)) for t in (low, high)]
    assert sorted(ends) == pytest.approx([0, 1], abs=1e-3)
    assert " = 0.8, in [0, 1];" in reason
    assert " = −0.4, not in [0, 1];" in finding("without hidden σ", t=2).reason
    assert "the same for every x" in finding("without hidden σ", pi="0.5 0.5", w="1 2; -1 -2").reason
    assert "along u it does not change" in finding("without hidden σ", pi="1", w="0 3").reason


# Extremes


def test_sure_experts_are_not_written_as_certain():
    assert finding("p(y=1 | x)", pi="1", w="50 0").value == "Σ π_k σ(w_k·x) = 1 − 1.929·10⁻²²"
    assert finding("hidden: σ(w_k·x)", w="50 0; -50 0; 900 0").value == "(1 − 1.929·10⁻²², 1.929·10⁻²², ≈1)"
    assert finding("hidden: σ(w_k·x)", pi="1", w="-900 0").value == "(≈0)"
    assert finding("NLL of y = 1", pi="1", w="50 0").value == "1.929·10⁻²² nats"
    assert finding("NLL of y = 0", pi="0.5 0.5", w="900 0; 950 0", y=0).value == "900.6931 nats"
    assert "too small to hold" in finding("NLL of y = 0", pi="1", w="900 0", y=0).reason
    assert finding("responsibilities", pi="0 1", w="5 0; 900 0").value == "(0, 1)"


odd = st.sampled_from(["0", "1", "-1", "0.1", "-800", "1e12", "-1e12", "1e-300", "37.5"])


@st.composite
def extremes(draw):
    K, d = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rows = [", ".join(draw(st.lists(odd, min_size=d, max_size=d))) for _ in range(K + 2)]
    pi = draw(st.sampled_from([[repr(1 / K)] * K, ["1"] + ["0"] * (K - 1), ["1"] + ["1e-9"] * (K - 1)]))
    return {
        "pi": " ".join(pi),
        "w": ";".join(rows[:K]),
        "x": rows[K],
        "u": rows[K + 1],
        "t": draw(st.sampled_from(["0", "1", "-1e6", "1e6", "-0.001"])),
        "y": draw(st.sampled_from(["0", "1"])),
    }


@settings(max_examples=25, deadline=None)
@given(extremes(), st.sampled_from([None, *RULES]))
def test_odd_numbers_are_answered_and_drawn(inputs, compare):
    try:
        result = MIXTURE.run(inputs, compare)
    except InputFault as fault:
        assert fault.name == "u" and not any(numbers(inputs["u"]))
        return
    for each in result.findings:
        assert not re.search("nan|inf|undefined|∞|−∞", f"{each.value} {each.explanation}")
    for each in result.figures:
        assert "undefined" not in each.caption and "∞" not in each.caption and each.caption.endswith(".")
        for size in SIZES:
            assert len(draw(each, *size).rows) == size[1]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([each.name for each in MIXTURE.inputs]), st.text(max_size=20))
def test_any_text_is_read_or_refused(name, text):
    try:
        MIXTURE.run({name: text})
    except InputFault as fault:
        assert str(fault)


@pytest.mark.parametrize(
    ("inputs", "name", "message"),
    [
        ({"pi": "0.5, 0.3, 0.4"}, "pi", "must sum to 1, but sums to 1.2"),
        ({"pi": "0.5, 0.3, 0.19999"}, "pi", "must sum to 1, but sums to 0.99999"),
        ({"pi": "1.2, -0.2, 0"}, "pi", "number 1: must be at most 1"),
        ({"pi": "0.7, -0.2, 0.5"}, "pi", "number 2: must be at least 0"),
        ({"pi": "0.5, 0.5"}, "w", "has 3 rows, but π has 2 numbers: one row for each"),
        ({"w": "1, 2"}, "w", "has 1 row, but π has 3 numbers: one row for each"),
        ({"x": "1"}, "x", "has 1 number, but a row of W has 2"),
        ({"u": "1, 2, 3"}, "u", "has 3 numbers, but a row of W has 2"),
        ({"u": "0, 0"}, "u", "is 0 and leads nowhere"),
        ({"y": "2"}, "y", "must be at most 1"),
        ({"y": "0.5"}, "y", "must be a whole number"),
    ],
)
def test_what_does_not_fit_is_refused(inputs, name, message):
    with pytest.raises(InputFault) as caught:
        MIXTURE.run(inputs)
    assert (caught.value.name, str(caught.value)) == (name, message)


def test_rounded_weights_are_taken_for_what_they_mean():
    assert (
        finding("output weights", pi="0.333333 0.333333 0.333333").value == "π = (0.33333, 0.33333, 0.33333)"
    )


# Pictures


def test_the_picture_along_the_line():
    drawn = figure("along a line", t=2, u="1, 2")
    here = setting(t=2, u="1, 2")
    experts = [layer for layer in drawn.layers if isinstance(layer, Line) and "expert" in layer.label]
    assert [each.label for each in experts] == ["expert 1, π = 0.5", "expert 2, π = 0.3", "expert 3, π = 0.2"]
    (mixture,) = lines(drawn, "right")
    mixed = sum(weight * np.asarray(each.y) for weight, each in zip(here.pi, experts, strict=True))
    np.testing.assert_allclose(mixture.y, mixed)
    (mark,) = lines(drawn, "strong")
    assert mark.x == [2] and mark.y[0] == pytest.approx(here.p)
    assert np.interp(2, mixture.x, mixture.y) == pytest.approx(here.p, abs=1e-3)
    assert drawn.references[0].value == 2 and drawn.references[0].label == "x = (3, 5)"
    assert f"{here.p:.5f}" in drawn.caption


def test_x_stays_in_the_picture_however_far_one_walks():
    drawn = figure("along a line", t=40)
    assert max(drawn.layers[0].x) > 40


def test_the_decision_surface():
    drawn, here = figure("Decision surface"), setting()
    half = next(layer for layer in drawn.layers if isinstance(layer, Contours) and layer.role == "right")
    assert tuple(half.levels) == (0.5,)
    column, row = 45, 12
    at = [half.x[column], half.y[row]]
    assert half.z[row, column] == pytest.approx(float(here.mixture.probability(at)), abs=1e-11)
    (marks,) = lines(drawn, "right")
    points = np.stack([marks.x, marks.y], axis=-1)
    assert len(points) > 8
    np.testing.assert_allclose(here.mixture.probability(points), 0.5, atol=2e-3)
    for k, w in enumerate(here.mixture.W):
        (boundary,) = [each for each in drawn.layers if each.label == f"w{'₁₂₃'[k]}·x = 0"]
        np.testing.assert_allclose(np.stack([boundary.x, boundary.y], axis=-1) @ w, 0, atol=1e-9)
    assert drawn.caption.startswith("At x = (1, 1) experts 1 and 3 of 3 say “rather 1”, and p = 0.64557")


def test_an_upright_boundary_is_marked_too():
    (marks,) = lines(figure("Decision surface", pi="1", w="2 0"), "right")
    np.testing.assert_allclose(marks.x, 0, atol=1e-9)


def test_a_surface_without_a_boundary_says_so():
    assert "p = ½ everywhere" in figure("Decision surface", pi="0.5 0.5", w="3 1; -3 -1").caption
    assert "in a part of the plane p is ½" in figure("Decision surface", w="80 1; -70 2; -60 -3").caption


@pytest.mark.parametrize(("d", "says"), [(1, "x has only 1"), (3, "x has 3")])
def test_other_dimensions_get_words_in_place_of_the_plane(d, says):
    row = " ".join(["1"] * d)
    drawn = figure("Decision surface", w=f"{row};{row};{row}", x=row, u=row)
    assert not drawn.layers and says in drawn.caption


@pytest.mark.parametrize("y", [0, 1])
def test_responsibilities_sum_to_1_along_the_line(y):
    drawn = figure("responsible", y=y)
    np.testing.assert_allclose(sum(np.asarray(each.y) for each in drawn.layers), 1)
    assert f"y = {y}" in drawn.y.label
    at = [float(np.interp(0, each.x, each.y)) for each in drawn.layers]
    assert at == pytest.approx(numbers(finding("responsibilities", y=y).value), abs=1e-4)


def test_bars_add_up_to_the_output():
    bars = {
        name: value
        for each in figure("unit by unit").layers
        for name, value in zip(each.names, each.values, strict=True)
    }
    parts = [bars["π₁σ₁"], bars["π₂σ₂"], bars["π₃σ₃"]]
    assert sum(parts) == pytest.approx(bars["output p"]) and bars["σ₁"] == pytest.approx(sigma(2))


# Wrong rules


@pytest.mark.parametrize(
    ("rule", "value"),
    [("mix.avglogit", 0.68997), ("mix.extrasig", 0.65601), ("mix.nosigma", 0.8), ("mix.uniform", 0.59073)],
)
def test_wrong_rules_are_drawn_beside_the_right_one(rule, value):
    here = setting()
    assert rule in MIXTURE.wrong_rules
    assert float(RULES[rule].value(here.mixture, here.x)) == pytest.approx(value, abs=1e-5)
    for title in ("along a line", "unit by unit"):
        drawn = figure(title, rule)
        assert f" gives {value:g} at x." in drawn.caption
        assert any(layer.role == "wrong" for layer in drawn.layers)
        assert not any(layer.role == "wrong" for layer in figure(title).layers)
    (wrong,), (right,) = (lines(figure("along a line", rule), role) for role in ("wrong", "right"))
    assert np.abs(np.asarray(wrong.y) - right.y).max() > 0.05
    plane = figure("Decision surface", rule)
    drawn_there = any(layer.role == "wrong" for layer in plane.layers)
    assert drawn_there == (rule != "mix.extrasig") == ("leaves no line at ½" not in plane.caption)


def test_the_miswired_networks_are_what_their_formulas_say():
    here = setting(t=1.3, u="0.4, -2")
    z, mean = here.inner, float(here.pi @ here.inner)
    expected = {
        "mix.nosigma": mean,
        "mix.extrasig": sigma(float(here.pi @ here.hidden)),
        "mix.avglogit": sigma(mean),
        "mix.uniform": sum(sigma(each) for each in z) / 3,
    }
    for rule, value in expected.items():
        assert float(RULES[rule].value(here.mixture, here.x)) == pytest.approx(value)


def test_the_output_with_a_sigma_more_stays_within_its_bounds():
    drawn = figure("One σ too few")
    by_label = {layer.label: np.asarray(layer.y) for layer in drawn.layers}
    squeezed, straight = by_label["σ(Σ π_k σ(w_k·x))"], by_label["Σ π_k w_k·x"]
    assert squeezed.min() >= 0.5 and squeezed.max() <= sigma(1)
    assert straight.min() < 0 and straight.max() > 1
    np.testing.assert_allclose(np.diff(straight, 2), 0, atol=1e-12)


def test_a_wrong_rule_that_changes_nothing_says_so():
    assert "at x as well." in figure("unit by unit", "mix.uniform", pi="1", w="1 2").caption
    assert any(
        isinstance(each, Bars) and each.role == "wrong" for each in figure("unit", "mix.uniform").layers
    )


# Experts that a walk does not change

LEVEL = {"pi": "0.1, 0.2, 0.3, 0.4", "w": "1, 2, -1; 0.5, -1, 3; -2, 1, 0; 0, 0, 1", "x": "0.5, -1, 2", "u": "1, 1, 0",
         "t": "0.7"}  # fmt: skip


def beside(rule, **inputs):
    return MIXTURE.run(inputs, rule).findings[0]


def test_an_expert_at_right_angles_to_the_walk_stays_where_it_is():
    reason = finding("p far along u", **LEVEL).reason
    assert "σ₁ goes to 1, σ₂ and σ₃ go to 0 and σ₄, as w₄·u = 0, stays 0.8808" in reason
    assert "0.1 + 0.4·0.8808 = 0.45232" in reason and "each σ is 0 or 1" not in reason
    assert setting(**LEVEL).far[1] == pytest.approx(setting(**{**LEVEL, "t": 1e5}).p)


@pytest.mark.parametrize(
    ("rule", "value"), [("mix.far_other", 0.5), ("mix.far_uniform", 0.25), ("mix.far_start", 0.5)]
)
def test_rules_about_far_away_know_experts_that_stay(rule, value):
    found = beside(rule, **LEVEL)
    assert found.given == pytest.approx((value,)) and found.right == pytest.approx((0.45232,), rel=1e-4)


def test_columns_of_a_w_that_is_not_square_do_not_fit():
    found = beside("mix.columns", **LEVEL)
    assert (
        found.value == "does not apply here"
        and "4 entries" in found.reason
        and "undefined" not in found.reason
    )
    square = {"pi": "0.5, 0.5", "w": "1, 2; 3, 4", "x": "1, -1"}
    assert beside("mix.columns", **square).given == pytest.approx((0.5 * sigma(1 - 3) + 0.5 * sigma(2 - 4),))


def test_an_expert_that_is_never_picked_is_no_division_by_zero():
    assert beside("mix.gate_r", pi="0, 0.8, 0.2").value == "does not apply here"
