"""What one household of a register comes to: the records that it means, or why it is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from application.contracts import ChangeSurroundings, ContractChange, change, fold, load_contract, previous_contract
from application.executing import Decision, claims_after
from application.imports.differences import differences
from application.imports.people import Listed, changed_details, find_people, people_by_id, registration
from application.imports.picture import Picture, load_picture
from application.imports.signing import last_day_of, mark_of, marks_of, sign_command
from application.imports.teams import NamedTeam, Teams
from application.ports import Ledger, NewIdentifier, StreamAppend
from application.registers.columns import Column
from application.registers.households import Problem, RegisterHousehold
from domain.contract import signing
from domain.contract.claims import ResidentClaims
from domain.contract.events import ContractEvent, ContractSigned
from domain.contract.refusals import AlreadyContracted
from domain.contract.signing import SigningSurroundings
from domain.contract.state import Contract
from domain.policy.model import Policy
from domain.refusal import Refused


class HouseholdRefused(Exception):
    """The household is not taken, for these reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("household refused")
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a household is judged against; `policy` is the version of its day of signing."""

    ledger: Ledger
    policy: Policy
    today: date
    teams: Teams
    new_id: Callable[[], UUID]
    contract_of: Callable[[RegisterHousehold, Sequence[Listed]], UUID | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a household comes to: the contract, its version before, the records, and what to tell."""

    contract_id: UUID
    version: int
    decision: Decision
    warnings: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Draft:
    """The records of one household's contract, as they are decided one after the other."""

    household: RegisterHousehold
    people: tuple[Listed, ...]
    team: NamedTeam
    village: str
    around: Surroundings
    contract_id: UUID
    before: Contract | None = None
    version: int = 0
    events: list[ContractEvent] = field(default_factory=list)

    @property
    def contract(self) -> Contract:
        """The contract after the records decided so far."""
        contract = fold(self.events, self.before)
        if contract is None:
            raise AssertionError("a draft begins with a contract or its signing")
        return contract

    @property
    def claims(self) -> dict[UUID, ResidentClaims]:
        """What is claimed of the people listed."""
        return {listed.resident_id: listed.claims for listed in self.people}

    def run(self, commands: Sequence[ContractChange]) -> None:
        """Decide commands one after the other."""
        surroundings = ChangeSurroundings(today=self.around.today, claims=self.claims, team=self.team.team)
        for command in commands:
            self.events.extend(change(self.contract_id, self.contract, command, surroundings))

    def outcome(self, picture: Picture | None, warnings: Sequence[Problem]) -> Outcome:
        """All records: the contract's, then the team's, then the people's."""
        streams = [
            StreamAppend(stream_id=self.contract_id, expected_version=self.version, events=tuple(self.events)),
            self.team.append,
        ]
        identifiers: list[NewIdentifier] = []
        for listed in self.people:
            stream, identifier = self._person(listed, picture)
            streams.extend([stream] if stream else [])
            identifiers.extend([identifier] if identifier else [])
        events = tuple(self.events)
        return Outcome(
            contract_id=self.contract_id,
            version=self.version,
            decision=Decision(
                streams=tuple(streams),
                claims=claims_after(self.contract_id, self.before, self.version, events, self.claims),
                identifiers=tuple(identifiers),
            ),
            warnings=(*warnings, *_founded(self.household, self.team)),
        )

    def _person(self, listed: Listed, picture: Picture | None) -> tuple[StreamAppend | None, NewIdentifier | None]:
        if listed.known is None:
            return registration(listed, self.household, self.around.today)
        told = None if picture is None else picture.details.get(listed.resident_id)
        told = listed.known.resident.details if told is None else told
        return changed_details(listed, self.household, told, self.around.today), None


def decide_household(household: RegisterHousehold, around: Surroundings) -> Outcome:
    """The records that a household means. Raises HouseholdRefused; nothing is recorded here."""
    _require_cells(household)
    people = find_people(around.ledger, household, around.new_id)
    contract_id = around.contract_of(household, people)
    picture = None if contract_id is None else load_picture(around.ledger, contract_id)
    try:
        if picture is None or _signed_anew(household, picture):
            return _sign(household, people, around)
        _require_same_signing(household, picture)
        return _change(household, people, picture, around)
    except AlreadyContracted as refused:
        holder = load_contract(around.ledger, UUID(str(refused.facts["contract"]))).contract
        label = holder.household_number or holder.agreement_number
        raise HouseholdRefused([problem_of(household, people, refused, first_household=label)]) from refused
    except Refused as refused:
        raise HouseholdRefused([problem_of(household, people, refused)]) from refused


def _sign(household: RegisterHousehold, people: tuple[Listed, ...], around: Surroundings) -> Outcome:
    village, warnings = village_of(household)
    draft = _Draft(household, people, around.teams.named_by(household, around.today), village, around, around.new_id())
    command = sign_command(household, people, draft.team, village)
    surroundings = SigningSurroundings(
        contract_id=draft.contract_id,
        today=around.today,
        team=draft.team.team,
        people={listed.resident_id: listed.signatory for listed in people},
        previous_contract_id=previous_contract(around.ledger, command, draft.claims),
        from_register=True,
    )
    (signed,) = signing.sign(command, surroundings, around.policy)
    draft.events.append(signed)
    draft.run(marks_of(people, signed))
    categories = signing.household_categories(command, surroundings, around.policy)
    told = [*warnings, *_after_the_end(household, people, signed)]
    if not around.policy.eligible(categories):
        told.append(household.problem("not_eligible", Column.CATEGORIES, "", policy=around.policy.ref.name))
    if household.package is None:
        told.append(household.problem("package_assumed", Column.PACKAGE, ""))
    return draft.outcome(None, told)


def _change(
    household: RegisterHousehold, people: tuple[Listed, ...], picture: Picture, around: Surroundings
) -> Outcome:
    village, warnings = village_of(household)
    known = picture.known
    team = around.teams.named_by(household, around.today)
    draft = _Draft(household, people, team, village, around, known.contract_id, known.contract, known.version)
    draft.run(differences(household, people, team, village, picture))
    missing = len(picture.told.members.keys() - people_by_id(people).keys())
    told = [*warnings]
    if missing:
        told.append(household.problem("no_longer_listed", Column.NAME, "", persons=missing))
    return draft.outcome(picture, told)


def _signed_anew(household: RegisterHousehold, picture: Picture) -> bool:
    contract = picture.known.contract
    if contract.entered_in_error:
        return True
    runs_on = contract.renews_silently and contract.lapse is None
    return household.signed_on is not None and not runs_on and household.signed_on > contract.last_day_on


def _require_cells(household: RegisterHousehold) -> None:
    if household.team is None:
        raise HouseholdRefused([household.problem("team_missing", Column.TEAM, "")])
    if household.doctor is None:
        raise HouseholdRefused([household.problem("doctor_missing", Column.DOCTOR, "")])


def _require_same_signing(household: RegisterHousehold, picture: Picture) -> None:
    recorded = picture.told.signed_on
    if household.signed_on != recorded:
        problem = household.problem(
            "signing_date_changed",
            Column.SIGNED_ON,
            household.signed_on,
            recorded_on=recorded.isoformat(),
        )
        raise HouseholdRefused([problem])


def problem_of(household: RegisterHousehold, people: Sequence[Listed], refused: Refused, **other: object) -> Problem:
    """A rule's refusal, told of the cell that it is about."""
    facts: dict[str, object] = {name: str(value) for name, value in refused.facts.items()}
    facts.update(other)
    person = next((each.person for each in people if str(each.resident_id) == facts.get("resident")), None)
    if person is not None and person.citizen_id is not None:
        value = person.citizen_id.number
        problem = household.problem(refused.code, Column.CITIZEN_ID, value, person=person)
    else:
        problem = household.problem(refused.code, _COLUMN_OF.get(refused.code, Column.SIGNED_ON), household.signed_on)
    return replace(problem, facts=facts)


_COLUMN_OF = {"doctor_not_in_team": Column.DOCTOR, "package_not_offered": Column.PACKAGE}


def village_of(household: RegisterHousehold) -> tuple[str, tuple[Problem, ...]]:
    """The village; where no column names it, the sheet that is named after one. Told, where there is neither."""
    if household.village is not None:
        return household.village, ()
    if household.sheet.endswith(("村", "社区", "居委会", "村委会")):
        return household.sheet, ()
    return "", (household.problem("village_missing", Column.VILLAGE, ""),)


def _founded(household: RegisterHousehold, team: NamedTeam) -> tuple[Problem, ...]:
    if not team.founded:
        return ()
    return (household.problem("team_founded", Column.TEAM, household.team, team=household.team),)


def _after_the_end(
    household: RegisterHousehold, people: Sequence[Listed], signed: ContractSigned
) -> tuple[Problem, ...]:
    """A death or a move noted of a day on which the contract was over: it is not this contract's to mark."""
    found = []
    for listed in people:
        mark = mark_of(listed)
        if mark is not None and last_day_of(mark) > signed.term.end_on:
            last_day = last_day_of(mark).isoformat()
            end_on = signed.term.end_on.isoformat()
            found.append(
                household.problem("note_after_end", Column.NOTE, last_day, person=listed.person, end_on=end_on)
            )
    return tuple(found)
