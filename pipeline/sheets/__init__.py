"""Pages of a PDF on sheets of paper, two to a side: in which order, at which size, made, and read back."""
