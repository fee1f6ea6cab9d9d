"""The wrong rules of question 2 by name, those first that pictures of their own draw."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.explore.comparison import Rule
from tutor.explore.convolution.rules_counts import COUNT_TABLE
from tutor.explore.convolution.rules_fields import FIELD_TABLE
from tutor.explore.convolution.rules_sizes import SIZE_TABLE
from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.wrong import DRAWN

_ALL = {**SIZE_TABLE, **COUNT_TABLE, **FIELD_TABLE}

RULES: Mapping[str, Rule[Setting]] = {name: _ALL[name] for name in (*DRAWN, *_ALL)}
