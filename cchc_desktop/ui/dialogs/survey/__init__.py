"""The window of surveys of satisfaction: what is asked, forms typed and compared, files taken in, results."""
