"""What holds where a jurisdiction's documents say nothing, and why: each rule as a file would write it.

These are promises: digests on record leave out what has its default. A default of a rule that was released is never
changed; a jurisdiction that wants something else says so.
"""

from collections.abc import Mapping
from types import MappingProxyType

DEFAULTS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "term": {
            "kind": "years",
            "years": 1,
            "reason": "文件未写协议期限；按国家要求的“原则上不少于一年”取一年。"
            "The document states no term; one year, the national minimum.",
        },
        "term_end": {
            "rule": "day_before_anniversary",
            "reason": "文件未写末日如何计算；按协议通行写法，取周年日的前一天。"
            "The document does not say which day is the last; "
            "the day before the anniversary, as agreements are printed.",
        },
        "renewal": {
            "silent": False,
            "reason": "文件未写期满后如何续约；沉默不作同意。"
            "The document does not speak of renewal; silence never renews.",
        },
        "unit": {
            "unit": "household",
            "reason": "文件未写签约单位；以家庭为单位。The document names no unit of signing; the household.",
        },
        "whole_household": {
            "required_of": "none",
            "reason": "文件未要求整户签约。The document does not require every member of a household to sign.",
        },
        "eligibility": {
            "may_sign": "all",
            "reason": "文件未限定签约对象；任何家庭都可签约。The document limits nobody; any household may sign.",
        },
        "elderly_age": {
            "from_age": 65,
            "reason": "文件未写老年人的年龄；照国家基本公共卫生服务取65岁。"
            "The document gives no age for the elderly; 65, as in the national basic public health services.",
        },
        "packages": {
            "offered": ["basic", "primary", "intermediate", "paid", "personalised"],
            "reason": "文件未列服务包；照其他文件和登记册的名称接受。"
            "The document lists no packages; they are accepted by the names of other documents and of registers.",
        },
        "retention": {
            "years": 5,
            "reason": "文件未写保存年限；照汉滨区取五年。The document states no retention; five years, as in Hanbin.",
        },
        "late_entry": {
            "after_days": 7,
            "reason": "文件未写补录期限；取七天。The document states no delay for entering a service; seven days.",
        },
    }
)
"""Every rule but `key_populations`, of which there is no default: whom a jurisdiction puts first it has to say."""
