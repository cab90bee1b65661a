import Testing

@testable import Learning

/// What nobody sends, and what broken clocks do.
@Suite struct DegenerateTests {
  @Test("nothing at all is no skill, and there is nothing to do")
  func nothing() {
    #expect(Practice().skills.isEmpty)
    #expect(Plan(lessons: []).steps(Practice().skills, on: 20_500) == [.rest(inDays: nil)])
    #expect(Plan(lessons: []).steps(Practice().skills, on: .max) == [.rest(inDays: nil)])
    #expect(Plan(lessons: []).steps(Practice().skills, on: .min) == [.rest(inDays: nil)])
  }

  @Test("a field outside its range is no attempt")
  func fields() {
    func made(_ skill: String = "s", _ variant: String = "v", _ at: Int64 = 0, _ hints: Int = 0) -> Bool {
      Attempt(
        id: AttemptID(high: 0, low: 0), skill: skill, variant: variant, at: at, isFirstTry: true, hints: hints, verdict: .right)
        != nil
    }
    #expect(made() && made("s", "v", Attempt.lastMoment, 999) && made(String(repeating: "~", count: 80)))
    #expect(
      !made("") && !made("s", "") && !made("a b") && !made("қ") && !made("s", "a\n") && !made(String(repeating: "a", count: 81)))
    #expect(!made("s", "v", -1) && !made("s", "v", Attempt.lastMoment + 1) && !made("s", "v", .min) && !made("s", "v", .max))
    #expect(!made("s", "v", 0, -1) && !made("s", "v", 0, 1_000) && !made("s", "v", 0, .max))
    #expect(
      AttemptID(bytes: [UInt8](repeating: 1, count: 15)) == nil && AttemptID(bytes: [UInt8](repeating: 1, count: 17)) == nil)
    #expect(AttemptID(bytes: (0..<16).map { UInt8($0) }) == AttemptID(high: 0x0001_0203_0405_0607, low: 0x0809_0a0b_0c0d_0e0f))
  }

  @Test("clocks at either end of time, and days before them, break nothing")
  func clocks() throws {
    let ends = try (0..<40).map { place in
      try attempt(place, "s", "v\(place)", at: place < 20 ? Int64(place) : Attempt.lastMoment - Int64(place))
    }
    let practice = Practice(ends)
    let state = try #require(practice.skills["s"])
    #expect(state.isHeld && state.memory?.day == Memory.lastDay)
    let plan = Plan(lessons: [.init(key: "L", needs: ["s", "t"], isFinished: true)], meeting: .init(day: .max, lessons: ["L"]))
    for day in [Int.min, -1, 0, 20_500, Memory.lastDay, .max] { #expect(!plan.steps(practice.skills, on: day).isEmpty) }
    // Answered in the future: it counts as answered today, and nothing is due before.
    let ahead = Practice(try history("0:a+ 0:b+ 1:c+", from: 30_000))
    #expect(Plan(lessons: []).steps(ahead.skills, on: 20_500) == [.rest(inDays: (ahead.skills["s"]?.dueOn ?? 0) - 20_500)])
  }

  @Test("one skill with 100,000 attempts, in order and from the last to the first")
  func many() throws {
    let attempts = try (0..<100_000).map { place in
      try attempt(
        place, "s", "v\(place % 7)", at: Cases.start(20_500) + Int64(place) * 60_000, place % 5 == 0 ? .wrong : .right)
    }
    let practice = Practice(attempts)
    #expect(practice.skills["s"]?.isHeld == true)
    #expect(Practice(attempts.reversed()).skills == practice.skills)
    var one = Practice()
    for attempt in attempts { one.add([attempt]) }
    #expect(one.skills == practice.skills)
  }

  @Test("all at one moment")
  func oneMoment() throws {
    let attempts = try (0..<1_000).map { try attempt($0, "s", "v\($0)", at: Cases.start(20_500)) }
    let practice = Practice(attempts)
    #expect(practice.skills["s"]?.isHeld == false && practice.skills["s"]?.counted == 3)
    #expect(Practice(attempts.reversed()).skills == practice.skills)
  }

  @Test("a line that no state writes is none")
  func lines() throws {
    let line = try #require(Practice(try history("0:a+ 0:b+ 1:c+ 2:d- 3:e+")).skills["s"]).line
    #expect(SkillState(line: line) != nil && SkillState(line: SkillState().line) == SkillState())
    var draw = Draw()
    var letters = Array(line)
    for place in letters.indices {
      let letter = letters[place]
      letters[place] = draw.one(of: ["-", " ", "\u{301}", "x", "+"])
      // A variant may have another letter; then that is what stands there.
      if let state = SkillState(line: String(letters)) { #expect(state.line == String(letters)) }
      letters[place] = letter
    }
    for broken in ["", "-", line + " ", " " + line, line + " e e", line.replacing(" 1 ", with: " 2 "), line.uppercased() + " a"] {
      #expect(SkillState(line: broken) == nil, "\(broken)")
    }
    var fields = line.split(separator: " ").map(String.init)
    for place in fields.indices.dropLast() {
      let field = fields[place]
      for broken in ["99999999999999999999", "-1", "00", "", "9999999999999"] {
        fields[place] = broken
        let state = SkillState(line: fields.joined(separator: " "))
        #expect(state == nil || state?.line == fields.joined(separator: " "))
      }
      fields[place] = field
    }
  }
}
