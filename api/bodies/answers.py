"""Answers a sent command: what became of it, or why nothing did. No answer quotes a personal value."""

import json
from dataclasses import asdict
from typing import Any

from api.bodies.instructions import Envelope, SentReader
from api.bodies.naming import Finder
from api.bodies.problems import BodyProblem, BodyRefused
from api.language.messages import code_sentence, refusal_sentence
from application.commanding import Commander, about_what
from application.envelope import Actor
from application.executing import Receipt, done_before
from application.reassigning import ReassignmentReport
from domain.policy.errors import Language
from domain.refusal import Refused

Answer = dict[str, Any]
"""A JSON object."""


class Answers:
    """Runs sent commands by `who`, unless a command says by whom, and answers each in a language."""

    def __init__(self, commander: Commander, finder: Finder, who: Actor, language: Language) -> None:
        self._commander = commander
        self._finder = finder
        self._reader = SentReader(finder, who)
        self._language = language

    def to(self, line: bytes) -> Answer:
        """The answer to one line: `ok`, or `error` with its code and message. A run tells what it did this time.

        What is answered with `ok` is durable. Raises what says that the store cannot be written: whether the command
        was recorded is then not known, and it is safe to send it again.
        """
        try:
            said = json.loads(line)
        except ValueError:
            return self._error("not_json")
        known = {"command_id": said["command_id"]} if isinstance(said, dict) and "command_id" in said else {}
        try:
            return {**known, **self._done(self._reader.envelope(said))}
        except BodyRefused as refused:
            return {**known, **self._malformed(refused)}
        except Refused as refused:
            return {**known, **self._refused(refused)}

    def _done(self, sent: Envelope) -> Answer:
        what, receipt = about_what(sent.command), self._receipt(sent)
        if isinstance(receipt, ReassignmentReport):
            return {"ok": True, what: receipt.team_id, **self._run(receipt)}
        return {
            "ok": True,
            what: receipt.stream_id,
            "version": receipt.stream_version,
            "position": receipt.position,
        }

    def _receipt(self, sent: Envelope) -> Receipt | ReassignmentReport:
        """What came of it; a command that was done before is not read again where somebody has another number since."""
        try:
            instruction = self._reader.instruction(sent)
        except (BodyRefused, Refused):
            before = done_before(self._finder.ledger, sent.request)
            if before is None:
                raise
            return before
        receipt = self._commander.run(instruction, sent.request)
        self._finder.remember(instruction)
        return receipt

    def _run(self, report: ReassignmentReport) -> Answer:
        return {
            "run": report.run_id,
            "position": report.position,
            "read": report.read,
            "moved": report.moved,
            "refused": [{"contract": each.contract_id, **self._refused(each.refused)} for each in report.refused],
        }

    def _malformed(self, refused: BodyRefused) -> Answer:
        return self._error("malformed", errors=[self._problem(each) for each in refused.problems])

    def _problem(self, problem: BodyProblem) -> Answer:
        message = code_sentence(problem.code, problem.facts, self._language)
        return {"pointer": problem.pointer, "code": problem.code, "message": message}

    def _refused(self, refused: Refused) -> Answer:
        rule = None if refused.rule is None else asdict(refused.rule)
        message = refusal_sentence(refused, self._language)
        return {"error": {"code": refused.code, "message": message, "rule": rule, "facts": dict(refused.facts)}}

    def _error(self, code: str, **more: object) -> Answer:
        return {"error": {"code": code, "message": code_sentence(code, {}, self._language), **more}}
