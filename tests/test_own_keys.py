"""The user's own file of keys: read, met where it can be, and what is wrong with it said on the screen."""

from pathlib import Path

import pytest

from screen_store import make_store
from screen_user import WIDE, User
from visavis_tui.app import DeskApp
from visavis_tui.keys import KEYS, rebound
from visavis_tui.own_keys import keys_file, own_keys


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration directory of the test's own; the file in it is still to be written."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    keys_file().parent.mkdir(parents=True)
    return keys_file()


def test_without_a_file_the_keys_are_the_usual_ones() -> None:
    """And nothing is said about it."""
    assert own_keys() == (KEYS, "")


def test_a_file_that_is_no_toml_is_named(configuration: Path) -> None:
    """With its line; the keys stay as they are."""
    configuration.write_text("search = = 1", encoding="utf-8")
    keys, problem = own_keys()
    assert keys == KEYS
    assert str(configuration) in problem
    assert "line 1" in problem


async def test_a_key_of_ones_own_works_and_is_shown(tmp_path: Path) -> None:
    """The new key acts, the old one does not, and footer and help name the new one."""
    app = DeskApp(make_store(tmp_path / "store"), None, *rebound({"help": "Ctrl-h", "zoom": "F5"})[:1])
    async with app.run_test(size=WIDE) as pilot:
        await app.workers.wait_for_complete()
        user = User(pilot)
        assert "Ctrl-h help" in await user.settled()
        assert "Keys here" not in await user.press("question_mark")
        assert "F5" in await user.press("ctrl+h")
