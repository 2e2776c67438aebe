"""Why a command about fees may be refused. Facts are identifiers, dates and amounts, never personal values."""

from domain.refusal import Refused


class NoFee(Refused):
    """The policy charges nothing. Facts: policy."""

    code = "no_fee"


class NotCharged(Refused):
    """Nothing is charged, or what was is void, for the year of that day. Facts: resident, day."""

    code = "not_charged"


class BeforeTheCharge(Refused):
    """What is waived, given back or void was not charged by then. Facts: day, charged_on."""

    code = "before_the_charge"


class NotWaivable(Refused):
    """On the day of the charge the person had no category for which the policy waives. Facts: resident, charged_on."""

    code = "not_waivable"


class WaiverHolds(Refused):
    """On the day of the charge the person had these categories, for which the policy waives.

    Facts: resident, charged_on, categories.
    """

    code = "waiver_holds"


class NotRefundable(Refused):
    """The policy gives nothing back. Facts: policy."""

    code = "not_refundable"


class CoveredToTheEnd(Refused):
    """The person is covered to the end of the year that was charged. Facts: resident, end_on."""

    code = "covered_to_the_end"


class NothingGivenBack(Refused):
    """Nothing of the charge was given back on that day. Facts: resident, day."""

    code = "nothing_given_back"


class ChargedSince(Refused):
    """As this charge was given back, the year was charged under another contract. Facts: resident, contract."""

    code = "charged_since"


class NotAnAmount(Refused):
    """What is given back is more than nothing, in whole cents. Facts: amount."""

    code = "not_an_amount"


class RefundTooLarge(Refused):
    """No more is given back than is left of the charge. Facts: amount, left."""

    code = "refund_too_large"
