"""Classes for the tests of this folder."""

from tests.classing import make_class

__all__ = ["make_class"]
