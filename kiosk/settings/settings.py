"""The values in force: defaults < ``kiosk.toml`` < what the store keeps."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.settings.catalogue import Value, declaration, declarations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their values; immutable, replaced as a whole on a change."""

    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def layered(cls, *layers: Mapping[str, object]) -> Settings:
        """Later layers win. Raises ``setting-unknown``, ``setting-not-understood``."""
        values: dict[str, Value] = {}
        for layer in layers:
            for name, value in layer.items():
                values[name] = _checked(name, value)
        return cls(values)

    def text(self, name: str) -> str:
        """A text or choice."""
        return str(self._get(name))

    def number(self, name: str) -> int:
        """A whole number."""
        return int(self._get(name))

    def decimal(self, name: str) -> float:
        """A decimal number."""
        return float(self._get(name))

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return bool(self._get(name))

    def centre(self, language: str) -> str:
        """The centre's name in ``language`` ("zh" or "en")."""
        return self.text("centre.name.en" if language == "en" else "centre.name.zh")

    def listing(self) -> Mapping[str, Value]:
        """Every setting with the value in force."""
        return {name: self._get(name) for name in declarations()}

    def _get(self, name: str) -> Value:
        return self.values.get(name, declaration(name).default)


def read_file(path: Path) -> Mapping[str, object]:
    """The settings in ``kiosk.toml``, dotted names flattened; {} where it is missing.

    Raises ``settings-file-not-read`` where the file is no TOML.
    """
    if not path.exists():
        return {}
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise Expected("settings-file-not-read", str(path), why=str(trouble)) from None
    return dict(_flat(tree))


def _flat(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}.")
        else:
            rows.append((name, value))
    return rows


def _checked(name: str, value: object) -> Value:
    declared = declaration(name)
    if isinstance(value, str) and declared.type not in {"text", "choice"}:
        return declared.parse(value)
    if isinstance(value, str | int | float | bool):
        return declared.check(value)
    raise Expected("setting-not-understood", name, value=str(value), allowed="")
