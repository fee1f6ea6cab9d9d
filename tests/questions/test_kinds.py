"""Each kind of answer, from a few lines of content to verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.marking import Verdict
from tutor.questions.library import Library
from tutor.questions.variant import Variant

Pack = Callable[..., Library]

AREA = """
kind = "number"
prompt = "A rectangle has the sides {a} and {b}. Its area?"
answer = "a·b"
solution = "{a}·{b} = {a·b}"
[draw]
a = { int = [2, 12] }
b = { decimal = [0.5, 9.5], step = 0.5 }
[[mistake]]
id = "area.perimeter"
answer = "2(a + b)"
say = "This is the perimeter, {2(a + b)}.\\nIt is not the area.\\nMultiply."
[[mistake]]
id = "area.sum"
answer = "a + b"
say = "You added."
"""


def verdicts(variant: Variant, *answers: Any) -> list[str]:
    return [str(variant.mark(answer).outcome) for answer in answers]


def test_a_number_with_its_mistakes(pack: Pack) -> None:
    exercise = pack(area=AREA).find("area")
    for seed in range(10):
        variant = exercise.draw(seed)
        a, b = variant.numbers["a"], variant.numbers["b"]
        assert verdicts(variant, str(a * b), f"{a}*{b}", "no", "") == [
            "correct",
            "correct",
            "invalid",
            "invalid",
        ]
        wrong = variant.mark(str(2 * (a + b)))
        assert wrong.mistake == "area.perimeter"
        assert wrong.feedback[0] == f"This is the perimeter, {2 * (a + b):g}."
        assert variant.mark(str(a + b)).mistake == "area.sum"
        assert 2 * (a + b) != a * b and abs(a + b - a * b) > 0.02 * a * b


def test_two_mistakes_that_give_one_answer_are_both_told(pack: Pack) -> None:
    text = AREA.replace(
        '[[mistake]]\nid = "area.sum"', '[[mistake]]\nid = "area.sum"\nmay_coincide = ["area.perimeter"]'
    )
    variant = pack(area=text.replace('answer = "a + b"', 'answer = "2a + 2b"')).variant("area", 1)
    numbers = variant.numbers
    verdict = variant.mark(str(2 * (numbers["a"] + numbers["b"])))
    assert verdict.mistake == "area.perimeter"
    assert verdict.feedback[0].startswith("Two different mistakes")


def test_a_number_with_a_unit_another_answer_and_undefined(pack: Pack) -> None:
    library = pack(
        bytes="""
kind = "number"
prompt = "Bytes?"
paper = {}
answer = "16"
unit = "bytes"
units = { kB = 1000 }
solution = "2·8 = 16"
[[accept]]
answer = "24"
note = "With the input."
[[accept]]
answer = "32"
note = "Half of it is needed."
score = 0.5
[[mistake]]
id = "bits"
answer = "128"
say = "These are bits."
""",
        slope="""
kind = "number"
prompt = "|x|′ at 0?"
paper = {}
answer = "undefined"
solution = "The two sides differ."
[[mistake]]
id = "zero"
answer = "0"
say = "0 is only one of the subgradients."
""",
    )
    variant = library.variant("bytes")
    assert verdicts(variant, "16", "16 bytes", "0.016 kB", "24", "32") == ["correct"] * 4 + ["partial"]
    assert variant.mark("24").note == "With the input."
    assert variant.mark("32").score == 0.5 * variant.mark("32").max
    assert variant.mark("128").mistake == "bits"
    assert variant.answer == "16 bytes"
    slope = library.variant("slope")
    assert verdicts(slope, "undefined", "0") == ["correct", "wrong"]
    assert slope.mark("0").mistake == "zero"


def test_formulas_keep_the_learners_variables(pack: Pack) -> None:
    variant = pack(
        swish="""
kind = "formula"
prompt = "Differentiate x·σ({beta}x)."
answer = "σ({beta}x) + {beta}x·σ({beta}x)(1 - σ({beta}x))"
solution = "Product rule."
[draw]
beta = { choice = [2, 0.5] }
[variables]
x = "real"
[[mistake]]
id = "sw.first"
answer = "σ({beta}x)"
say = "Only the first term."
"""
    ).variant("swish", 1)
    beta = variant.numbers["beta"]
    assert verdicts(variant, variant.answer, f"σ({beta}x)(1 + {beta}x(1-σ({beta}x)))") == ["correct"] * 2
    assert variant.mark(f"1/(1+e^(-{beta}x))").mistake == "sw.first"


MATRIX = """
kind = "matrix"
prompt = "∂L/∂a?"
paper = {}
answer = "W3^T g"
solution = "a enters o linearly."
[variables]
W3 = ["s", "r"]
g = ["s"]
a = ["r"]
[aliases]
"dL/do" = "g"
[[mistake]]
id = "mat.extra"
answer = "W3^T g ⊙ a ⊙ (1 - a)"
say = "No σ′ here."
[[mistake]]
id = "mat.dx_noT"
answer = "W3 g"
say = "Transpose."
"""


def test_a_wrong_rule_is_recognised_even_where_its_shapes_do_not_fit(pack: Pack) -> None:
    variant = pack(grad=MATRIX).variant("grad")
    assert verdicts(variant, "W3.T @ dL/do", "∂L/∂o^T W3") == ["correct", "wrong"]
    assert variant.mark("a*(1-a)*(W3ᵀ g)").mistake == "mat.extra"
    misfit = variant.mark("W3 dL/do")
    assert (misfit.outcome, misfit.mistake, misfit.feedback) == ("wrong", "mat.dx_noT", ("Transpose.",))
    other = variant.mark("g W3 W3")
    assert (other.outcome, other.code, other.mistake) == ("invalid", "shape", None)


def test_a_matrix_of_numbers(pack: Pack) -> None:
    variant = pack(
        outer="""
kind = "matrix"
prompt = "δxᵀ for δ = {d}, x = {x}?"
answer = [["d_1·x_1", "d_1·x_2"], ["d_2·x_1", "d_2·x_2"]]
solution = "Row by row."
[draw]
d = { choice = [0.5, -1, 2], size = 2, distinct = true }
x = { int = [1, 5], size = 2, distinct = true }
[[mistake]]
id = "mat.dW_swap"
answer = [["d_1·x_1", "d_2·x_1"], ["d_1·x_2", "d_2·x_2"]]
say = "Transposed."
"""
    ).variant("outer", 3)
    (p, q), (x, y) = variant.numbers["d"], variant.numbers["x"]
    assert verdicts(variant, f"[[{p * x}, {p * y}], [{q * x}, {q * y}]]", variant.answer) == ["correct"] * 2
    assert variant.mark(f"[[{p * x}, {q * x}], [{p * y}, {q * y}]]").mistake == "mat.dW_swap"


def test_points_sets_and_shapes(pack: Pack) -> None:
    library = pack(
        point="""
kind = "point"
prompt = "Half of ({x}, {y})?"
answer = ["x/2", "y/2"]
solution = "Halve."
[draw]
x = { int = [1, 9] }
y = { int = [10, 19] }
[[mistake]]
id = "double"
answer = ["2x", "2y"]
say = "Doubled."
""",
        roots="""
kind = "set"
prompt = "Roots of x² = {a}²?"
answer = ["a", "-a"]
solution = "±."
[draw]
a = { int = [2, 9] }
[[mistake]]
id = "one"
answer = ["a"]
say = "There is a second root."
""",
        shape="""
kind = "shape"
prompt = "Shape after {layers} on 20×20×1?"
answer = "convnet.shape(layers, 20, 20, 1, 1)"
solution = "Count."
[draw]
layers = { choice = ["Conv3-4-Pvalid-S1", "Conv5-7-Pvalid-S1"] }
[[mistake]]
id = "same"
answer = ["20", "20", "convnet.channels(layers, 20, 20, 1, 1)"]
say = "Valid padding shrinks."
""",
    )
    point = library.variant("point", 5)
    x, y = point.numbers["x"], point.numbers["y"]
    assert verdicts(point, f"({x / 2}, {y}/2)", f"x = {x}/2, y = {y}/2", f"({y / 2}, {x / 2})") == [
        "correct"
    ] * 2 + ["wrong"]
    assert point.mark(f"({2 * x}, {2 * y})").mistake == "double"
    roots = library.variant("roots", 5)
    a = roots.numbers["a"]
    assert verdicts(roots, f"{-a}, {a}", f"±{a}", f"{{{a}}}") == ["correct"] * 2 + ["wrong"]
    assert roots.mark(str(a)).mistake == "one"
    shape = library.variant("shape", 0)
    size, channels = (18, 4) if "Conv3" in shape.numbers["layers"] else (16, 7)
    assert verdicts(shape, f"{size}x{size}x{channels}") == ["correct"]
    assert shape.mark(f"20×20×{channels}").mistake == "same"


def test_options_are_shuffled_and_marked_by_what_they_say(pack: Pack) -> None:
    library = pack(
        choice="""
kind = "choice"
prompt = "Two times {n}?"
options = ["{2n}", "{n}", "{n + 2}"]
answer = "a"
solution = "Double."
[draw]
n = { int = [3, 9] }
[[mistake]]
id = "plus"
answer = "c"
say = "You added 2."
""",
        several="""
kind = "choices"
prompt = "Which are stored?"
options = ["h", "a", "z", "W"]
answer = ["a", "b"]
solution = "h and a."
paper = {}
[[mistake]]
id = "both"
answer = ["a", "b", "c"]
say = "z is not needed."
""",
    )
    seen = set()
    for seed in range(12):
        variant = library.variant("choice", seed)
        n, options = variant.numbers["n"], dict(variant.form.options)
        right = next(label for label, text in options.items() if text == str(2 * n))
        added = next(label for label, text in options.items() if text == str(n + 2))
        assert variant.mark(right).outcome == "correct"
        assert variant.mark(added).mistake == "plus"
        assert f"{right}) {2 * n}" in variant.prompt and f"{right})" not in variant.stem
        seen.add(right)
    assert seen == {"a", "b", "c"}
    several = library.variant("several")
    assert [text for _, text in several.form.options] == ["h", "a", "z", "W"]
    assert verdicts(several, "a, b", "b and a", "a", "abcd") == ["correct", "correct", "partial", "wrong"]
    assert several.mark("a, b, c").mistake == "both"


def test_truth_tells_its_reason_either_way(pack: Pack) -> None:
    library = pack(
        truth="""
kind = "truth"
prompt = "{claim}"
answer = "right"
reason = "{why}"
solution = "{why}"
[draw.statement]
rows = [
  { claim = "2 is even.", right = true, why = "2 = 2·1" },
  { claim = "3 is even.", right = false, why = "3 = 2·1 + 1" },
]
"""
    )
    for seed in range(6):
        variant = library.variant("truth", seed)
        right, wrong = ("true", "false") if variant.numbers["right"] else ("no", "yes")
        assert variant.mark(right).note == variant.numbers["why"]
        assert variant.mark(wrong).feedback[-1] == variant.numbers["why"]
        assert "right" not in variant.shown_numbers and "why" not in variant.shown_numbers


def test_steps_are_never_shown_in_the_right_order(pack: Pack) -> None:
    library = pack(
        order="""
kind = "order"
prompt = "Arrange."
steps = ["likelihood", "log", "sum", "minus"]
also = ["abdc"]
solution = "As in the book."
paper = {}
[[mistake]]
id = "early"
answer = "dabc"
say = "Minus comes last."
"""
    )
    variant = library.variant("order")
    labels = {text: label for label, text in variant.form.options}
    book = ["likelihood", "log", "sum", "minus"]
    assert [text for _, text in variant.form.options] != book
    answer = " ".join(labels[step] for step in book)
    also = " ".join(labels[step] for step in ["likelihood", "log", "minus", "sum"])
    assert variant.answer == answer
    assert verdicts(variant, answer, also) == ["correct", "correct"]
    early = " ".join(labels[step] for step in ["minus", "likelihood", "log", "sum"])
    assert variant.mark(early).mistake == "early"


TABLE = """
kind = "table"
prompt = "Fill in for {n}×{n}×1."
columns = ["Output", "Parameters"]
solution = "Row by row."
[draw]
n = { int = [20, 40] }
[[row]]
title = "Input"
cells = ["", ""]
[[row]]
title = "Conv3-2-Pvalid-S1"
cells = [{ answer = ["n - 2", "n - 2", 2], kind = "shape", name = "s" }, { answer = 20, name = "p" }]
[[row]]
title = "FC5"
cells = [
  { answer = [1, 1, 5], kind = "shape" },
  { answer = "(2(n - 2)^2 + 1)·5", follow = "(2·s_1·s_2 + 1)·5", name = "q" },
]
[[mistake]]
id = "par.nobias"
cell = "p"
answer = "18"
say = "You forgot the biases.\\nEach filter has one.\\nAdd {2}."
"""


def test_a_table_follows_through_and_names_the_mistake_of_a_cell(pack: Pack) -> None:
    variant = pack(table=TABLE).variant("table", 4)
    n = variant.numbers["n"]
    size, full = n - 2, (2 * (n - 2) ** 2 + 1) * 5
    right = [f"{size}×{size}×2", "20", "1×1×5", str(full)]
    assert variant.form.cells[0] == "Conv3-2-Pvalid-S1, Output"
    assert variant.form.asked == ((False, False), (True, True), (True, True))
    assert variant.mark(right).outcome == "correct"
    wrong: Verdict = variant.mark([right[0], "18", *right[2:]])
    assert (wrong.outcome, wrong.mistake, wrong.score) == ("partial", "par.nobias", 3)
    assert wrong.feedback[0] == "Conv3-2-Pvalid-S1, Parameters: You forgot the biases."
    followed = variant.mark([f"{n}×{n}×2", "20", "1×1×5", str((2 * n * n + 1) * 5)])
    assert followed.score == 3 and "follows" in followed.note


def test_blanks_are_formulas_with_their_own_variables(pack: Pack) -> None:
    variant = pack(
        blanks="""
kind = "blanks"
prompt = "P(y = 1) = Σ (1) · (2)"
solution = "Sum rule."
paper = {}
[variables]
p = "unit"
[[blank]]
answer = "p^2"
name = "first"
[[blank]]
label = "how many"
answer = "3"
kind = "number"
[[mistake]]
id = "linear"
cell = "first"
answer = "p"
say = "Square it."
"""
    ).variant("blanks")
    assert verdicts(variant, "p·p; 3", ["p^2", "3"], "p^2") == ["correct", "correct", "invalid"]
    assert variant.form.cells == ("blank 1", "how many")
    assert variant.mark(["p", "3"]).mistake == "linear"


def test_words_are_looked_for_and_wrong_ones_named(pack: Pack) -> None:
    library = pack(
        text="""
kind = "text"
prompt = "Why not ReLU?"
paper = {}
model = "It is not differentiable at 0."
sentences = 1
solution = "See the kink."
[[idea]]
id = "kink"
name = "the kink"
say = ["not differentiable at 0", "kink"]
[[mistake]]
id = "useless"
phrases = ["useless"]
say = "Only its second derivative vanishes."
""",
        term="""
kind = "text"
prompt = "What is it called?"
paper = {}
model = "vanishing gradient"
terms = ["vanishing gradient", "vanishing gradients"]
solution = "It vanishes."
""",
    )
    variant = library.variant("text")
    assert variant.mark("There is a kink at 0").outcome == "correct"
    named = variant.mark("It has a kink, so it is pretty much useless")
    assert (named.outcome, named.mistake, named.score) == ("partial", "useless", 0.5)
    assert named.feedback[0] == "Only its second derivative vanishes."
    assert variant.mark("it is slow").outcome == "undecided"
    term = library.variant("term")
    assert verdicts(term, "Vanishing gradients", "exploding gradient") == ["correct", "wrong"]


SIDE = """
kind = "number"
prompt = "Side of a square of area 16?"
paper = {}
answer = 4
solution = "√16 = 4"
"""

VOLUME = """
kind = "number"
prompt = "Volume of the cube on it?"
paper = {}
answer = 64
solution = "4³ = 64"
[follow]
part = "side"
names = ["c"]
answer = "c^3"
note = "With your side, {c}, this is right."
"""


def test_a_later_part_follows_from_ones_own_number_unless_it_says_nothing(pack: Pack) -> None:
    variant = pack(side=SIDE, volume=VOLUME).variant("volume")
    followed = variant.mark("512", {"side": "8"})
    assert (followed.outcome, followed.note) == ("correct", "With your side, 8, this is right.")
    assert variant.mark("64", {"side": "8"}).note == ""
    for side, answer in (("1", "1"), ("0", "0"), ("x", "512"), ("", "512"), ("9", "512")):
        assert variant.mark(answer, {"side": side}).outcome == "wrong"
    assert variant.mark("512", {"other": "8"}).outcome == "wrong"


def test_bytes_follow_from_the_vectors_that_were_ticked(pack: Pack) -> None:
    variant = pack(
        stored="""
kind = "choices"
prompt = "Which vectors are stored?"
paper = {}
options = ["x", "h", "a", "z"]
answer = ["b", "c"]
solution = "h and a."
""",
        bytes="""
kind = "formula"
prompt = "Bytes, two a number?"
paper = {}
answer = "2(m + r)"
solution = "Two for each number."
[variables]
n = "int+"
m = "int+"
r = "int+"
[follow]
part = "stored"
names = ["x", "h", "a", "z"]
answer = "2({x}·n + {h}·m + {a}·r + {z}·r)"
""",
    ).variant("bytes")
    assert variant.mark("2m+2r").outcome == "correct"
    assert variant.mark("2(m+2r)").outcome == "wrong"
    assert variant.mark("2(m+2r)", {"stored": "bcd"}).outcome == "correct"
    assert variant.mark("2(n+m+r)", {"stored": "b, c, d"}).outcome == "wrong"
    assert variant.mark("2(n+m+r)", {"stored": "a and b and c"}).outcome == "correct"


@pytest.mark.parametrize(("answer", "seen"), [("x", None), ("2", "two"), ("7", None)])
def test_what_a_mistake_gives_is_looked_for_only_where_it_applies(
    pack: Pack, answer: str, seen: str | None
) -> None:
    variant = pack(
        when="""
kind = "number"
prompt = "One?"
paper = {}
answer = 1
solution = "One."
[[mistake]]
id = "two"
answer = "2"
say = "Two."
[[mistake]]
id = "seven"
answer = "7"
when = "1 > 2"
say = "Seven."
"""
    ).variant("when")
    assert variant.mark(answer).mistake == seen
