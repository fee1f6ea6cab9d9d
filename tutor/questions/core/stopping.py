"""Early stopping, and the wrong rules for it: epochs count from 0, values are losses on the validation set."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.questions.core import Programs

Losses = Sequence[float]


def _epochs(losses: Losses, patience: int) -> list[int]:
    """The epoch after which training stops, `patience` epochs without a new best in a row; and the best epoch."""
    losses = _checked(losses)
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        best, waited = (epoch, 0) if losses[epoch] < losses[best] else (best, waited + 1)
        if waited == patience:
            return [epoch, best]
    return [len(losses) - 1, best]


def _counting(losses: Losses, patience: int, counts: Callable[[int], bool]) -> list[int]:
    """As above, with every epoch counted for which `counts` holds, and without starting again from 0."""
    waited = 0
    for epoch in range(1, len(losses)):
        waited += counts(epoch)
        if waited == patience:
            return [epoch, _best(losses[: epoch + 1])]
    return [len(losses) - 1, _best(losses)]


def _without_reset(losses: Losses, patience: int) -> list[int]:
    losses = _checked(losses)
    return _counting(losses, patience, lambda epoch: losses[epoch] >= min(losses[:epoch]))


def _against_previous(losses: Losses, patience: int) -> list[int]:
    """Each epoch is compared with the one before it, and not with the best so far."""
    losses = _checked(losses)
    waited = 0
    for epoch in range(1, len(losses)):
        waited = waited + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if waited == patience:
            return [epoch, _best(losses[: epoch + 1])]
    return [len(losses) - 1, _best(losses)]


def _best(losses: Losses) -> int:
    losses = _checked(losses)
    return min(range(len(losses)), key=lambda epoch: losses[epoch])


def _checked(losses: Losses) -> Losses:
    if not isinstance(losses, list) or not all(isinstance(loss, (int, float)) for loss in losses):
        raise ValueError("losses must be a vector")
    return losses


FUNCTIONS: Programs = {
    "stopping.epochs": (_epochs, 2, 2),
    "stopping.without_reset": (_without_reset, 2, 2),
    "stopping.against_previous": (_against_previous, 2, 2),
    "stopping.best": (_best, 1, 1),
}
