import Exchange
import Programme
import Testing
import Words

@testable import Exercises

/// Files of each kind: what may stand in them, and what is said of what may not. Lines count from the first of the text.
@Suite struct KindTests {
  private static func t(_ word: String) -> String { Course.t(word) }

  private static let number = "answer: {value: 2, tolerance: {absolute: 0}}"

  private static let soundFiles: [(String, String)] = [
    ("choice", "options: [{text: \(t("а")), right: yes}, {text: \(t("б")), says: \(t("в"))}]"),
    ("several", "keep: yes\noptions: [{text: \(t("а")), right: true}, {text: \(t("б")), right: no}]"),
    ("match", "to: {a: \(t("а")), b: \(t("б"))}\npairs: [{is: a, text: \(t("в"))}, {is: a, text: \(t("г"))}]"),
    ("order", "items: [\(t("а")), \(t("б")), \(t("в"))]"),
    (
      "point",
      "figure: one\nareas: {a: {x: 10, y: 10, r: 5, label: \(t("а"))}, b: {x: 30, y: 10, r: 5, label: \(t("б"))}}\nanswer: a\nsays: {b: \(t("в"))}"
    ),
    ("number", number),
    ("number", "answer: {value: \"1/3\", unit: m/s^2, tolerance: {digits: 3}, unitNeeded: yes, fractions: yes}"),
    (
      "gaps",
      "ask: \(t("{?x} и {?y}"))\ngaps: {x: {value: 1, tolerance: {relative: 0.1}}, y: {value: 2, tolerance: {absolute: 0.1}}}"
    ),
    ("text", "accept: {kk: [а], ru: [б], en: [c]}\nfold: yes"),
    (
      "measured",
      "fields: {a: {label: \(t("а"))}, t: {times: 2, label: \(t("б"))}}\nchecks: [{that: \"a == mean(t)\", says: \(t("в"))}]"
    ),
    ("trace", "code: \"x = 1\"\ncolumns: [x]\nrows: [[\"1\"]]"),
    ("reorder", "lines: [\"if x:\", \"    print(x)\"]"),
    ("assignment", "hand: {photos: 2, text: 500, file: yes}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}"),
    (
      "open",
      "hand: {text: 500}\ndue: {afterSession: 2, days: 5}\nproject: {team: [2, 3]}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}"
    ),
  ]

  @Test("a sound file of each kind has no fault", arguments: soundFiles)
  func sound(_ kind: String, _ text: String) { #expect(Course.faults(kind, text) == []) }

  @Test("every kind is among the sound files, or is one of those that take one thing")
  func complete() {
    #expect(Set(Self.soundFiles.map(\.0)).union(["photo", "file"]) == Set(Exercise.Kind.allCases.map(\.rawValue)))
  }

  private static let common: [(String, String, String)] = [
    ("number", "\(number)\nlevel: 3", "2 There is no key “level”"),
    ("number", "\(number)\nhints: [{kk: а, ru: б}]", "2 A text in three languages"),
    ("number", "\(number)\nsolution: \(t("{=x}"))", "2 params have no x"),
    ("number", "\(number)\nsolution: \(t("{=x-y}"))", "2 kk: “x-y” is no name"),
    ("number", "\(number)\nsolution: \(t("$x"))", "2 kk: the $ is not closed"),
    ("number", "\(number)\nsolution: \(t("`x"))", "2 kk: the ` is not closed"),
    ("number", "\(number)\nsolution: \(t("$\\badcommand$"))", "2 formula, character 1"),
    ("number", "\(number)\nsolution: \(t("{?x}"))", "2 {?…} stands only in the ask of the kind gaps"),
    ("number", "ask: \(t("{?x}"))\n\(number)", "1 {?…} stands only in the ask of the kind gaps"),
    ("number", "\(number)\nfeedback: {good: \(t("а"))}", "2 There is no key “good”"),
    ("number", "\(number)\nvariants: 3", "2 without params there is no “variants”"),
    ("number", "\(number)\nhints: [\((1...7).map { t("а\($0)") }.joined(separator: ", "))]", "2 “hints”: 0 to 6 are wanted"),
    ("number", "\(number)\nsolution: \(t(String(repeating: "а", count: 1_001)))", "2 the text is longer than 1000 characters"),
    ("code", "\(number)", "-2 there is no kind code yet"),
    ("riddle", "\(number)", "-2 “kind” is one of: choice, several"),
  ]

  private static let chosen: [(String, String, String)] = [
    ("choice", "options: [{text: \(t("а")), right: yes}, {text: \(t("б")), right: yes}]", "1 exactly one option is right"),
    ("choice", "options: [{text: \(t("а"))}, {text: \(t("б"))}]", "1 exactly one option is right"),
    ("choice", "options: [{text: \(t("а")), right: yes}]", "1 “options”: 2 to 8 are wanted"),
    ("choice", "options: [{text: \(t("а")), right: yes}, {text: \(t("А"))}]", "1 two texts of “options” are the same"),
    ("choice", "options: [{text: \(t("а")), right: yes, says: \(t("в"))}, {text: \(t("б"))}]", "1 a right option has no says"),
    ("choice", "options: [{text: \(t("а")), right: maybe}, {text: \(t("б"))}]", "1 “right” is yes or no"),
    ("several", "options: [{text: \(t("а")), right: yes}, {text: \(t("б")), right: yes}]", "1 some options are right"),
    ("match", "to: {a: \(t("а")), b: \(t("б"))}\npairs: [{is: c, text: \(t("в"))}, {is: a, text: \(t("г"))}]", "2 to has no “c”"),
    ("match", "to: {a: \(t("а"))}\npairs: [{is: a, text: \(t("в"))}, {is: a, text: \(t("г"))}]", "1 “to”: 2 to 8 are wanted"),
    ("order", "items: [\(t("а")), \(t("б")), \(t("а"))]", "1 two texts of “items” are the same"),
    ("order", "items: [\(t("а")), \(t("б"))]", "1 “items”: 3 to 8 are wanted"),
    (
      "point",
      "figure: one\nareas: {a: {x: 10, y: 10, r: 5, label: \(t("а"))}, b: {x: 13, y: 10, r: 5, label: \(t("б"))}}\nanswer: a",
      "2 “b” covers the middle of another area"
    ),
    (
      "point",
      "figure: one\nareas: {a: {x: 10, y: 10, r: 5, label: \(t("а"))}, b: {x: 30, y: 10, r: 0, label: \(t("б"))}}\nanswer: a",
      "2 r is above nothing"
    ),
    (
      "point",
      "figure: one\nareas: {a: {x: 10, y: 10, r: 5, label: \(t("а"))}, b: {x: 30, y: 10, r: 5, label: \(t("б"))}}\nanswer: c",
      "3 “c” cannot stand here"
    ),
    (
      "point",
      "figure: one\nareas: {a: {x: 10, y: 10, r: 5, label: \(t("а"))}, b: {x: 30, y: 10, r: 5, label: \(t("б"))}}\nanswer: a\nsays: {a: \(t("в"))}",
      "4 “a” cannot stand here"
    ),
  ]

  private static let typed: [(String, String, String)] = [
    ("number", "answer: {value: \"x\", tolerance: {absolute: 0}}", "1 in the expression at 1: x is unknown"),
    ("number", "answer: {value: \"1 > 0\", tolerance: {absolute: 0}}", "1 “value” must be one number"),
    ("number", "answer: {value: 1, tolerance: {absolute: 0, digits: 3}}", "1 one of absolute, relative and digits is wanted"),
    ("number", "answer: {value: 1, tolerance: {absolute: -1}}", "1 absolute is not negative"),
    ("number", "answer: {value: 1, tolerance: {relative: 1}}", "1 absolute is not negative"),
    ("number", "answer: {value: 1, tolerance: {absolute: 0,5}}", "1 "),
    ("number", "answer: {value: 0, tolerance: {relative: 0.1}}", "1 the answer is 0: the tolerance must be absolute"),
    ("number", "answer: {value: 1, unit: blob, tolerance: {absolute: 0}}", "1 there is no unit “blob”"),
    ("number", "answer: {value: 1, tolerance: {absolute: 0}, unitNeeded: yes}", "1 unitNeeded wants a unit"),
    (
      "number", "answer: {value: 1, tolerance: {absolute: 0.1}}\nmistakes:\n- {value: 1.2, says: \(t("а"))}",
      "3 this mistake lies within twice"
    ),
    ("number", "answer: {value: 1, tolerance: {absolute: 0.1}}\nmistakes: [{value: 2}]", "2 “says” is missing"),
    ("number", "answer: {value: \"1 / 0\", tolerance: {absolute: 0.1}}", "0 in the expression at 3: it has no value"),
    ("gaps", "ask: \(t("{?x}"))\ngaps: {y: {value: 1, tolerance: {absolute: 0}}}", "1 kk: each gap stands once in ask"),
    ("gaps", "ask: \(t("{?x} {?x}"))\ngaps: {x: {value: 1, tolerance: {absolute: 0}}}", "1 kk: each gap stands once in ask"),
    (
      "gaps",
      "ask: \(t("{?x}"))\ngaps: {x: {value: 1, tolerance: {absolute: 0}}}\nmistakes: [{gap: y, value: 2, says: \(t("а"))}]",
      "3 gaps has no “y”"
    ),
    ("gaps", "ask: \(t("${?x}$"))\ngaps: {x: {value: 1, tolerance: {absolute: 0}}}", "1 kk: {?x} cannot stand within a formula"),
    ("text", "accept: {kk: [а], ru: [б]}", "1 “en” is missing"),
    ("text", "accept: {kk: [а], ru: [б], en: [\".\"]}", "1 a text of at most 60 characters is wanted here"),
    (
      "text", "accept: {kk: [а], ru: [б], en: [c]}\nmistakes: [{accept: {kk: [А], ru: [г], en: [d]}, says: \(t("в"))}]",
      "2 a word that is called a mistake is right too"
    ),
    ("measured", "fields: {a: {label: \(t("а"))}}\nchecks: [{that: \"a > 0\"}]", "2 says or asks is wanted, not both"),
    ("measured", "fields: {a: {label: \(t("а"))}}\nchecks: [{that: \"a + 1\", says: \(t("а"))}]", "2 “that” must be a condition"),
    (
      "measured", "fields: {a: {label: \(t("а"))}}\nchecks: [{that: \"mean(a) > 1\", says: \(t("а"))}]",
      "2 in the expression at 1: a list is wanted"
    ),
    ("measured", "fields: {and: {label: \(t("а"))}}\nchecks: [{that: \"1 > 0\", says: \(t("а"))}]", "1 “and” cannot be a name"),
    (
      "measured", "fields: {a: {label: \(t("а")), between: [5, 1]}}\nchecks: [{that: \"a > 0\", says: \(t("а"))}]",
      "1 between is two numbers"
    ),
    ("measured", "fields: {a: {label: \(t("а")), times: 1}}\nchecks: [{that: \"1 > 0\", says: \(t("а"))}]", "1 "),
    (
      "measured", "fields: {a: {label: \(t("а"))}}\nchecks: [{that: \"a > 0\", says: \(t("а"))}]\nvariants: 3",
      "3 There is no key “variants”"
    ),
  ]

  private static let coded: [(String, String, String)] = [
    ("trace", "code: \"x = 1\"\ncolumns: [x, x]\nrows: [[\"1\", \"\"]]", "2 columns are different names"),
    ("trace", "code: \"x = 1\"\ncolumns: [x]\nrows: [[\"1\", \"2\"]]", "3 cells wanted in a row: 1"),
    ("trace", "code: \"x = 1\"\ncolumns: [x]\nrows: [[\"1\"]]\ngiven: 1", "4 given takes all the rows"),
    ("trace", "code: \"x = 1\"\ncolumns: [x]\nrows: [[\"{=y}\"]]", "3 params have no y"),
    ("trace", "code: \"x = 1\"\ncolumns: [1x]\nrows: [[\"1\"]]", "2 columns are different names"),
    ("reorder", "lines: [\"if x:\", \"  print(x)\"]", "1 an indent is four spaces a step"),
    ("reorder", "lines: [\"    if x:\", \"print(x)\"]", "1 the first line has no indent"),
    ("reorder", "lines: [\"if x:\", \"    print(x)\"]\nextra: [\"print(x)\"]", "2 a line of extra stands in lines too"),
    ("reorder", "lines: [\"x\", \"x\"]", "1 two texts of “lines” are the same"),
    (
      "assignment", "hand: {}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}",
      "1 hand needs photos, text or file"
    ),
    ("open", "hand: {photos: 2}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}", "1 There is no key “photos”"),
    ("photo", "hand: {photos: 9}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}", "1 "),
    (
      "file", "hand: {file: yes}\nrubric: {a: {title: \(t("а")), levels: [\(t("б"))]}}",
      "2 “levels”: there must be 2 to 7 parts here."
    ),
    (
      "file", "hand: {file: yes}\nproject: {team: [3, 2]}\nrubric: {a: {title: \(t("а")), levels: [\(t("б")), \(t("в"))]}}",
      "2 team is the size of a team"
    ),
  ]

  private static let changing: [(String, String, String)] = [
    ("number", "variants: 3\nparams: {a: {from: 1, to: 2, step: 0.3}}\n\(number)", "2 step is above nothing"),
    ("number", "variants: 3\nparams: {a: {from: 1, to: 2}}\n\(number)", "2 “step” is missing"),
    ("number", "variants: 3\nparams: {a: {from: 2, to: 1, step: 1}}\n\(number)", "2 step is above nothing"),
    ("number", "variants: 3\nparams: {a: {from: 1, to: 2, step: 0}}\n\(number)", "2 step is above nothing"),
    ("number", "variants: 3\nparams: {a: {from: 0, to: 999999999, step: 1}}\n\(number)", "2 step is above nothing"),
    (
      "number", "variants: 3\nparams: {a: {from: 0, to: 999999999999, step: 0.000000001}}\n\(number)",
      "2 there are too many digits"
    ),
    ("number", "variants: 3\nparams: {a: {oneOf: [1, x]}}\n\(number)", "2 “oneOf”: a number with a point"),
    ("number", "variants: 3\nparams: {a: {oneOf: [1, [2]]}}\n\(number)", "2 oneOf holds numbers or lists"),
    ("number", "variants: 3\nparams: {a: {oneOf: [1, 1.0, 1]}}\n\(number)", "2 a value appears twice"),
    ("number", "variants: 3\nparams: {a: {oneOf: [1, 2], step: 1}}\n\(number)", "2 beside oneOf there is no from"),
    ("number", "variants: 3\nparams: {pi: {oneOf: [1, 2]}}\n\(number)", "2 “pi” cannot be a name"),
    ("number", "variants: 3\nparams: {a: \"2\"}\n\(number)", "2 params need at least one from/to/step or oneOf"),
    (
      "number", "variants: 3\nparams: {b: \"a\", a: {oneOf: [1, 2]}}\n\(number)", "2 in the expression at 1: a is unknown"
    ),
    ("number", "variants: 1\nparams: {a: {oneOf: [1, 2]}}\n\(number)", "1 "),
    ("number", "params: {a: {oneOf: [1, 2]}}\n\(number)", "-3 “variants” is missing"),
    ("number", "variants: 2\nparams: {a: {oneOf: [1, 2]}}\nwhere: [\"a\"]\n\(number)", "3 “where” must be a condition"),
    (
      "number", "ask: \(t("{=a}"))\nvariants: 3\nparams: {a: {oneOf: [1, 2]}}\n\(number)",
      "0 there are 2 variants of 3: of 2 combinations 0 break where"
    ),
    (
      "number", "ask: \(t("{=a}"))\nvariants: 2\nparams: {a: {oneOf: [1, 2]}}\nwhere:\n- \"a > 1\"\n\(number)",
      "5 there are 1 variants of 2: of 2 combinations 1 break where"
    ),
    (
      "number", "variants: 2\nparams: {a: {oneOf: [1, 2]}}\n\(number)",
      "0 there are 1 variants of 2: of 2 combinations 0 break where, 0 cannot be computed, in 0 a mistake is too near the answer, 1 repeat another"
    ),
    (
      "number",
      "ask: \(t("{=a}"))\nvariants: 2\nparams: {a: {oneOf: [0, 2]}}\nanswer: {value: \"1/a\", tolerance: {absolute: 0}}",
      "0 there are 1 variants of 2: of 2 combinations 0 break where, 1 cannot be computed"
    ),
    (
      "number",
      "ask: \(t("{=a}"))\nvariants: 2\nparams: {a: {oneOf: [1, 2]}}\nanswer: {value: \"a\", tolerance: {absolute: 0}}\nmistakes:\n- {value: \"a * a\", says: \(t("а"))}",
      "6 there are 1 variants of 2: of 2 combinations 0 break where, 0 cannot be computed, in 1 a mistake"
    ),
    (
      "number", "ask: \(t("{=a} {=b}"))\nvariants: 2\nparams: {a: {oneOf: [1, 2]}, b: \"a / 3\"}\n\(number)",
      "1 {=b} is too long: 0."
    ),
    (
      "choice",
      "ask: \(t("{=a}"))\nvariants: 2\nparams: {a: {oneOf: [1, 2]}}\noptions: [{text: \(t("{=a}")), right: yes}, {text: \(t("2"))}]",
      "0 there are 1 variants of 2"
    ),
    ("number", "ask: \(t("$\\sqrt{{=a}$"))\nvariants: 2\nparams: {a: {oneOf: [1, 2]}}\n\(number)", "1 formula, character"),
  ]

  @Test("a fault is said with its line", arguments: common + chosen + typed + coded + changing)
  func fault(_ kind: String, _ text: String, _ wanted: String) {
    let faults = Course.faults(kind, text)
    #expect(faults.contains { $0.hasPrefix(wanted) }, "\(kind): \(text)\n\(faults)")
  }

  @Test("all faults of a file are said at once")
  func allAtOnce() {
    let faults = Course.faults(
      "number",
      "level: 3\nanswer: {value: \"x\", unit: blob, tolerance: {digits: 99}}\nhints: [{kk: а}]\nsolution: \(Self.t("$x"))")
    #expect(faults.count >= 5, "\(faults)")
    #expect(Set(faults.map { $0.prefix(1) }) == ["1", "2", "3", "4"])
  }

  @Test("the key is the file's name, and a skill is needed of what is judged by the program")
  func names() throws {
    func said(_ text: String) -> [String] {
      do throws(FileComplaints) {
        _ = try Exercise(yaml: Array(text.utf8), name: "two")
        return []
      } catch { return error.complaints.map { $0.text(.en) } }
    }
    let ask = "ask: \(Self.t("а"))\n\(Self.number)\n"
    #expect(
      said("key: one\nkind: number\nskill: a\n\(ask)").first?.hasPrefix("1: the key is “one”, the file is called “two”") == true)
    #expect(
      said("key: two\nkind: number\n\(ask)") == ["“skill” is missing."]
        || said("key: two\nkind: number\n\(ask)").first?.contains("skill") == true)
    #expect(said("key: two\nkind: number\nskill: a\n\(ask)") == [])
  }

  @Test("an item of a check has nothing that gives its answer away")
  func checks() {
    let sound = "options: [{text: \(Self.t("а")), right: yes}, {text: \(Self.t("б"))}]"
    #expect(Course.faults("choice", sound, in: .check) == [])
    for extra in ["hints: [\(Self.t("а"))]", "feedback: {right: \(Self.t("а"))}", "solution: \(Self.t("а"))"] {
      #expect(Course.faults("choice", "\(sound)\n\(extra)", in: .check).first?.contains("There is no key") == true)
    }
    #expect(
      Course.faults(
        "choice", "options: [{text: \(Self.t("а")), right: yes}, {text: \(Self.t("б")), says: \(Self.t("в"))}]", in: .check
      )
      .first?.contains("There is no key “says”") == true)
    #expect(Course.faults("number", "\(Self.number)\nmistakes: []", in: .check).first?.contains("There is no key") == true)
    #expect(
      Course.faults("measured", "fields: {}", in: .check).first?.contains("a check has no items of the kind measured") == true)
    #expect(Course.faults("assignment", "hand: {}", in: .check).first?.contains("a check has no items") == true)
  }

  @Test("2,000 broken files are complained about and never end the program")
  func fuzz() {
    var chance = Chance(3)
    let texts = Self.soundFiles.map { Course.yaml($0.0, $0.1) }
    var refused = 0
    for _ in 0..<2_000 {
      var bytes = chance.one(of: texts)
      for _ in 0...chance.below(4) {
        let at = chance.below(bytes.count)
        switch chance.below(4) {
        case 0: bytes[at] = UInt8(chance.below(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(chance.one(of: Array("{}[]:,\"'-0#\n ".utf8)), at: at)
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + chance.below(20))], at: at)
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      do throws(FileComplaints) {
        let exercise = try Exercise(yaml: bytes, name: "one")
        _ = exercise.variantComplaints("one.yaml")
        for variant in exercise.variants().prefix(2) { _ = exercise.phone([variant], .kk).text }
      } catch { refused += 1 }
    }
    #expect(refused > 500)
  }
}
