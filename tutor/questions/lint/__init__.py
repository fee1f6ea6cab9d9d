"""The lint of content: what a question promises a learner is tried out before anyone is asked it."""

from __future__ import annotations

from tutor.questions.lint.check import Report, check

__all__ = ["Report", "check"]
