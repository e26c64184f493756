"""What a form is: its panel, its rows, its foot, its question before it goes."""
