"""Every public name can be imported from the room's door, and is the module's own."""

from importlib import import_module

import pytest

import tutor.compute


@pytest.mark.parametrize("name", tutor.compute.__all__)
def test_a_name_of_the_core_is_found_at_its_door(name: str) -> None:
    found = getattr(tutor.compute, name)
    module = getattr(found, "__module__", "") or ""
    assert not callable(found) or found.__doc__
    if module.startswith("tutor"):
        home = ".".join(module.split(".")[:3])
        assert getattr(import_module(home), name) is found


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tutor.compute.nothing  # noqa: B018
