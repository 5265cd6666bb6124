"""The names, English and Indonesian, under which audit trails keep their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

Column = Literal[
    "time", "date", "clock", "actor", "action", "kind", "object", "client_ip", "outcome", "method", "message",
    "application", "host", "port", "session", "error", "user_agent", "device", "system", "country",
]  # fmt: skip

COLUMNS: tuple[Column, ...] = get_args(Column)

NAMES: dict[Column, tuple[str, ...]] = {
    "time": (
        "timestamp", "time", "waktu", "datetime", "date_time", "tanggal_waktu", "waktu_akses", "created_at",
        "event_time", "log_time", "logged_at", "dibuat", "tgl_waktu", "waktu_aktivitas", "@timestamp", "ts",
        "occurred_at", "dibuat_pada", "log_date", "tgl_log", "waktu_login", "login_time",
        "created_date_time", "creation_time", "creation_date", "activity_date_time", "date_(utc)",
    ),
    "date": ("date", "tanggal", "tgl", "hari_tanggal"),
    "clock": ("jam", "pukul", "hour", "clock"),
    "actor": (
        "actor", "username", "user", "pengguna", "user_name", "nama_pengguna", "nama_user", "akun", "account",
        "operator", "petugas", "admin", "login", "email", "pelaku", "user_id", "id_user", "id_pengguna",
        "causer",
        "nama", "performed_by", "oleh", "userid", "user_principal_name", "author_name", "actor_name",
        "user_ids", "principal", "user_full_name",
    ),
    "action": (
        "action", "aksi", "aktivitas", "event_type", "event", "event_name", "activity", "kegiatan",
        "tindakan",
        "operation", "operasi", "jenis_aktivitas", "type", "tipe", "jenis", "log_name", "aktifitas",
        "event_id", "operation_name", "operations", "activity_display_name",
    ),
    "kind": (
        "object_type", "auditable_type", "subject_type", "entity_type", "resource_type", "entity", "model",
        "jenis_objek", "tipe_objek", "tabel", "table", "target_type",
    ),
    "object": (
        "object", "objek", "target", "halaman", "page", "resource", "subject", "modul_data", "data",
        "url", "menu", "record", "item", "file", "berkas", "target_details",
        "sasaran", "object_id", "item_subject", "source_file_name",
    ),
    "client_ip": (
        "ip", "ip_address", "alamat_ip", "client_ip", "source_ip", "src_ip", "remote_addr", "ipaddr",
        "ip_addr",
        "remote_ip", "sourceip", "ipaddress", "alamat", "ip_pengguna", "login_ip", "actor_ip", "user_ip",
        "client_ip_address", "caller_ip_address", "actor_ip_address",
    ),
    "outcome": (
        "auth_result", "result", "outcome", "status", "hasil", "success", "berhasil", "keberhasilan",
        "result_status", "result_type", "keputusan", "putusan", "decision",
    ),
    "method": (
        "auth_method", "method", "metode", "cara", "authentication_method", "authentication_requirement",
    ),
    "message": (
        "message", "description", "keterangan", "deskripsi", "pesan", "detail", "details", "properties",
        "catatan", "note", "uraian", "information", "informasi",
    ),
    "application": (
        "application", "aplikasi", "app", "module", "modul", "system", "sistem", "component", "service",
        "workload",
    ),
    "host": ("hostname", "host", "server", "domain_name", "site", "situs"),
    "port": ("source_port", "port", "client_port"),
    "session": ("session_id", "session", "sesi", "id_sesi"),
    "error": ("error_code", "errorcode", "sign_in_error_code", "status_error_code"),
    "user_agent": ("user_agent", "useragent", "http_user_agent", "agent", "ua", "peramban", "browser"),
    "device": ("device_id", "device_detail_device_id", "registered_device_id", "id_perangkat"),
    "system": ("operating_system", "device_detail_operating_system", "sistem_operasi", "os"),
    "country": (
        "country_or_region", "location_country_or_region", "country", "country_code", "location_country",
        "negara", "geo_country",
    ),
}  # fmt: skip
"""Column to header names in lower case with "_" between words, best first."""

_BETWEEN = re.compile(r"[\s\-./]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Where "camelCase" has a word's beginning."""


def normal(name: str) -> str:
    """Return a header name in lower case with "_" between words, quotes and BOM taken off."""
    plain = name.strip().strip("\ufeff\"'").strip()
    return _BETWEEN.sub("_", _HUMP.sub("_", plain).lower())


def _names(name: str) -> tuple[str, str]:
    """Return a header name as two words and as one: "userName" stands for "user_name" and "username"."""
    return normal(name), _BETWEEN.sub("_", name.strip().strip("\ufeff\"'").strip().lower())


@lru_cache(maxsize=512)
def find(names: tuple[str, ...]) -> dict[Column, int]:
    """Return the 0-based place of every column that the header names tell; each place serves once."""
    places: dict[str, int] = {}
    for at, told in enumerate(names):
        for name in _names(told):
            places.setdefault(name, at)
    found: dict[Column, int] = {}
    for column in COLUMNS:
        for name in NAMES[column]:
            if name in places and places[name] not in found.values():
                found[column] = places[name]
                break
    return found


def tells_audit(found: Iterable[Column]) -> bool:
    """Say whether columns make an audit trail: a time, and someone who did something."""
    columns = set(found)
    timed = "time" in columns or "date" in columns
    return timed and "action" in columns and bool(columns & {"actor", "client_ip"})


def tells_authentication(found: Iterable[Column]) -> bool:
    """Say whether columns make an authentication export: a method and a result, from an address."""
    columns = set(found)
    result = columns & {"outcome", "error"}
    return {"time", "method", "client_ip"} <= columns and bool(result)
