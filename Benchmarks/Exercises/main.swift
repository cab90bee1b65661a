import Exercises
import Foundation
import Programme

/// Times the exercises of a folder: variants that are frozen and answers that are judged, a second of processor time, medians of five runs.
///
///     exercises-bench Tests/Cases/exercises

func seconds(_ work: () -> Void) -> Double {
  let start = clock()
  work()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func median(_ work: () -> Double) -> Int { Int((0..<5).map { _ in work() }.sorted()[2]) }

guard let folder = CommandLine.arguments.dropFirst().first else {
  print("exercises-bench FOLDER")
  exit(2)
}
let exercises = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name -> Exercise? in
  guard name.hasSuffix(".yaml"), let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
  return try Exercise(yaml: Array(bytes), name: String(name.dropLast(5)))
}
let changing = exercises.filter { $0.variantCount > 1 && ["number", "gaps"].contains($0.kind.rawValue) }
let frozen = median {
  var count = 0
  let time = seconds { for _ in 0..<50 { for exercise in changing { count += exercise.variants().count } } }
  return Double(count) / time
}
print("variants frozen: \(frozen)/s")
for exercise in exercises {
  guard let variant = exercise.variants().first,
    let answer = Answer(["a": "1,44 с", "mean": "14,2 с", "spread": "0,16", "1": "newton"])
  else { continue }
  var right = 0
  let rate = median {
    let time = seconds {
      for _ in 0..<5_000 where exercise.judge(answer, variant, .kk)?.verdict == .right { right += 1 }
    }
    return 5_000 / time
  }
  print("\(exercise.key) (\(exercise.kind.rawValue)): \(rate) judged/s")
}
