"""Question 4's pictures: what they draw, beside which wrong rules, at any size and at every edge."""

from __future__ import annotations

import math
import re
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.explore.cross_entropy import EXPLORER, WRONG_RULES
from tutor.explore.cross_entropy.wrong import RULES
from tutor.explore.format import number
from tutor.explore.result import Result
from tutor.figures.draw import draw
from tutor.figures.figure import Bars, Contours, Line

EDGES = (0.0, 5e-324, 2.3e-313, 1e-300, 1e-9, 0.3, 0.5, 0.999999999, 1 - 2**-53, 1.0)
LABELS = st.lists(st.integers(0, 1), min_size=1, max_size=40)
UNITS = st.sampled_from(["nats", "bits"])


def solve(p: float = 0.6, x: float = 0.3, data: object = "1 0 0 1 0 0 0 1 0 0", unit: str = "nats") -> Result:
    labels = data if isinstance(data, str) else " ".join(map(str, data))  # type: ignore[call-overload]
    return EXPLORER.run({"p": repr(p), "x": repr(x), "data": labels, "unit": unit})


def ce(p: float, x: float) -> float:
    return -x * math.log(p) - (1 - x) * math.log(1 - p)


def kl(x: float, p: float) -> float:
    return x * math.log(x / p) + (1 - x) * math.log((1 - x) / (1 - p))


@pytest.mark.parametrize("unit", ["nats", "bits"])
def test_every_edge_has_answers_and_pictures(unit: str) -> None:
    rules = [None, *RULES]
    for turn, (p, x) in enumerate(product(EDGES, EDGES)):
        labels = ("0", "1", "1 0", "1" * 200)[turn % 4]
        rule = rules[turn % 5]
        result = EXPLORER.run({"p": repr(p), "x": repr(x), "data": labels, "unit": unit}, rule)
        texts = [each.value + each.explanation for each in result.findings]
        texts += [figure.caption for figure in result.figures]
        assert not [text for text in texts if re.search(r"nan|inf\b|undefined|None|e-\d", text)], (p, x)
        drawn = result.figures[
            turn % len(result.figures)
        ]  # every picture is drawn at many edges, if not at all
        assert len(draw(drawn, 66, 17).rows) == 17


@settings(max_examples=15, deadline=None)
@given(
    p=st.floats(0, 1), x=st.floats(0, 1), labels=LABELS, unit=UNITS,
    rule=st.sampled_from([None, *WRONG_RULES]), size=st.sampled_from([(100, 30), (40, 9), (20, 5), (1, 1)]),
)  # fmt: skip
@example(
    p=0.0, x=2.2250738585e-313, labels=[0], unit="bits", rule=None, size=(100, 30)
)  # overflows in bits alone
def test_pictures_draw_at_any_size(
    p: float, x: float, labels: list[int], unit: str, rule: str | None, size: tuple[int, int]
) -> None:
    inputs = {"p": repr(p), "x": repr(x), "data": " ".join(map(str, labels)), "unit": unit}
    result = EXPLORER.run(inputs, rule)
    assert [picture.title for picture in result.pictures] == [figure.title for figure in result.figures]
    for figure in result.figures:
        assert figure.caption.endswith(".")
        assert not figure.layers or (
            figure.x.label and (figure.y.label or isinstance(figure.layers[0], Bars))
        )
        drawn = draw(figure, *size)
        assert all(sum(len(run.text) for run in row) >= 1 for row in drawn.rows)


def line(result: Result, picture: int, label: str) -> Line:
    return next(
        each
        for each in result.figures[picture].layers
        if isinstance(each, Line) and each.label.startswith(label)
    )


def test_the_curves_meet_in_the_landmarks() -> None:
    result = EXPLORER.run()
    p = np.asarray(line(result, 0, "ce").x)
    today, best = np.argmin(abs(p - 0.6)), np.argmin(abs(p - 0.3))
    assert np.asarray(line(result, 0, "ce").y)[today] == pytest.approx(0.7947, abs=1e-4)
    assert np.asarray(line(result, 0, "KL").y)[today] == pytest.approx(0.1838, abs=1e-4)
    assert int(np.argmin(line(result, 0, "ce").y)) == best
    assert [each.value for each in result.figures[0].references] == pytest.approx(
        [0.3, 0.6, 0.610864], abs=1e-6
    )
    share, loss = (np.asarray(line(result, 2, label).y) for label in ("L(p)", "−ln"))
    assert int(np.argmax(share)) == int(np.argmin(loss)) == best
    assert share[best] == pytest.approx(1)
    assert share[today] == pytest.approx(0.6**3 * 0.4**7 / (0.3**3 * 0.7**7))


def test_the_stack_is_h_and_kl_on_top() -> None:
    result = EXPLORER.run()
    floor, top = line(result, 1, "H").y, line(result, 1, "+ KL").y
    entropy = np.asarray(line(result, 1, "H(x)").y)
    assert (np.asarray(line(result, 1, "ce").y) >= entropy - 1e-12).all()
    assert (top[0], top[-1]) == pytest.approx((0.610864, 0.794651), abs=1e-6)
    assert floor is not None and "0.61086 + 0.18379 = 0.79465 nats" in result.figures[1].caption


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [("ce.sign", -0.794651), ("ce.H_minus_KL", 0.427077), ("ce.rev", 0.865051), ("kl.rev", 0.192036)],
)
def test_a_wrong_rule_is_drawn_beside_the_right_one(rule: str, wrong: float) -> None:
    plain, compared = EXPLORER.run(), EXPLORER.run(compare=rule)
    assert compared.findings[1:] == plain.findings and compared.findings[0].label == "your rule"
    for picture, at in ((0, 0.6), (1, 0.3)):
        drawn = next(
            each
            for each in compared.figures[picture].layers
            if isinstance(each, Line) and each.role == "wrong"
        )
        here = int(np.argmin(abs(np.asarray(drawn.x) - at)))
        assert np.asarray(drawn.y)[here] == pytest.approx(wrong, abs=1e-5)
        assert abs(wrong - 0.794651) > 0.05 and abs(wrong - 0.183787) > 0.005
        assert f"gives {number(wrong)} there" in compared.figures[picture].caption
        assert not any(
            isinstance(each, Line) and each.role == "wrong" for each in plain.figures[picture].layers
        )


def test_the_slopes_drawn_are_those_of_both_gradients() -> None:
    result = EXPLORER.run()
    in_p, in_t = line(result, 3, "∂ce/∂p"), line(result, 3, "∂ce/∂t")
    p = np.asarray(in_p.x)[1:-1]
    assert np.asarray(in_p.y)[1:-1] == pytest.approx((p - 0.3) / (p * (1 - p)))
    assert np.asarray(in_t.y) == pytest.approx(np.asarray(in_t.x) - 0.3)
    assert "the slope in p is 1.25 and in the logit t 0.3" in result.figures[3].caption
    bits = solve(unit="bits").figures[3].caption
    assert f"between {number(-0.3 / math.log(2))} and {number(0.7 / math.log(2))}." in bits


def test_the_valley_lies_on_the_diagonal() -> None:
    figure = EXPLORER.run().figures[4]
    landscape = next(each for each in figure.layers if isinstance(each, Contours))
    across, upwards = np.asarray(landscape.x), np.asarray(landscape.y)
    lowest = across[np.argmin(landscape.z, axis=1)]
    assert abs(lowest - upwards).max() <= 0.0051
    row, column = int(np.argmin(abs(upwards - 0.3))), int(np.argmin(abs(across - 0.6)))
    assert landscape.z[row, column] == pytest.approx(ce(float(across[column]), float(upwards[row])))
    assert "from 0.79465 at p = 0.6 to 0.61086" in figure.caption


@pytest.mark.parametrize("unit", ["nats", "bits"])
def test_both_directions_of_kl_and_their_bounds_are_drawn(unit: str) -> None:
    result, scale = solve(unit=unit), 1.0 if unit == "nats" else math.log(2)
    p = np.asarray(line(result, 5, "KL(x‖p)").x)[1:-1]
    expected = {
        "KL(x‖p)": [kl(0.3, each) for each in p],
        "KL(p‖x)": [kl(each, 0.3) for each in p],
        "2(p": 2 * (p - 0.3) ** 2,
        "(p": (p - 0.3) ** 2 / 0.42,
    }
    for label, values in expected.items():
        drawn = np.asarray(line(result, 5, label).y)[1:-1]
        assert drawn * scale == pytest.approx(np.asarray(values), abs=1e-12)


@pytest.mark.parametrize("rule", list(RULES))
def test_a_wrong_rule_is_told_and_drawn_in_bits_too(rule: str) -> None:
    nats, bits = (EXPLORER.run({"unit": unit}, rule) for unit in ("nats", "bits"))
    for picture in (0, 1):
        first, second = (np.asarray(line(result, picture, "your rule").y) for result in (nats, bits))
        inner = np.isfinite(first)
        assert second[inner] * math.log(2) == pytest.approx(first[inner])
    value = float(RULES[rule].value(np.array(0.3), np.array(0.6)))
    assert f"gives {number(value / math.log(2))} there" in bits.figures[0].caption


def test_an_unknown_wrong_rule_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no wrong rule “no.rule”"):
        EXPLORER.run(compare="no.rule")
