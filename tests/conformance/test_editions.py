"""The outside validators have nothing to say about the built editions."""

import pytest

from tests.conformance.conftest import ARTICLES, Editions, Validate
from tests.conformance.validators import VALIDATORS

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("tool", VALIDATORS)
def test_validator_finds_nothing_in_the_editions(tool: str, validate: Validate, editions: Editions) -> None:
    """No message of any severity, about any edition of any article."""
    suffix, _ = VALIDATORS[tool]
    files = [path for article in editions.values() for path in article.values() if path.suffix == suffix]
    assert len(files) >= len(ARTICLES)
    assert "\n".join(map(str, validate(tool, files))) == ""
