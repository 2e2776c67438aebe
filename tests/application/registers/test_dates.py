"""Dates as registers write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.cells import CellValue
from application.registers.dates import ReadDate, dates_within, read_date

MAY_25 = date(2018, 5, 25)


@pytest.mark.parametrize(
    "value",
    [
        "2018.5.25",
        "2018年5月25日",
        "2018年05月25号",
        "2018/5/25",
        "2018-5-25",
        "2018、5、25",
        "2018。5。25",
        "2018 5 25",
        "2018. 5. 25",
        "20180525",
        "43245",
        "43245.0",
        " 2018-05-25　",
        "２０１８．５．２５",
        "２０１８年５月２５日",
        "2018-05-25 00:00:00",
        "2018-05-25T08:30",
        "2018—5—25",
        "2018·5·25",
        "2018,5,25",
        "2018\\5\\25",
        "'2018-05-25",
        "2018.5.25.",
        "2018年5月25日（周五）",
        "2018/05/25 星期五",
        43245,
        43245.0,
        43245.75,
        20180525,
        20180525.0,
        datetime(2018, 5, 25, 9, 30),  # noqa: DTZ001 - Excel knows no zone
    ],
    ids=repr,
)
def test_a_date_in_any_usual_shape_is_read_and_told(value: CellValue) -> None:
    assert read_date(value, from_1904=False) == ReadDate(MAY_25, as_written=False)


@pytest.mark.parametrize("value", [MAY_25, datetime(2018, 5, 25), "2018-05-25"])  # noqa: DTZ001 - Excel knows no zone
def test_a_date_that_is_one_is_taken_without_a_word(value: CellValue) -> None:
    assert read_date(value, from_1904=False) == ReadDate(MAY_25, as_written=True)


def test_day_numbers_count_from_1904_where_the_workbook_does() -> None:
    assert read_date(43245 - 1462, from_1904=True) == ReadDate(MAY_25, as_written=False)
    assert read_date(20180525, from_1904=True) == ReadDate(MAY_25, as_written=False)


@pytest.mark.parametrize(
    "value",
    [
        "2018.13.40",
        "2018-02-29",
        "18.5.2",
        "2018.5",
        "2018年5月",
        "5/25/2018",
        "18/5/25",
        "May 25 2018",
        "5月25日",
        "二〇一八年五月二十五日",
        "25.5.2018",
        "2018",
        "201805",
        "2018-05-25至2019-05-24",
        "待定",
        "",
        None,
        True,
        2018,
        2018.5,
        201805,
        20181340,
        -1,
        0,
        1e308,
        float("inf"),
        float("nan"),
        time(0, 0),
        timedelta(days=43245),
    ],
    ids=repr,
)
def test_what_means_no_single_day_is_not_read(value: CellValue) -> None:
    assert read_date(value, from_1904=False) is None


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)), from_1904=st.booleans())
def test_every_shape_of_one_day_is_that_day(day: date, *, from_1904: bool) -> None:
    epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    shapes: list[CellValue] = [
        day,
        (day - epoch).days,
        int(f"{day:%Y%m%d}"),
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    assert {read.day for value in shapes if (read := read_date(value, from_1904=from_1904))} == {day}


@given(st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.dates() | st.times() | st.timedeltas())
def test_whatever_a_cell_holds_is_a_day_or_none(value: CellValue) -> None:
    read = read_date(value, from_1904=False)
    assert read is None or isinstance(read.day, date)


def test_dates_are_found_within_a_text() -> None:
    text = "2018.3.1建档,20181027死亡;编号43400,2018年2月30日,电话13800000000"
    found = list(dates_within(text, from_1904=False))
    assert [(text[each.start : each.end], each.day) for each in found] == [
        ("2018.3.1", date(2018, 3, 1)),
        ("20181027", date(2018, 10, 27)),
        ("43400", date(2018, 10, 27)),
        ("2018年2月30日", None),
    ]
