"""How the learner stands: by part and skill, the mistakes still alive, the days practised, and what to do next.

from tutor.practice.progress import lines, progress, rows
from tutor.practice.progress.pictures import pictures      # imports numpy

standing = progress(catalogue, logbook)      # plain data, also for JSON
lines(standing)                              # in print
rows(standing)                               # for a screen
pictures(standing)                           # figures
"""

from tutor.practice.progress.collect import progress
from tutor.practice.progress.model import Progress, SkillState
from tutor.practice.progress.rows import Row, rows
from tutor.practice.progress.text import lines

__all__ = ["Progress", "Row", "SkillState", "lines", "progress", "rows"]
