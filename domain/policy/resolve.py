"""Which version of which policy holds: by name and day, or by the reference that a record carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.calendar import day_after
from domain.policy.errors import PolicyVersionChanged, UnknownPolicy, UnknownPolicyVersion
from domain.policy.model import Policy, PolicyRef, Term


@dataclass(frozen=True, kw_only=True, slots=True)
class GovernedTerm:
    """A term, and the version that governs it."""

    term: Term
    policy: Policy


class PolicyBook:
    """Every policy there is. Versions of one name are told apart by their dates: ValueError where two share one."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self._versions: dict[str, list[Policy]] = {}
        for policy in sorted(policies, key=lambda each: each.effective_from or date.min):
            versions = self._versions.setdefault(policy.ref.name, [])
            if any(policy.effective_from == other.effective_from for other in versions):
                message = f"two versions of {policy.ref.name} from the same day"
                raise ValueError(message)
            versions.append(policy)

    def names(self) -> tuple[str, ...]:
        """The names of all policies, sorted."""
        return tuple(sorted(self._versions))

    def versions(self, name: str) -> tuple[Policy, ...]:
        """Every version of a policy, earliest first; UnknownPolicy where there is none."""
        if name not in self._versions:
            raise UnknownPolicy(name=name, known=self.names())
        return tuple(self._versions[name])

    def version_on(self, name: str, day: date) -> Policy:
        """The version in force on `day`; UnknownPolicy where there is none of that name."""
        return [each for each in self.versions(name) if (each.effective_from or date.min) <= day][-1]

    def by_ref(self, ref: PolicyRef) -> Policy:
        """The version that a record names. Refuses an unknown name or version, and a version edited since."""
        versions = self.versions(ref.name)
        found = next((policy for policy in versions if policy.ref.version == ref.version), None)
        if found is None:
            known = tuple(policy.ref.version for policy in versions)
            raise UnknownPolicyVersion(name=ref.name, version=ref.version, known=known)
        if found.ref.digest != ref.digest:
            raise PolicyVersionChanged(
                name=ref.name, version=ref.version, recorded=ref.digest, present=found.ref.digest
            )
        return found

    def terms(self, name: str, start_on: date, count: int) -> tuple[GovernedTerm, ...]:
        """The first `count` terms of a contract begun on `start_on`, each under the version of its own first day."""
        policy = self.version_on(name, start_on)
        found = [GovernedTerm(term=policy.term_for(start_on), policy=policy)]
        while len(found) < count:
            found.append(self.following(found[-1]))
        return tuple(found)

    def following(self, current: GovernedTerm) -> GovernedTerm:
        """The term after `current`, under the version that its first day has."""
        policy = self.version_on(current.policy.ref.name, day_after(current.term.end_on))
        anchor_on = policy.anchor_after(current.term, current.policy)
        return GovernedTerm(term=policy.next_term(current.term, anchor_on), policy=policy)
