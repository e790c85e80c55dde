"""A scripted form: the senior allowance's questions as plain node states.

What belongs here: the content the scripted visit shows, in both languages, with the
hard cases of a layout in it (long labels, many options, a long reason).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.xforms.states import Choice, NodeState

PEOPLES = (
    "汉族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
)
HEALTH = {
    "heart": ("高血压或心脏病", "High blood pressure or heart disease"),
    "sugar": ("糖尿病", "Diabetes"),
    "eyes": ("看东西不太清楚", "Weak eyesight"),
    "ears": ("听力不太好", "Hard of hearing"),
    "legs": ("走路要人扶，或者坐轮椅", "Walks with help, or uses a wheelchair"),
    "memory": ("记性不好，常常忘事", "Often forgets things"),
    "none": ("都没有", "None of these"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its control, its words (zh, en) and what it offers."""

    name: str
    kind: str
    label: tuple[str, str]
    hint: tuple[str, str] = ("", "")
    reason: tuple[str, str] = ("", "")
    choices: tuple[tuple[str, tuple[str, str]], ...] = ()
    type: str = "string"
    attributes: tuple[tuple[str, str], ...] = ()
    appearance: str = ""

    @property
    def ref(self) -> str:
        """Where its answer stands."""
        return f"/data/{self.name}"

    def state(self, value: str, language: str) -> NodeState:
        """The question as the engine would tell it."""
        pick = 0 if language == "zh" else 1
        return NodeState(
            ref=self.ref,
            name=self.name,
            kind=self.kind,
            type=self.type,
            value=value,
            relevant=True,
            readonly=False,
            required=True,
            violation=None,
            label=self.label[pick],
            hint=self.hint[pick],
            guidance=self.reason[pick],
            choices=tuple(Choice(name, both[pick]) for name, both in self.choices),
            appearance=self.appearance,
            media={},
            attributes=dict(self.attributes),
        )


QUESTIONS = (
    Question(
        "who",
        "select1",
        ("今天是谁来办理？", "Who is applying today?"),
        (
            "按一下您的选择。选错了可以随时改。",
            "Touch your choice. You can change it at any time.",
        ),
        (
            "代办时需要知道代办人是谁，方便我们联系。不会影响您能不能领取津贴。",
            "We need to know whom to call. It does not change the allowance.",
        ),
        (
            ("self", ("本人办理", "I am, for myself")),
            ("relative", ("子女或亲属代办", "A child or a relative")),
            ("worker", ("社区工作人员代办", "A community worker")),
            ("unsure", ("不清楚，想先问问", "Not sure, I would like to ask first")),
        ),
        attributes=(("role", "who"),),
    ),
    Question(
        "name",
        "input",
        ("老人的姓名", "The older person's name"),
        ("和身份证上的一样。", "As it stands on the ID card."),
        ("津贴要发到这个人名下。", "The allowance is paid to this person."),
        attributes=(("input", "name"), ("role", "name")),
    ),
    Question(
        "id_number",
        "input",
        ("老人的身份证号", "The older person's ID number"),
        ("身份证正面，一共 18 位。", "18 characters, on the front of the card."),
        (
            "从号码能算出年龄，不用再问您。",
            "It tells the age, so that we need not ask.",
        ),
        attributes=(("input", "id"),),
    ),
    Question(
        "people",
        "select1",
        ("老人是哪个民族？", "Which ethnic group?"),
        choices=tuple((name, (name, name)) for name in PEOPLES),
    ),
    Question(
        "health",
        "select",
        (
            "老人身体怎么样？有下面这些情况吗？",
            "How is the older person's health? Does any of this apply?",
        ),
        ("可以选几个。", "Choose as many as apply."),
        (
            "我们好安排合适的人上门。填不填都不影响津贴。",
            "So that we send the right person. It does not change the allowance.",
        ),
        tuple(HEALTH.items()),
        attributes=(("sensitive", "yes"),),
    ),
    Question(
        "declaration",
        "trigger",
        (
            "我说的都是实话。情况变了，我会告诉社区。",
            "What I have said is true. I will tell the centre when it changes.",
        ),
    ),
)
