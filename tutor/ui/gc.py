"""The garbage collector, tamed.

A mounted screen is many thousand long-lived objects; a full collection walks them all (50 to 250 ms)
in the middle of a key press. While the app starts, nothing is collected; once it is up, what lives is
frozen out of sight and the thresholds are raised, so that collections are rare and small.
"""

import gc


def pause() -> None:
    """Collect nothing while the app starts."""
    gc.disable()


def settle() -> None:
    """Set aside what is alive now, and collect what comes later, seldom."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
