"""The one language of formulas: read, print, evaluate, differentiate.

Learners type it and content is written in it. Whatever goes wrong is a `MathsError` with code, message, hint and place.

Reading. `read(text, variables, functions, aliases, matrices=None) -> Reading`.
`variables` maps a name to its domain: "real", "positive", "unit", "int", "int+", "complex", [low, high], or "index"
(with {"pi_k": "unit", "k": "index"} the formula may say `sum_k pi_k`, and the tree holds `Indexed` members of the
family pi_k) or "count", the size of such families (K in `sum_(k=1)^K pi_k`);
or to its shape: ["s", "r"], ["s"], [1, "M"], "r×s"; or it is a collection of names. The sizes of shapes
are names too. `matrices` says that lists are shapes (None: when one plainly is). `functions` names further functions:
a collection, or a mapping to how many arguments they take. `aliases` maps another spelling to a name: {"dL/do": "g"}.
`Reading`: `text`, `tree`, `printed`, `names`, `matrices`, `decimals` (the numbers typed with a point) and
`alternatives`: other trees that the text may have meant ("1/2x"), each with `kind`, `position`, `length`, `tree`,
`printed`. `to_text(tree)` prints any tree.

Evaluating. `functions` gives the question's own functions: a `Definition` by a formula, or a program of numbers.
`evaluate(tree, values, functions=None, real=False, branches=None, budget=None)` is elementwise over numpy arrays of
points (complex unless `real`), with a sequence of arrays for a family; `branches`, a list, collects for each
piecewise node which branch each point took. `function(tree, names)` is the same as a callable of arrays, for plots:
real, NaN where undefined. `exact(tree, values)` is a Fraction, or None when it is irrational; `number(text)` is an
exact number or an enclosure: `exact`, `low`, `high`, `float(…)`.

Proof. `agree(left, right, point, functions=None, rounded=False, budget=None)` compares two formulas at one exact point
with balls of growing precision: "same", "different" (proved), "left undefined", "right undefined", "both undefined",
"large" or "unclear"; with `rounded`, which takes each decimal of `left` as a ball of half a unit in its last digit,
also "overlap". `tutor.maths.balls.ball` is one value. `Budget(seconds)` counts processor time of the thread;
`check()` raises MathsError with code "budget".

Matrices. `resolve(tree, shapes, broadcast=False)` infers shapes with symbolic sizes and returns the readings as
`Resolved(tree, shape, notes)`: one, or several where a `*` of square matrices can mean two things; MathsError with
code "shape" says what does not fit and what would. `evaluate_matrix(resolved.tree, values, functions=None)` computes
it on an instance. `shape_of(["s"])` is ("s", 1).

Symbols. `differentiate(tree, name)`, `gradient`, `hessian`, `simplify`: instantly and without SymPy.
`to_sympy`, `from_sympy`, `derivative`, `stationary_points`, `limit`: with SymPy, imported late; not on the UI thread.
They stop after some seconds of processor time and say so: MathsError with code "unsolved".
"""

from tutor.maths.arrays import evaluate, function
from tutor.maths.budget import Budget
from tutor.maths.calculus import differentiate, gradient, hessian
from tutor.maths.declare import shape_of
from tutor.maths.definitions import Definition
from tutor.maths.errors import MathsError
from tutor.maths.matrices import evaluate_matrix
from tutor.maths.meanings import resolve
from tutor.maths.printer import pretty_name, to_text
from tutor.maths.proof import Exact, agree, number
from tutor.maths.rationals import exact
from tutor.maths.reading import Alternative, Reading, read
from tutor.maths.shapes import Resolved
from tutor.maths.simplification import simplify
from tutor.maths.stationary import StationaryPoint, StationaryPoints, stationary_points
from tutor.maths.symbolic import derivative, from_sympy, limit, limited, to_sympy
from tutor.maths.traverse import names, rational, substitute, walk

__all__ = [
    "Alternative",
    "Budget",
    "Definition",
    "Exact",
    "MathsError",
    "Reading",
    "Resolved",
    "StationaryPoint",
    "StationaryPoints",
    "agree",
    "derivative",
    "differentiate",
    "evaluate",
    "evaluate_matrix",
    "exact",
    "from_sympy",
    "function",
    "gradient",
    "hessian",
    "limit",
    "limited",
    "names",
    "number",
    "pretty_name",
    "rational",
    "read",
    "resolve",
    "shape_of",
    "simplify",
    "stationary_points",
    "substitute",
    "to_sympy",
    "to_text",
    "walk",
]
