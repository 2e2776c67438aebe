"""What one household of a register comes to: the records that it means, or why it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.contracts import previous_contract
from application.imports.differences import differences, joined
from application.imports.draft import Draft
from application.imports.marks import marks_of, withdrawals_of
from application.imports.outcome import Outcome, Surroundings
from application.imports.people import Listed
from application.imports.picture import Picture
from application.imports.problems import (
    HouseholdRefused,
    refusal_of,
    require_bearers,
    require_cells,
    require_distinct,
    require_plain,
)
from application.imports.recognising import recognised
from application.imports.signing import sign_command
from application.imports.teams import NamedTeam
from application.imports.telling import founded, no_longer_listed, too_late, village_missing
from application.registers.columns import Column
from application.registers.households import Problem, RegisterHousehold
from domain.contract import signing
from domain.contract.signing import SigningSurroundings
from domain.refusal import Refused


def decide_household(household: RegisterHousehold, around: Surroundings) -> Outcome:
    """The records that a household means. Raises HouseholdRefused; nothing is recorded here."""
    require_cells(household)
    require_plain(household)
    people = around.people.of(household)
    require_distinct(household, people)
    require_bearers(household, people, around.people)
    picture = around.households.picture_of(household, people)
    if picture is not None:
        people = recognised(people, picture, around.people)
    try:
        case = _Case(household, people, picture, around.teams.named_by(household, around.today), around)
        return case.changed(picture) if picture is not None and case.is_about(picture) else case.signed()
    except Refused as refused:
        raise refusal_of(household, people, refused, around.ledger) from refused


@dataclass(frozen=True, slots=True)
class _Case:
    """One household, with everything that its decision needs."""

    household: RegisterHousehold
    people: tuple[Listed, ...]
    picture: Picture | None
    team: NamedTeam
    around: Surroundings

    @property
    def signed_on(self) -> date:
        if self.household.signed_on is None:
            raise AssertionError("a household without a signing date is refused by the reader")
        return self.household.signed_on

    def is_about(self, picture: Picture) -> bool:
        """Whether the household is compared with that contract, and not signed anew."""
        contract = picture.known.contract
        same_day = self.signed_on == picture.told.signed_on
        if picture.is_void:
            return same_day and not self._says_otherwise(picture)
        if not same_day and contract.held_until is not None and self.signed_on > contract.held_until:
            return False
        recorded_on = picture.told.signed_on.isoformat()
        if not self._shares_anybody(picture):
            raise HouseholdRefused(
                self.household.problem(
                    "number_of_others", Column.HOUSEHOLD_NUMBER, self.household.number, recorded_on=recorded_on
                )
            )
        if same_day:
            return True
        raise HouseholdRefused(
            self.household.problem("signing_date_changed", Column.SIGNED_ON, self.signed_on, recorded_on=recorded_on)
        )

    def _shares_anybody(self, picture: Picture) -> bool:
        """Whether somebody of the household is of that contract; townships give out the same numbers.

        Where nobody seems to be, somebody else may have been first since the numbers were looked up.
        """
        people = self.around.people
        members = picture.told.members.keys() | picture.known.contract.members.keys()
        if members & {each.resident_id for each in self.people}:
            return True
        people.look_again(self.household)
        listed = {each.resident_id for each in people.of(self.household)}
        merged_into = {each.known.resident.same_as_id for each in people.load(members).values()}
        return bool(listed & (members | merged_into))

    def signed(self) -> Outcome:
        """The household signs a contract: the agreement was on paper before it came here."""
        policy = self.around.policies.version_on(self.around.policy_name, self.signed_on)
        draft = self._draft(None)
        command = sign_command(self.household, self.people, self.team)
        surroundings = SigningSurroundings(
            contract_id=draft.contract_id,
            today=self.around.today,
            team=self.team.team,
            people={listed.resident_id: listed.signatory for listed in self.people},
            previous_contract_id=previous_contract(
                self.around.ledger, self.around.policies, command, draft.claims, self.around.today
            ),
            from_register=True,
        )
        draft.events.extend(signing.sign(command, surroundings, policy))
        told = draft.contract
        draft.run(joined(self.people, told, told))
        marks = marks_of(self.people, draft.contract, told)
        draft.run(marks.commands)
        warned = [*village_missing(self.household), *too_late(self.household, self.people, draft.contract, marks)]
        if not policy.eligible(signing.household_categories(command, surroundings, policy)):
            warned.append(self.household.problem("not_eligible", Column.CATEGORIES, "", policy=policy.ref.name))
        if self.household.package is None:
            warned.append(self.household.problem("package_assumed", Column.PACKAGE, ""))
        return self._outcome(draft, warned)

    def changed(self, picture: Picture) -> Outcome:
        """The household was imported before: what differs from then. Marks taken back may let the contract go on."""
        draft = self._draft(picture)
        draft.run(withdrawals_of(self.people, draft.contract, picture.told))
        draft.run(differences(self.household, self.people, self.team, picture.told, draft.contract))
        marks = marks_of(self.people, draft.contract, picture.told)
        draft.run(marks.commands)
        warned = [*village_missing(self.household), *too_late(self.household, self.people, draft.contract, marks)]
        warned.extend(no_longer_listed(self.household, self.people, picture))
        return self._outcome(draft, warned)

    def _says_otherwise(self, picture: Picture) -> bool:
        told, contract = picture.told, picture.known.contract
        return bool(
            withdrawals_of(self.people, contract, told)
            or differences(self.household, self.people, self.team, told, contract)
            or marks_of(self.people, contract, told).commands
        )

    def _draft(self, picture: Picture | None) -> Draft:
        known = None if picture is None else picture.known
        return Draft(
            household=self.household,
            people=self.people,
            team=self.team,
            today=self.around.today,
            policies=self.around.policies,
            ledger=self.around.ledger,
            contract_id=self.around.new_id() if known is None else known.contract_id,
            before=None if known is None else known.contract,
            version=0 if known is None else known.version,
        )

    def _outcome(self, draft: Draft, warnings: Sequence[Problem]) -> Outcome:
        contract = () if self.picture is None else (self.picture.known,)
        persons = [listed.before.known for listed in self.people if listed.before is not None]
        met = (
            *(f"{known.contract_id}@{known.version}" for known in contract),
            *(f"{known.resident_id}@{known.version}" for known in persons),
        )
        told = (*warnings, *founded(self.household, self.team))
        return Outcome(decision=draft.decision(), team=self.team, met=met, warnings=told)
