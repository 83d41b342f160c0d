"""From a study to a list of blocks: what a document says, before any format."""
