"""What is said for a screen, in which order, with what highlighted."""

from __future__ import annotations

from kiosk.speech import prompts


def heard(prompt):
    return [(utterance.target, utterance.text) for utterance in prompt]


OPTIONS = (("self", "本人办理"), ("kin", "子女或亲属代办"))


def test_a_question_is_read_then_its_hint_then_each_option_with_its_number():
    said = prompts.question("今天是谁来办理？", "按一下您的选择。", OPTIONS, None, "zh")
    assert heard(said) == [
        ("question", "今天是谁来办理？"),
        ("hint", "按一下您的选择。"),
        ("option:self", "1，本人办理"),
        ("option:kin", "2，子女或亲属代办"),
    ]
    assert {utterance.language for utterance in said} == {"zh"}


def test_what_is_to_be_mended_is_said_first_and_the_answer_read_back():
    said = prompts.question("身份证号", "", (), "少了 1 位。", "zh", answer="320211")
    assert [target for target, _ in heard(said)] == ["problem", "question", "answer"]


def test_only_the_bare_words_of_a_form_may_be_kept_on_disk():
    def private(**facts):
        said = prompts.question("Q?", "", OPTIONS, "Mend.", "en", answer="x", **facts)
        return {utterance.target for utterance in said if utterance.private}

    everything = {"problem", "question", "answer", "option:self", "option:kin"}
    assert private() == everything
    assert private(fixed=True) == {"problem", "answer"}


def test_every_row_of_the_check_screen_is_private():
    rows = [("/data/name", "姓名", "王秀英")]
    title, row = prompts.check("请核对您填的内容", "", rows, "zh")
    assert (title.target, title.private) == ("title", False)
    assert (row.target, row.text, row.private) == (
        "row:/data/name",
        "姓名：王秀英",
        True,
    )


def test_the_receipt_says_its_number_privately():
    number = ("回执号", "07-004206-8")
    said = prompts.receipt("办好了，已经收下", number, ["5 天内回电话。", ""], "zh")
    assert heard(said) == [
        ("title", "办好了，已经收下"),
        ("reference", "回执号 07-004206-8"),
        ("sentence:0", "5 天内回电话。"),
    ]
    assert [utterance.private for utterance in said] == [False, True, True]


def test_a_service_is_one_utterance_of_its_lines():
    cards = [("allowance", ["高龄津贴申请", "每月领取。", "", "约 8 分钟"])]
    said = prompts.services("今天想办什么？", "", cards, "zh")
    assert heard(said)[1] == (
        "service:allowance",
        "高龄津贴申请。每月领取。约 8 分钟。",
    )
    english = prompts.services("", "", [("tell", ["Tell us", "2 minutes"])], "en")
    assert heard(english) == [("service:tell", "Tell us. 2 minutes.")]


def test_any_other_screen_is_its_sentences():
    assert heard(prompts.plain(["One.", "Two."], "en")) == [
        ("sentence:0", "One."),
        ("sentence:1", "Two."),
    ]
    assert all(it.private for it in prompts.plain(["A"], "en", private=True))
