"""Numbers that look random: the same everywhere, and distributed as they should be."""

import numpy as np
import pytest

from tutor.explore.backpropagation.draws import Draws, uniforms


def test_they_are_those_of_splitmix64():
    # The published generator with seed 0 begins with these 64-bit numbers.
    first = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC]
    assert uniforms(0, 4).tolist() == [((number >> 11) + 0.5) / 2**53 for number in first]
    assert uniforms(2, 2).tolist() == uniforms(0, 4)[2:].tolist()


def test_normals_have_the_moments_of_a_normal_distribution():
    drawn = Draws().normal(2.0, (200, 500))
    assert drawn.mean() == pytest.approx(0, abs=0.02) and drawn.std() == pytest.approx(2, rel=0.01)
    standard = drawn / drawn.std()
    assert (standard**3).mean() == pytest.approx(0, abs=0.03) and (standard**4).mean() == pytest.approx(
        3, abs=0.06
    )
    assert np.abs(np.corrcoef(drawn[:-1].ravel(), drawn[1:].ravel())[0, 1]) < 0.01


def test_one_array_after_the_other_goes_on_in_the_row():
    draws = Draws()
    one, other = draws.normal(1.0, (3,)), draws.normal(1.0, (3,))
    assert not np.isin(one, other).any() and Draws().normal(1.0, (3,)).tolist() == one.tolist()
