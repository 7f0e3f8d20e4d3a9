"""Mail: the letter, as a draft for a mail program or sent by the program itself, and what waits to be sent."""
