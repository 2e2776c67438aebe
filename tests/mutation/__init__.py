"""What mutmut found in the domain, made readable: see docs/mutation.md and CONTRIBUTING."""
