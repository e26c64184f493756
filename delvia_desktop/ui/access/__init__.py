"""The places of assets, partners, people and all access, and what can be done there."""
