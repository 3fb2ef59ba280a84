"""Readers, loaders and editors as processes: what is published is whole at every moment, nothing reported is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from visavis.database.connection import open_reader

TESTS = Path(__file__).parent
SECONDS = float(os.environ.get("VISAVIS_CROWD_SECONDS", "5"))  # 60 and more outside of CI


def scenario(name: str, directory: Path, amount: float) -> dict[str, Any]:
    """What a scenario of store_crowd.py found."""
    command = [sys.executable, str(TESTS / "store_crowd.py"), name, str(directory), str(amount)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=amount + 120)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_fifty_kills_cost_nothing(tmp_path: Path) -> None:
    """Killed with -9 at every step of a publish and at any moment: a whole store, nothing reported lost, no repair."""
    found = scenario("kills", tmp_path / "S", 50)
    assert found["problems"] == []
    assert found["killed"] >= 40  # the others were faster than their killer
    assert found["left"] == []
    with open_reader(tmp_path / "S") as reader:
        assert reader.rows("SELECT count(*) FROM articles")[0][0] == found["published"] + 2 + 50 - found["killed"]


def test_eight_readers_two_loaders_two_editors(tmp_path: Path) -> None:
    """Nobody meets an error or half a load, and all that was stored or decided is there at the end."""
    found = scenario("crowd", tmp_path / "S", SECONDS)
    (end,) = found["end"]
    assert found["codes"] == [0] * 12
    everybody = [said for group in ("readers", "loaders", "editors") for said in found[group]]
    assert [one for said in everybody for one in said if "error" in one] == []
    assert all(said[-1]["reads"] > 3 for said in found["readers"])
    assert end["problems"] == []
    batches = [batch for loader in found["loaders"] for batch in loader]
    stored = {article for batch in batches for article in batch["stored"]}
    assert len(stored) == sum(batch["count"] for batch in batches) > 5
    assert stored <= set(end["articles"])
    decided = {article for (dated,) in found["editors"] for article in dated}
    assert decided
    assert sorted(decided) == end["dated"]
    assert end["generation"] == len(batches) + 2  # the first before, the last after
