import Lessons
import Programme
import Words

extension CourseExercises {
  /// The lists of lesson.yaml and the text name exercises that are there, and every exercise is named.
  func lessonComplaints(_ lesson: String) -> [ExerciseComplaint] {
    let folder = "lessons/\(lesson)/"
    let file = folder + "lesson.yaml"
    guard let bytes = files[file] else { return [ExerciseComplaint(.exercise, file, .lessonFileMissing)] }
    let all = Set(keys(in: folder + "exercises/"))
    do throws(FileComplaints) {
      let plan = try LessonPlan(yaml: bytes)
      var complaints: [ExerciseComplaint] = []
      for (key, line) in plan.practice {
        if !all.contains(key) { complaints.append(ExerciseComplaint(.exercise, file, line, .noExercise(key))) }
        if lessons[lesson]?[key]?.kind.isSelfJudged == false {
          complaints.append(ExerciseComplaint(.exercise, file, line, .practiceOfPerson(key)))
        }
      }
      if let (key, line) = plan.assignment {
        if !all.contains(key) { complaints.append(ExerciseComplaint(.exercise, file, line, .noExercise(key))) }
        if lessons[lesson]?[key]?.kind.isSelfJudged == true {
          complaints.append(ExerciseComplaint(.exercise, file, line, .assignmentOfProgram(key)))
        }
      }
      let met = Set(plan.practice.map(\.0) + (plan.assignment.map { [$0.0] } ?? [])).union(shown(in: folder))
      for key in all.subtracting(met).sorted() {
        complaints.append(ExerciseComplaint(.exercise, "\(folder)exercises/\(key).yaml", .neverMet))
      }
      for (key, exercise) in lessons[lesson] ?? [:] {
        guard let skill = exercise.skill, !plan.skills.contains(skill) else { continue }
        complaints.append(ExerciseComplaint(.exercise, "\(folder)exercises/\(key).yaml", .noSkill(skill)))
      }
      return complaints + skillComplaints(plan, in: file)
    } catch {
      return error.within(file).complaints.map { ExerciseComplaint(.exercise, $0) }
    }
  }

  /// A skill has a name that she reads, and enough to practise it: it is held after right answers on three variants (decision 32), and a
  /// fourth answer to the same numbers would count nothing. Her own readings have no variants, so they count for none.
  private func skillComplaints(_ plan: LessonPlan, in file: String) -> [ExerciseComplaint] {
    plan.skillLines.flatMap { skill, line, hasTitle -> [ExerciseComplaint] in
      let count = lessons.values.flatMap(\.values).filter { $0.skill == skill && $0.isPractised }.reduce(0) {
        $0 + $1.variantCount
      }
      return (hasTitle ? [] : [ExerciseComplaint(.exercise, file, line, .skillWithoutName(skill))])
        + (count >= Exercise.fewestToPractise ? [] : [ExerciseComplaint(.exercise, file, line, .tooFewToPractise(skill, count))])
    }
  }

  /// Of a lesson.yaml that can be read.
  func skills(of lesson: String) -> Set<String> {
    files["lessons/\(lesson)/lesson.yaml"].flatMap { try? LessonPlan(yaml: $0).skills } ?? []
  }

  /// Exercises that the text of a language shows; what cannot be read is named by the lesson's own check.
  private func shown(in folder: String) -> Set<String> {
    var keys: Set<String> = []
    for language in Language.allCases {
      for block in text(folder, language)?.blocks ?? [] {
        if case .exercise(let key) = block.kind { keys.insert(key) }
      }
    }
    return keys
  }

  func text(_ folder: String, _ language: Language) -> LessonText? {
    guard let bytes = files["\(folder)\(language.rawValue).md"], let text = String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    return try? LessonText(reading: text.replacing("\r\n", with: "\n"))
  }

  func keys(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(".yaml") && !$0.dropFirst(folder.count).contains("/") }
      .map { String($0.dropFirst(folder.count).dropLast(5)) }
  }

  /// Circles to touch lie in their drawing and are large enough for a finger.
  func drawingComplaints(_ exercise: Exercise, _ file: String, _ figures: String) -> [ExerciseComplaint] {
    guard case .point(let body) = exercise.body else { return [] }
    guard let bytes = files["\(figures)\(body.figure).svg"] else {
      return [ExerciseComplaint(.exercise, file, .noDrawing(body.figure))]
    }
    guard let box = try? Drawing(reading: bytes).box else { return [] }
    return body.areas.flatMap { area -> [ExerciseComplaint] in
      let isInside =
        area.x >= box.x && area.y >= box.y && area.x <= box.x + box.width && area.y <= box.y + box.height
      let least = PointBody.finger / 2 * box.width / PointBody.phoneWidth
      return (isInside ? [] : [ExerciseComplaint(.exercise, file, area.line, .outsideDrawing(area.key))])
        + (area.r * (1 + 1e-9) >= least ? [] : [ExerciseComplaint(.exercise, file, area.line, .tooSmall(area.key, least))])
    }
  }
}

extension PointBody {
  /// What a finger needs, in pixels, where the drawing is as wide as a small phone's page.
  static let finger = 48.0
  static let phoneWidth = 328.0
}

/// What lesson.yaml says of exercises.
private struct LessonPlan {
  /// With the line and whether it says what the skill is called.
  let skillLines: [(key: String, line: Int?, hasTitle: Bool)]
  let practice: [(String, Int?)]
  let assignment: (String, Int?)?

  var skills: Set<String> { Set(skillLines.map(\.key)) }

  init(yaml: [UInt8]) throws(FileComplaints) { self = try YAMLFile.read(yaml) { LessonPlan($0) } }

  private init?(_ root: YAMLEntry) {
    let entries = root.entries.first { $0.key == "skills" }?.value.entries ?? []
    skillLines = entries.compactMap { entry in
      (entry.key ?? entry.value.word).map {
        ($0, entry.value.line, entry.key != nil && entry.value.keys.count > 0 && entry.value.said != nil)
      }
    }
    practice = root.list(ifAny: "practice").compactMap { entry in entry.word.map { ($0, entry.line) } }
    assignment = root.text(ifAny: "assignment").map { ($0, root.line(of: "assignment")) }
  }
}

extension Phrase {
  static let lessonFileMissing = Phrase(kk: "файл жоқ", ru: "файла нет", en: "the file is missing")
  static func noExercise(_ key: String) -> Phrase {
    Phrase(kk: "\(key) жаттығуы жоқ", ru: "нет упражнения \(key)", en: "the exercise \(key) is missing")
  }
  static func practiceOfPerson(_ key: String) -> Phrase {
    Phrase(
      kk: "\(key) жұмысын адам бағалайды: ол practice ішінде тұрмайды", ru: "\(key) оценивает человек: в practice ему не место",
      en: "a person judges \(key): it does not belong into practice")
  }
  static func assignmentOfProgram(_ key: String) -> Phrase {
    Phrase(
      kk: "\(key) өзі бағаланады: assignment адам бағалайтын жұмыс", ru: "\(key) проверяется само: assignment оценивает человек",
      en: "\(key) is judged by itself: an assignment is judged by a person")
  }
  static let neverMet = Phrase(
    kk: "бұл жаттығу сабақта да, practice пен assignment ішінде де жоқ",
    ru: "этого упражнения нет ни в уроке, ни в practice, ни в assignment",
    en: "neither the lesson nor practice nor assignment has this exercise")
  static func noSkill(_ key: String) -> Phrase {
    Phrase(kk: "skills ішінде «\(key)» жоқ", ru: "в skills нет «\(key)»", en: "skills have no “\(key)”")
  }
  static func skillWithoutName(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» дағдысының үш тілдегі атауы жоқ: \(key): {kk: …, ru: …, en: …}",
      ru: "у навыка «\(key)» нет названия на трёх языках: \(key): {kk: …, ru: …, en: …}",
      en: "the skill “\(key)” has no name in three languages: \(key): {kk: …, ru: …, en: …}")
  }
  static func tooFewToPractise(_ key: String, _ count: Int) -> Phrase {
    let least = Exercise.fewestToPractise
    return Phrase(
      kk: "«\(key)» дағдысын жаттығуға нұсқа аз: \(count), керегі \(least). Жаттығу не variants қосыңыз",
      ru: "навык «\(key)» нечем упражнять: вариантов \(count), нужно \(least). Добавьте упражнение или variants",
      en: "there is too little to practise the skill “\(key)” with: \(count) variants of \(least). Add an exercise or variants")
  }
  static func noDrawing(_ name: String) -> Phrase {
    Phrase(kk: "\(name).svg сызбасы жоқ", ru: "нет рисунка \(name).svg", en: "there is no drawing \(name).svg")
  }
  static func outsideDrawing(_ key: String) -> Phrase {
    Phrase(kk: "«\(key)» сызбадан тыс", ru: "«\(key)» вне рисунка", en: "“\(key)” lies outside of the drawing")
  }
  static func tooSmall(_ key: String, _ least: Double) -> Phrase {
    let least = PlainDecimal((least * 10).rounded(.up) / 10).text
    return Phrase(
      kk: "«\(key)» саусаққа тым кіші: r кемінде \(least)", ru: "«\(key)» слишком мало для пальца: r не меньше \(least)",
      en: "“\(key)” is too small for a finger: r is at least \(least)")
  }
}
