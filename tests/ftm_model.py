"""FollowTheMoney's own model, asked in a Python of its own: what it needs does not go with ours.

Reads entities as JSON lines and prints, as JSON, what its model says against them; and for each
name of a schema in the arguments its properties and those it must have.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

PYTHON = Path(__file__).parents[1] / ".venv" / "ftm" / "bin" / "python"


def asked(entities: Iterable[Any], *schemas: str) -> dict[str, Any]:
    """Give `problems`, none for entities that fit, values `lost`, and `schemas`, from there.

    `FTM_PYTHON` names another Python that has FollowTheMoney than the one that `make test` makes.
    """
    python = os.environ.get("FTM_PYTHON", str(PYTHON))
    lines = "".join(f"{json.dumps(each)}\n" for each in entities)
    done = subprocess.run(
        [python, __file__, *schemas], input=lines, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(names: Iterable[str]) -> int:
    """Answer on standard output."""
    model = _model()
    entities = [json.loads(line) for line in sys.stdin]
    told = {
        "problems": [each for entity in entities for each in _problems(model, entity)],
        "lost": [each for entity in entities for each in _lost(model, entity)],
    }
    schemas = {
        name: [sorted(model.get(name).properties), sorted(model.get(name).required)]
        for name in names
    }
    sys.stdout.write(json.dumps(told | {"schemas": schemas}))
    return 0


def _model() -> Any:  # noqa: ANN401 - no types here
    """Import the model, with nothing in place of PyICU, which cannot be had without building it.

    It spells other scripts in Latin letters; a check that asked for that would fail.
    """
    nothing = SimpleNamespace(transliterate=None)
    alike = SimpleNamespace(createInstance=lambda _: nothing)
    sys.modules["icu"] = cast("ModuleType", SimpleNamespace(Transliterator=alike))
    from followthemoney import model  # only the other Python has it

    return model


def _problems(model: Any, entity: Any) -> Iterator[str]:  # noqa: ANN401 - no types here
    schema = model.get(entity["schema"])
    if schema is None:
        yield f"no schema {entity['schema']}"
        return
    for name in sorted(set(schema.required) - entity["properties"].keys()):
        yield f"{entity['id']}: no {name}"
    for name in entity["properties"]:
        if schema.get(name) is None or schema.get(name).stub:
            yield f"{entity['id']}: {schema.name} has no {name}"
    try:
        schema.validate(entity)
    except Exception as error:  # noqa: BLE001 - its own sort of exception is only there
        yield f"{entity['id']}: {error}"


def _lost(model: Any, entity: Any) -> Iterator[str]:  # noqa: ANN401 - no types here
    """Name the values that the model's own cleaning would not keep."""
    for name, values in entity["properties"].items():
        prop = model.get(entity["schema"]).get(name)
        for value in values if prop else ():
            if prop.type.clean(value, format=prop.format) is None:
                yield f"{entity['id']}: {name} is {value!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
