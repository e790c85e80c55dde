"""Functions over places on a spherical Earth: ``area``, ``distance``, ``geofence``.

A point is ``latitude longitude [altitude accuracy]`` in degrees and metres; a trace
or a shape is points separated by ``;`` (ODK XForms, data types).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kiosk.xpath.code import Kind
from kiosk.xpath.coerce import plain_number, to_text
from kiosk.xpath.functions import Function

if TYPE_CHECKING:
    from kiosk.xpath.values import Value

EARTH: Final = 6_378_100.0
"""Radius at the equator in metres, as other ODK engines take it."""
_DECIMALS: Final = 2
"""No receiver knows better than centimetres; other engines round here too."""


class Point(NamedTuple):
    """A place in degrees."""

    latitude: float
    longitude: float


def _points(values: tuple[Value, ...]) -> list[Point] | None:
    """All points of all arguments, or None where something is not a point."""
    points: list[Point] = []
    for value in values:
        texts = (
            [node.text() for node in value]
            if isinstance(value, list)
            else [to_text(value)]
        )
        for text in texts:
            for part in text.strip().strip(";").split(";"):
                point = _point(part)
                if point is None:
                    return None
                points.append(point)
    return points


def _point(text: str) -> Point | None:
    """A point, or None for text that is none."""
    numbers = [plain_number(word) for word in text.split()]
    if len(numbers) < 2:  # noqa: PLR2004 (latitude and longitude)
        return None
    latitude, longitude = numbers[:2]
    if latitude is None or longitude is None:
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 (degrees)
        return None
    return Point(latitude, longitude)


def _distance(*values: Value) -> float:
    """Metres along the points, in their order."""
    points = _points(values)
    if points is None:
        return math.nan
    return round(sum((between(a, b) for a, b in pairwise(points)), 0.0), _DECIMALS)


def between(start: Point, end: Point) -> float:
    """Metres between two points over the sphere (haversine)."""
    first, second = math.radians(start.latitude), math.radians(end.latitude)
    across = math.radians(end.longitude - start.longitude)
    chord = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(chord)))


def _area(*values: Value) -> float:
    """Square metres enclosed by the points."""
    points = _points(values)
    if points is None:
        return math.nan
    total = 0.0
    for start, end in pairwise([*points, *points[:1]]):
        across = math.radians(end.longitude - start.longitude)
        first, second = math.radians(start.latitude), math.radians(end.latitude)
        total += across * (2 + math.sin(first) + math.sin(second))
    return round(abs(total * EARTH * EARTH / 2), _DECIMALS)


def _geofence(place: str, fence: str) -> bool:
    """Whether a point lies inside a closed shape."""
    point = _point(place)
    shape = _points((fence,)) if fence else None
    if point is None or shape is None or not shape or shape[0] != shape[-1]:
        return False
    inside = False
    for start, end in pairwise(shape):
        if (start.longitude > point.longitude) == (end.longitude > point.longitude):
            continue
        slope = (end.latitude - start.latitude) / (end.longitude - start.longitude)
        crossing = start.latitude + slope * (point.longitude - start.longitude)
        if point.latitude < crossing:
            inside = not inside
    return inside


FUNCTIONS: Final = (
    Function("area", "vv*", Kind.NUMBER, _area),
    Function("distance", "vv*", Kind.NUMBER, _distance),
    Function("geofence", "ss", Kind.BOOLEAN, _geofence),
)
