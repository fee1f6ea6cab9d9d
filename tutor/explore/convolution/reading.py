"""What is typed in question 2: the size of an image, and a stack of layers."""

from __future__ import annotations

import re

from tutor.compute.convnet import Layer, LayerError, parse_layers

LARGEST_SIDE = 1024
MOST_CHANNELS = 100_000
MOST_LAYERS = 100

_BETWEEN = re.compile(r"[\s,;x×*·]+", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,9}")


def read_size(text: str) -> tuple[int, int, int]:
    """Return (height, width, channels) of an image; raise ValueError saying what is wrong with the text."""
    items = [item for item in _BETWEEN.split(text.strip().strip("()[]")) if item]
    if len(items) != 3 or not all(_WHOLE.fullmatch(item) for item in items):
        raise ValueError("needs height, width and channels")
    height, width, channels = (int(item) for item in items)
    limits = (
        ("height", height, LARGEST_SIDE),
        ("width", width, LARGEST_SIDE),
        ("channels", channels, MOST_CHANNELS),
    )
    for name, value, most in limits:
        if not 1 <= value <= most:
            raise ValueError(f"{name} must be from 1 to {most}")
    return height, width, channels


def read_stack(text: str) -> tuple[Layer, ...]:
    """Return the layers as typed on the paper; raise ValueError naming the first that cannot be read."""
    try:
        layers = parse_layers(text)
    except LayerError:
        raise
    except ValueError:
        raise ValueError("needs layers with spaces between them") from None
    if len(layers) > MOST_LAYERS:
        raise ValueError(f"has {len(layers)} layers; up to {MOST_LAYERS} are worked out here")
    return layers
