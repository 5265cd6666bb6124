"""The list of formats is whole, names are unique, and the local zone reaches every format that needs it."""

from __future__ import annotations

import pickle

from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS, all_formats

LINES = [
    (
        b"192.0.2.2:33317 [06/Feb/2009:12:14:14.655] in static/srv1 10/0/30/69/109 200 2750 - - ----"
        b' 1/1/1/1/0 0/0 "GET / HTTP/1.1"'
    ),
    b"[Thu Mar 17 01:48:12 2005] [error] [client 192.0.2.4] x",
    b"2024/03/17 10:00:06 [notice] 1#1: signal process started",
    b'Mon Mar  4 01:02:03 2013 [pid 7] [budi] OK LOGIN: Client "192.0.2.4"',
    b"Mar 27 13:08:09 srv1 sshd[1361]: hello",
    b"[17-Mar-2024 10:00:03] NOTICE: fpm is running, pid 1",
    b"2024-03-17 10:00:03 1rlXyz-0001Ab-2C Completed",
]


def test_names_are_unique() -> None:
    names = [form.name for form in ALL_FORMATS]
    assert len(names) == len(set(names))


def test_the_local_zone_shifts_stamps_that_name_none() -> None:
    hours = 7 * 3_600_000_000
    for line in LINES:
        times = []
        for formats in (ALL_FORMATS, all_formats(hours)):
            best = max(formats, key=lambda form: form.score([line]))
            reading = best.reader(modified_at_us=1_714_532_400_000_000).read(
                Block(LogFile("a", "a"), line, 0, 1)
            )
            rows = [] if reading.access is None else reading.access.time_us.tolist()
            times.append([*rows, *(event.time_us for event in reading.events)])
        assert times[0][0] - times[1][0] == hours, line


def test_layouts_travel_to_other_processes() -> None:
    layouts = [form for form in ALL_FORMATS if type(form).__name__ == "TemplateFormat"]
    line = b'192.0.2.1 - - [06/Feb/2009:12:14:14 +0000] "GET /"x HTTP/1.1" 200 5 "-" "-" www.example.id'
    copies = pickle.loads(pickle.dumps(layouts))
    assert [copy.score([line]) for copy in copies] == [form.score([line]) for form in layouts]
