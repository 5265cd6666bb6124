"""Charts drawn as SVG: small, without scripts or outside references, each with a title and a description."""
