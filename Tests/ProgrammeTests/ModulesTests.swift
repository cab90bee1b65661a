import Markup
import Programme
import Testing

/// Scripts that import each other are served under addresses that hold the hash of their content and of all they import.
@Suite struct ModulesTests {
  private func assets(_ scripts: [(String, String)]) -> Assets { Assets(scripts.map { ($0.0, Array($0.1.utf8)) }) }

  private func text(_ name: String, _ assets: Assets) -> String { String(decoding: assets[name]?.bytes ?? [], as: UTF8.self) }

  @Test("an import holds the address of the file it names, from any folder")
  func addresses() throws {
    let assets = assets([
      ("Public/a.js", "import { b } from \"./kit/b.js\";\nb();\n"), ("Public/kit/b.js", "import { c } from \"../c.js\";\n"),
      ("Public/c.js", "// Says nothing.\nexport const c = 1; // but this stays\n"),
    ])
    #expect(text("Public/a.js", assets) == "import { b } from \"\(assets.link("kit/b.js").text)\";\nb();\n")
    #expect(text("Public/kit/b.js", assets) == "import { c } from \"\(assets.link("c.js").text)\";\n")
    #expect(text("Public/c.js", assets) == "\nexport const c = 1; // but this stays\n", "the lines keep their numbers")
    #expect(assets.modules(of: [assets.link("a.js")]) == [assets.link("c.js"), assets.link("kit/b.js")])
  }

  @Test("what is imported changes the address of whoever imports it")
  func hashes() {
    let scripts = [("Public/a.js", "import \"./b.js\";"), ("Public/b.js", "import \"./c.js\";")]
    let (one, two) = (assets(scripts + [("Public/c.js", "1;")]), assets(scripts + [("Public/c.js", "2;")]))
    for name in ["a.js", "b.js", "c.js"] { #expect(one.link(name) != two.link(name)) }
  }

  @Test("of the scripts of the house no import is left without an address")
  func shipped() {
    for name in Assets.shipped.names where name.hasSuffix(".js") {
      #expect(!text(name, .shipped).contains("from \"."), "\(name)")
    }
  }

  @Test("a circle of imports and a missing file stop nothing")
  func circle() {
    let assets = assets([("Public/a.js", "import \"./b.js\";"), ("Public/b.js", "import \"./a.js\";\nimport \"./none.js\";")])
    #expect(assets.names.count == 2)
  }

  @Test("what every room's phone pages share, and the worker, name no room's address")
  func namesNoRoom() throws {
    let rooms = ["/apply", "/status", "/return", "/consent", "/results", "/desk", "/offline", "/places", "/sign"]
    for name in Assets.shipped.names where name.hasPrefix("Public/kit/") || name == "Public/worker.js" {
      for room in rooms { #expect(!text(name, .shipped).contains(room), "\(name): \(room)") }
    }
  }
}
