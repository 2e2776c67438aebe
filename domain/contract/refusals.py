"""Why a command on a contract may be refused. Facts are identifiers, dates and numbers, never personal values."""

from domain.refusal import Refused


class AlreadyContracted(Refused):
    """Another contract holds some of these days. Facts: resident, contract, until_on (None: until it is ended)."""

    code = "already_contracted"


class ResidentDeceased(Refused):
    """The person had died by then. Facts: resident, died_on."""

    code = "resident_deceased"


class SignedInFuture(Refused):
    """An agreement cannot have been signed after today. Facts: signed_on, today."""

    code = "signed_in_future"


class StartsBeforeSigning(Refused):
    """An agreement covers nothing before it was signed. Facts: start_on, signed_on."""

    code = "starts_before_signing"


class NotBackSigned(Refused):
    """A back-signed agreement was to hold from before its signing, its first day. Facts: agreed_from_on, first_day."""

    code = "not_back_signed"


class NobodySigned(Refused):
    """A contract needs at least one member."""

    code = "nobody_signed"


class SamePersonTwice(Refused):
    """A person is named more than once. Facts: resident."""

    code = "same_person_twice"


class RepresentativeNotMember(Refused):
    """Only a member on that day may speak for the household. Facts: resident, day."""

    code = "representative_not_member"


class WholeHousehold(Refused):
    """The household signs with every member or not at all. Facts: household_size, signed."""

    code = "whole_household"


class HouseholdTooSmall(Refused):
    """A household has at least as many people as signed. Facts: household_size, signed."""

    code = "household_too_small"


class NotEligible(Refused):
    """The policy does not sign households like this one. Facts: policy."""

    code = "not_eligible"


class OnePersonOnly(Refused):
    """Under this policy each person signs alone. Facts: policy, signed."""

    code = "one_person_only"


class PackageNotOffered(Refused):
    """The policy has no such package. Facts: package, policy."""

    code = "package_not_offered"


class DoctorNotInTeam(Refused):
    """The doctor does not serve in the team on that day. Facts: doctor, team, day."""

    code = "doctor_not_in_team"


class CapacityExceeded(Refused):
    """The team, or the doctor, would have more under contract than the policy allows; counted from the roster.

    Facts: team, counted, cap, load (with those to be signed), as_of.
    """

    code = "capacity_exceeded"


class TeamIncomplete(Refused):
    """Too few people of the team work where the policy wants them. Facts: team, workplace, at_least, found."""

    code = "team_incomplete"


class NotInForce(Refused):
    """The contract does not cover that day. Facts: day, from_on, last_day_on (both None for one entered in error)."""

    code = "not_in_force"


class NotAMember(Refused):
    """The person is not covered by the contract on that day. Facts: resident, day."""

    code = "not_a_member"


class AlreadyMember(Refused):
    """The person is covered by the contract already. Facts: resident, day."""

    code = "already_member"


class RepresentativeLeaves(Refused):
    """Who speaks for the household does not leave it before somebody else speaks for it. Facts: resident, day."""

    code = "representative_leaves"


class LastMember(Refused):
    """The last member cannot leave: the contract itself has to end. Facts: resident."""

    code = "last_member"


class MarkedOtherwise(Refused):
    """The death is on record with another date. Facts: resident, died_on."""

    code = "marked_otherwise"


class ContractAfterDeath(Refused):
    """Another contract covers days after this death. Facts: resident, contract, died_on."""

    code = "contract_after_death"


class CoveredElsewhere(Refused):
    """The person was under another contract on that day, which is the one to mark. Facts: resident, contract, day."""

    code = "covered_elsewhere"


class NothingMarked(Refused):
    """There is no such mark to withdraw. Facts: resident, mark."""

    code = "nothing_marked"


class WhichMark(Refused):
    """Of these marks on record, which one is meant was not said, or it is none. Facts: resident, mark, days."""

    code = "which_mark"


class WentElsewhere(Refused):
    """By a move to another contract, which is to be taken back first. Facts: resident, contract, day."""

    code = "went_elsewhere"


class NotAway(Refused):
    """The person had not moved away by then. Facts: resident, day."""

    code = "not_away"


class ComputedCategory(Refused):
    """The category follows from the birth date and is never written. Facts: category."""

    code = "computed_category"


class LateReasonMissing(Refused):
    """A late entry says why it is late. Facts: day, today, late_after_days."""

    code = "late_reason_missing"


class EntryTooLate(Refused):
    """Nothing is entered that long after it happened. Facts: day, today, refused_after_days."""

    code = "entry_too_late"


class NothingToCorrect(Refused):
    """A correction has to name what was wrong."""

    code = "nothing_to_correct"


class CorrectedAndCleared(Refused):
    """A correction says of the same cell what is right and that there is nothing to say. Facts: cell."""

    code = "corrected_and_cleared"
