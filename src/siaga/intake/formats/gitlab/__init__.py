"""GitLab's log of requests to its web pages."""

from siaga.intake.formats.gitlab.format import GITLAB, gitlab_format

__all__ = ["GITLAB", "gitlab_format"]
