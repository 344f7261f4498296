"""CSS passes: each looks at a parsed stylesheet and names the edits it wants."""
