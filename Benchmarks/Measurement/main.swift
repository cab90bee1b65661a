import Measurement

/// Times the science alone on seeded instances; Benchmarks/measurement.py compares it with the peers.
