import Testing

@testable import Security

@Suite struct SignInTests {
  @Test(
    "TOTP, RFC 6238 appendix B",
    arguments: [
      (59, "94287082", "46119246"), (1_111_111_109, "07081804", "68084774"), (1_111_111_111, "14050471", "67062674"),
      (1_234_567_890, "89005924", "91819424"), (2_000_000_000, "69279037", "90698825"), (20_000_000_000, "65353130", "77737706"),
    ] as [(Int64, String, String)]) func timeVectors(seconds: Int64, sha1: String, sha256: String)
  {
    let digits = Array("12345678901234567890123456789012".utf8)
    #expect(TOTP(secret: Array(digits[..<20])).code(step: seconds / 30, digits: 8) == sha1)
    #expect(TOTP(secret: digits).code(step: seconds / 30, digits: 8, hash: .sha256) == sha256)
  }

  @Test("HOTP, RFC 4226 appendix D") func counterVectors() {
    let factor = TOTP(secret: Array("12345678901234567890".utf8))
    #expect(
      (0..<10).map { factor.code(step: $0) } == [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
      ])
  }

  @Test func aCodeIsTakenOneStepAwayAndOnlyOnce() {
    let factor = TOTP(secret: Array("12345678901234567890".utf8))
    let now: Int64 = 1_111_111_111
    let code = factor.code(at: now)
    let step = now / 30
    #expect(factor.accepts(code, at: now) == step)
    #expect(factor.accepts(code, at: now + 30) == step)
    #expect(factor.accepts(code, at: now - 30) == step)
    #expect(factor.accepts(code, at: now + 60) == nil)
    #expect(factor.accepts(code, at: now - 60) == nil)
    #expect(factor.accepts(code, at: now + 30, after: step) == nil)
    #expect(factor.accepts("", at: now) == nil)
    #expect(factor.accepts(code + "0", at: now) == nil)
    #expect(factor.accepts("050 471", at: now) == step)
  }

  @Test func theSecretSurvivesTypingAndTheLinkHoldsIt() throws {
    let factor = TOTP.fresh()
    let again = try #require(
      TOTP(
        base32: factor.base32.lowercased().enumerated().map { $0.offset % 4 == 3 ? "\($0.element) " : "\($0.element)" }.joined()))
    #expect(again.code(at: 0) == factor.code(at: 0))
    #expect(TOTP(base32: "AAAA") == nil)
    #expect(TOTP(base32: factor.base32 + "1") == nil)
    #expect(
      TOTP(secret: Array("12345678901234567890".utf8)).url(issuer: "Керуен", account: "a@b.kz")
        == "otpauth://totp/%D0%9A%D0%B5%D1%80%D1%83%D0%B5%D0%BD:a%40b.kz?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=%D0%9A%D0%B5%D1%80%D1%83%D0%B5%D0%BD&algorithm=SHA1&digits=6&period=30")
  }

  @Test func aPasswordIsStoredWithTheParametersWeSay() async throws {
    let hasher = PasswordHasher()
    let stored = try await hasher.hash("жақсы құпиясөз тау")
    #expect(stored.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(try await hasher.verify("жақсы құпиясөз тау", against: stored))
    #expect(try await !hasher.verify("жақсы құпиясөз таү", against: stored))
    #expect(try await !hasher.verify("жақсы құпиясөз тау", against: nil))
    #expect(!hasher.needsRehash(stored))
    #expect(hasher.needsRehash(stored.replacing("m=19456,t=2", with: "m=8192,t=3")))
  }

  @Test func beyondTheQueueAPasswordIsSentAway() async throws {
    let hasher = PasswordHasher(threads: 1, longestQueue: 2)
    let outcomes = await withTaskGroup(of: SecurityFault?.self) { group in
      for _ in 0..<64 {
        group.addTask {
          do {
            _ = try await hasher.hash("қарағай басында")
            return nil
          } catch { return error as? SecurityFault }
        }
      }
      return await group.reduce(into: [SecurityFault?]()) { $0.append($1) }
    }
    #expect(outcomes.contains(.busy))
    #expect(outcomes.contains(nil))
    #expect(outcomes.allSatisfy { $0 == nil || $0 == .busy })
  }

  @Test(
    arguments: [
      ("short1", .tooShort), ("aaaaaaaaaaaa", .tooCommon), ("abcdefghijklmnop", .tooCommon), ("987654321098", .tooCommon),
      ("Password12345", .tooCommon), ("12345Qwertyuiop", .tooCommon), ("йцукенгшщзхъ", .tooCommon),
      ("Qazaqstan2026!", .tooCommon), ("P@ssw0rd!234", .tooCommon), ("Aa123456789!", .tooCommon),
      ("keruen2026keruen", .tooCommon), ("Keruen-Keruen-1", .tooCommon), ("zaqwsxcderfv", .tooCommon),
      ("керуен керуен 7", .tooCommon), ("my school by the river", nil), ("пароль от тихой реки", nil),
      ("дайана тауда жүр", .holdsName), (String(repeating: "тау", count: 300), .tooCommon),
      ((0..<900).map { "\($0)" }.joined(), .tooLong), ("бес ат көлге барды", nil), ("correct horse battery", nil),
    ] as [(String, PasswordRule.Complaint?)]) func passwordsAreJudged(password: String, complaint: PasswordRule.Complaint?)
  {
    let expected: PasswordRule.Complaint? = password.utf8.count > 800 ? .tooLong : complaint
    #expect(PasswordRule.complaint(password, names: ["Дайана Сынақ", "d@b.kz"]) == expected)
  }

  @Test func aFormTokenIsFreshEachTimeAndHoldsForItsSessionOnly() {
    let csrf = CSRF(key: randomBytes(32))
    let (first, second) = (csrf.token(for: [1, 2, 3]), csrf.token(for: [1, 2, 3]))
    #expect(first != second)
    #expect(csrf.accepts(first, for: [1, 2, 3]) && csrf.accepts(second, for: [1, 2, 3]))
    #expect(!csrf.accepts(first, for: [1, 2, 4]))
    #expect(!csrf.accepts(String(first.dropLast()), for: [1, 2, 3]))
    #expect(!csrf.accepts("", for: [1, 2, 3]))
    #expect(!CSRF(key: randomBytes(32)).accepts(first, for: [1, 2, 3]))
  }

  @Test func aTokenHasItsForm() {
    let token = Token()
    #expect(Token(token.text) == token)
    #expect(token.text.utf8.count == 43)
    #expect(Token(token.text + "A") == nil)
    #expect(Token(String(token.text.dropLast()) + "+") == nil)
    for length in 0..<40 {
      let random = randomBytes(length)
      #expect(Security.bytes(base64URL: base64URL(random)) == random)
    }
  }

  @Test func randomDigitsAreEvenlySpread() {
    var counts = [Character: Int]()
    for digit in randomCode(digits: 20_000) { counts[digit, default: 0] += 1 }
    // Chi-square with 9 degrees of freedom: beyond 45 once in a million runs.
    let statistic = counts.values.map { Double(($0 - 2000) * ($0 - 2000)) / 2000 }.reduce(0, +)
    #expect(counts.count == 10 && statistic < 45)
  }
}
