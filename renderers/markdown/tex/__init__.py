"""TeX to MathML, the one form in which every output has its formulas. Knows nothing of Markdown."""
