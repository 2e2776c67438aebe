"""The papers that go with a contract: who holds which copy, and which are void."""
