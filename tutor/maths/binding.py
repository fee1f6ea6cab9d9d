"""How tightly signs bind, loosest first: the parser reads by it and the printer sets brackets by it."""

from __future__ import annotations

WHERE = 1
OR = 2
AND = 3
NOT = 4
COMPARE = 5
SUM = 6
PRODUCT = 7
RUN = 8
"""Factors side by side."""

FACTOR = 9
"""One factor, as after a division sign."""

POWER = 10
POSTFIX = 11
ATOM = 12
