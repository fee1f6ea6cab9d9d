"""Whether two matrix formulas agree, from random instances."""
