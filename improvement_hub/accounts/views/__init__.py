"""The pages of accounts: people, keys, second factors and sessions."""
