"""`fees`: the account of one contract, what was charged, waived, given back and void, and who bears what."""

from typing import Annotated
from uuid import UUID

import typer

from api.cli.moments import known_words
from api.cli.options import Json, KnownAt, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.language.telling import Names, Telling
from api.language.words import word
from api.names import LedgerNames, NamesWithheld
from application.contracts import load_contract
from application.ports import Ledger
from application.queries.directory import find_contract
from application.queries.fees import ContractFees, fees_of
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.state import Fee, FeeElsewhere
from domain.contract.fees.statement import FeeStatement
from domain.policy.fees import FeeShare
from domain.policy.retention import RetentionClass

Called = Annotated[
    str,
    typer.Argument(metavar="CONTRACT", help=SAY("合同编号或家庭编号", "a contract's id, or a household number")),
]


def add_to(app: typer.Typer) -> None:
    """The command `fees`."""
    app.command("fees", help=SAY("一份合同的费用", "the fees of one contract"))(fees)


def fees(
    contract: Called,
    known_at: KnownAt = None,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print every charge of a contract, and the sums."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    with reading(tenant, output) as service:
        contract_id = find_contract(contract, service.directory, service.ledger)
        found = fees_of(contract_id, known_at, service.ledger, service.clock)
        names = _names(contract_id, service.ledger)
        told = [_fee_in_json(fee, names) for fee in found.statement.fees]
        told_elsewhere = [_elsewhere_in_json(each, names) for each in found.elsewhere]
        notes = [_elsewhere_in_words(each, Telling(names, SAY.language)) for each in found.elsewhere]
        rows = [_row(fee, Telling(names, SAY.language)) for fee in found.statement.fees]
    known = known_words(found.known_at, found.position)
    output.note(SAY(f"合同 {contract_id}，{known}", f"Contract {contract_id}, {known}"))
    if as_json:
        output.value({**_in_json(found, told), "elsewhere": told_elsewhere})
    else:
        _tell(found, rows, output)
        for note in notes:
            output.line(note)
    return 0


def _names(contract_id: UUID, ledger: Ledger) -> Names:
    """What people are called; of a contract that was disposed of, nobody is named."""
    names = LedgerNames(ledger)
    gone = RetentionClass.CONTRACT_PAPERS in load_contract(ledger, contract_id).contract.keeping.disposals
    return NamesWithheld(names) if gone else names


def _in_json(found: ContractFees, told: list[dict[str, object]]) -> dict[str, object]:
    statement = found.statement
    return {
        "contract": found.contract,
        "known_at": found.known_at,
        "position": found.position,
        "fees": told,
        "total": {
            "charged": str(statement.charged),
            "waived": str(statement.waived),
            "refunded": _parts(statement.refunded),
            "voided": str(statement.voided),
            "borne": _parts(statement.borne),
        },
    }


def _fee_in_json(fee: Fee, names: Names) -> dict[str, object]:
    charged = fee.charged
    return {
        "resident": charged.resident_id,
        "name": names.resident(charged.resident_id),
        "term": charged.term_number,
        "year": {"start_on": charged.year.start_on, "end_on": charged.year.end_on},
        "charged_on": charged.charged_on,
        "charged": str(charged.amount),
        "waived": str(fee.waived),
        "waived_for": fee.waived_for,
        "refunded": _parts(fee.refunded),
        "voided_on": None if fee.void is None else fee.void.voided_on,
        "voided": str(fee.voided),
        "borne": _parts(fee.borne),
    }


def _elsewhere_in_json(charged: FeeElsewhere, names: Names) -> dict[str, object]:
    return {"contract": charged.contract_id, **_fee_in_json(charged.fee, names)}


def _elsewhere_in_words(charged: FeeElsewhere, tell: Telling) -> str:
    who, year, other = tell.person(charged.fee.charged.resident_id), charged.fee.charged.year, charged.contract_id
    start_on, end_on = tell.day(year.start_on), tell.day(year.end_on)
    return SAY(
        f"{who}{start_on}至{end_on}的费用已登记在合同 {other}。",
        f"{who} is charged for {start_on} to {end_on} under contract {other}.",
    )


def _parts(parts: FeeParts) -> dict[str, str]:
    return {payer.value: str(amount) for payer, amount in parts.by_payer.items()}


def _tell(found: ContractFees, rows: list[list[object]], output: Output) -> None:
    if not rows:
        output.line(SAY("没有登记费用。", "Nothing was charged."))
        return
    statement = found.statement
    sums = [SAY("合计", "total"), "", statement.charged, *_less(statement)]
    headings = [
        SAY("姓名", "name"),
        SAY("年度", "year"),
        SAY("应收", "charged"),
        SAY("减免", "waived"),
        SAY("退还", "given back"),
        SAY("作废", "void"),
        *(word(payer, SAY.language) for payer in FeeShare),
    ]
    output.table(headings, [*rows, [*sums, *statement.borne.by_payer.values()]])


def _row(fee: Fee, tell: Telling) -> list[object]:
    year = fee.charged.year
    return [
        tell.person(fee.charged.resident_id),
        f"{year.start_on} … {year.end_on}",
        fee.charged.amount,
        *_less(fee),
        *fee.borne.by_payer.values(),
    ]


def _less(account: Fee | FeeStatement) -> list[object]:
    """What of a charge, or of all, nobody bears."""
    return [account.waived, account.refunded.total, account.voided]
