"""The shared core: pure functions over numbers and numpy arrays. Imports numpy and nothing else.

Every name of the modules below can be imported from here as well, `from tutor.compute import Quadratic`; a
module is imported when a name of it is first asked for.
"""

from importlib import import_module
from typing import Any

_NAMES = {
    "activations": "ACTIVATIONS OneSided activation swish swish_landmarks swish_limit swish_minimum",
    "backprop": (
        "ThreeLayerNet checkpoint_peak gradient_check gradient_check_curve "
        "stored_bytes stored_parameters stored_tensors"
    ),
    "convnet": "LayerError layer_table output_size parse_layers receptive_field seen_inputs",
    "mixture": "MixtureOfLogistics",
    "information": (
        "bernoulli_mle categorical_cross_entropy categorical_entropy categorical_kl categorical_mle "
        "cross_entropy cross_entropy_with_logits entropy kl label_smoothing"
    ),
    "descent": "SGD Adagrad Adam AdamW Quadratic RMSprop descend line_search minimize",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted([*_HOME, *_NAMES])


def __getattr__(name: str) -> Any:
    module = _HOME.get(name, name)
    if module not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = import_module(f"{__name__}.{module}")
    return found if name == module else getattr(found, name)


def __dir__() -> list[str]:
    return list(__all__)
