/// Times the science alone on seeded instances; Benchmarks/measurement.py compares it with the peers.
switch CommandLine.arguments.dropFirst().first {
case "facets": try benchFacets()
default: print("measurement-bench facets")
}
