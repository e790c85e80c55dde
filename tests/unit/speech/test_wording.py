"""What is said for what is written."""

from __future__ import annotations

import ctypes

import espeakng_loader
import pytest

from kiosk.errors import Expected
from kiosk.i18n import catalogue
from kiosk.speech import wording
from kiosk.speech.wording import to_spoken

MANDARIN = [
    ("回执号 07-004206-8", "回执号零七，零零四二零六，八"),
    ("320211 1941 0312 0021", "三二零二一一，一九四一，零三一二，零零二一"),
    ("320211194103120021", "三二零二一一，一九四一，零三一二，零零二一"),
    ("号码 11010519491231002X。", "号码一一零一零五，一九四九，一二三一，零零二X。"),
    ("138 0510 2468", "幺三八，零五幺零，二四六八"),
    ("13805102468", "幺三八，零五幺零，二四六八"),
    ("电话 0510-8000 1234", "电话零五幺零，八零零零，幺二三四"),
    ("请打 12345", "请打幺二三四五"),
    ("社保卡（尾号 7731）", "社保卡（尾号七七三一）"),
    ("6217 0000 1234 5678 901", "六二一七，零零零零，一二三四，五六七八，九零一"),
    ("6222020200112230", "六二二二，零二零二，零零一一，二二三零"),
    ("6217 **** 901", "六千二百一十七，隐去，九百零一"),
    ("1941 年 3 月 12 日（85 岁）", "一九四一年三月十二日（八十五岁）"),
    ("2026-11-21T09:42", "二零二六年十一月二十一日，九点四十二分"),
    ("今天 8:30–17:00", "今天八点三十分到十七点"),
    ("2:05", "两点零五分"),
    ("3–5 个工作日", "三到五个工作日"),
    ("3-5 天", "三到五天"),
    ("每月 ¥1,200.50", "每月一千二百元五角"),
    ("¥0.05", "五分"),
    ("涨了 5%", "涨了百分之五"),
    ("体温 36.5℃", "体温三十六点五摄氏度"),
    ("走 3 km", "走三公里"),
    ("120/80 mmHg", "一百二十，八十毫米汞柱"),
    ("零下，-5 度", "零下，负五度"),
    ("约 2 分钟", "约两分钟"),
    ("第 2 步，共 9 步", "第二步，共九步"),
    ("12 个", "十二个"),
    ("年满 80 周岁", "年满八十周岁"),
    ("007 号", "零零七号"),
    ("查进度 / 取回", "查进度，取回"),
    ("带身份证 · 约 8 分钟", "带身份证，约八分钟"),
    ("① 打印回执", "一，打印回执"),
    ("按「提交」", "按提交"),
    ("１２ 个", "十二个"),
    ("买买提·艾山", "买买提·艾山"),
    ("王𬸦", "王生僻字"),
    ("QR 码", "QR码"),
    ("还钱便宜", "huan2qian2pian2yi5"),
    ("请坐一会儿，女儿在这儿", "请坐一会er2，女儿在这er2"),
    ("李雄和琼的兄弟", "李xong2和qong2的xong1弟"),
]
ENGLISH = [
    ("Receipt number 07-004206-8", "Receipt number 0 7, 0 0 4 2 0 6, 8"),
    ("320211 1941 0312 0021", "3 2 0 2 1 1, 1 9 4 1, 0 3 1 2, 0 0 2 1"),
    ("Phone 138 0510 2468.", "Phone 1 3 8, 0 5 1 0, 2 4 6 8."),
    ("Card ending 0021", "Card ending 0 0 2 1"),
    ("Call 12345", "Call 1 2 3 4 5"),
    ("Today 8:30–17:00", "Today 8 30 to 17 o'clock"),
    ("at 9:05", "at 9 oh 5"),
    ("2026-11-21", "21 November 2026"),
    ("1941-03-12", "12 March 19 41"),
    ("12 March 1941, 2 May 1905", "12 March 19 41, 2 May 19 oh 5"),
    ("3–5 working days", "3 to 5 working days"),
    ("¥1,200.50 a month", "1200.50 yuan a month"),
    ("36.5℃, 3 km, 5%", "36.5 degrees Celsius, 3 kilometres, 5 per cent"),
    ("6222020200112230", "6 2 2 2, 0 2 0 2, 0 0 1 1, 2 2 3 0"),
    ("About 8 minutes · Bring your ID", "About 8 minutes, Bring your ID"),
]


@pytest.mark.parametrize(("written", "said"), MANDARIN)
def test_mandarin(written, said):
    assert to_spoken(written, "zh") == said


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_english(written, said):
    assert to_spoken(written, "en") == said


def test_no_chinese_character_of_everyday_use_is_spelled_in_english_letters():
    """GB 2312's characters, as the engine would pronounce what we give it."""
    phonemes = _Phonemes("sit/cmn")
    everyday = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert [
        each
        for each in filter(None, everyday)
        if "(en)" in phonemes.of(to_spoken(each, "zh"))
    ] == []


class _Phonemes:
    """eSpeak NG's own view of a text."""

    def __init__(self, voice):
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._library.espeak_Initialize(2, 60, ctypes.c_char_p(data), 0)
        self._library.espeak_SetVoiceByName(ctypes.c_char_p(voice.encode()))
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def of(self, text):
        rest = ctypes.c_char_p(text.encode())
        return self._library.espeak_TextToPhonemes(ctypes.byref(rest), 1, 0).decode()


def test_cantonese_says_one_as_one_and_has_no_mandarin_spellings():
    assert to_spoken("138 0510 2468", "yue") == "一三八，零五一零，二四六八"
    assert to_spoken("还钱便宜", "yue") == "还钱便宜"


def test_a_language_without_a_voice_is_told():
    with pytest.raises(Expected) as trouble:
        to_spoken("bonjour", "fr")
    assert trouble.value.code == "voice-language-unknown"


def test_the_pseudo_language_is_spoken_as_english():
    assert to_spoken("at 9:05", "en_XA") == "at 9 oh 5"


@pytest.mark.parametrize("language", ["zh", "yue", "en"])
def test_the_pieces_cover_the_written_text_without_gaps(language):
    for texts in catalogue.texts().values():
        written = texts["en" if language == "en" else "zh"]
        at = 0
        for piece in wording.pieces(written, language):
            assert piece.start == at
            at += piece.length
        assert at == len(written)


def test_chinese_in_an_english_sentence_gets_the_chinese_voice():
    said = wording.pieces("Name: 王秀英, 85", "en")
    runs = wording.runs(said, step=4)
    assert [(run.voice, run.text) for run in runs] == [
        ("gmw/en-us", "Name: "),
        ("sit/cmn", "王秀英"),
        ("gmw/en-us", ", 85"),
    ]


def test_english_in_a_chinese_sentence_stays_with_the_chinese_voice():
    runs = wording.runs(wording.pieces("用 WPS 打开", "zh"), step=4)
    assert [run.voice for run in runs] == ["sit/cmn"]


def test_word_times_are_given_on_the_written_text():
    written = "约 12 分钟"
    said = wording.pieces(written, "zh")
    assert to_spoken(written, "zh") == "约十二分钟"
    words = wording.words(said, [(0, 0), (1, 300), (3, 700)], len(written))
    heard = [(written[w.start : w.start + w.length], w.at_ms) for w in words]
    assert heard == [("约 ", 0), ("12 ", 300), ("分钟", 700)]
