"""What is wrong with a store or a set-up, in words: what happened and what to do about it."""

from types import MappingProxyType

from api.language.refusals import Sentences
from application.registers.messages import Message

FAILURES: Sentences = MappingProxyType(
    {
        "store_failure": (
            Message("数据库出了问题；请运行 jiayi doctor。", "Something is wrong with the store; run jiayi doctor."),
        ),
        "setting_invalid": (
            Message(
                "机构代码（--tenant 或 {setting}）只能用小写字母、数字和下划线，以字母或数字开头，"
                "最多 {longest} 个字符，如 {example}。",
                "A tenant (--tenant or {setting}) has small letters, digits and underscores only, begins with a letter "
                "or digit, and has at most {longest} characters, such as {example}.",
            ),
            Message(
                "设置 {setting} 的值不能用；请改正后再试。",
                "The value of the setting {setting} cannot be used; correct it and try again.",
            ),
        ),
        "database_unreachable": (
            Message(
                "连不上数据库 {database}：不存在、未启动、网络不通，或用户名、密码不对。"
                "请检查 JIAYI_DATABASE_URL；新库由首次导入建立。",
                "The database {database} is not there, does not answer, or refuses user or password. Check "
                "JIAYI_DATABASE_URL, whether it runs, and the network; a new store is made by the first import.",
            ),
        ),
        "store_busy": (
            Message(
                "{holder}正在写入（进程 {pid}，命令 {command}，{since} 起）；请等它结束后再试。",
                "{holder} is writing (process {pid}, command {command}, since {since}); try again when it is done.",
            ),
            Message("数据库 {database} 正忙，请稍后再试。", "The database {database} is busy; try again shortly."),
        ),
        "lease_held": (
            Message(
                "{holder}正在做同一件事（{lease}），至少到 {until}；请稍后再试，它若中断，到时会自动让出。",
                "{holder} is doing this already ({lease}), at least until {until}; try again later. If it died, the "
                "lease runs out by itself.",
            ),
        ),
        "lease_lost": (
            Message(
                "这一轮（{lease}，{holder}）停得太久，已由别的进程接手；已经记下的都在，不会重复记录。",
                "This run ({lease}, {holder}) stood still for too long and another one took over; what was recorded "
                "stays, and nothing is recorded twice.",
            ),
        ),
        "file_missing": (
            Message(
                "打不开 {file}（{reason}）；请检查文件名和权限。",
                "Cannot open {file} ({reason}); check name and rights.",
            ),
        ),
        "file_not_writable": (
            Message(
                "不能写入 {file}（{reason}）；请检查文件夹是否存在、有没有写入权限。",
                "Cannot write {file} ({reason}); check that the folder is there and that you may write in it.",
            ),
        ),
        "disk_full": (
            Message(
                "数据库 {database} 所在的磁盘已满，这一步没有记录；请腾出空间后再试。",
                "The disk of {database} is full; this step was not recorded. Free some space and try again.",
            ),
        ),
        "disk_failing": (
            Message(
                "数据库 {database} 所在的磁盘读写出错，不知这一步是否已记录；请检查磁盘空间与配额，再原样运行一次，"
                "不会重复记录。",
                "The disk of {database} failed to read or write, so it is not known whether this step was recorded. "
                "Check the disk, its space and quotas, then run the same command again: nothing is recorded twice.",
            ),
        ),
        "store_read_only": (
            Message(
                "数据库 {database} 只能读不能写；请检查文件和文件夹的写入权限，或是否连到了备用服务器。",
                "The database {database} can be read only. Check the rights to file and folder, or whether the server "
                "is a standby.",
            ),
        ),
        "head_missing": (
            Message(
                "台账的写入锁行不见了，为防记录错乱不再写入；请运行 jiayi verify，再由备份恢复到新库。",
                "The row that every append takes is gone; nothing is appended, lest records collide. Run jiayi "
                "verify, then restore a backup into a new store.",
            ),
        ),
        "rights_missing": (
            Message(
                "数据库用户无权建立家医的库；请管理员执行：{sql}",
                "The database user may not make the store; have an administrator run: {sql}",
            ),
        ),
        "outcome_unknown": (
            Message(
                "提交时与数据库 {database} 的连接中断，不知是否已记录；请原样再运行一次，不会重复记录。",
                "The connection to {database} was lost while committing. Run the same command again: nothing is "
                "recorded twice.",
            ),
        ),
        "ledger_unavailable": (
            Message(
                "台账一时无法写入；请原样再运行一次，不会重复记录。",
                "The ledger could not be written just now. Run the same command again: nothing is recorded twice.",
            ),
        ),
        "not_a_store": (
            Message(
                "{database} 不是家医的数据库，或已损坏；请检查 JIAYI_DATABASE_URL，或从备份恢复。",
                "{database} is no store of Jiayi, or is damaged; check JIAYI_DATABASE_URL, or restore a backup.",
            ),
        ),
        "store_altered": (
            Message(
                "库对自身的记载（{table}）被人改动过，不再使用；请查明是谁改的，再由备份恢复到新库。",
                "What the store says of itself ({table}) was altered by hand, so it is not used. Find out who did it, "
                "then restore a backup into a new store.",
            ),
        ),
        "ledger_version": (
            Message(
                "台账格式是第 {found} 版，本程序只认第 {known} 版；请使用与之相符的程序版本。",
                "The ledger has format {found}, this program knows {known}; use the version that fits.",
            ),
        ),
        "tenant_mismatch": (
            Message(
                "要用的机构代码是 {asked}，这里存的是 {found}；请检查 --tenant 或 JIAYI_TENANT。",
                "You asked for tenant {asked}, this belongs to {found}; check --tenant or JIAYI_TENANT.",
            ),
        ),
        "not_a_demo": (
            Message(
                "只有演示库才能调时钟；请另建演示库（jiayi demo）。",
                "Only a store marked demo has a clock that moves; make one with jiayi demo.",
            ),
        ),
        "kek_missing": (
            Message(
                "找不到密钥文件 {file}，没有它读不出姓名等个人信息；请放回原处，或用 JIAYI_KEK_FILE 指明。",
                "The key file {file} is not there; without it no personal value can be read. Put it back, or name it "
                "in JIAYI_KEK_FILE.",
            ),
        ),
        "kek_unreadable": (
            Message(
                "{file} 不是可用的密钥文件；请检查权限，或放回原来的文件。",
                "{file} is no usable key file; check its rights, or put the original back.",
            ),
        ),
        "kek_mismatch": (
            Message(
                "密钥文件 {file} 是这个库以前的密钥（第 {former} 把），已经更换；"
                "请用 JIAYI_KEK_FILE 指明现在的（第 {current} 把）。旧文件请保留：更换以前的备份还要用它。",
                "The key file {file} is key {former} of this store and was changed since; name key {current} in "
                "JIAYI_KEK_FILE. Keep the old file for the backups that were made before.",
            ),
            Message(
                "密钥文件 {file} 不是这个库的；请放回原来的密钥文件，或用 JIAYI_KEK_FILE 指明。",
                "The key file {file} belongs to another store; put the right one there, or name it in JIAYI_KEK_FILE.",
            ),
        ),
        "app_role_missing": (
            Message(
                "数据库里没有角色 jiayi_app，也无权建立；请管理员执行：{sql}",
                "The role jiayi_app is missing and could not be made; have an administrator run: {sql}",
            ),
        ),
        "backup_target_taken": (
            Message(
                "{folder} 已经存在；请换一个还没有的文件夹。", "{folder} is there already; name a folder that is not."
            ),
        ),
        "backup_broken": (
            Message(
                "备份不完整或被改动过：{file}。什么也没有恢复；请换一份备份。",
                "The backup is incomplete or was altered: {file}. Nothing was restored; take another one.",
            ),
        ),
        "store_not_empty": (
            Message(
                "{database} 已经建好，有自己的密钥；备份只能恢复到还没有建立的库。"
                "请用 JIAYI_DATABASE_URL 指定一个新库。",
                "{database} was made already, under a key of its own; a backup is restored into a store that is not "
                "there yet. Name a new one in JIAYI_DATABASE_URL.",
            ),
            Message(
                "库里已有 {position} 条记录；只能恢复到空库。请用 JIAYI_DATABASE_URL 指定一个新库。",
                "The store holds {position} records; a backup is restored into an empty one. Name a new one in "
                "JIAYI_DATABASE_URL.",
            ),
        ),
        "demo_mismatch": (
            Message(
                "演示库与正式库不能互相恢复（备份是否演示：{backup}，本库：{store}）。",
                "A demo and a real store cannot take each other's records (demo: backup {backup}, store {store}).",
            ),
        ),
        "seal_broken": (
            Message(
                "有个人信息与台账对不上，可能被改动过；请运行 jiayi verify。",
                "A sealed value is not what the ledger says; it may have been altered. Run jiayi verify.",
            ),
        ),
        "unknown_field": (
            Message(
                "台账里的 {wire_name} 记录带有本程序不认识的内容 {field}，是较新版本写入的；请使用更新的程序版本。",
                "A record {wire_name} was written by a newer version: this program does not know its field {field}. "
                "Use a newer version.",
            ),
        ),
        "unknown_wire_name": (
            Message(
                "台账里有本程序不认识的记录类型 {wire_name}；请使用更新的程序版本。",
                "The ledger holds records of a type that this program does not know, {wire_name}; use a newer version.",
            ),
        ),
        "read_model_outdated": (
            Message(
                "查询表 {name} 是第 {found} 版，本程序需要第 {expected} 版；请运行：jiayi rebuild {name}",
                "The read model {name} is of version {found}, this program needs {expected}; run: jiayi rebuild {name}",
            ),
        ),
        "rebuild_parked": (
            Message(
                "查询表 {name} 未能重建：有 {streams} 组记录无法应用，原表保留；请运行 jiayi verify。",
                "The read model {name} was not rebuilt: {streams} streams could not be applied. The old tables stay; "
                "run jiayi verify.",
            ),
        ),
        "another_runner_moved": (
            Message(
                "另一个进程正在更新同一张查询表；请稍后再试。",
                "Another process is working on the same read model; try again shortly.",
            ),
        ),
        "defect": (
            Message(
                "程序出错，编号 {request_id}；请把编号告诉维护人员。",
                "The program failed; tell whoever maintains it this number: {request_id}",
            ),
        ),
    }
)
"""Every failure of the surroundings, by code."""
