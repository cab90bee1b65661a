import Foundation
import Lessons
import Markup
import Words

/// Times the formulas of lessons, and shows what becomes of those of others:
///
///     lessons-bench speed
///     lessons-bench convert FILE       formulas apart by NUL; prints one line each: "ok" with the MathML, or "no" with the reason

/// Such as the courses have: from a letter to a derivation.
let usual = [
  "T", #"\bar{t}"#, #"\unit{m/s^2}"#, #"x^2 + y^2 = z^2"#, #"v = 9.8\,\unit{m/s^2}"#, #"t = (14.2 \pm 0.2)\,\unit{s}"#,
  #"T = 2\pi\sqrt{\frac{L}{g}}"#, #"\ce{2H2 + O2 -> 2H2O}"#, #"\sin^2\alpha + \cos^2\alpha = 1"#,
  #"x_{1,\,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#, #"\sum_{i=1}^{n} x_i = \frac{n(n+1)}{2}"#,
  #"\varepsilon = \frac{\Delta t}{\bar{t}} \cdot 100\,\% = \frac{0.16}{14.2} \cdot 100\,\% \approx 1.1\,\%"#,
  #"\Delta t = \frac{\lvert t_1 - \bar{t} \rvert + \dots + \lvert t_n - \bar{t} \rvert}{n} = 0.16\,\unit{s}"#,
  #"T = \frac{t}{N} = \frac{14.2\,\unit{s}}{10} = 1.42\,\unit{s}, \qquad \Delta T = \frac{\Delta t}{N} = 0.02\,\unit{s}"#,
  #"f(x) = \begin{cases} x^2, & x \ge 0 \\ -x, & x < 0 \end{cases}"#, #"\lim_{x \to 0} \frac{\sin x}{x} = 1"#,
]

/// Formulas a second of processor time, the median of five runs.
func rate(_ work: (String) -> Void) -> Int {
  let rounds = 500
  let rates = (0..<5).map { _ in
    let start = clock()
    for _ in 0..<rounds { for tex in usual { work(tex) } }
    return Double(rounds * usual.count) / (Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }
  return Int(rates.sorted()[2])
}

func speed() throws {
  let read = try usual.map { try Formula(reading: $0) }
  var bytes = 0
  let reading = rate { bytes += (try? Formula(reading: $0)) == nil ? 0 : 1 }
  let writing = rate { tex in
    guard let formula = try? Formula(reading: tex) else { return }
    for language in Language.allCases { bytes += formula.shown(language).bytes.count }
  }
  print(
    """
    {"formulas": \(read.count), "read": \(reading), "readAndShownInThreeLanguages": \(writing), "bytes": \(bytes)}
    """)
}

func convert(_ file: String) throws {
  for tex in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\0", omittingEmptySubsequences: false) {
    do throws(FormulaComplaint) {
      print("ok", try Formula(reading: String(tex)).mathML(.en, isDisplayed: true).text, separator: "\t")
    } catch {
      print("no", error.fault, error.phrase(.en), separator: "\t")
    }
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "speed": try speed()
case "convert" where arguments.count == 2: try convert(arguments[1])
default:
  print("lessons-bench speed | convert FILE")
  exit(2)
}
