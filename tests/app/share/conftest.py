"""Pages to share are made for these tests."""

from tests.sharing import share  # noqa: F401
