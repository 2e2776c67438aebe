"""`doctor --change-key`: another key file opens the store from now on."""

from pathlib import Path

from api.cli.ending import DONE
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import KeyChange, Settings, change_key_file


def change(settings: Settings, new_file: Path, output: Output) -> int:
    """Change the key file, and say what is to be done now."""
    changed = change_key_file(settings, new_file)
    if output.as_json:
        output.value({"key_file": str(changed.file), "kek_version": changed.kek_version})
    for line in _told(changed):
        output.note(line)
    return DONE


def _told(changed: KeyChange) -> list[str]:
    new, old = changed.file.absolute(), changed.before.absolute()
    told = [
        SAY(
            f"现在打开这个库的是第 {changed.kek_version} 把密钥：{new}。请马上另存一份，不要和备份放在一起；"
            f"并让所有用这个库的程序都改用它：export JIAYI_KEK_FILE={new}",
            f"Key {changed.kek_version} opens the store now: {new}. Copy it to a safe place at once, not beside the "
            f"backups, and let everything that uses the store name it: export JIAYI_KEK_FILE={new}",
        )
    ]
    if old != new:
        told.append(
            SAY(
                f"旧文件 {old} 请保留：在此以前做的备份只有它能打开。",
                f"Keep the old file {old}: only it opens the backups that were made before.",
            )
        )
    return told
