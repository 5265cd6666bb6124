"""Devices by the names of their browsers."""

from __future__ import annotations

import pytest

from siaga.detection.scene.device import UNKNOWN, Device, device_of


@pytest.mark.parametrize(
    ("agent", "system", "program"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
            "windows",
            "edge",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0 Safari/537.36", "windows", "chrome"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "linux", "firefox"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) Version/17.6 Mobile/15E148 Safari/604.1",
            "ios",
            "safari",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15", "mac", "safari"),
        ("Mozilla/5.0 (Windows) mirall/3.14.2stable (Nextcloud)", "windows", "sync"),
        ("Outlook-Android/2.0", "android", "outlook-android"),
        ("git/2.43.0", "", "git"),
        ("", "", ""),
    ],
)
def test_system_and_program(agent: str, system: str, program: str) -> None:
    assert device_of(agent) == Device(system, program)


def test_a_version_is_no_other_device() -> None:
    assert device_of("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0") == device_of(
        "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0"
    )


def test_an_export_that_names_only_the_system() -> None:
    assert device_of("", "MacOs") == Device("mac", "")


def test_what_cannot_be_one_device() -> None:
    windows, mac, phone, desktop_form = Device("windows"), Device("mac"), Device("android"), Device("linux")
    assert windows.contradicts(mac)
    assert not windows.contradicts(windows)
    assert not windows.contradicts(UNKNOWN)
    assert not phone.contradicts(desktop_form)
    assert not Device("ios").contradicts(mac)


def test_phones() -> None:
    assert Device("android").is_phone
    assert not Device("windows").is_phone


def test_programs_that_synchronise_are_no_browsers() -> None:
    assert device_of("Mozilla/5.0 (X11; Linux) Firefox/1").is_browser
    assert not device_of("Mozilla/5.0 (Windows) mirall/3.14").is_browser
    assert not device_of("git/2.43.0").is_browser
