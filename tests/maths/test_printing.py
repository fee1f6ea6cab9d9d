"""What is echoed to a learner can be typed back: reading the printed line gives the same tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths import read, to_text, walk
from tutor.maths.tree import (
    BigOperator,
    Call,
    Compare,
    Constant,
    Indexed,
    Matrix,
    Name,
    Neg,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
    Where,
)

VARIABLES = {
    "x": "real",
    "y": "real",
    "beta": "real",
    "x_1": "real",
    "W3": "real",
    "pi_k": "unit",
    "k": "index",
}
SHAPES = {"W3": ["s", "r"], "g": ["s"], "a": ["r"], "x": ["q"], "A": ["n", "n"]}

numbers = st.one_of(
    st.integers(0, 120).map(lambda value: Number(str(value))),
    st.sampled_from(["0.5", "0.25", "3.10", "2e-3", "1.5e7"]).map(Number),
)
scalars = st.one_of(
    numbers,
    st.sampled_from(["x", "y", "beta", "x_1", "W3", "k"]).map(Name),
    st.sampled_from(["pi", "e", "i", "inf"]).map(Constant),
    st.sampled_from([Number("1"), Number("3"), Name("k")]).map(lambda index: Indexed("pi_k", index)),
)
functions = st.sampled_from(
    "exp sqrt abs sigmoid relu floor ceil factorial tanh sin arcsin sign gamma erf log".split()
)


def total(terms: list[Node]) -> Node:
    """A sum as the reader builds it: flat."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Sum) else [term])
    return Sum(tuple(flat))


def product(sign: str, factors: list[Node]) -> Node:
    """A product as the reader builds it: its first factor is no product of the same sign."""
    first = factors[0]
    leading = first.factors if isinstance(first, Product) and first.sign == sign else (first,)
    return Product(sign, (*leading, *factors[1:]))


def conjunction(word: str, parts: list[Node]) -> Node:
    first = parts[0]
    leading = first.arguments if isinstance(first, Call) and first.function == word else (first,)
    return Call(word, (*leading, *parts[1:]))


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3)
    relations = st.lists(st.sampled_from(["<", ">", "<=", ">=", "==", "!="]), min_size=1, max_size=2)
    return st.one_of(
        several.map(total),
        several.map(lambda factors: product("*", factors)),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(Power, inner, st.integers(0, 12).map(lambda value: Neg(Number(str(value))))),
        inner.map(Neg),
        inner.map(Transpose),
        st.builds(lambda name, argument: Call(name, (argument,)), functions, inner),
        st.builds(lambda argument: Call("sigmoid", (argument,), 2), inner),
        st.builds(lambda first, second: Call("log", (first, second)), inner, inner),
        st.builds(lambda parts: Call("max", tuple(parts)), several),
        st.builds(conjunction, st.sampled_from(["and", "or"]), several),
        inner.map(lambda part: Call("not", (part,))),
        st.builds(
            lambda signs, parts: Compare(tuple(signs), tuple(parts[: len(signs) + 1])),
            relations,
            st.lists(inner, min_size=3, max_size=3),
        ),
        st.builds(Where, inner, inner, inner),
        st.builds(lambda upper, body: BigOperator("sum", "j", Number("1"), upper, body), inner, inner),
        st.builds(
            lambda body: BigOperator(
                "product", "j", None, None, product("*", [Indexed("pi_k", Name("j")), body])
            ),
            inner,
        ),
    )


def without_matrices(parts: list[Node]) -> bool:
    return not any(isinstance(node, Matrix) for part in parts for node in walk(part))


def grown_arrays(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3)
    entries = several.filter(without_matrices)
    signs = st.sampled_from(["*", "·", "@", "⊙", "⊗"])
    return st.one_of(
        several.map(total),
        st.builds(product, signs, several),
        st.lists(inner.filter(lambda part: not isinstance(part, Number)), min_size=2, max_size=3).map(
            lambda parts: product(" ", parts)
        ),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner, st.booleans()),
        inner.map(Neg),
        inner.map(Transpose),
        st.builds(
            lambda name, argument: Call(name, (argument,)),
            st.sampled_from(["softmax", "diag", "norm", "tr", "abs", "sigmoid"]),
            inner,
        ),
        entries.map(lambda parts: Matrix(((parts[0], parts[1]), (parts[1], parts[0])))),
        entries.map(lambda parts: Matrix(tuple((part,) for part in parts))),
        entries.map(lambda parts: Matrix((tuple(parts),))),
    )


trees = st.recursive(scalars, grown, max_leaves=9)
array_trees = st.recursive(
    st.one_of(numbers, st.sampled_from(["W3", "g", "a", "x", "A", "n"]).map(Name)), grown_arrays, max_leaves=9
)


@given(trees)
@settings(max_examples=200, deadline=None)
def test_a_printed_formula_reads_back_as_the_same_tree(tree: Node) -> None:
    assert read(to_text(tree), VARIABLES).tree == tree


@given(array_trees)
@settings(max_examples=150, deadline=None)
def test_a_printed_formula_of_matrices_reads_back_as_the_same_tree(tree: Node) -> None:
    assert read(to_text(tree, matrices=True), SHAPES).tree == tree
