"""The one language of formulas: read, print, evaluate, differentiate. Learners type it, content is written
in it.

Reading:  `read(text, variables=…, functions=…, aliases=…, matrices=None) -> Reading`, or raises `MathsError`.
`variables` maps a name to its domain: "real", "positive", "unit", "int", "int+", "complex", [low, high],
"index" (the index of a family: with {"pi_k": "unit", "k": "index"} the formula may say `sum_k pi_k`), or to
its shape: ["s", "r"], ["s"], [1, "M"], "r×s"; or it is just a collection of names. `matrices` says that
lists are shapes (None: if one is). `Reading` holds `text`, `tree`, `printed`, `alternatives` (other trees
that the text may have meant, each with what it would print and the place: "1/2x"), `matrices` (whether it
was read as a formula of matrices).
"""
