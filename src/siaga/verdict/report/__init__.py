"""The report in its four forms: terminal, HTML, JSON and SARIF."""
