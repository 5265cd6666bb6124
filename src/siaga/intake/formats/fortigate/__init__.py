"""FortiGate's event and traffic logs: administrators' and VPN logins, changes of the configuration."""

from siaga.intake.formats.fortigate.format import FORTIGATE, fortigate_format

__all__ = ["FORTIGATE", "fortigate_format"]
