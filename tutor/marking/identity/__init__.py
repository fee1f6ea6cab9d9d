"""Whether two formulas are the same function on a declared domain."""
