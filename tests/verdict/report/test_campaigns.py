"""One campaign over many sites is one thing, with the site that answered on top."""

from __future__ import annotations

from dataclasses import replace

from siaga.verdict.report.campaigns import campaigns, severity

from .conftest import Sample


def test_attempts_of_one_rule_are_joined_and_the_odd_site_comes_first(sample: Sample) -> None:
    env = next(group for group in campaigns(sample("break_in").attempts) if group.rule == "secret-env-file")
    assert env.attempts[0].site == "dinas-contoh.example"
    assert (env.lines, env.reached, env.clients, env.at_least) == (119, 1, 3, False)
    assert env.client_ips == ("192.0.2.50", "192.0.2.51", "2001:db8::9")


def test_answered_rules_come_first_then_severe_ones(sample: Sample) -> None:
    order = [group.rule for group in campaigns(sample("break_in").attempts)]
    assert order == ["upload-php-extension", "sqli-union-select", "secret-env-file", "scanner-nikto"]


def test_addresses_that_are_not_all_named_are_a_lower_bound(sample: Sample) -> None:
    groups = campaigns(sample("huge").attempts)
    assert len(groups) == 150
    assert sum(group.lines for group in groups) == sum(one.lines for one in sample("huge").attempts)
    assert all(group.clients == 900 and group.at_least for group in groups)


def test_rules_without_an_id_are_told_apart_by_their_title(sample: Sample) -> None:
    first, *_, last = (replace(one, rule="") for one in sample("break_in").attempts)
    assert len(campaigns((first, last))) == 2
    twice = campaigns((first, first))
    assert (len(twice), twice[0].sites) == (1, 1)


def test_a_level_that_sigma_does_not_know_comes_last() -> None:
    assert severity("critical") < severity("informational") < severity("whatever")
