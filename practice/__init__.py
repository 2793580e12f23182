"""What a candidate does: answers, reviews, stories, worksheets."""
