"""Word, Excel and text to rows, trusting none of them."""
