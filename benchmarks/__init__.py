"""Speed and memory of extraction, and of the store: `python -m benchmarks [--full] [NAME…]`."""
