"""What can be set: read from ``catalogue.toml``, checked by type and range."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """One setting: its name, type, default, bounds and what it does."""

    name: str
    type: str
    default: Value
    about: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def parse(self, text: str) -> Value:
        """The value written as ``text``; raises ``setting-not-understood``."""
        try:
            value = self._convert(text.strip())
        except ValueError:
            raise self._refusal(text) from None
        return self.check(value)

    def check(self, value: Value) -> Value:
        """``value`` where type and range hold; else ``setting-not-understood``."""
        if not self._type_holds(value) or not self._range_holds(value):
            raise self._refusal(value)
        return float(value) if self.type == "decimal" else value

    def _convert(self, text: str) -> Value:
        if self.type == "number":
            return int(text)
        if self.type == "decimal":
            return float(text)
        if self.type == "flag":
            return _FLAGS.get(text.lower(), text)
        return text

    def _type_holds(self, value: Value) -> bool:
        if self.type == "flag":
            return isinstance(value, bool)
        if self.type in {"number", "decimal"}:
            kinds = int if self.type == "number" else (int, float)
            return isinstance(value, kinds) and not isinstance(value, bool)
        return isinstance(value, str) and (not self.choices or value in self.choices)

    def _range_holds(self, value: Value) -> bool:
        if isinstance(value, bool | str):
            return True
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)

    def _refusal(self, value: object) -> Expected:
        if self.choices:
            allowed = " · ".join(self.choices)
        elif self.type == "flag":
            allowed = "yes · no"
        else:
            allowed = f"{_plain(self.least)}–{_plain(self.most)}"
        return Expected(
            "setting-not-understood", self.name, value=str(value), allowed=allowed
        )


_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False}
_FLAGS["off"] = False


def _plain(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"


@cache
def declarations() -> Mapping[str, Declaration]:
    """Every setting by name, in the order of the catalogue."""
    text = files("kiosk.settings").joinpath("catalogue.toml").read_text("utf-8")
    return {
        name: Declaration(
            name,
            row["type"],
            row["default"],
            row["about"],
            tuple(row.get("choices", ())),
            row.get("least"),
            row.get("most"),
        )
        for name, row in tomllib.loads(text).items()
    }


def declaration(name: str) -> Declaration:
    """The setting called ``name``; raises ``setting-unknown``."""
    found = declarations().get(name)
    if found is None:
        raise Expected("setting-unknown", name)
    return found
