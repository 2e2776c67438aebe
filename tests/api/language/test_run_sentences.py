"""A run on which nothing fell due is told in few words."""

from dataclasses import replace
from datetime import date

from api.language.sentences import sentence
from domain.renewal_run.events import RenewalRunCompleted
from tests.api.language.test_sentences import NoNames
from tests.api.language.told import CONTRACT
from tests.api.language.told_runs import RUN_FACTS


def test_a_run_of_one_day_without_anything_due() -> None:
    run, _, _ = RUN_FACTS[0]
    assert isinstance(run, RenewalRunCompleted)
    quiet = replace(run, from_on=date(2020, 3, 2), renewed=0, expired=0, waiting=0, skipped=())
    zh = "到期处理完成（2020年3月2日）：续约0份，到期终止0份，临近到期待同意0份。"
    en = "What fell due was settled (2 March 2020): 0 renewed, 0 expired, 0 near their end awaiting consent."
    assert sentence(quiet, CONTRACT, NoNames(), "zh") == zh
    assert sentence(quiet, CONTRACT, NoNames(), "en") == en
