"""All hostile cases, class by class."""

from __future__ import annotations

from tests.hostile.cases.bodies import BODIES
from tests.hostile.cases.css import CSS
from tests.hostile.cases.files import FILES
from tests.hostile.cases.http import HTTP
from tests.hostile.cases.injection import INJECTION
from tests.hostile.cases.languages import LANGUAGES
from tests.hostile.cases.markdown import MARKDOWN
from tests.hostile.cases.network import NETWORK
from tests.hostile.cases.pictures import PICTURES
from tests.hostile.cases.powerpoint import POWERPOINT
from tests.hostile.cases.yaml import YAML

CASES = (*MARKDOWN, *CSS, *YAML, *LANGUAGES, *INJECTION, *FILES, *NETWORK, *PICTURES, *POWERPOINT, *BODIES, *HTTP)
