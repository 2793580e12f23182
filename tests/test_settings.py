"""The environment read: a site of one's own needs nothing, a public one fails loudly."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from interviewprep.secret import local_secret_key

ROOT = Path(__file__).parent.parent
SHOWN = ("ALLOWED_HOSTS", "DEBUG", "HTTPS", "SESSION_COOKIE_NAME", "SECURE_HSTS_SECONDS")
SHOW = (
    "import json; from interviewprep import settings as s;"
    f"print(json.dumps({{name: getattr(s, name) for name in {SHOWN}}}))"
)


def read(tmp_path, **environment) -> subprocess.CompletedProcess:
    """Read the settings in a process of their own; the database is named but not asked."""
    kept = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    environment = {**kept, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", **environment}
    return subprocess.run(
        [sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_with_nothing_set_it_is_a_site_of_ones_own(tmp_path):
    shown = json.loads(read(tmp_path).stdout)
    assert shown["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert not shown["DEBUG"] and not shown["HTTPS"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_public_site_without_a_key_does_not_start(tmp_path):
    failed = read(tmp_path, ALLOWED_HOSTS="prep.example.org")
    assert failed.returncode == 1 and "Set SECRET_KEY" in failed.stderr


def test_a_public_site_speaks_tls_unless_told_otherwise(tmp_path):
    public = {"ALLOWED_HOSTS": "prep.example.org", "SECRET_KEY": "k" * 50}
    shown = json.loads(read(tmp_path, **public).stdout)
    assert shown["HTTPS"] and shown["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert shown["SECURE_HSTS_SECONDS"] > 0
    assert not json.loads(read(tmp_path, **public, HTTPS="0").stdout)["HTTPS"]


@pytest.mark.parametrize("name", ["DEBUG", "HTTPS", "POOL_SIZE"])
def test_a_value_that_cannot_be_read_stops_the_start(tmp_path, name):
    assert read(tmp_path, **{name: "perhaps?"}).returncode == 1


def test_two_first_starts_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(16) as starts:
        keys = set(starts.map(local_secret_key, [tmp_path] * 64))
    assert len(keys) == 1 and len(keys.pop()) >= 50


def test_everything_that_the_environment_sets_is_in_the_readme():
    source = (ROOT / "interviewprep" / "settings.py").read_text()
    named = set(re.findall(r'(?:env\.\w+|switch)\("([A-Z_]+)"', source)) | {"PORT"}
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert named <= documented
    assert settings.TESTING
