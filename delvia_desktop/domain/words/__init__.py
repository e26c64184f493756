"""What is typed and said: text, days, ids, TikTok's words, errors, and drafts as they are read."""
