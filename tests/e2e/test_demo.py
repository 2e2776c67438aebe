"""The demonstration: everything that it promises to show, within a minute, on a store of its own."""

import resource
from pathlib import Path

from tests.support.command_line import CommandLine

SECOND_ACT = (
    "上半年签约到年底，下半年签约到下一年年底",
    "如居民不提出解约要求，视为自动续约",
    "期满后居民可续约或选择其他家庭医生",
    "2020年1月6日记，二七区202户赵长河",
    "已处理到2020年1月25日：续约3份，到期终止7份，临近到期待同意1份。",
    "未续约，2020年1月9日止",
    "待同意，2020年2月11日到期",
    "当天看是 7 户，补齐以后再看是 8 户",
    "16/16 份合同、44 条记录的内容和先后完全相同",
    "不同的只有11条记录记下的日子",
    "2020年1月15日，原为2027年12月21日",
)
"""What three jurisdictions, forty days without a scheduler and the archive's clock come to."""


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
        *SECOND_ACT,
        "./jiayi history",
    ):
        assert said in ran.stdout
    assert "不一样" not in ran.stdout
    assert list(tmp_path.iterdir()) == []


def seconds_of_work() -> float:
    """What the processes that have ended used of a processor: a busy machine makes it take longer, not more."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_kept_demonstration_can_be_asked(tmp_path: Path) -> None:
    office = CommandLine(folder=tmp_path, env={"JIAYI_DATABASE_URL": "sqlite:///kept.db"})
    said = office.run("demo", "--keep", "kept.db", "--lang", "en").stdout
    assert "Everything agrees." in said
    assert "16 of 16 contracts, 44 records: the same content in the same order." in said
    assert "differ!" not in said
    ask = ("roster", "--as-of", "2018-12-31", "--json", "--known-at")
    before, after = (office.run(*ask, known_at).answer for known_at in ("2018-12-31", "2019-01-08"))
    (changed,) = [row["household"] for row, later in zip(before, after, strict=True) if row != later]
    types = [entry["type"] for entry in office.run("history", changed, "--json").answer]
    assert types == ["contract.signed.v1", "contract.member_died.v1", "contract.member_added.v1"]
    assert office.run("demo", "--keep", "kept.db").status == 2
