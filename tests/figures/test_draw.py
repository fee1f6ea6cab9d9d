"""Any figure at any size gives exactly the rows and cells asked for, and says what it cannot draw."""

import itertools
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tutor.figures.draw import draw
from tutor.figures.figure import Axis, Bars, Cells, Contours, Drawing, Figure, Layer, Line, Reference

NUMBERS = st.floats() | st.sampled_from([0.0, 1.0, -1.0, 1e300, -1.7e308, 1e-300, 5e-324, 1000.0])
TEXTS = st.text("abc xyz=[]λ²−损失̂\n\x1b", max_size=25)
ROLES = st.sampled_from(["first", "second", "right", "muted", "strong"])
AXES = st.builds(Axis, TEXTS, st.sampled_from(["linear", "log"]), st.none() | NUMBERS, st.none() | NUMBERS)


@st.composite
def lines(pick: st.DrawFn) -> Line:
    points = pick(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12))
    symbol = pick(st.none() | st.sampled_from("●x"))
    x, y = [p[0] for p in points], [p[1] for p in points]
    return Line(x, y, pick(TEXTS), pick(ROLES), pick(st.booleans()), symbol)


@st.composite
def contours(pick: st.DrawFn) -> Contours:
    rows, columns = pick(st.integers(0, 4)), pick(st.integers(0, 4))
    z = np.array(pick(st.lists(NUMBERS, min_size=rows * columns, max_size=rows * columns))).reshape(
        rows, columns
    )
    grid = st.lists(NUMBERS, min_size=4, max_size=4)
    return Contours(
        pick(grid)[:columns], pick(grid)[:rows], z, pick(st.lists(NUMBERS, max_size=3)), label=pick(TEXTS)
    )


@st.composite
def bars(pick: st.DrawFn) -> Bars:
    pairs = pick(st.lists(st.tuples(TEXTS, NUMBERS, TEXTS), max_size=8))
    texts = [text for _, _, text in pairs] if pick(st.booleans()) else None
    return Bars([name for name, _, _ in pairs], [value for _, value, _ in pairs], pick(ROLES), texts)


@st.composite
def cells(pick: st.DrawFn) -> Cells:
    rows, columns = pick(st.integers(0, 70)), pick(st.integers(0, 70))
    kind = np.random.default_rng(pick(st.integers(0, 9))).integers(0, 3, (rows, columns))
    return Cells(kind, [("·", pick(TEXTS), "muted"), ("█", "seen", "first"), ("+", "", "wrong")])


@st.composite
def figures(pick: st.DrawFn) -> Figure:
    layers: list[Layer] = pick(
        st.lists(lines() | contours(), max_size=4)
        | st.lists(bars(), min_size=1, max_size=2)
        | st.lists(cells(), min_size=1, max_size=1)
    )
    references = st.builds(Reference, st.sampled_from("xy"), NUMBERS, TEXTS, ROLES)
    return Figure(
        pick(TEXTS),
        "",
        layers,
        pick(AXES),
        pick(AXES),
        pick(st.lists(references, max_size=3)),
        pick(st.booleans()),
    )


def assert_exact(drawing: Drawing, width: int, height: int) -> None:
    assert len(drawing.rows) == height
    for row in drawing.rows:
        assert cell_len("".join(run.text for run in row)) == width
        assert all("\n" not in run.text and "\x1b" not in run.text for run in row)


@given(figures(), st.integers(1, 100), st.integers(1, 30))
@settings(max_examples=120, deadline=None)
@pytest.mark.filterwarnings("error")
def test_any_figure_at_any_size_is_exactly_as_large_as_asked(figure: Figure, width: int, height: int) -> None:
    assert_exact(draw(figure, width, height), width, height)


X = np.linspace(-3, 3, 61)
TWO = Figure(
    "Two curves", "", [Line(X, X, "identity", "first"), Line(X, X**2, "square", "second")], Axis("x"), Axis("value")
)  # fmt: skip


@pytest.mark.parametrize("size", list(itertools.product([1, 2, 5, 11, 16, 40], [1, 2, 4, 5, 7, 12])))
def test_a_tiny_picture_says_so_in_words(size: tuple[int, int]) -> None:
    drawing = draw(TWO, *size)
    assert_exact(drawing, *size)
    assert "│" in drawing.text or "too" in drawing.text or "…" in drawing.text, "never blank"
    if size[0] >= 11 and size[1] == 4:
        assert "too small" in drawing.text


def test_no_room_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        draw(TWO, 0, 10)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("", "", []), "there are no values"),
        (Figure("", "", [Line([], [], "empty")]), "there are no values"),
        (Figure("", "", [Line([1, 2], [np.nan, np.inf])]), "every value is infinite or undefined"),
        (Figure("", "", [Line([1, 2], [-1, 0])], y=Axis("", "log")), "needs values above zero"),
        (Figure("", "", [Contours([0, 1], [0, 1], np.full((2, 2), np.nan), [0])]), "infinite or undefined"),
        (Figure("", "", [Bars([], [])]), "there are no values"),
        (Figure("", "", [Bars(["a"], [np.inf])]), "every value is infinite or undefined"),
        (Figure("", "", [Bars(["a"], [-1])], Axis("", "log")), "needs values above zero"),
        (Figure("", "", [Cells(np.zeros((0, 3), int), [])]), "there are no values"),
        (Figure("", "", [Line([0, 1], [0, 1])], Axis("", low=5, high=6)), "nothing lies within these limits"),
    ],
)
def test_nothing_to_draw_is_said_in_words(figure: Figure, words: str) -> None:
    assert words in draw(figure, 70, 12).text


def test_one_value_that_can_be_shown_is_enough() -> None:
    drawing = draw(Figure("", "", [Line([1, 2, 3], [np.nan, 5, -1], symbol="●")], y=Axis("", "log")), 40, 10)
    assert drawing.text.count("●") == 1 and "nothing" not in drawing.text


def test_pictures_do_not_leak_into_each_other() -> None:
    limit = Reference("x", 3, "limit")
    other = Figure("Other", "", [Line([0, 1e9], [7, 8], "other")], Axis("t", "log"), Axis("u"), [limit])
    alone = draw(TWO, 60, 15)
    draw(other, 30, 9)
    assert draw(TWO, 60, 15) == alone
    drawn: list[Drawing] = []
    worker = threading.Thread(target=lambda: drawn.append(draw(TWO, 60, 15)))
    worker.start()
    draw(other, 60, 15)
    worker.join()
    assert drawn == [alone]


def test_the_shared_figure_of_plotext_is_left_alone() -> None:
    import plotext

    plotext.clear_figure()
    empty = plotext.build()
    draw(TWO, 60, 15)
    assert plotext.build() == empty


@pytest.mark.parametrize(("columns", "lines"), [("10", "5"), ("300", "100")])
def test_the_size_of_the_terminal_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, columns: str, lines: str
) -> None:
    usual = draw(TWO, 60, 15)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", lines)
    assert draw(TWO, 60, 15) == usual


@given(
    st.floats(-1e12, 1e12), st.floats(1e-3, 1e12), st.sampled_from(["linear", "log"]), st.integers(16, 110)
)
@settings(max_examples=150, deadline=None)
def test_every_tick_has_its_label_whole(low: float, length: float, scale: str, width: int) -> None:
    start = abs(low) + 1e-6 if scale == "log" else low
    figure = Figure("", "", [Line([start, start + length], [0, 1])], Axis("", scale))  # type: ignore[arg-type]
    *_, axis, labels = draw(figure, width, 12).text.split("\n")
    assert axis.count("┬") == len(labels.split())
    assert "…" not in labels


def test_legend_and_curve_carry_the_same_symbol() -> None:
    rows = draw(TWO, 60, 15).rows
    for label, role in (("identity", "first"), ("square", "second")):
        runs = [run.text for row in rows for run in row if run.role == role]
        entry = next(text for text in runs if label in text)
        symbol = entry.strip()[1]
        assert sum(text.count(symbol) for text in runs) >= 3, "twice on the curve besides the legend"
    assert len({symbol for symbol in "●▲" if symbol in draw(TWO, 60, 15).text}) == 2


def test_coinciding_curves_both_show() -> None:
    same = Figure("", "", [Line(X, X, "one", "first"), Line(X, X, "other", "second")])
    canvas = draw(same, 60, 15).text.split("\n", 1)[1]
    assert "●" in canvas and "▲" in canvas


def test_a_single_curve_needs_no_symbol() -> None:
    assert not set(draw(Figure("", "", [Line(X, X, "only")]), 60, 15).text) & set("●▲■")


def test_a_circle_looks_like_a_circle() -> None:
    t = np.linspace(0, 2 * np.pi, 400)
    circle = Figure("", "", [Line(3 * np.cos(t), 3 * np.sin(t))], equal=True)
    for size in ((80, 20), (30, 30), (60, 12)):
        rows = [row.split("│")[-1].split("┤")[-1] for row in draw(circle, *size).text.split("\n")]
        inked = [row for row in rows if any("⠀" < c <= "⣿" for c in row)]
        width = max(len(row.rstrip()) for row in inked) - min(len(row) - len(row.lstrip()) for row in inked)
        assert abs(width - 2 * len(inked)) <= 3, "a cell is twice as high as wide"


@pytest.mark.parametrize("x_value", np.linspace(0, 10, 11).tolist())
def test_a_reference_line_is_named_with_its_value(x_value: float) -> None:
    lines = [Line(np.linspace(0, 10, 50), np.sin(np.arange(50.0) + k), f"c{k}") for k in range(4)]
    references = [
        Reference("x", x_value, "2/λmax"),
        Reference("y", 0.25, "floor"),
        Reference("y", 0.2, "near"),
    ]
    text = draw(Figure("", "", lines, Axis("x"), Axis("y"), references), 70, 16).text
    assert f"2/λmax = {x_value:g}" in text
    assert "floor = 0.25" in text and "near = 0.2" in text
    assert (
        "2/λmax = 12 (outside the picture)"
        in draw(
            Figure("", "", lines, Axis("x", high=10), Axis("y"), [Reference("x", 12, "2/λmax")]), 70, 16
        ).text
    )


@pytest.mark.parametrize("value", np.linspace(-1.4, 1.4, 15).tolist())
def test_data_are_never_covered_by_a_name(value: float) -> None:
    x = np.linspace(0, 1, 200)

    def rows(label: str) -> list[str]:
        references = [Reference("y", value, label), Reference("x", 0.5, label), Reference("x", 0.6, label)]
        figure = Figure(
            "", "", [Line(x, np.sin(30 * x) * x)], y=Axis("y", low=-1.5, high=1.5), references=references
        )
        return draw(figure, 60, 14).text.split("\n")

    dots = [[c if "⠀" < c <= "⣿" else " " for c in row] for row in rows("")]
    named = [[c if "⠀" < c <= "⣿" else " " for c in row] for row in rows("a name")]
    assert dots == named


def test_bad_sizes_of_data_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Line([1, 2], [1])
    with pytest.raises(ValueError, match="symbol"):
        Line([1], [1], symbol="损")
    with pytest.raises(ValueError, match="equally long"):
        Bars(["a"], [1, 2])
    with pytest.raises(ValueError, match=r"z must have shape \(2, 3\)"):
        Contours([1, 2, 3], [1, 2], np.zeros((3, 2)), [0])
    with pytest.raises(ValueError, match="kind"):
        Cells(np.array([[0, 2]]), [("a", "", "first"), ("b", "", "first")])
