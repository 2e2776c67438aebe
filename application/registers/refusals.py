"""Why a whole workbook is refused. The facts quote no cell."""

from domain.refusal import Refused


class WorkbookRefused(Refused):
    """The file is no register that can be read."""


class WorkbookMissing(WorkbookRefused):
    """There is no such file, or it cannot be opened."""

    code = "workbook_missing"


class WorkbookEmpty(WorkbookRefused):
    """The file has no content at all."""

    code = "workbook_empty"


class NotAWorkbook(WorkbookRefused):
    """The file is no .xlsx workbook, whatever its name says, or it is damaged."""

    code = "not_a_workbook"


class EncryptedWorkbook(WorkbookRefused):
    """The workbook wants a password."""

    code = "encrypted_workbook"


class OldWorkbook(WorkbookRefused):
    """The file is an .xls of Excel 97-2003."""

    code = "old_xls"


class WorkbookTooLarge(WorkbookRefused):
    """The workbook would unpack to more than any register: `limit` says how much is allowed."""

    code = "workbook_too_large"


class NoHeadingRow(WorkbookRefused):
    """No sheet has a row of headings with a name, an id and something of the household."""

    code = "no_heading_row"


class ErrorsNotWritten(Refused):
    """The copy of the workbook with its errors could not be made; `reason` is the system's word for it."""

    code = "errors_not_written"
