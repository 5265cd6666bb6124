"""Turns what the servers wrote into the recorded estate: re-stamped, sorted, rotated, with its truth."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from range.estate.sites import Site
from range.recording import access, errors, logins
from range.recording.lines import Line, Run, folder
from range.recording.rotate import Rotation, Written, write
from range.recording.truth import Told, moment
from range.servers.place import Place
from range.visits.engine import Cut, Stage
from range.visits.world import DAY, START, World

Sources = dict[tuple[Path, str], list[Line]]


def record(
    world: World, place: Place, rows: list[tuple[float, str]], out: Path
) -> tuple[list[Written], Told]:
    """Write all logs below OUT/logs; return where every line went, and gaps and clocks."""
    stages = list(world.stages.values())
    sites = [stage.site for stage in stages]
    run = Run(place, [stage.ledger for stage in stages])
    told = Told()
    merged: Sources = defaultdict(list)
    owners: dict[tuple[Path, str], Site] = {}
    remote = {
        "auth.log": logins.auth(sites, run, rows),
        "vsftpd.log": logins.vsftpd(sites, run, "vsftpd.log"),
        "xferlog": logins.vsftpd(sites, run, "xferlog"),
    }
    for stage in stages:
        for name, lines in _site_logs(stage, run, remote, world).items():
            key = (folder(out, stage.site), name)
            merged[key] += _without(lines, name, stage.cuts)
            owners[key] = stage.site
        _tell(stage, told)
    written: list[Written] = []
    root = out / "logs"
    for (where, name), lines in merged.items():
        if not lines:
            continue
        site = owners[(where, name)]
        web = "access" in name
        how = Rotation(START, site.rotate if web else 7, 7, site.lost_file if web else 0, site.dated_names)
        done, lost = write(lines, where / name, root, how, world.end)
        written += done
        told.sources.append({"source": str((where / name).relative_to(root)), "lines": len(done)})
        told.gaps += [
            {
                "site": site.host,
                "source": gone.file,
                "from": moment(gone.since),
                "to": moment(gone.until),
                "cause": "rotation_missing",
            }
            for gone in lost
        ]
    return written, told


def _site_logs(
    stage: Stage, run: Run, remote: dict[str, dict[str, list[Line]]], world: World
) -> dict[str, list[Line]]:
    site = stage.site
    lines, connections = access.read(site, run)
    shared = site.layout == "vhost_combined"
    logs = {name: by_site.get(site.short, []) for name, by_site in remote.items()}
    if site.server == "nginx":
        logs |= {"access.log": lines, "error.log": errors.nginx(site, run, connections)}
        logs |= {"php8.2-fpm.log": errors.fpm(site, run), "php_errors.log": errors.own_php(site, run)}
    else:
        starts = [START + 5.0, *(until + 40 for _, until in stage.downtimes)]
        logs |= {"other_vhosts_access.log" if shared else "access.log": lines}
        logs |= {"error.log": errors.apache(site, run) + errors.apache_starts(site, run, starts)}
    silent = START + site.silent_day * DAY
    if site.silent_day and silent + DAY < world.end:
        stage.cuts.append(Cut("access", silent, silent + DAY, "source_silent"))
    return logs


def _without(lines: list[Line], name: str, cuts: list[Cut]) -> list[Line]:
    mine = [cut for cut in cuts if cut.kind in name]
    return [line for line in lines if not any(cut.since <= line.at < cut.until for cut in mine)]


def _tell(stage: Stage, told: Told) -> None:
    site = stage.site
    for cut in stage.cuts:
        gap = {"from": moment(cut.since), "to": moment(cut.until), "cause": cut.cause}
        told.gaps.append({"site": site.host, "source": f"{cut.kind}.log", **gap})
    for since, until in stage.downtimes:
        gap = {"from": moment(since), "to": moment(until), "cause": "source_silent"}
        told.gaps.append({"site": site.host, "source": "all (the server was down)", **gap})
    if site.skew:
        for name in ("auth.log", "vsftpd.log", "xferlog"):
            told.skews.append({"site": site.host, "source": name, "seconds": site.skew})
