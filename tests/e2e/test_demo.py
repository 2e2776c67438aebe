"""The demonstration: everything that it promises to show, within a minute, on a store of its own."""

import resource
from pathlib import Path

from tests.support.command_line import CommandLine


def test_the_demonstration_shows_everything_and_leaves_nothing(tmp_path: Path) -> None:
    before = seconds_of_work()
    ran = CommandLine(folder=tmp_path).run("demo", "--no-serve", TMPDIR=str(tmp_path))
    assert seconds_of_work() - before < 60
    assert ran.status == 0
    for said in (
        "身份证号的校验码不符",
        "新登记 0 户，309 户无变化",
        "已于2018年12月9日去世（迟报一个月）",
        "按2018年12月31日所知",
        "按2019年1月8日所知",
        "去世，服务到当天为止",
        "新生儿安安",
        "剔重后",
        "核对没有通过",
        "核对通过",
        "./jiayi history",
    ):
        assert said in ran.stdout
    assert list(tmp_path.iterdir()) == []


def seconds_of_work() -> float:
    """What the processes that have ended used of a processor: a busy machine makes it take longer, not more."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_kept_demonstration_can_be_asked(tmp_path: Path) -> None:
    office = CommandLine(folder=tmp_path, env={"JIAYI_DATABASE_URL": "sqlite:///kept.db"})
    assert "Everything agrees." in office.run("demo", "--keep", "kept.db", "--lang", "en").stdout
    ask = ("roster", "--as-of", "2018-12-31", "--json", "--known-at")
    before, after = (office.run(*ask, known_at).answer for known_at in ("2018-12-31", "2019-01-08"))
    (changed,) = [row["household"] for row, later in zip(before, after, strict=True) if row != later]
    types = [entry["type"] for entry in office.run("history", changed, "--json").answer]
    assert types == ["contract.signed.v1", "contract.member_died.v1", "contract.member_added.v1"]
    assert office.run("demo", "--keep", "kept.db").status == 2
