"""What must agree with the record is asked in one statement, made before the head is taken."""

from uuid import UUID

from application.ports import Append
from infrastructure.database import Store
from infrastructure.ledger.look_up import Bearer, look_up, questions
from infrastructure.ledger.mapper import RecordMapper
from infrastructure.ledger.preparing import prepare
from infrastructure.ledger.rows import Prepared
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.vault.key_ring import KeyRing
from tests.infrastructure.ledger.appends import identification, registration, signing

LI, WANG, CONTRACT = UUID(int=1), UUID(int=2), UUID(int=3)


def prepared(store: Store, append: Append) -> Prepared:
    return prepare(append, RecordMapper(store.tenant), store.keys, KeyRing(store.keys, {}))


def test_appends_of_one_kind_ask_the_same_statement(store: Store) -> None:
    (first,), (second,) = (questions([prepared(store, registration(who))]) for who in (LI, WANG))
    assert first.statement is second.statement
    assert first.values != second.values


def test_everything_that_a_batch_must_agree_with_is_known(store: Store, ledger: StoredLedger) -> None:
    ledger.append([registration(LI), identification(LI), signing(CONTRACT, LI)])
    batch = [prepared(store, each) for each in (registration(LI), identification(LI), signing(CONTRACT, LI))]
    asked = questions(batch)
    with store.transaction() as connection:
        known = look_up(connection, asked)
    assert (known.position, known.versions, known.claim_seqs) == (3, {LI: 2, CONTRACT: 1}, {LI: 1})
    assert list(known.identifiers.values()) == [Bearer(LI, 1)]
    assert set(known.subject_keys) == {(LI, 1)}
    assert known.commands == {}  # the same facts, sent under other keys


def test_a_batch_of_many_appends_is_asked_in_parts(store: Store, ledger: StoredLedger) -> None:
    appends = [registration(UUID(int=number)) for number in range(1, 252)]
    ledger.append(appends)
    asked = questions([prepared(store, each) for each in appends])
    with store.transaction() as connection:
        known = look_up(connection, asked)
    assert (len(asked), len(known.versions), known.position) == (3, 251, 251)
