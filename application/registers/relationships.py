"""What a person is to the head of the household, as registers word it.

The record holds the word unsealed, so that it may be nothing but a word of kinship: a name or a number that somebody
typed into the column goes into the person's sealed note.
"""

OTHER_RELATIONSHIP = "其他"

_LONGEST = 8
_CHARACTERS = frozenset(
    "户主本人配偶丈夫妻爱老伴子女儿男孩长次三四五六七八大小二幼父母亲爸妈爷奶祖曾外公婆岳丈叔伯姑姨舅婶侄甥孙重媳婿"
    "兄弟姐妹哥嫂继养干堂表内其他非直系旁关属同居住家庭成员共人之的或与无未婚离异丧遗孀寄托保姆监护、/()·"
)


def is_a_relationship(written: str) -> bool:
    """Whether the text is made of words of kinship alone."""
    return len(written) <= _LONGEST and _CHARACTERS.issuperset(written)
