import Allocation
import Documents
import Rules
import Security
import Testing
import Words

@testable import Selection

@Suite struct BundleTests {
  @Test("a bundle computes again, signed or not, packed or as a folder")
  func good() throws {
    let selected = try Samples.selected()
    let signer = Signer(seed: [UInt8](repeating: 7, count: 32))
    let verdict = SelectionBundle.verify(try SelectionBundle.make(selected, signer: signer))
    #expect(verdict.isGood)
    #expect(verdict.signedBy?.count == 64)
    #expect(verdict.candidates == 6 && verdict.offered == 2)
    #expect(SelectionBundle.verify(SelectionBundle.parts(selected)).isGood)
  }

  @Test("the order of the file changes nothing")
  func order() throws {
    let file = try Samples.file()
    let lines = Samples.candidates.split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let selected = try Selected.run(file, try CandidateFile.read(Array(turned.utf8), for: file), key: "1./2.3./")
    #expect(try SelectionBundle.make(selected) == SelectionBundle.make(Samples.selected()))
  }

  @Test("no name of a school leaves the house")
  func schools() throws {
    for part in SelectionBundle.parts(try Samples.selected()) where part.name != SelectionBundle.policyName {
      #expect(!String(decoding: part.bytes, as: UTF8.self).contains("s1"))
    }
  }

  @Test("a changed part is named; so is a changed result whose checksums were made anew")
  func tampered() throws {
    let parts = SelectionBundle.parts(try Samples.selected())
    for (position, part) in parts.enumerated() {
      var changed = parts
      changed[position] = Archive.Part(part.name, part.bytes + Array("x".utf8))
      let verdict = SelectionBundle.verify(changed)
      #expect(verdict.difference != nil, "\(part.name)")
      var missing = parts
      missing.remove(at: position)
      #expect(SelectionBundle.verify(missing).difference == .partMissing(part.name))
    }
    let forged = forge(parts) { $0.replacing("offered", with: "waiting", maxReplacements: 1) }
    let verdict = SelectionBundle.verify(forged)
    guard case .line(SelectionBundle.outcomeName, let line, let published, let computed) = verdict.difference else {
      Issue.record("\(String(describing: verdict.difference))")
      return
    }
    #expect(line == 2)
    #expect(published.contains("waiting") && computed.contains("offered"))
    #expect(!verdict.findings.isEmpty)
  }

  @Test("a signature of somebody else, or of something else, is refused")
  func signature() throws {
    var parts = SelectionBundle.parts(try Samples.selected(), signer: Signer(seed: [UInt8](repeating: 7, count: 32)))
    let signed = try #require(parts.firstIndex { $0.name == SelectionBundle.signatureName })
    let text = String(decoding: parts[signed].bytes, as: UTF8.self)
    parts[signed] = Archive.Part(
      SelectionBundle.signatureName, Array((text.hasPrefix("0") ? "1" : "0").utf8) + parts[signed].bytes.dropFirst())
    #expect(SelectionBundle.verify(parts).difference == .signature)
  }

  /// The outcome changed and the list of checksums made to fit.
  private func forge(_ parts: [Archive.Part], _ change: (String) -> String) -> [Archive.Part] {
    var forged = parts
    for (position, part) in parts.enumerated() where part.name == SelectionBundle.outcomeName {
      forged[position] = Archive.Part(part.name, Array(change(String(decoding: part.bytes, as: UTF8.self)).utf8))
    }
    for (position, part) in parts.enumerated() where part.name == SelectionBundle.manifestName {
      let lines = forged.filter { $0.name != SelectionBundle.manifestName }.map { part in
        sha256(part.bytes).map { (0..<16).contains($0) ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
          + "  \(part.name)\n"
      }
      forged[position] = Archive.Part(part.name, Array(lines.joined().utf8))
    }
    return forged
  }
}

@Suite struct ExplanationTests {
  @Test("each is told her result, her points and the rule, in each language")
  func told() throws {
    let explanations = Explanations(try Samples.selected())
    func text(_ row: Int, _ language: Language) -> String {
      explanations.of(row).sentences.map { $0(language) }.joined(separator: " ")
    }
    #expect(text(0, .en).contains("You are offered a place."))
    #expect(
      text(0, .en).contains("Your points: 87.50 ± 2.9 (Test 90.0 × 75% + Essay 80.0 × 25%). By points you are number 1 of 4."))
    // B has more points than C, but A of her school has the one place a school may have.
    #expect(text(1, .en).contains("a limit was reached (school: at most 1)"))
    // C has no essay and gets the lowest essay points; the reserve is not what helped her: B is stopped by the cap anyway.
    #expect(text(2, .en).contains("The place was offered on points."))
    #expect(text(3, .kk).contains("Әзірге орын тимеді"))
    #expect(text(4, .ru).contains("результат «Тест» равен 5, а нужно не меньше 10"))
    #expect(text(5, .en).contains("there is no result for “Test”"))
    for row in 0..<6 { for language in Language.allCases { #expect(!text(row, language).contains("nan")) } }
  }

  @Test("a total that is that of the last place is no distance of 0,00")
  func noDistance() throws {
    let selected = try Samples.selected()
    let last = try #require(selected.outcome.offered.last { selected.outcome.rules[Int($0)] == .merit })
    for language in Language.allCases {
      let text = Explanations(selected).of(Int(last)).sentences.map { $0(language) }.joined(separator: " ")
      #expect(!text.contains(" 0,00") && !text.contains(" 0.00"), "\(text)")
    }
  }

  @Test("who waits reads of an appeal only while its time runs")
  func appealsOver() throws {
    let explanations = Explanations(try Samples.selected())
    var over = Since()
    over.appeals = nil
    func text(_ since: Since) -> String { explanations.of(3, since: since).sentences.map { $0(.en) }.joined(separator: " ") }
    #expect(text(Since()).contains("free review within ten days"))
    #expect(!text(over).contains("review") && text(over).contains("you can apply again"))
  }

  @Test("others are told about her: no sentence speaks to the reader as if the place were theirs", arguments: Language.allCases)
  func others(_ language: Language) throws {
    let toHer: [Language: Set<String>] = [
      .kk: ["саған", "сенің", "сені", "ұпайың", "өтінімің", "нәтижең", "кезегің", "орындасың", "жоғарысың", "аласың", "бер"],
      .ru: ["вы", "вас", "вам", "ваш", "ваша", "ваше", "ваших", "подайте"], .en: ["you", "your"],
    ]
    let explanations = Explanations(try Samples.selected())
    func words(_ row: Int, _ reader: Reader) -> Set<String> {
      let text = explanations.of(row, to: reader).sentences.map { $0(language) }.joined(separator: " ")
      return Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }
    let spoken = try #require(toHer[language])
    for row in 0..<6 {
      #expect(words(row, .others).isDisjoint(with: spoken), "row \(row)")
      #expect(!words(row, .girl).isDisjoint(with: spoken), "row \(row)")
    }
  }
}
