"""The papers: what stands on each kind, made from a picture, whatever draws it."""
