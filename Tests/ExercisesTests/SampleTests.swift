import Exchange
import Testing
import Words

@testable import Exercises

/// Examples/lesson as it is, and with faults planted in its files.
@Suite struct SampleTests {
  private static let exercises = "\(Course.lesson)exercises/"
  private static let frozen = "\(Course.lesson)frozen/period-from-ten.json"

  @Test("the sample lesson has no complaint")
  func sample() throws {
    let course = CourseExercises(files: Course.sample)
    #expect(course.complaints().map { $0.text(.en) } == [])
    #expect(course.lessons["02-how-sure"]?.count == 5)
    #expect(course.unfrozen == ["kinds-of-error", "mean-and-spread", "own-pendulum"].map { "\(Course.lesson)frozen/\($0).json" })
    #expect(course.complaints(toPublish: true).map(\.rule) == [.frozen, .frozen, .frozen])
  }

  @Test("the frozen file of the sample holds the variants it names")
  func frozenSample() throws {
    let exercise = try #require(CourseExercises(files: Course.sample).lessons["02-how-sure"]?["period-from-ten"])
    let frozen = try #require(FrozenExercise(json: Course.sample[Self.frozen] ?? []))
    let variants = exercise.variants(frozen: frozen)
    #expect(variants.count == 12)
    let first = try #require(variants.first)
    #expect(exercise.ask.plain(.kk, first) == "Маятник 10 тербелісті 14,4 с ішінде жасады. Периодын тап.")
    #expect(exercise.ask.plain(.en, first) == "A pendulum made 10 oscillations in 14.4 s. Find its period.")
    #expect(exercise.solution?.plain(.ru, first) == "T = t/N = 14,4/10 = 1,44\u{A0}с")
    #expect(exercise.ask.plain(.ru, variants[8]).contains("21,0 с"))
    #expect(first.answers["a"]?.value.text == "1.44")
  }

  @Test("freezing twice writes the same, nothing is written of what is frozen, and correcting a text changes no variant")
  func freeze() throws {
    let (files, against) = CourseExercises(files: Course.sample).frozen()
    #expect(against.isEmpty)
    #expect(
      files.keys.sorted() == ["kinds-of-error", "mean-and-spread", "own-pendulum"].map { "\(Course.lesson)frozen/\($0).json" })
    #expect(CourseExercises(files: Course.sample).frozen().files == files)
    var after = Course.sample
    for (path, text) in files { after[path] = Array(text.utf8) }
    let course = CourseExercises(files: after)
    #expect(course.complaints(toPublish: true).map { $0.text(.en) } == [])
    #expect(course.frozen().files == [:])

    let name = "\(Self.exercises)mean-and-spread.yaml"
    let corrected = String(decoding: Course.sample[name] ?? [], as: UTF8.self).replacing("were timed", with: "were measured")
    after[name] = Array(corrected.utf8)
    let stale = CourseExercises(files: after)
    #expect(
      stale.complaints().map { $0.text(.en) } == [
        "\(Course.lesson)frozen/mean-and-spread.json [frozen] the exercise was changed since: keruen course freeze"
      ])
    let again = stale.frozen().files["\(Course.lesson)frozen/mean-and-spread.json"]
    let was = files["\(Course.lesson)frozen/mean-and-spread.json"]
    func rows(_ text: String?) -> Substring? { text.flatMap { $0.split(separator: "variants", maxSplits: 1).last } }
    #expect(rows(again) == rows(was))
    #expect(again != was)
  }

  @Test("what is right may not change under a key")
  func changed() {
    let said = Course.replaced("\(Self.exercises)period-from-ten.yaml", "answer: {value: \"T\"", "answer: {value: \"T * 2\"")
    #expect(said.count == 1 && said[0].contains("[frozen] what is right changed under the key period-from-ten (1)"), "\(said)")
    #expect(
      Course.replaced("\(Self.exercises)period-from-ten.yaml", "A pendulum made", "The pendulum made") == [
        "\(Self.frozen) [frozen] the exercise was changed since: keruen course freeze"
      ])
    #expect(Course.replaced(Self.frozen, "\"14.4\"}", "\"14.5\"}").first?.contains("[frozen]") == true)
    #expect(Course.replaced(Self.frozen, "\"answer\": \"0.83\"", "\"answer\": \"0.84\"").first?.contains("(2)") == true)
    #expect(
      Course.replaced(Self.frozen, "\"kind\": \"number\"", "\"kind\": \"gaps\"").first?.contains("what is right changed") == true)
    #expect(Course.replaced(Self.frozen, "{\"exercise\"", "{exercise").first?.contains("cannot be read") == true)
    #expect(Course.said { $0["\(Course.lesson)frozen/gone.json"] = [] }.first?.contains("there is no such exercise") == true)

    var files = Course.sample
    for (path, text) in CourseExercises(files: files).frozen().files { files[path] = Array(text.utf8) }
    func after(_ name: String, _ old: String, _ new: String) -> [String] {
      var files = files
      let text = String(decoding: files["\(Self.exercises)\(name).yaml"] ?? [], as: UTF8.self)
      #expect(text.contains(old))
      files["\(Self.exercises)\(name).yaml"] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
      return CourseExercises(files: files).complaints().map { $0.text(.en) }
    }
    #expect(after("kinds-of-error", "is: systematic", "is: random").contains { $0.contains("what is right changed") })
    #expect(after("own-pendulum", "0.05)\", says", "0.5)\", says").contains { $0.contains("what is right changed") })
    #expect(after("kinds-of-error", "show 5 g", "show 6 g").allSatisfy { $0.contains("was changed since") })
  }

  @Test("a fault of each rule of a lesson is named with its file and line")
  func faults() {
    let lesson = "\(Course.lesson)lesson.yaml"
    #expect(
      Course.replaced(lesson, "period-from-ten]", "period-from-eleven]") == [
        "\(lesson):16 [exercise] the exercise period-from-eleven is missing"
      ])
    #expect(
      Course.replaced(lesson, "assignment: own-pendulum-report", "assignment: own-pendulum").contains(
        "\(lesson):17 [exercise] own-pendulum is judged by itself: an assignment is judged by a person"))
    #expect(
      Course.replaced(lesson, "assignment: own-pendulum-report", "").contains(
        "\(Self.exercises)own-pendulum-report.yaml [exercise] neither the lesson nor practice nor assignment has this exercise"))
    #expect(
      Course.replaced(lesson, "practice: [", "practice: [own-pendulum-report, ").contains {
        $0.contains("a person judges own-pendulum-report")
      })
    #expect(
      Course.replaced(
        lesson, "  kinds-of-error: {kk: \"Қателіктің түрлері\", ru: \"Виды погрешности\", en: \"Kinds of error\"}\n", "")
        == ["\(Self.exercises)kinds-of-error.yaml [exercise] skills have no “kinds-of-error”"])
    #expect(
      Course.replaced(lesson, ", en: \"Kinds of error\"}", "}").contains {
        $0.hasPrefix("\(lesson):11 [exercise]") && $0.contains("en")
      })
    #expect(
      Course.replaced(
        lesson, "kinds-of-error: {kk: \"Қателіктің түрлері\", ru: \"Виды погрешности\", en: \"Kinds of error\"}",
        "kinds-of-error: \"\""
      )
      .contains {
        $0.hasPrefix("\(lesson):11 [exercise] the skill “kinds-of-error” has no name in three languages")
      })
    #expect(
      Course.replaced(lesson, "skills:\n", "skills:\n  spare: {kk: \"Артық\", ru: \"Лишний\", en: \"Spare\"}\n") == [
        "\(lesson):11 [exercise] there is too little to practise the skill “spare” with: 0 variants of 3. Add an exercise or variants"
      ])
    #expect(
      Course.replaced("\(Self.exercises)own-pendulum.yaml", "near(mean, mean(t)", "near(mean, mean(x)") == [
        "\(Self.exercises)own-pendulum.yaml:11 [exercise] in the expression at 17: x is unknown"
      ])
    #expect(
      Course.replaced("\(Self.exercises)period-from-ten.yaml", "\"abs(T - 1) > 0.02\"", "\"T > 1.87\"").first?.contains(
        "period-from-ten.yaml:9 [exercise] there are") == true)
    #expect(Course.said { $0[lesson] = nil }.contains("\(lesson) [exercise] the file is missing"))
  }

  @Test("worked numbers are computed again")
  func worked() {
    func said(_ lines: String) -> [String] {
      Course.said { $0["\(Course.lesson)worked.csv"] = Array("block,expression,says\n\(lines)\n".utf8) }
        .map { $0.replacing("\(Course.lesson)worked.csv", with: "") }
    }
    #expect(said("14,(0.1+0.3+0.3+0.1+0)/5,0.16\n21,0.16/14.2*100,1.1\n24,14.2/10,1.42") == [])
    #expect(
      said("24,14.2/10,1.43") == [
        ":2 [worked] 1.43 does not stand in en.md:55 (block 24)", ":2 [worked] 1.43 does not stand in kk.md:55 (block 24)",
        ":2 [worked] 1.43 does not stand in ru.md:55 (block 24)", ":2 [worked] 14.2/10 is 1.42, the text says 1.43",
      ])
    #expect(said("24,14.2/11,1.42") == [":2 [worked] 14.2/11 is 1.29090909091, the text says 1.42"])
    #expect(said("1,14,14.1").count == 1)
    #expect(said("99,1,1").count == 3)
    #expect(said("x,1,1") == [":2 [worked] a line has the number of a block, an expression and a number"])
    #expect(said("24,14.2/,1.42") == [":2 [worked] in the expression at 6: a number or a name is wanted"])
    #expect(said("24,14.2/10,1,42").first?.contains("a line has") == true)
    #expect(
      Course.said { $0["\(Course.lesson)worked.csv"] = Array("a,b,c\n".utf8) } == [
        "\(Course.lesson)worked.csv:1 [worked] the first line is block,expression,says"
      ])
  }
}
