"""A small form in Markdown, as an admin would write it, for tests of a visit."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.publishing.convert import Converted, convert
from kiosk.xforms import FormDefinition, load_form

# ruff: noqa: E501 (a row of a sheet is one line)
SMALL = """
| survey |
| | type | name | label::中文 (zh) | label::English (en) | required | relevant | constraint | constraint_message::中文 (zh) | constraint_message::English (en) | body::kiosk:role | body::kiosk:sensitive | appearance |
| | select_one who | who | 谁来办？ | Who is applying? | yes | | | | | who | |
| | begin_group | agent | 代办人 | Agent | | ${who} = 'other' | | | | | |
| | text | agent_name | 您的名字？ | Your name? | yes | | | | | | |
| | text | agent_phone | 您的电话？ | Your phone? | | | | | | | |
| | end_group | agent | | | | | | | | | |
| | integer | age | 多大年纪？ | How old? | yes | | . < 130 | 再看一遍年纪。 | Look at the age again. | | |
| | select_multiple papers | papers | 带了什么？ | What is here? | | | | | | | yes |
| | image | sign | 签个名？ | Sign? | | | | | | | | signature |
| | note | thanks | 谢谢您。 | Thank you. | | | | | | | |

| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | who | self | 本人 | Myself |
| | who | other | 别人 | Someone else |
| | papers | id | 身份证 | ID card |
| | papers | book | 户口簿 | Household register |
| | kiosk | title | 小表 | Small form |
| | kiosk | summary | 试一试 | A try |
| | kiosk | minutes | 2 | 2 |
| | kiosk | asks_who | yes | yes |

| settings |
| | form_title | form_id | version | default_language | namespaces |
| | 小表 | small | 1 | 中文 (zh) | kiosk="https://evergreen-kiosk.org/xforms" |
"""


@cache
def small_converted() -> Converted:
    """The form as publishing makes it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "small.md"
        file.write_text(SMALL, encoding="utf-8")
        return convert(file)


@cache
def small_form() -> FormDefinition:
    """The form, loaded."""
    converted = small_converted()
    return load_form(converted.xml, converted.media)
