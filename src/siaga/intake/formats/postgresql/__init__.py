"""PostgreSQL's server log: who connected from where, who was refused, weighty statements."""

from siaga.intake.formats.postgresql.format import POSTGRESQL, postgresql_format

__all__ = ["POSTGRESQL", "postgresql_format"]
