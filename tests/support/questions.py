"""One example of each question kind, in both languages, as the engine would give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.xforms import Choice, NodeState

_NONE: MappingProxyType[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Example:
    """A question; texts are (zh, en) pairs, choices (value, zh, en, pinyin)."""

    kind: str
    label: tuple[str, str]
    hint: tuple[str, str] = ("", "")
    type: str = "string"
    value: str = ""
    appearance: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str, str, str], ...] = ()
    problem: tuple[str, str] = ("", "")
    readonly: bool = False

    def problem_in(self, language: str) -> str | None:
        """The problem in a language, None where there is none."""
        return self.problem[0 if language == "zh" else 1] or None


def node_of(example: Example, language: str = "zh", *, name: str = "q") -> NodeState:
    """The example as a node of ``/data``."""
    at = 0 if language == "zh" else 1
    return NodeState(
        ref=f"/data/{name}",
        name=name,
        kind=example.kind,
        type=example.type,
        value=example.value,
        relevant=True,
        readonly=example.readonly,
        required=False,
        violation=None,
        label=example.label[at],
        hint=example.hint[at],
        guidance="",
        choices=tuple(
            Choice(choice[0], choice[1 + at], _NONE, {"pinyin": choice[3]})
            for choice in example.choices
        ),
        appearance=example.appearance,
        media=_NONE,
        attributes=example.attributes,
    )


_TOUCH = (
    "按一下您的选择。选错了可以随时改。",
    "Touch your choice. You can change it at any time.",
)
WHO = (
    ("1", "本人办理", "I apply for myself", ""),
    ("2", "子女或亲属代办", "A child or relative applies", ""),
    ("3", "社区工作人员代办", "A community worker applies", ""),
    ("4", "不清楚，想先问问", "Not sure, I would like to ask first", ""),
)
HEALTH = (
    ("a", "都好", "All well", ""),
    ("b", "走路不方便", "Walking is hard", ""),
    ("c", "看不清", "Seeing is hard", ""),
    ("d", "听不清", "Hearing is hard", ""),
    ("e", "要人照顾", "Needs care", ""),
    ("f", "有慢性病，长期吃药", "A long illness, medicine every day", ""),
    ("g", "不想说", "I would rather not say", ""),
)
_PLACES = """北京市,Beijing Shi|天津市,Tianjin Shi|河北省,Hebei Sheng
山西省,Shanxi Sheng|内蒙古自治区,Neimenggu Zizhiqu
辽宁省,Liaoning Sheng|吉林省,Jilin Sheng
黑龙江省,Heilongjiang Sheng|上海市,Shanghai Shi|江苏省,Jiangsu Sheng
浙江省,Zhejiang Sheng|安徽省,Anhui Sheng|福建省,Fujian Sheng|江西省,Jiangxi Sheng
山东省,Shandong Sheng|河南省,Henan Sheng|湖北省,Hubei Sheng|湖南省,Hunan Sheng
广东省,Guangdong Sheng|广西壮族自治区,Guangxi Zhuangzu Zizhiqu|海南省,Hainan Sheng
新疆维吾尔自治区,Xinjiang Weiwu'er Zizhiqu|西藏自治区,Xizang Zizhiqu"""
PLACES = tuple(
    (str(number), place.split(",")[0], place.split(",")[0], place.split(",")[1])
    for number, place in enumerate(_PLACES.replace("\n", "|").split("|"), start=11)
)

EXAMPLES = {
    "note": Example(
        "input",
        (
            "本地规定满 80 周岁可以领。证件上现在是 78 岁。",
            "Here the allowance begins at 80. The card says 78 now.",
        ),
        (
            "您可以接着填，先登记下来。到不到年龄，由工作人员来看。",
            "You can go on and register now. A person will look at the age.",
        ),
        readonly=True,
    ),
    "text": Example(
        "input",
        ("您叫什么名字？", "What is your name?"),
        ("和身份证上的一样。", "As it is on the ID card."),
        value="王秀英𠮷",
    ),
    "long": Example(
        "input",
        ("说说您的事", "Tell us about it"),
        ("写几个字就行，不用写全。", "A few words will do."),
        appearance="multiline",
        value="没人打扫，上下楼不方便，想请人每个星期来一次。",
    ),
    "id": Example(
        "input",
        ("老人的身份证号", "The older person’s ID number"),
        ("身份证正面，一共 18 位。", "On the front of the card, 18 digits."),
        value="32021119410312002",
        attributes={"input": "id"},
        problem=(
            "这个号码少了 1 位，现在是 17 位。看着身份证再对一遍。",
            "This number has 17 digits, 1 too few. Compare it with the card.",
        ),
    ),
    "phone": Example(
        "input",
        ("打哪个电话能找到您？", "Which phone number reaches you?"),
        ("手机、座机都行。", "Mobile or landline."),
        value="13805102468",
        attributes={"input": "phone"},
    ),
    "account": Example(
        "input",
        ("卡号或账号是多少？", "What is the card or account number?"),
        value="6217001234567890123",
        attributes={"input": "account"},
    ),
    "integer": Example(
        "input", ("家里几口人？", "How many live at home?"), type="int", value="2"
    ),
    "decimal": Example(
        "input",
        ("每月吃药多少钱？", "What does medicine cost a month?"),
        type="decimal",
    ),
    "one": Example(
        "select1",
        ("今天是谁来办理？", "Who is applying today?"),
        _TOUCH,
        value="2",
        choices=WHO,
    ),
    "many": Example(
        "select",
        ("您身体怎么样？", "How is your health?"),
        ("有几样选几样。不想说，可以空着。", "Choose all that are so."),
        value="b d",
        choices=HEALTH,
    ),
    "finder": Example(
        "select1",
        ("户口在哪个省、自治区或直辖市？", "In which province is the household?"),
        ("看户口簿上的地址。", "Look at the address in the household register."),
        value="20",
        choices=PLACES,
    ),
    "date": Example(
        "input",
        ("什么时候搬来的？", "When did you move here?"),
        ("写个大概也行。", "About when will do."),
        type="date",
        value="1998-03-12",
    ),
    "acknowledge": Example(
        "trigger",
        ("看完这一段，再往下走。", "Read this before you go on."),
        ("填的内容都要是真的。", "What you fill in has to be true."),
        type="",
    ),
    "signature": Example(
        "upload",
        ("在这里用手指签名", "Sign here with your finger"),
        (
            "不方便就空着，以后在纸上签。",
            "If that is not easy, leave it empty and sign on paper later.",
        ),
        type="binary",
        appearance="signature",
        attributes={"mediatype": "image/*"},
    ),
    "unsupported": Example(
        "range", ("从 1 到 10，选一个数", "From 1 to 10"), type="int"
    ),
}
"""By the name their pictures carry."""

GROUP = ("phone", "text", "integer")
"""The ones shown together as a group."""
