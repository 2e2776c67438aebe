"""Canonical JSON (RFC 8785): one value, one sequence of bytes, so that a digest of a record means something.

Keys are field names, hence ASCII, for which sorting by code point is the sorting that the RFC asks for. Floats never
occur: decimals, dates and instants are strings.
"""

from typing import Any
from uuid import UUID

import msgspec

from domain.personal import Personal


class UnsealedValue(Exception):
    """A personal value was about to be written without a seal. A defect, stopped at the last moment."""


class _SealedForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    digest: str
    subject: UUID


def _on_record(value: object) -> object:
    if not isinstance(value, Personal):
        raise TypeError(f"{type(value).__name__} has no form on record")
    if not value.digest:
        raise UnsealedValue
    return {"digest": value.digest, "subject": value.subject}


def _in_memory(wanted: type, value: Any) -> object:  # noqa: ANN401 whatever JSON holds
    if wanted is not Personal:
        raise NotImplementedError(wanted)
    held = msgspec.convert(value, _SealedForm)
    return Personal(held.subject, None, held.digest)


_encoder = msgspec.json.Encoder(enc_hook=_on_record, order="sorted")


def encode(value: object) -> bytes:
    """The canonical bytes of dataclasses, containers, strings, integers, dates, ids and sealed personal values."""
    return _encoder.encode(value)


def decoder(wanted: type) -> "msgspec.json.Decoder[Any]":
    """Reads the bytes of one class back; personal values come back closed. Its errors are `msgspec.MsgspecError`s."""
    return msgspec.json.Decoder(wanted, dec_hook=_in_memory)


def is_canonical(record: bytes) -> bool:
    """Whether the bytes are exactly what their own content encodes to."""
    try:
        return msgspec.json.encode(msgspec.json.decode(record), order="sorted") == record
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
