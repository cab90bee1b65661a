import Testing

@testable import Security

@Suite struct CodeTests {
  @Test(arguments: [
    ("7k2m-q9xt", "7K2MQ9XT"), (" 7K2M Q9XT ", "7K2MQ9XT"), ("7к2м—q9хт", "7K2MQ9XT"), ("oil0-abcd", "0110ABCD"),
    ("О1І1-АВСЕ", "0111ABCE"), ("7k2m.q9xt", "7K2MQ9XT"),
  ]) func aCodeIsReadKindly(typed: String, letters: String) throws {
    #expect(try #require(Code(typed, groups: 2)).letters == letters)
  }

  @Test(arguments: ["", "7k2m", "7k2m-q9xt-7", "7k2m-q9xu", "7k2m-q9x!", "7k2m-q9xя"])
  func whatIsNoCodeIsRefused(typed: String) {
    #expect(Code(typed, groups: 2) == nil)
  }

  @Test func aCodeIsShownInGroups() throws {
    #expect(try #require(Code("7k2mq9xt4b6d", groups: 3)).shown == "7K2M-Q9XT-4B6D")
  }

  @Test func theCheckLetterFindsEveryWrongLetterAndEverySwap() throws {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for _ in 0..<20 {
      let code = Code.fresh(groups: 3, checked: true)
      #expect(Code(code.shown, groups: 3, checked: true) == code)
      let letters = Array(code.letters)
      for position in letters.indices {
        for letter in alphabet where letter != letters[position] {
          var wrong = letters
          wrong[position] = letter
          #expect(Code(String(wrong), groups: 3, checked: true) == nil)
        }
        for other in letters.indices where letters[other] != letters[position] {
          var swapped = letters
          swapped.swapAt(position, other)
          #expect(Code(String(swapped), groups: 3, checked: true) == nil)
        }
      }
    }
  }

  @Test func chanceCanBeGivenFromOutside() {
    let code = Code.fresh(groups: 2, random: { (0..<$0).map { UInt8($0) } })
    #expect(code.shown == "0123-4567")
  }
}
