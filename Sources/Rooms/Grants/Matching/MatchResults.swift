import Exchange
import Markup
import Programme
import Rules
import Security
import Storage
import Words

/// What a released round gave, for everybody: seats and points of the last with small numbers protected, and a bundle by which anybody can check.
/// No girl, by name or by code.
enum MatchResults {
  static let home: Link = "/results/recommendations"

  /// "2028", "2028-2".
  static func name(_ round: Round) -> String {
    round.number == 1 ? String(round.leavingYear) : "\(round.leavingYear)-\(round.number)"
  }

  static func link(_ round: Round) -> Link { home.below(name(round)) }

  static let routes: [Route] = [
    .open(.get, "/results/recommendations") { try await list($0) },
    .open(.get, "/results/recommendations/:round") { try await show($0) },
    .open(.get, "/results/recommendations/:round/bundle.zip") { try await bundle($0) },
  ]

  /// GET /results/recommendations
  static func list(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let rounds = try await visit.house.database.read { try $0.releasedRounds() }
    let lines = rounds.map { "<li><a href=\"\(link($0))\">\($0.name(t))</a></li>" as HTML }
    return visit.page(
      Page(
        title: t(.matchResults), language: t,
        body: """
          <h1>\(t(.matchResults))</h1>
          \(lines.isEmpty ? emptyState(t(.noRecommendationsYet), HTML(t(.noMatchResultsWhat))) : "<ul>\(lines)</ul>")
          <p><a href="/merit">\(t(.howPointsAreMade))</a> · <a href="/grants">\(t(.doorsTitle))</a></p>
          """))
  }

  private static func found(_ visit: Visit, _ tx: Transaction) throws -> (Round, MatchRun) {
    let name = try visit.name("round")
    guard let round = try tx.releasedRounds().first(where: { self.name($0) == name }), let run = try tx.releasedRun(of: round.id)
    else { throw Refusal.missing }
    return (round, run)
  }

  /// GET /results/recommendations/:round
  static func show(_ visit: Visit) async throws -> Reply {
    let (t, house) = (visit.language, visit.house)
    let (round, run, bundle, names) = try await house.database.read { tx in
      let (round, run) = try found(visit, tx)
      let bundle: [UInt8] = try tx.value("SELECT bundle FROM grants_release WHERE round_id = \(round.id)") ?? []
      let first = try round.number == 1 ? round : tx.round(leaving: round.leavingYear) ?? round
      return (round, run, bundle, try tx.offerTitles(of: first.id, t))
    }
    // What is shown is read from what was published, so the page and the file cannot differ.
    let seats = MatchBundle.seats(in: bundle) ?? []
    let lines = seats.map { MatchLine($0, titled: names[$0.offer]) }
    return visit.page(
      Page(
        title: t(.matchResults), language: t, width: .wide,
        body: """
          \(t.back(to: home))<p class="step">\(round.name(t))</p><h1>\(t(.matchResults))</h1><p>\(t(.stateAddsNothing))</p>
          \(MatchLine.table(lines, house, t))<p class="hint">\(t(.protectedCounts))</p>
          <h2>\(t(.checkItYourself))</h2><p>\(t(.checkMatchHow))</p>
          <p>\(linkButton(t(.matchBundle), link(round).below("bundle.zip"), look: .plain))</p>
          <pre class="scroll" tabindex="0"><code>keruen verify bundle.zip\nkeruen verify bundle.zip --row proof.txt</code></pre>
          <p class="hint">Merkle root: <code>\(hex(run.root))</code></p>
          <p><a href="/merit">\(t(.howPointsAreMade))</a></p>
          """))
  }

  /// GET /results/recommendations/:round/bundle.zip
  static func bundle(_ visit: Visit) async throws -> Reply {
    let (name, bytes) = try await visit.house.database.read { tx in
      let (round, _) = try found(visit, tx)
      let bytes: [UInt8] = try tx.value("SELECT bundle FROM grants_release WHERE round_id = \(round.id)") ?? []
      return (self.name(round), bytes)
    }
    return .download(bytes, type: "application/zip", name: "recommendations-\(name).zip")
  }
}

extension Phrase {
  static let matchResults = Phrase(
    kk: "Грантқа ұсыну нәтижелері", ru: "Результаты рекомендаций", en: "Results of the recommendations")
  static let noMatchResultsWhat = Phrase(
    kk: "Алғашқы кезең жарияланғанда осында көрінеді.", ru: "Появятся здесь, когда будет опубликован первый раунд.",
    en: "They will appear here when the first round is released.")
  static let checkItYourself = Phrase(kk: "Өзіңіз тексеріңіз", ru: "Проверьте сами", en: "Check it yourself")
  static let checkMatchHow = Phrase(
    kk:
      "Файлда ереже, жеребе сандары, ұсыныстар, әр орынның соңғы ұпайы және барлық жолдың түбірі бар; есімдер мен тізімдер жоқ. Қыздың өз бетіндегі proof.txt файлы оның жолы осы түбірге кіргенін дәлелдейді.",
    ru:
      "В файле правило, числа жеребьёвки, предложения, баллы последней на каждом месте и корень всех строк; имён и списков нет. Файл proof.txt с личной страницы доказывает, что строка девочки вошла в этот корень.",
    en:
      "The file holds the rule, the numbers of the draw, the offers, the points of the last for every kind of seat and the root of all rows; no names and no lists. The file proof.txt from a girl's own page proves that her row is under this root."
  )
  static let matchBundle = Phrase(kk: "Тексеру файлын алу", ru: "Скачать файл для проверки", en: "Get the file to check")
}
