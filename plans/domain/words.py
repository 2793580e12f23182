"""Small numbers in words."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(number: int) -> str:
    """Small numbers as words: "nine", "13"."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
