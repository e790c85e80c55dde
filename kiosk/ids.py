"""Typed identifiers: strings that must not be mistaken for each other."""

from __future__ import annotations

from typing import NewType

FormId = NewType("FormId", str)
"""A form's ``id`` attribute, as its author wrote it."""
FormVersion = NewType("FormVersion", str)
"""A form's ``version`` attribute; "" where it has none."""
FormHash = NewType("FormHash", str)
"""SHA-256 (hex) over a form's XML and media: what a draft is pinned to."""
DraftId = NewType("DraftId", str)
"""A UUID naming one unfinished instance."""
CaseId = NewType("CaseId", str)
"""A UUID naming a submission together with its corrections."""
InstanceId = NewType("InstanceId", str)
"""OpenRosa's instanceID, ``uuid:…``."""
Reference = NewType("Reference", str)
"""What a person takes home: ``kk-nnnnnn-c``."""
