"""The zip around a workbook, unpacked as far as it is safe: sizes are measured while unpacking, none is believed.

What calamine reads afterwards is a fresh, uncompressed zip of exactly the bytes that were measured here.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from application.registers.refusals import EncryptedWorkbook, NotAWorkbook, OldWorkbook, WorkbookEmpty, WorkbookTooLarge
from infrastructure.registers.sheet_xml import refuse_document_type

MEGABYTE = 1024 * 1024
MAX_PARTS = 2_000
MAX_BYTES = 192 * MEGABYTE
MAX_RATIO = 200
"""A register inflates 10 to 30 times, a bomb up to 1032; judged beyond RATIO_FROM bytes, blank rows pack very well."""
RATIO_FROM = 16 * MEGABYTE

_CHUNK = 256 * 1024
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_READ_PARTS = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(workbook|sharedstrings|styles)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_EVERY_PART = re.compile(".*[^/]", re.DOTALL)
_ENCRYPTED = 0x1


def unpack(content: bytes) -> Mapping[str, bytes]:
    """The parts of a workbook that are needed to read its cells, by name. Pictures and the like are not unpacked.

    Raises WorkbookEmpty, EncryptedWorkbook, OldWorkbook, NotAWorkbook, WorkbookTooLarge.
    """
    return _unpack(content, _READ_PARTS)


def unpack_all(content: bytes) -> Mapping[str, bytes]:
    """Every part of a workbook, under the same limits; no XML part has a document type. Raises the same."""
    parts = _unpack(content, _EVERY_PART)
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            refuse_document_type(part)
    return parts


def repack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an uncompressed zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _old_or_foreign(content: bytes) -> type[OldWorkbook | NotAWorkbook]:
    names = ("Workbook", "Book")
    return OldWorkbook if any(name.encode("utf-16-le") in content for name in names) else NotAWorkbook


def _unpack(content: bytes, wanted: re.Pattern[str]) -> dict[str, bytes]:
    if not content:
        raise WorkbookEmpty
    if content.startswith(_OLE):
        raise EncryptedWorkbook if "EncryptedPackage".encode("utf-16-le") in content else _old_or_foreign(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = _inflate_all(package, wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error, OSError) as broken:
        raise NotAWorkbook from broken
    if not any(name.lower() == "xl/workbook.xml" for name in parts):
        raise NotAWorkbook
    return parts


def _inflate_all(package: zipfile.ZipFile, pattern: re.Pattern[str]) -> dict[str, bytes]:
    entries = package.infolist()
    if len(entries) > MAX_PARTS:
        raise WorkbookTooLarge(limit=f"{MAX_PARTS} 部件 / parts")
    wanted = [entry for entry in entries if pattern.fullmatch(entry.filename)]
    if any(entry.flag_bits & _ENCRYPTED for entry in wanted):
        raise EncryptedWorkbook
    if sum(entry.file_size for entry in wanted) > MAX_BYTES:
        raise WorkbookTooLarge(limit=f"{MAX_BYTES // MEGABYTE} MB")
    parts: dict[str, bytes] = {}
    left = MAX_BYTES
    for entry in wanted:
        if entry.filename in parts:
            raise NotAWorkbook
        parts[entry.filename] = _inflate(package, entry, left=left)
        left -= len(parts[entry.filename])
    return parts


def _inflate(package: zipfile.ZipFile, entry: zipfile.ZipInfo, *, left: int) -> bytes:
    out = bytearray()
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            out += chunk
            if len(out) > left:
                raise WorkbookTooLarge(limit=f"{MAX_BYTES // MEGABYTE} MB")
            if len(out) > max(RATIO_FROM, MAX_RATIO * entry.compress_size):
                raise WorkbookTooLarge(limit=f"{MAX_RATIO}:1")
    return bytes(out)
