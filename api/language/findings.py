"""What a verification finds, in words. A finding names table and row by their keys, and never a value."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.policy.errors import Language
from domain.policy.packages import Title

FINDINGS: Mapping[str, Title] = MappingProxyType(
    {
        "position_gap": Title(zh="台账序号不连续，有记录缺失", en="the ledger has a gap: records are missing"),
        "time_backwards": Title(zh="记录时间倒退", en="recorded before the record in front of it"),
        "record_missing": Title(zh="所指的记录不存在", en="the record that it points to is not there"),
        "record_not_canonical": Title(zh="记录内容被改动过", en="the bytes of the record were altered"),
        "record_unreadable": Title(
            zh="记录内容无法读出，已损坏或被改动", en="the record cannot be read: damaged or altered"
        ),
        "unknown_field": Title(zh="记录里有本程序不认识的内容", en="a field that this program does not know"),
        "unknown_wire_name": Title(zh="本程序不认识的记录类型", en="a type of record that this program does not know"),
        "version_gap": Title(zh="同一份档案的记录不连续", en="the stream has a gap"),
        "column_differs": Title(zh="列与记录内容不符", en="columns are not what the record says"),
        "stream_does_not_fold": Title(zh="前后记录互相矛盾", en="the records of the stream contradict one another"),
        "command_missing": Title(zh="记录没有对应的命令", en="no command belongs to the records from here on"),
        "row_altered": Title(zh="这一行被改动过", en="the row was altered"),
        "store_key_gap": Title(zh="密钥更换的记载有缺失", en="a change of the key file is no longer on record"),
        "head_differs": Title(zh="台账的写入锁行不对", en="the row that appends take is not as it was made"),
        "claim_gap": Title(zh="签约占用的编号不连续", en="the claims of the person have a gap"),
        "claim_differs": Title(zh="签约占用与记录不符", en="the claim is not what the records say"),
        "claim_out_of_order": Title(
            zh="签约占用的先后与记录不符", en="the claims of the person are not in the order of the records"
        ),
        "identifier_differs": Title(
            zh="证件索引与记录不符", en="the number by which the person is found is not that of the record"
        ),
        "identifier_out_of_order": Title(
            zh="证件号码的登记与释放先后有误", en="the number is not taken and released in the order of the records"
        ),
        "identifier_missing": Title(
            zh="证件索引缺失，按证件查不到本人", en="the person is not found by the number on record"
        ),
        "seal_missing": Title(zh="密封的个人信息缺失", en="the sealed value is missing"),
        "seal_differs": Title(zh="密封的个人信息与记录不符", en="the sealed value belongs to another record"),
        "seal_broken": Title(zh="密封的个人信息被改动过", en="the sealed value was altered"),
        "subject_key_broken": Title(zh="个人密钥被改动过", en="the key of the person was altered"),
        "subject_key_missing": Title(zh="个人密钥缺失", en="the key of the person is missing"),
        "key_misplaced": Title(zh="个人密钥所指的记录不对", en="the key points to another record than its first"),
        "structure_missing": Title(zh="表不见了", en="the table is not there"),
        "structure_differs": Title(zh="表的列被改动过", en="the columns of the table were altered"),
        "key_missing": Title(zh="防重复的唯一键不见了", en="the unique key is gone that keeps rows from doubling"),
        "index_missing": Title(zh="索引不见了", en="the index is gone"),
        "guard_missing": Title(zh="防改动的触发器不见了", en="the trigger is gone that forbids changes"),
        "guard_differs": Title(zh="防改动的触发器被改动或停用", en="the trigger is altered, off, or not ours"),
        "rights_differ": Title(zh="服务角色的权限过大", en="the role of the service may do more than read and insert"),
        "file_damaged": Title(zh="数据库文件已损坏", en="the database file is damaged"),
        "cell_unreadable": Title(zh="单元格的内容无法读出", en="the cell holds what nobody can read"),
        "position": Title(zh="查询表所记的进度被改动过", en="how far it says it is was altered"),
        "parked": Title(zh="有记录因出错而暂缓", en="records wait because of an error"),
        "not_applicable": Title(zh="记录无法重放", en="records cannot be replayed"),
        "missing": Title(zh="少了一行", en="a row is missing"),
        "extra": Title(zh="多了一行", en="a row that should not be there"),
        "different": Title(zh="这一行的内容不对", en="the row is not what the ledger says"),
    }
)


def finding_words(code: str, language: Language) -> str:
    """What a finding's code means; the code itself where nobody has said it yet."""
    named = FINDINGS.get(code)
    if named is None:
        return code
    return named.zh if language == "zh" else named.en
