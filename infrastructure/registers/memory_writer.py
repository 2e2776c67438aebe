"""openpyxl writes every sheet to a file in the system's temporary folder first; here it stays in memory.

A process that is killed would leave that file behind, names and ids included.
"""

import io
import zipfile
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


def workbook_bytes(workbook: Workbook) -> bytes:
    """The workbook as the bytes of an .xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _MemoryWriter(workbook, archive).save()
    return out.getvalue()


class _MemoryWriter(ExcelWriter):
    """The writer of openpyxl, without its temporary files."""

    def __init__(self, workbook: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(workbook, archive)
        self.archive = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        """What the parent does, with the sheet's XML in memory. openpyxl offers no public way, nor do its stubs."""
        sheet = cast("Any", ws)
        drawing = cast("Any", SpreadsheetDrawing())
        drawing.charts, drawing.images = sheet._charts, sheet._images  # noqa: SLF001 - as said above
        sheet._drawing = drawing  # noqa: SLF001 - as said above
        xml = io.BytesIO()
        writer = cast("Any", WorksheetWriter(ws, out=xml))
        writer.write()
        sheet._rels = writer._rels  # noqa: SLF001 - as said above
        self.archive.writestr(ws.path[1:], xml.getvalue())
        self.manifest.append(ws)
