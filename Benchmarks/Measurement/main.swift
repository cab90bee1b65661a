import Glibc

/// Times the science alone on seeded instances and writes them down for the peers; Benchmarks/measurement.py compares.
/// Each command prints JSON objects, one a line.
let commands: [String: ([String]) throws -> Void] = [
  "calibrate": calibrateBench,
  "errors": errorsBench,
  "abilities": abilitiesBench,
  "conditional": conditionalBench,
  "quality": qualityBench,
  "gains": gainsBench,
].merging(ratersBenches()) { one, _ in one }

let arguments = Array(CommandLine.arguments.dropFirst())
guard let name = arguments.first, let command = commands[name] else {
  print("measurement-bench " + commands.keys.sorted().joined(separator: " | ") + " …")
  exit(2)
}
try command(Array(arguments.dropFirst()))
