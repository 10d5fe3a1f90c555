"""Settings come from the environment or, where they are secret, from files."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from justice_portal.environment import env, env_list


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    file = tmp_path / "key"
    file.write_text("first, second\n")
    monkeypatch.delenv("A_SECRET", raising=False)
    monkeypatch.setenv("A_SECRET_FILE", str(file))
    assert env("A_SECRET") == "first, second"
    assert env_list("A_SECRET") == ["first", "second"]
    monkeypatch.setenv("A_SECRET", "another")
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env("A_SECRET")


def test_a_file_that_is_not_there_is_named_and_no_secret_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="A_SECRET_FILE"):
        env("A_SECRET", "usual")
    monkeypatch.delenv("A_SECRET_FILE")
    assert env("A_SECRET", "usual") == "usual"
