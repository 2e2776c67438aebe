"""`policy list`, `explain` and `split`: the rules there are, how an end date comes about, how income is used."""

import os
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import typer

from api.cli.options import DAY, Json, Lang
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.terms import term_value
from api.composition import load_policy_book, settings_from
from api.language.messages import rule_sentence
from api.language.policies import explanation_in_words
from api.language.words import title, word
from domain.money import yuan
from domain.policy.explain import explain as explanation_of
from domain.policy.funds import split_income
from domain.policy.model import Policy

Name = Annotated[str, typer.Argument(metavar="POLICY", help=SAY("政策名称，如 hanbin", "a policy, such as hanbin"))]
SignedOn = Annotated[
    datetime, typer.Option("--signed-on", formats=DAY, metavar="D", help=SAY("签约日期", "the day of signing"))
]
Amount = Annotated[
    Decimal,
    typer.Argument(
        metavar="AMOUNT", parser=yuan, help=SAY("金额（元），如 100000", "an amount in yuan, such as 100000")
    ),
]
On = Annotated[
    datetime,
    typer.Option("--on", formats=DAY, metavar="D", help=SAY("按哪一天的规定", "by the rules of which day")),
]
Terms = Annotated[int, typer.Option("--terms", metavar="N", help=SAY("算几期", "how many terms"))]


def add_to(app: typer.Typer) -> None:
    """The commands `policy list`, `policy explain` and `policy split`."""
    group = typer.Typer(help=SAY("各地的签约规定", "the rules of each jurisdiction"))
    group.command("list", help=SAY("有哪些政策", "which policies there are"))(list_policies)
    group.command("explain", help=SAY("合同期怎么算、依据哪一条", "how terms come about, and why"))(explain)
    group.command("split", help=SAY("签约服务经费怎么分", "how income of the service is split"))(split)
    app.add_typer(group, name="policy")


def list_policies(as_json: Json = False, lang: Lang = None) -> int:
    """Print every version of every policy."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    book = load_policy_book(settings_from(os.environ))
    versions = [policy for name in book.names() for policy in book.versions(name)]
    if as_json:
        output.value([_in_json(policy) for policy in versions])
        return 0
    headings = (SAY("名称", "Name"), SAY("版本", "Version"), SAY("地区", "Jurisdiction"), SAY("起用", "In force from"))
    always = SAY("一直", "always")
    output.table(
        headings,
        [
            (policy.ref.name, policy.ref.version, title(policy.title, SAY.language), policy.effective_from or always)
            for policy in versions
        ],
    )
    return 0


def _in_json(policy: Policy) -> dict[str, object]:
    return {
        "policy": policy.ref.name,
        "version": policy.ref.version,
        "title": title(policy.title, SAY.language),
        "effective_from": policy.effective_from,
        "digest": policy.ref.digest,
    }


def explain(policy: Name, signed_on: SignedOn, terms: Terms = 1, as_json: Json = False, lang: Lang = None) -> int:
    """Print the terms of a contract signed on a day, and the rules behind them."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    book = load_policy_book(settings_from(os.environ))
    if as_json:
        explanation = explanation_of(book, policy, signed_on.date(), terms)
        output.value({**asdict(explanation), "terms": [term_value(term) for term in explanation.terms]})
        return 0
    for line in explanation_in_words(book, policy, signed_on.date(), terms, SAY.language):
        output.line(line)
    return 0


def split(policy: Name, amount: Amount, on: On, as_json: Json = False, lang: Lang = None) -> int:
    """Print how an income is split by a policy: to the cent, the remainder to the team."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    found = split_income(load_policy_book(settings_from(os.environ)), policy, amount, on.date())
    parts = {use.value: str(part) for use, part in found.parts.items()}
    if as_json:
        output.value({**asdict(found), "income": str(found.income), "parts": parts})
        return 0
    rows: list[list[object]] = [[word(use, SAY.language), part] for use, part in found.parts.items()]
    output.table([SAY("用途", "use"), SAY("金额（元）", "yuan")], [*rows, [SAY("合计", "total"), found.income]])
    output.line(rule_sentence(found.rule, SAY.language))
    return 0
