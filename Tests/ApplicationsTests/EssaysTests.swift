import Programme
import Testing
import Words

@testable import Applications

/// The essays and names of girls who do not exist.
@Suite struct EssaysTests {
  private let essays = Essays(.shipped)

  @Test("S 60: twelve in Kazakh and eight in Russian, as long as the form asks, no two alike")
  func shipped() {
    #expect(essays.count(.kk) == 12 && essays.count(.ru) == 8)
    for (language, count) in [(Language.kk, 12), (.ru, 8)] {
      var texts: Set<String> = []
      for seed in 0..<20 {
        for number in 0..<count {
          let text = essays.text(number, language, words: 80...300, Chance(seed: UInt64(seed)))
          #expect((80...150).contains(text.split(separator: " ").count))
          #expect(!text.contains("[") && !text.contains("|") && ".!?".contains(text.last ?? " "))
          texts.insert(text)
        }
      }
      // Each of them comes in two ways.
      #expect(texts.count == 2 * count)
    }
  }

  @Test("another form's length holds too, in whole sentences", arguments: [10...60, 30...150, 200...300])
  func length(_ words: ClosedRange<Int>) {
    for number in 0..<20 {
      let text = essays.text(number, .kk, words: words, Chance(seed: 1))
      #expect(words.contains(text.split(separator: " ").count) && ".!?".contains(text.last ?? " "), "\(text)")
    }
  }

  @Test("girls, boys and parents are called as in papers")
  func names() {
    let chance = Chance(seed: 5)
    for _ in 0..<300 {
      let girl = InventedNames.family(.kk, isBoy: false, chance)
      #expect(girl.child.surname.hasSuffix("а") && girl.child.patronymic?.hasSuffix("қызы") ?? true)
      let boy = InventedNames.family(.ru, isBoy: true, chance)
      #expect(!boy.child.surname.hasSuffix("а") && boy.child.patronymic?.hasSuffix("ич") ?? true)
      #expect(boy.parent.surname.hasSuffix("а") != boy.isFather)
    }
  }
}
