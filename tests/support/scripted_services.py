"""The services of the pictures, in both languages.

What belongs here: what the scripted visit offers.
"""

from __future__ import annotations

from kiosk.visit.views import Paper, ServiceView

Both = tuple[str, str]
Row = tuple[str, int | None, Both, Both, Both]
"""Form id, minutes, title, summary, what to bring; each text in zh and en."""


def scripted_services(language: str) -> tuple[ServiceView, ...]:
    """All of them in "zh" or "en"."""
    at = 0 if language == "zh" else 1
    seen = (
        "本中心工作人员和民政部门。",
        "The staff here and the civil affairs office.",
    )
    decided = (
        "由区民政局的人来决定，不由机器决定。",
        "People at the district office decide, not a machine.",
    )
    return tuple(
        ServiceView(
            form_id=form_id,
            title=title[at],
            summary=summary[at],
            minutes=minutes,
            bring_short=bring[at],
            papers=tuple(Paper(*paper[at]) for paper in _PAPERS),
            seen_by=seen[at],
            decided_by=decided[at],
            reply_by="",
            retention_days=90,
            asks_who=True,
            questions=9,
        )
        for form_id, minutes, title, summary, bring in _SERVICES
    )


_PAPERS = (
    (
        ("身份证", "老人本人的。代办还要代办人的。"),
        ("ID card", "The older person's; with an agent, the agent's too."),
    ),
    (
        ("户口簿", "看户籍地址那一页。"),
        ("Household register", "The page with the registered address."),
    ),
    (
        ("社保卡或存折", "津贴打到这里。"),
        ("Social security card or bank book", "The allowance is paid into it."),
    ),
)
_SERVICES: tuple[Row, ...] = (
    (
        "senior-allowance",
        8,
        ("高龄津贴申请", "Senior allowance"),
        ("年满 80 周岁的老人，每月领取", "From the age of 80, paid every month"),
        ("带身份证", "Bring your ID card"),
    ),
    (
        "pension",
        3,
        ("养老金资格认证", "Pension check"),
        ("每年一次，证明本人在世", "Once a year, to keep it coming"),
        ("带身份证", "Bring your ID card"),
    ),
    (
        "insurance",
        5,
        ("医保信息变更", "Health insurance details"),
        ("电话、住址、银行卡换了", "A new phone, address or bank card"),
        ("", ""),
    ),
    (
        "home-care",
        6,
        ("居家养老服务", "Care at home"),
        ("助餐、助浴、打扫、陪诊", "Meals, bathing, cleaning, going to the doctor"),
        ("", ""),
    ),
    (
        "tell-us",
        2,
        ("意见和求助", "Tell us"),
        ("说说您遇到的难处", "A need, a complaint, something that is hard"),
        ("", ""),
    ),
    (
        "visits",
        4,
        ("探访关爱登记", "Regular visits"),
        ("一个人住，请人常来看看", "Living alone? Somebody comes by"),
        ("", ""),
    ),
    (
        "card",
        None,
        ("老年优待证", "Senior citizen's card"),
        ("坐车、逛公园有优惠", "Buses and parks for less"),
        ("带身份证和照片", "Bring your ID card and a photo"),
    ),
)
