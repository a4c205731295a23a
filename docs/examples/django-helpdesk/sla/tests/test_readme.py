"""The tutorial shows the code as it is."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"`(?P<file>[\w/]+\.\w+)`:\n\n```\w+\n(?P<code>.*?)```", re.DOTALL)


class Readme(SimpleTestCase):
    """Every excerpt names its file and stands in it."""

    def test_every_excerpt_stands_in_its_file(self) -> None:
        excerpts = SHOWN.findall((ROOT / "README.md").read_text(encoding="utf-8"))
        self.assertEqual(len(excerpts), 9)
        for file, code in excerpts:
            with self.subTest(file=file, code=code):
                self.assertIn(code, (ROOT / file).read_text(encoding="utf-8"))
