"""The shared core: pure functions over numbers and numpy arrays. Imports numpy and nothing else.

Import from the modules: `from tutor.compute.descent import Quadratic`.
"""
