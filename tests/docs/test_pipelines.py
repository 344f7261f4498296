"""The pipelines and the cluster that the documentation shows: their commands run, their settings and paths exist."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
import yaml

from app.settings import Settings, variable_of

if TYPE_CHECKING:
    from tests.docs.conftest import Bench

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "deploy/kubernetes.yaml"
COMPOSE = ROOT / "compose.yaml"
VARIABLES = {variable_of(field) for field in Settings.model_fields}
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_IN_JOB = pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="needs curl and bash")


def examples(page: str) -> Iterator[Any]:
    """The YAML blocks of a page."""
    for found in _BLOCK.finditer((ROOT / "docs/how-to" / page).read_text("utf-8")):
        yield yaml.safe_load(found[1])


def resources() -> dict[str, Any]:
    """What the manifest makes, by kind."""
    return {one["kind"]: one for one in yaml.safe_load_all(MANIFEST.read_text("utf-8"))}


def pod() -> dict[str, Any]:
    """The deployment's pod."""
    spec: dict[str, Any] = resources()["Deployment"]["spec"]["template"]["spec"]
    return spec


@_IN_JOB
@pytest.mark.browser
def test_the_job_of_github_renders_decks(bench: Bench) -> None:
    """Its steps, with a docker that runs the command line of this machine."""
    [workflow] = examples("github-actions.md")
    scripts = [step["run"] for step in workflow["jobs"]["slides"]["steps"] if "run" in step]

    done = [bench.run(f"export MARPD_IMAGE=marpd\n{script}") for script in scripts]

    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert (bench.folder / "build/talk.pdf").read_bytes().startswith(b"%PDF-")
    assert (bench.folder / "build/talk.pptx").read_bytes().startswith(b"PK")


@_IN_JOB
@pytest.mark.browser
@pytest.mark.parametrize("job", ["slides", "slides-by-http"])
def test_the_jobs_of_gitlab_render_decks(bench: Bench, job: str) -> None:
    """In the image, and by HTTP from beside it."""
    jobs = {name: content for block in examples("gitlab-ci.md") for name, content in block.items()}

    done = bench.run(f"export MARPD_URL=http://{bench.address}\n" + "\n".join(jobs[job]["script"]))

    assert done.returncode == 0, done.stderr
    assert (bench.folder / "build/talk.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.browser
def test_the_probes_of_the_cluster_are_there(address: str) -> None:
    """Every path that a probe asks for is answered."""
    [container] = pod()["containers"]
    paths = {container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}

    for path in paths:
        with urlopen(f"http://{address}{path}", timeout=10) as answer:
            assert answer.status == 200


def test_the_cluster_sets_what_exists() -> None:
    """Every variable is a setting; who may use the service is said; its tokens are a secret's."""
    [container] = pod()["containers"]
    set_here = {one["name"]: one for one in container["env"]}

    assert set(set_here) <= VARIABLES
    assert set_here["MARPD_TOKENS"]["valueFrom"]["secretKeyRef"]["name"] == "marpd-tokens"
    assert pod()["enableServiceLinks"] is False


def test_a_pod_has_time_to_finish() -> None:
    """Longer than a request may take."""
    [container] = pod()["containers"]
    deadline = next(float(one["value"]) for one in container["env"] if one["name"] == "MARPD_DEADLINE_SECONDS")

    assert pod()["terminationGracePeriodSeconds"] > deadline


def test_a_pod_can_do_nothing_but_render() -> None:
    """No root, no writing but to memory, no capabilities, no account, no way out."""
    [container] = pod()["containers"]
    security = container["securityContext"]

    assert pod()["securityContext"]["runAsNonRoot"] is True
    assert pod()["automountServiceAccountToken"] is False
    assert security["readOnlyRootFilesystem"] is True
    assert security["capabilities"] == {"drop": ["ALL"]}
    assert {"Ingress", "Egress"} == set(resources()["NetworkPolicy"]["spec"]["policyTypes"])
    assert resources()["NetworkPolicy"]["spec"]["egress"] == []


def test_the_ports_of_the_cluster_agree_with_the_image() -> None:
    """The container's port is the one that the image serves on."""
    [container] = pod()["containers"]
    command = re.findall(r'^CMD \[.*"--port", "(\d+)"\]', (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)

    assert command == [str(container["ports"][0]["containerPort"])]


def test_compose_sets_what_exists() -> None:
    """And gives the service time to finish."""
    service = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["marpd"]

    assert set(service["environment"]) <= VARIABLES
    assert int(service["stop_grace_period"].removesuffix("s")) > Settings.model_fields["deadline_seconds"].default
