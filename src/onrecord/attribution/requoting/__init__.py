"""What readers quote of the article and of each other."""
