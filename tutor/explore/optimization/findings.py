"""The computed answers of question 5, in the order of the paper's parts."""

from __future__ import annotations

from tutor.compute.descent import Path
from tutor.explore.optimization.findings_minimum import minimum_findings
from tutor.explore.optimization.findings_path import after
from tutor.explore.optimization.findings_rates import limits, regime, sizes
from tutor.explore.optimization.findings_step import gradient, one_step
from tutor.explore.optimization.setting import Setting
from tutor.explore.result import Finding


def findings(setting: Setting, path: Path) -> list[Finding]:
    """Return every finding, each with its reason."""
    return [
        *minimum_findings(setting),
        gradient(setting),
        *(each for s in setting.sizes for each in one_step(setting, s)),
        regime(setting),
        *limits(setting),
        after(setting, path),
        sizes(setting),
    ]
