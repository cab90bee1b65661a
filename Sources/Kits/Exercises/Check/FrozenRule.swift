import Words

extension CourseExercises {
  func frozenComplaints(_ toPublish: Bool) -> [ExerciseComplaint] {
    var complaints = toPublish ? unfrozen.map { ExerciseComplaint(.frozen, $0, .notFrozen) } : []
    for (path, bytes) in files {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 4, parts[0] == "lessons", parts[2] == "frozen" else { continue }
      guard parts[3].hasSuffix(".json") else {
        complaints.append(ExerciseComplaint(.frozen, path, .frozenOfNothing))
        continue
      }
      let key = String(parts[3].dropLast(5))
      guard let exercise = lessons[parts[1]]?[key] else {
        // An exercise that cannot be read is complained about by itself.
        if files["lessons/\(parts[1])/exercises/\(key).yaml"] == nil {
          complaints.append(ExerciseComplaint(.frozen, path, .frozenOfNothing))
        }
        continue
      }
      if let says = Self.says(exercise, bytes) { complaints.append(ExerciseComplaint(.frozen, path, says)) }
    }
    return complaints
  }

  private static func says(_ exercise: Exercise, _ bytes: [UInt8]) -> Phrase? {
    guard exercise.kind.isSelfJudged else { return .frozenOfNothing }
    guard let frozen = FrozenExercise(json: bytes), frozen.key == exercise.key else { return .frozenUnreadable }
    switch exercise.finding(frozen) {
    case .stale: return .frozenStale
    case .changed(let variant): return .rightChanged(exercise.key, variant)
    case nil: return nil
    }
  }

  /// The frozen files that are to be written, by path; those that are as they should be are not among them. Nothing is written of an
  /// exercise that has a complaint.
  package func frozen() -> (files: [String: String], against: [ExerciseComplaint]) {
    let complaints = complaints()
    let faulty = Set(complaints.filter { $0.rule == .exercise }.map(\.file))
    var written: [String: String] = [:]
    var against = complaints.filter { $0.rule == .exercise }
    for (lesson, exercises) in lessons {
      for (key, exercise) in exercises where exercise.kind.isSelfJudged {
        let path = "lessons/\(lesson)/frozen/\(key).json"
        if faulty.contains("lessons/\(lesson)/exercises/\(key).yaml") { continue }
        let old = files[path].flatMap { FrozenExercise(json: $0) }
        if let old {
          switch exercise.finding(old) {
          case nil: continue
          case .changed(let variant):
            against.append(ExerciseComplaint(.frozen, path, .rightChanged(key, variant)))
            continue
          case .stale: break
          }
        } else if files[path] != nil {
          against.append(ExerciseComplaint(.frozen, path, .frozenUnreadable))
          continue
        }
        let kept = old.flatMap { exercise.keeps($0) ? exercise.variants(frozen: $0) : nil }
        written[path] = exercise.frozenText(kept ?? exercise.variants())
      }
    }
    return (written, against.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) })
  }
}

extension Phrase {
  static let notFrozen = Phrase(
    kk: "нұсқалар әлі жазылмаған: keruen course freeze", ru: "варианты ещё не записаны: keruen course freeze",
    en: "it is not frozen yet: keruen course freeze")
  static let frozenOfNothing = Phrase(
    kk: "мұндай жаттығу жоқ", ru: "такого упражнения нет", en: "there is no such exercise")
  static let frozenUnreadable = Phrase(
    kk: "файлды оқу мүмкін емес: өшіріп, keruen course freeze",
    ru: "файл не прочитать: удалите его и выполните keruen course freeze",
    en: "the file cannot be read: delete it and run keruen course freeze")
  static let frozenStale = Phrase(
    kk: "жаттығу кейін өзгерген: keruen course freeze", ru: "упражнение с тех пор изменилось: keruen course freeze",
    en: "the exercise was changed since: keruen course freeze")
  static func rightChanged(_ key: String, _ variant: Int?) -> Phrase {
    let place = variant.map { " (\($0))" } ?? ""
    return Phrase(
      kk: "\(key) кілтімен дұрыс жауап өзгерді\(place): жаңа кілт беріңіз; курс жарияланбаса, осы файлды өшіріңіз",
      ru: "под ключом \(key) изменилось то, что верно\(place): дайте новый ключ; если курс не опубликован, удалите этот файл",
      en:
        "what is right changed under the key \(key)\(place): give it a new key; if the course is not published, delete this file")
  }
}
