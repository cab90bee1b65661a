import ArgumentParser
import Measurement
import Words

/// Two calibrations with common items on one scale, without a server.
struct LinkCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Brings the items of a new calibration to the scale of an old one by the items both have.",
    discussion: """
      Each file is the answer of `keruen calibrate --json` or the items.csv of --out. Old ability = scale x new ability + shift. \
      Exit status: 0 an answer, 2 the input is refused.
      """)

  enum Method: String, ExpressibleByArgument, CaseIterable, Sendable {
    case meanMean = "mean-mean", meanSigma = "mean-sigma", haebara, stockingLord = "stocking-lord"

    var method: LinkingMethod {
      switch self {
      case .meanMean: .meanMean
      case .meanSigma: .meanSigma
      case .haebara: .haebara
      case .stockingLord: .stockingLord
      }
    }
  }

  @Argument(help: "The calibration whose scale is kept.")
  var old: String?

  @Argument(help: "The calibration that is brought there.")
  var new: String?

  @Option(help: "By which the items are brought there: mean-mean, mean-sigma, haebara or stocking-lord; all four are told.")
  var method: Method = .stockingLord

  @OptionGroup var options: MeasuringOptions

  var path: String? { old }

  func validate() throws {
    guard options.schema || (old != nil && new != nil) else { throw ValidationError("name both calibrations") }
  }

  func measured(_ path: String) throws(TableComplaints) -> LinkedScales {
    try LinkedScales(old: try ItemBank.read(path), new: try ItemBank.read(new ?? ""), method)
  }
}

extension LinkCommand {
  static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen link","type":"object",
    "required":["common","method","links","items"],
    "properties":{"common":{"type":"array","items":{"type":"string"}},"method":{"type":"string"},
    "links":{"type":"array","items":{"type":"object","properties":{"method":{"enum":["mean-mean","mean-sigma","haebara","stocking-lord"]},
    "scale":{"type":["number","null"]},"shift":{"type":["number","null"]},"scaleError":{"type":["number","null"],
    "description":"by leaving out one common item at a time"},"shiftError":{"type":["number","null"]},"loss":{"type":["number","null"]},
    "converged":{"type":["boolean","null"]},"reason":{"type":["string","null"]}}}},
    "items":{"type":"array","description":"of the new calibration on the old scale, as calibrate --anchors takes them",
    "items":{"type":"object","properties":{"id":{"type":"string"},"model":{"type":"string"},"points":{"type":"array","items":{"type":"integer"}},
    "discrimination":{"type":"number"},"difficulty":{"type":["number","null"]},"guessing":{"type":["number","null"]},
    "thresholds":{"type":["array","null"],"items":{"type":"number"}},"intercepts":{"type":"array","items":{"type":"number"}}}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
