"""What is kept of a contract, and from which day its time counts."""

from datetime import date

from domain.contract.keeping.ending import Ending
from domain.contract.keeping.events import ContractDisposed
from domain.contract.keeping.refusals import Disposed, NothingOfThisClass
from domain.contract.state import Contract
from domain.policy.retention import RetentionClass


def classes_of(contract: Contract) -> tuple[RetentionClass, ...]:
    """Its papers, and a health record where somebody was served, even where that was taken back."""
    health_record = (RetentionClass.HEALTH_RECORD,) if contract.services else ()
    return (RetentionClass.CONTRACT_PAPERS, *health_record)


def counted_from(what: RetentionClass, contract: Contract, ending: Ending) -> date:
    """Papers are kept from the contract's last day; a health record from the last visit, where that was later."""
    if what is RetentionClass.CONTRACT_PAPERS:
        return ending.last_day_on
    return max((ending.last_day_on, *(service.delivered_on for service in contract.services.values())))


def require_not_disposed(contract: Contract) -> None:
    """Refuse whatever is asked of a contract of which anything is gone."""
    _require_none(next(iter(contract.keeping.disposals.values()), None))


def require_kept(what: RetentionClass, contract: Contract) -> None:
    """Refuse what is asked of a class of which the contract has nothing, or nothing any more."""
    if what not in classes_of(contract):
        raise NothingOfThisClass(what=what)
    _require_none(contract.keeping.disposals.get(what))


def require_anything_kept(contract: Contract) -> None:
    """Refuse what is asked of a contract of which everything is gone."""
    if set(classes_of(contract)) <= contract.keeping.disposals.keys():
        require_not_disposed(contract)


def _require_none(disposal: ContractDisposed | None) -> None:
    if disposal is not None:
        raise Disposed(disposed_on=disposal.disposed_on, certificate=disposal.certificate_number)
