"""What a reviewer would send back: each rule a small pure function over a paper, found, explained and often mended."""
