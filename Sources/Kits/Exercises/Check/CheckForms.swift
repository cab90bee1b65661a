package import Programme
import Words

/// A check: which items, in which order, in how many minutes.
package struct CheckForm: Sendable {
  /// `pre`, `post`, `unit-1`.
  package let key: String
  package let title: Said
  package let minutes: Int
  package let items: [String]
  let lines: [Int?]

  /// Items that before and after must both have, so that one scale carries both (school.md 4.5).
  package static let fewestAnchors = 12
  static let fullLength = 20
  static let unitLength = 4...20

  init(yaml: [UInt8], key: String) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("title", "minutes", "items")
      let title = root.said("title")
      let minutes = root.whole("minutes", in: 5...180)
      let items = root.list("items").map { ($0.word, $0.line) }
      if items.contains(where: { $0.0 == nil }) { root.complain(.wordWanted(40), at: "items") }
      guard let title, let minutes else { return nil }
      return CheckForm(
        key: key, title: title, minutes: minutes, items: items.compactMap(\.0), lines: items.filter { $0.0 != nil }.map(\.1))
    }
  }

  private init(key: String, title: Said, minutes: Int, items: [String], lines: [Int?]) {
    (self.key, self.title, self.minutes, self.items, self.lines) = (key, title, minutes, items, lines)
  }

  var isFull: Bool { key == "pre" || key == "post" }
}

extension CourseExercises {
  /// By key; those that could be read.
  package var checks: [String: CheckForm] { readChecks().forms }

  private func readChecks() -> (forms: [String: CheckForm], complaints: [ExerciseComplaint]) {
    var forms: [String: CheckForm] = [:]
    var complaints: [ExerciseComplaint] = []
    for (path, bytes) in files {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 2, parts[0] == "checks", parts[1].hasSuffix(".yaml") else { continue }
      let key = String(parts[1].dropLast(5))
      guard key == "pre" || key == "post" || (key.hasPrefix("unit-") && Int(key.dropFirst(5)) != nil) else {
        complaints.append(ExerciseComplaint(.check, path, .checkName))
        continue
      }
      do throws(FileComplaints) {
        forms[key] = try CheckForm(yaml: bytes, key: key)
      } catch {
        complaints += error.within(path).complaints.map { ExerciseComplaint(.check, $0) }
      }
    }
    return (forms, complaints)
  }

  func checkComplaints() -> [ExerciseComplaint] {
    let (forms, unreadable) = readChecks()
    var complaints = unreadable
    let there = Set(keys(in: "checks/items/"))
    var used: Set<String> = []
    for form in forms.values {
      let file = "checks/\(form.key).yaml"
      let count = form.isFull ? CheckForm.fullLength...CheckForm.fullLength : CheckForm.unitLength
      if !count.contains(form.items.count) { complaints.append(ExerciseComplaint(.check, file, .countWanted("items", count))) }
      var seen: Set<String> = []
      for (item, line) in zip(form.items, form.lines) {
        if !there.contains(item) { complaints.append(ExerciseComplaint(.check, file, line, .noItem(item))) }
        if !seen.insert(item).inserted { complaints.append(ExerciseComplaint(.check, file, line, .itemTwice(item))) }
      }
      used.formUnion(seen)
    }
    complaints += anchorComplaints(forms)
    let skills = Set(lessonKeys.flatMap { self.skills(of: $0) })
    let elsewhere = Set(lessons.values.flatMap(\.keys))
    for key in there.sorted() {
      let file = "checks/items/\(key).yaml"
      if !used.contains(key) { complaints.append(ExerciseComplaint(.check, file, .itemOfNoCheck)) }
      if elsewhere.contains(key) { complaints.append(ExerciseComplaint(.check, file, .keyOfLesson(key))) }
      guard let item = items[key] else { continue }
      complaints += (item.variantComplaints(file) + drawingComplaints(item, file, "checks/figures/")).map {
        ExerciseComplaint(.check, $0.file, $0.line, $0.says)
      }
      if let skill = item.skill, !skills.contains(skill) {
        complaints.append(ExerciseComplaint(.check, file, .skillOfNoLesson(skill)))
      }
    }
    return complaints
  }

  private func anchorComplaints(_ forms: [String: CheckForm]) -> [ExerciseComplaint] {
    guard let before = forms["pre"], let after = forms["post"] else {
      return ["pre", "post"].filter { forms[$0] != nil }.map { key in
        ExerciseComplaint(.check, "checks/\(key).yaml", .oneOfPair(key == "pre" ? "post" : "pre"))
      }
    }
    let anchors = Set(before.items).intersection(after.items).count
    return anchors >= CheckForm.fewestAnchors ? [] : [ExerciseComplaint(.check, "checks/post.yaml", .tooFewAnchors(anchors))]
  }
}

extension Phrase {
  static let checkName = Phrase(
    kk: "тексеру pre, post не unit-1 деп аталады", ru: "проверка называется pre, post или unit-1",
    en: "a check is called pre, post or unit-1")
  static func noItem(_ key: String) -> Phrase {
    Phrase(kk: "checks/items ішінде \(key) жоқ", ru: "в checks/items нет \(key)", en: "checks/items have no \(key)")
  }
  static func itemTwice(_ key: String) -> Phrase {
    Phrase(kk: "\(key) екі рет кездеседі", ru: "\(key) встречается дважды", en: "\(key) appears twice")
  }
  static let itemOfNoCheck = Phrase(
    kk: "бұл тапсырма ешбір тексеруде жоқ", ru: "этого задания нет ни в одной проверке", en: "no check has this item")
  static func keyOfLesson(_ key: String) -> Phrase {
    Phrase(
      kk: "\(key) кілті сабақтың жаттығуында бар", ru: "ключ \(key) уже есть у упражнения урока",
      en: "an exercise of a lesson has the key \(key)")
  }
  static func skillOfNoLesson(_ key: String) -> Phrase {
    Phrase(
      kk: "ешбір сабақта «\(key)» дағдысы жоқ", ru: "навыка «\(key)» нет ни в одном уроке",
      en: "no lesson has the skill “\(key)”")
  }
  static func oneOfPair(_ other: String) -> Phrase {
    Phrase(kk: "\(other).yaml да керек", ru: "нужна и \(other).yaml", en: "\(other).yaml is wanted too")
  }
  static func tooFewAnchors(_ count: Int) -> Phrase {
    Phrase(
      kk: "pre мен post ортақ тапсырмасы \(count), кемінде \(CheckForm.fewestAnchors) керек",
      ru: "общих заданий у pre и post \(count), нужно не меньше \(CheckForm.fewestAnchors)",
      en: "pre and post share \(count) items, at least \(CheckForm.fewestAnchors) are wanted")
  }
}
