"""Stationary points: every one that is returned is one, and the known ones of known functions are found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.compute.descent import Quadratic, stationary_points

STARTS = np.stack(np.meshgrid(np.linspace(-5, 5, 9), np.linspace(-5, 5, 9)), axis=-1).reshape(-1, 2)


def himmelblau_gradient(v):
    x, y = v[..., 0], v[..., 1]
    return np.stack(
        [4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7), 2 * (x**2 + y - 11) + 4 * y * (x + y**2 - 7)], -1
    )


def himmelblau_hessian(v):
    x, y = v[..., 0], v[..., 1]
    mixed = 4 * (x + y)
    rows = [[12 * x**2 + 4 * y - 42, mixed], [mixed, 4 * x + 12 * y**2 - 26]]
    return np.stack([np.stack(row, -1) for row in rows], -2)


def test_himmelblau_has_four_minima_four_saddles_and_a_maximum():
    found = stationary_points(himmelblau_gradient, himmelblau_hessian, STARTS)
    assert np.abs(himmelblau_gradient(found)).max() < 1e-9
    signs = [tuple(np.linalg.eigvalsh(h) > 0) for h in himmelblau_hessian(found)]
    assert (signs.count((True, True)), signs.count((False, True)), signs.count((False, False))) == (4, 4, 1)
    assert any(np.allclose(point, (3, 2)) for point in found)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(-5, 5), min_size=5, max_size=5))
def test_a_quadratic_has_the_one_that_its_equations_give(numbers):
    a, b, c, d, e = (float(each) for each in numbers)
    A = np.array([[a, b], [b, c]])
    if abs(np.linalg.det(A)) < 1e-9 or max(abs(np.linalg.solve(A, (d, e)))) > 10:
        return
    f = Quadratic(A, (d, e))
    found = stationary_points(f.gradient, lambda v: np.broadcast_to(A, (*v.shape[:-1], 2, 2)), STARTS)
    assert np.allclose(found, [f.stationary])


def test_what_has_none_gives_none():
    def gradient(v):
        return np.broadcast_to(np.array([1.0, 0.0]), v.shape)

    found = stationary_points(gradient, lambda v: np.zeros((*v.shape, 2)), STARTS)
    assert found.shape == (0, 2)


def test_starts_must_be_points():
    with pytest.raises(ValueError, match="starts"):
        stationary_points(himmelblau_gradient, himmelblau_hessian, [1.0, 2.0])
