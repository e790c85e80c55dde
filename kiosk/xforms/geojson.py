"""GeoJSON feature collections as rows of a choice list.

What belongs here: a feature's geometry in ODK's notation, its id and its properties
(ODK XForms specification, Secondary Instances - External).
"""

from __future__ import annotations

from typing import Any

Json = Any  # what json.loads gives; every use below checks its shape


def feature_rows(content: Json) -> list[dict[str, str]]:
    """One row a feature: ``geometry``, ``id`` where it has one, its properties.

    Raises:
        TypeError, ValueError: for anything but a FeatureCollection of points, lines
            and polygons.
    """
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise TypeError("not a FeatureCollection")
    features = content.get("features")
    if not isinstance(features, list):
        raise TypeError("no list of features")
    return [_row(feature) for feature in features]


def _row(feature: Json) -> dict[str, str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise TypeError("not a Feature")
    row = {"geometry": _geometry(feature.get("geometry"))}
    if "id" in feature:
        row["id"] = _plain(feature["id"])
    for name, value in (feature.get("properties") or {}).items():
        row[str(name)] = _plain(value)
    return row


def _plain(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _geometry(geometry: Json) -> str:
    """``lat lon 0 0``, several joined by ``;`` (GeoJSON has longitude first)."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Point", "LineString", "Polygon"}:
        raise ValueError("only points, lines and polygons can be choices")
    places = geometry.get("coordinates")
    if kind == "Point":
        places = [places]
    elif kind == "Polygon":
        places = places[0] if places else []
    return "; ".join(_place(place) for place in places)


def _place(place: Json) -> str:
    if not isinstance(place, list) or not {type(p) for p in place[:2]} <= {int, float}:
        raise ValueError("coordinates are not numbers")
    longitude, latitude = place[:2]
    return f"{latitude} {longitude} 0 0"
