"""What an operator can set: one documented field a variable. The only module that reads the environment."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from renderers import OptionInvalid, RemoteHosts, Sandbox

PREFIX = "MARPD_"
LIMIT_VARIABLE = f"{PREFIX}MAX_BODY_BYTES"
# What RFC 6750 lets a token be, and long enough that nobody guesses it.
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{16,}=*")
_SECRET = {"tokens"}
LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """Everything an operator can set. Each field is the variable MARPD_<FIELD>, unless it names its own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
    )

    host: str = Field("127.0.0.1", min_length=1, description="The address to listen on; 0.0.0.0 for every address.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 for any free one.")
    tokens: SecretStr = Field(
        SecretStr(""),
        description="Tokens that callers may send, with commas between them: 16 or more letters, digits or `-._~+/=`.",
    )
    open: bool = Field(
        default=False,
        description="Serve whoever comes, without a token, also on an address that other machines can reach.",
    )
    chromium: Path | None = Field(None, description="Chromium's executable; found by itself when not set.")
    sandbox: Sandbox = Field(
        Sandbox.AUTO,
        description="Chromium's own sandbox: `on`, `off`, or `auto` for on wherever the system allows it.",
    )
    theme_folder: Path | None = Field(None, description="A folder of more themes: every .css file in it.")
    deadline_seconds: float = Field(
        30.0, gt=0, le=3600, allow_inf_nan=False, description="How long one request may take, in seconds."
    )
    max_body_bytes: int = Field(
        32 * 1024 * 1024, ge=1, description="The largest request body, in bytes, deck and assets together."
    )
    slots: int = Field(
        default_factory=lambda: len(os.sched_getaffinity(0)),
        ge=1,
        le=256,
        description="How many decks are rendered at the same time; the number of cores when not set.",
    )
    queue: int = Field(32, ge=0, description="How many requests may wait for a slot before others are refused.")
    queue_seconds: float | None = Field(
        None,
        gt=0,
        allow_inf_nan=False,
        description="How long a request may wait for a slot, in seconds; until its deadline when not set.",
    )
    remote: Literal["off", "allowlist"] = Field(
        "off",
        description="Whether decks may have pictures and fonts from the network: `off`, or `allowlist` for by https "
        "from the hosts of MARPD_REMOTE_HOSTS alone.",
    )
    remote_hosts: str = Field(
        "",
        validate_default=True,
        description="The hosts that may be fetched from, with commas between them: `img.example.com,*.example.org`.",
    )
    remote_max_files: int = Field(50, ge=1, le=1000, description="How many files one deck may have from the network.")
    remote_max_bytes: int = Field(
        20 * 1024 * 1024, ge=1, description="How many bytes one deck may have from the network, all files together."
    )
    remote_seconds: float = Field(
        10.0, gt=0, le=600, allow_inf_nan=False, description="How long all files of one deck may take, in seconds."
    )
    cache_control: str = Field(
        "no-store",
        pattern=r"^[\x21-\x7e][\x20-\x7e]*$",
        description="What `Cache-Control` says of rendered files, such as `private, max-age=3600`.",
    )
    max_slides: int = Field(1000, ge=1, description="The most slides of a deck that is rendered.")
    max_output_bytes: int = Field(
        256 * 1024 * 1024, ge=1, description="The most that is made of one deck, in bytes, all formats together."
    )
    max_picture_pixels: int = Field(
        40_000_000, ge=1, description="The most pixels of a picture that is made of a slide; 8K has 33 million."
    )
    remember_seconds: float = Field(
        60.0,
        ge=0,
        le=86400,
        allow_inf_nan=False,
        description="How long a deck that was too heavy or passed its deadline is refused at once, in seconds; "
        "0 for never.",
    )
    canary_seconds: float = Field(
        30.0,
        gt=0,
        le=86400,
        allow_inf_nan=False,
        description="How often the service renders a slide of its own while it has nothing else to do, in seconds.",
    )
    page_memory_bytes: int = Field(
        1024 * 1024 * 1024,
        ge=128 * 1024 * 1024,
        description="How much memory one page of Chromium may take for one deck, in bytes.",
    )
    browser_memory_bytes: int = Field(
        2 * 1024 * 1024 * 1024,
        ge=256 * 1024 * 1024,
        description="Above how much memory, in bytes, Chromium is replaced by a fresh one, while nobody waits for it.",
    )
    worker_memory_bytes: int = Field(
        1024 * 1024 * 1024,
        ge=128 * 1024 * 1024,
        description="How much memory one worker process of the service may take for one deck, in bytes.",
    )
    log_level: LogLevel = Field("info", description="The least important log lines to write.")
    source_date_epoch: int | None = Field(
        None,
        ge=0,
        # The last second of the year 9999: the last that a date in a PDF can say.
        le=253402300799,
        validation_alias="SOURCE_DATE_EPOCH",
        description="The date that the output bears, in seconds since 1970; else the deck's own `date`, or none.",
    )

    no_color: str = Field(
        "", validation_alias="NO_COLOR", description="Anything at all: the command line writes without colours."
    )

    @field_validator("tokens")
    @classmethod
    def _are_tokens(cls, tokens: SecretStr) -> SecretStr:
        words = _words(tokens.get_secret_value())
        if (tokens and not words) or not all(map(_TOKEN.fullmatch, words)):
            raise ValueError("a list of tokens, each of 16 or more letters, digits or -._~+/=")
        return tokens

    @field_validator("theme_folder")
    @classmethod
    def _exists(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("a folder that exists")
        return folder

    @field_validator("remote_hosts")
    @classmethod
    def _are_hosts(cls, hosts: str, others: ValidationInfo) -> str:
        words = [word for word in hosts.split(",") if word.strip()]
        try:
            RemoteHosts.read(words)
        except OptionInvalid:
            words = []
        if not words and (hosts or others.data.get("remote") == "allowlist"):
            raise ValueError("hosts such as img.example.com, *.example.com or example.com:8443")
        return hosts

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that may be fetched from, one by one."""
        return tuple(word for word in self.remote_hosts.split(",") if word.strip())

    @property
    def bearer_tokens(self) -> tuple[str, ...]:
        """The tokens, in the clear; none when callers need none."""
        return _words(self.tokens.get_secret_value())

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach the service."""
        if self.host == "localhost":
            return False
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return True

    @property
    def is_sandbox_chosen(self) -> bool:
        """Whether the operator set MARPD_SANDBOX, to whatever value."""
        return "sandbox" in self.model_fields_set

    @classmethod
    def load(cls, **overrides: object) -> Self:
        """The settings of the environment, and `overrides` above them. Raises `OptionInvalid` with one sentence."""
        given = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls(**given)  # type: ignore[arg-type]  # pydantic checks them
        except ValidationError as error:
            raise _first_mistake(error) from None


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split(",") if word.strip())


def variable_of(field: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()


def unknown_variables() -> dict[str, str]:
    """MARPD_ variables that mean nothing, each with the nearest name that does (or nothing)."""
    known = [variable_of(field) for field in Settings.model_fields]
    unknown = [name for name in os.environ if name.startswith(PREFIX) and name not in known]
    return {name: next(iter(get_close_matches(name, known, n=1)), "") for name in sorted(unknown)}


def _first_mistake(error: ValidationError) -> OptionInvalid:
    mistake = error.errors(include_url=False, include_context=False)[0]
    place = str(mistake["loc"][0]) if mistake["loc"] else ""
    variable = variable_of(place) if place in Settings.model_fields else place
    value = "not shown here" if place in _SECRET else repr(str(mistake["input"]))
    reason = mistake["msg"].removeprefix("Input should be ").removeprefix("Value error, ").partition(", unable to")[0]
    return OptionInvalid(
        f"{variable} is {value}, but it must be {reason}.",
        hint=f"Set {variable} to such a value, or leave it unset.",
        phase="settings",
    )
