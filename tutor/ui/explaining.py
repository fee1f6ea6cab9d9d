"""What an Explore view says in words: of the field that has the focus, and of the answer under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

if TYPE_CHECKING:
    from tutor.explore.result import Finding
    from tutor.ui.field import Field


def about(field: Field) -> Content:
    """Say what a field means, or in full what is wrong with it."""
    declared = field.declared
    if field.fault:
        text = f"✗ {declared.label}: {field.fault}. It takes {declared.kind.describe()}."
        return Content.styled(text, "$text-error")
    return Content.styled(f"{declared.meaning} ({declared.kind.describe()})", "$foreground-muted")


def explanation(finding: Finding) -> Content:
    """Say why an answer is what it is, and where the paper's worked answer went wrong."""
    lines: list[Any] = [
        (f"{finding.label}: ", "$foreground-muted"),
        (finding.value, "bold"),
        "\n",
        finding.reason,
    ]
    if finding.slip:
        lines += ["\n", ("! The worked answer: ", "bold $text-warning"), finding.slip]
    return Content.assemble(*lines)
