"""The check itself: from a pile of logs to a result, on one process or several."""
