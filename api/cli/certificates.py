"""The certificate of a disposal, as it is printed: every line in Chinese and English, whoever reads it."""

from collections.abc import Iterator

from api.language.envelopes import actor_called
from api.language.telling import Names
from api.language.values import day
from api.language.words import word
from application.queries.certificates import Certificate, Hand


def certificate_in_json(certificate: Certificate, names: Names) -> dict[str, object]:
    """A certificate as programs read it."""
    return {
        "number": certificate.number,
        "contract": certificate.contract,
        "household": certificate.household,
        "agreement": certificate.agreement,
        "retention_class": certificate.retention_class,
        "kept_until": certificate.kept_until,
        "approved": _hand_in_json(certificate.approved, names),
        "disposed": _hand_in_json(certificate.disposed, names),
        "kept_back": [
            {"retention_class": each.retention_class, "kept_until": each.kept_until} for each in certificate.kept_back
        ],
    }


def _hand_in_json(hand: Hand, names: Names) -> dict[str, object]:
    return {
        "on": hand.on,
        "by": actor_called(hand.by, names, "en"),
        "by_id": hand.by.id,
        "role": hand.by.role,
        "position": hand.position,
    }


def lines_of(certificate: Certificate, names: Names) -> Iterator[str]:
    """A certificate as people read it."""
    what, until = certificate.retention_class, certificate.kept_until
    household = "" if certificate.household is None else f"（家庭编号 Household {certificate.household}）"
    yield f"销毁证明第{certificate.number}号  Certificate of disposal no. {certificate.number}"
    yield f"  合同 Contract: {certificate.contract}"
    yield f"  协议 Agreement: {certificate.agreement}{household}"
    yield f"  销毁内容 Disposed of: {word(what, 'zh')} {word(what, 'en')}"
    yield f"  保存期限 Had to be kept until: {day(until, 'zh')} {day(until, 'en')}"
    yield f"  批准 Approved: {_hand(certificate.approved, names)}"
    yield f"  销毁 Disposed: {_hand(certificate.disposed, names)}"
    if not certificate.kept_back:
        yield "  继续保存 Kept back: 无 nothing"
    for each in certificate.kept_back:
        kept, until = each.retention_class, each.kept_until
        yield (
            f"  继续保存 Kept back: {word(kept, 'zh')}，到{day(until, 'zh')} "
            f"{word(kept, 'en')}, until {day(until, 'en')}"
        )


def _hand(hand: Hand, names: Names) -> str:
    who, role = actor_called(hand.by, names, "zh"), hand.by.role
    return (
        f"{who}（{word(role, 'zh')} {word(role, 'en')}），{day(hand.on, 'zh')} {day(hand.on, 'en')}，"
        f"记录 record {hand.position}"
    )
