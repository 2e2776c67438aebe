"""What happened to the papers that are kept, one plain sentence a fact."""

from typing import assert_never

from api.language.telling import Telling
from domain.contract.keeping.events import (
    ContractArchived,
    ContractDisposalVoided,
    ContractDisposed,
    DisposalApprovalWithdrawn,
    DisposalApproved,
    KeepingEvent,
    KeptBack,
    LegalHoldLifted,
    LegalHoldPlaced,
)


def keeping_sentence(  # noqa: PLR0911 - one flat match, a branch for each event there is
    event: KeepingEvent, tell: Telling
) -> str:
    """The sentence about a hold, an approval or a disposal."""
    match event:
        case LegalHoldPlaced():
            return _placed(event, tell)
        case LegalHoldLifted():
            lifted_on = tell.day(event.lifted_on)
            return tell.choose(
                f"自{lifted_on}起解除暂停销毁（编号{event.hold_id}）。",
                f"From {lifted_on} the hold {event.hold_id} is lifted.",
            )
        case ContractArchived():
            return _archived(event, tell)
        case DisposalApproved():
            approved_on, kept_until = tell.day(event.approved_on), tell.day(event.kept_until)
            what = tell.word(event.retention_class)
            return tell.choose(
                f"{approved_on}批准销毁{what}（保存期限到{kept_until}），须由另一人办理。",
                f"On {approved_on} the disposal of the {what}, kept until {kept_until}, was approved; somebody else "
                "has to carry it out.",
            )
        case DisposalApprovalWithdrawn():
            day, what, reason = tell.day(event.withdrawn_on), tell.word(event.retention_class), tell.text(event.reason)
            return tell.choose(
                f"{day}撤回销毁{what}的批准，原因：{reason}。",
                f"On {day} the approval to dispose of the {what} was withdrawn: {reason}.",
            )
        case ContractDisposed():
            return _disposed(event, tell)
        case ContractDisposalVoided():
            number, what, reason = event.certificate_number, tell.word(event.retention_class), tell.text(event.reason)
            return tell.choose(
                f"{what}的销毁登记作废，销毁证明{number}号无效，原因：{reason}。",
                f"The disposal of the {what} was recorded wrongly and certificate {number} is void: {reason}.",
            )
        case _:
            assert_never(event)


def _placed(event: LegalHoldPlaced, tell: Telling) -> str:
    day, reason = tell.day(event.placed_on), tell.word(event.reason)
    note = (
        ""
        if event.note is None
        else tell.choose(f"备注：{tell.text(event.note)}。", f" Note: {tell.text(event.note)}.")
    )
    return tell.choose(
        f"自{day}起暂停销毁，原因：{reason}（编号{event.hold_id}）。{note}",
        f"From {day} nothing may be disposed of: {reason} (hold {event.hold_id}).{note}",
    )


def _archived(event: ContractArchived, tell: Telling) -> str:
    day, what, place = tell.day(event.archived_on), tell.word(event.retention_class), event.place
    zh, en = ("", "") if event.year is None else (f"{event.year}年的", f" of {event.year}")
    return tell.choose(f"{day}{zh}{what}归档，存放于{place}。", f"Put into the archive on {day}: {what}{en}, {place}.")


def _disposed(event: ContractDisposed, tell: Telling) -> str:
    day, approved_on, number = tell.day(event.disposed_on), tell.day(event.approved_on), event.certificate_number
    disposed = tell.word(event.retention_class)
    kept = tell.listed([_kept_back(each, tell) for each in event.kept_back])
    stays = tell.choose(f"继续保存：{kept}。", f" Kept: {kept}.") if kept else ""
    return tell.choose(
        f"{day}销毁{disposed}（{approved_on}批准，销毁证明{number}号）。{stays}",
        f"Disposed of on {day}: {disposed} (approved on {approved_on}, certificate {number}).{stays}",
    )


def _kept_back(kept: KeptBack, tell: Telling) -> str:
    what, until = tell.word(kept.retention_class), tell.day(kept.kept_until)
    return tell.choose(f"{what}（到{until}）", f"{what} (until {until})")
