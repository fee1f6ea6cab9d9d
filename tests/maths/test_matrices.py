"""Formulas of matrices: shapes with symbolic sizes, what does not fit in words, and values on instances."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tutor.maths import Definition, MathsError, evaluate_matrix, read, resolve, shape_of
from tutor.maths.declare import Shape, is_shape

ANSWERS = Path(__file__).parents[1] / "answers"
ROWS = [json.loads(line) for line in (ANSWERS / "matrix.jsonl").read_text(encoding="utf-8").splitlines()]
SMOOTH = Definition(("x",), read("sin(1.3x+0.4)+x^2/5", ["x"]).tree)
SIZES = dict(zip("DMNdkmnqrsv", range(2, 13), strict=True))


def instance(shapes: dict[str, Shape], seed: int = 0) -> dict[str, Any]:
    """Random matrices, every open size a different number."""
    rng = np.random.default_rng(seed)
    arrays = {
        name: rng.uniform(0.2, 0.9, [SIZES.get(str(size), size) for size in shape])
        for name, shape in shapes.items()
    }
    return SIZES | arrays


def verdict(row: dict[str, Any]) -> str:
    """A plain marker: enough to compare readings, one instance, no tolerance for shapes."""
    shapes = {name: shape_of(sizes) for name, sizes in row["vars"].items()}
    values, generic = instance(shapes), row["opts"].get("generic", [])
    own = dict.fromkeys(generic, SMOOTH)

    def readings(text: str) -> list[tuple[Shape, Any]]:
        tree = read(text, row["vars"], generic, row["alias"], matrices=True).tree
        resolved = resolve(tree, shapes, broadcast=row["opts"].get("broadcast", False))
        return [(one.shape, evaluate_matrix(one.tree, values, own)) for one in resolved]

    shape, expected = readings(row["teacher"])[0]
    try:
        found = readings(row["student"])
    except MathsError as error:
        return "shape" if error.code == "shape" else "error"
    marks = {
        "shape" if other != shape else "accept" if np.allclose(value, expected) else "reject"
        for other, value in found
    }
    return marks.pop() if len(marks) == 1 else "ask"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']} {row['student']}")
def test_every_matrix_answer_gets_its_verdict(row: dict[str, Any]) -> None:
    assert verdict(row) == row["verdict"]


SHAPES = {
    "W3": ["s", "r"],
    "W2": ["r", "q"],
    "g": ["s"],
    "a": ["r"],
    "z": ["r"],
    "x": ["q"],
    "A": ["n", "n"],
    "B": ["n", "n"],
    "X": ["n", "d"],
    "w": ["d"],
    "y": ["n"],
    "Q": ["n", "d"],
    "lambda": "real",
}
KNOWN = {name: shape_of(sizes) for name, sizes in SHAPES.items()}


def value(text: str, which: int = 0) -> Any:
    resolved = resolve(read(text, SHAPES).tree, KNOWN)[which]
    return evaluate_matrix(resolved.tree, instance(KNOWN) | {"lambda": 0.5})


def test_numpy_computes_the_same() -> None:
    v = instance(KNOWN)
    X, w, y, A, B, a, g, z, W3 = (v[name] for name in ("X", "w", "y", "A", "B", "a", "g", "z", "W3"))
    n = SIZES["n"]
    rows = np.exp(X) / np.exp(X).sum(axis=1, keepdims=True)
    cases = {
        "2/n Xᵀ(X w - y)": 2 / n * X.T @ (X @ w - y),
        "inv(X^T X + λ I) X^T y": np.linalg.inv(X.T @ X + 0.5 * np.eye(SIZES["d"])) @ X.T @ y,
        "(A^T A)^-1 B": np.linalg.inv(A.T @ A) @ B,
        "A⁻¹ y": np.linalg.inv(A) @ y,
        "softmax(X)": rows,
        "softmax(z)": np.exp(z) / np.exp(z).sum(),
        "logsumexp(X)": np.log(np.exp(X).sum(axis=1, keepdims=True)),
        "sum(X, axis=0)": X.sum(axis=0, keepdims=True),
        "X.sum(axis=1)": X.sum(axis=1, keepdims=True),
        "np.mean(X, 1)": X.mean(axis=1, keepdims=True),
        "tr(A B)": [[np.trace(A @ B)]],
        "det(A)": [[np.linalg.det(A)]],
        "norm(y)": [[np.linalg.norm(y)]],
        "‖y‖₁": [[np.abs(y).sum()]],
        "||y||^2": [[(y**2).sum()]],
        "max(y)": [[y.max()]],
        "max(y, 0.5)": np.maximum(y, 0.5),
        "diag(A)": np.diag(A).reshape(-1, 1),
        "ones(n) yᵀ": np.ones((n, 1)) @ y.T,
        "ones((n, d)) w": np.ones((n, SIZES["d"])) @ w,
        "np.dot(y, y)": y.T @ y,
        "W3.T.dot(g)": W3.T @ g,
        "a.^2": a**2,
        "e^z": np.exp(z),
        "tanh'(z)": 1 - np.tanh(z) ** 2,
        "a if a > 0.5 else 0": np.where(a > 0.5, a, 0),
        "[1, 2; 3, 4] [5, 6]": [[17.0], [39.0]],
        "[[1, 2], [3, 4]]ᵀ": [[1.0, 3.0], [2.0, 4.0]],
        "3 A - A/2": 2.5 * A,
        "Σ_{k=1}^3 k A": 6 * A,
    }
    for text, expected in cases.items():
        assert np.allclose(value(text), expected), text


def test_families_of_vectors_are_summed() -> None:
    shapes = {"pi_k": "unit", "w_k": ["d"], "x": ["d"], "k": "index"}
    known = {name: shape_of(sizes) for name, sizes in shapes.items()}
    tree = resolve(read("Σ_k π_k σ(w_kᵀ x)", shapes).tree, known)[0].tree
    rng = np.random.default_rng(1)
    x, ws, pis = rng.normal(size=(3, 1)), [rng.normal(size=(3, 1)) for _ in range(2)], [0.25, 0.75]
    expected = sum(pi / (1 + np.exp(-(w.T @ x))) for pi, w in zip(pis, ws, strict=True))
    assert np.allclose(evaluate_matrix(tree, {"pi_k": pis, "w_k": ws, "x": x}), expected)


def test_a_star_of_square_matrices_has_two_readings() -> None:
    v = instance(KNOWN)
    assert np.allclose(value("A*B", 0), v["A"] * v["B"])
    assert np.allclose(value("A*B", 1), v["A"] @ v["B"])
    assert np.allclose(value("A^2", 0), v["A"] ** 2)
    assert np.allclose(value("A^2", 1), v["A"] @ v["A"])
    assert len(resolve(read("A*B*A", SHAPES).tree, KNOWN)) == 4
    assert np.allclose(value("a·z", 1), v["a"].T @ v["z"])


def test_a_star_that_only_fits_as_a_product_says_so() -> None:
    resolved = resolve(read("W3*a", SHAPES).tree, KNOWN)
    assert len(resolved) == 1
    assert resolved[0].notes == ("I read W3 * a as a matrix product.",)
    assert resolved[0].shape == ("s", 1)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "W3 g ⊙ a",
            "W3 is s×r and g is s×1: a product needs the inner sizes to match, and r and s do not.",
            "W3ᵀ g (r×1)",
        ),
        ("y w", "y is n×1 and w is d×1: two columns have no matrix product.", "y wᵀ (n×d)"),
        (
            "a z",
            "a is r×1 and z is r×1: two columns have no matrix product.",
            "Write a ⊙ z, aᵀ z (a number) or a zᵀ (r×r).",
        ),
        ("a*(1-a)*W3.T@g", "neither a matrix product nor ⊙ fits", "a * (1 − a) * (W3ᵀ @ g)"),
        ("g ⊙ a", "g is s×1 and a is r×1: ⊙ needs equal shapes.", ""),
        ("X + Xᵀ", "X is n×d and Xᵀ is d×n: a sum needs equal shapes.", "X with X"),
        ("inv(X)", "X is n×d: inv needs a square matrix.", ""),
        ("X^-1", "X is n×d: the inverse needs a square matrix.", ""),
        ("y/w", "y is n×1 and w is d×1: a division entry by entry needs equal shapes.", ""),
        ("ones(x+1)", "(x + 1) is not a size: write a whole number or one of the sizes.", ""),
        ("I", "The size of this identity matrix I is not clear.", "eye(n)"),
    ],
)
def test_what_does_not_fit_is_said_with_what_would(text: str, message: str, hint: str) -> None:
    with pytest.raises(MathsError) as caught:
        resolve(read(text, SHAPES).tree, KNOWN)
    assert caught.value.code == "shape"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_misfit_points_at_its_place() -> None:
    text = "W3ᵀ g ⊙ (a + W2 a)"
    with pytest.raises(MathsError) as caught:
        resolve(read(text, SHAPES).tree, KNOWN)
    assert text[caught.value.position : caught.value.position + caught.value.length] == "W2 a"


def test_a_matrix_without_an_inverse_is_undefined() -> None:
    tree = resolve(read("inv(A - A)", SHAPES).tree, KNOWN)[0].tree
    with pytest.raises(MathsError) as caught:
        evaluate_matrix(tree, instance(KNOWN))
    assert caught.value.code == "undefined"


def test_shapes_are_declared_in_several_ways() -> None:
    assert shape_of(["s"]) == shape_of("s×1") == ("s", 1)
    assert shape_of([1, "M"]) == shape_of("1 x M") == (1, "M")
    assert shape_of("positive") == shape_of([]) == (1, 1)
    assert not is_shape([0, 1]) and is_shape([2, 3], lists_are_shapes=True)
    with pytest.raises(ValueError, match="more than two sizes"):
        shape_of(["a", "b", "c"])
    with pytest.raises(ValueError, match="is not a size"):
        shape_of([0, "n"])
