"""What happened to the papers that are kept, one plain sentence a fact."""

from typing import assert_never

from api.language.telling import Telling
from domain.contract.keeping.events import (
    ContractDisposed,
    DisposalApproved,
    KeepingEvent,
    LegalHoldLifted,
    LegalHoldPlaced,
)


def keeping_sentence(event: KeepingEvent, tell: Telling) -> str:
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
        case DisposalApproved():
            approved_on, kept_until = tell.day(event.approved_on), tell.day(event.kept_until)
            return tell.choose(
                f"{approved_on}批准销毁资料（保存期限到{kept_until}），须由另一人办理。",
                f"On {approved_on} the disposal of the papers, kept until {kept_until}, was approved; somebody else "
                "has to carry it out.",
            )
        case ContractDisposed():
            return _disposed(event, tell)
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


def _disposed(event: ContractDisposed, tell: Telling) -> str:
    day, approved_on = tell.day(event.disposed_on), tell.day(event.approved_on)
    disposed = tell.listed([tell.word(each) for each in event.disposed])
    kept = tell.listed([tell.word(each) for each in event.kept_back])
    stays = tell.choose(f"继续保存：{kept}。", f" Kept: {kept}.") if kept else ""
    return tell.choose(
        f"{day}销毁{disposed}（{approved_on}批准，销毁证明{event.certificate_number}号）。{stays}",
        f"Disposed of on {day}: {disposed} (approved on {approved_on}, certificate {event.certificate_number}).{stays}",
    )
