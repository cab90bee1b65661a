import ArgumentParser
import Measurement
import Measuring

/// Two calibrations with common items on one scale, without a server.
struct LinkCommand: MeasuringCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Brings the items of a new calibration to the scale of an old one by the items both have.",
    discussion: """
      Each file is the answer of `keruen calibrate --json` or the items.csv of --out. Old ability = scale x new ability + shift. \
      Exit status: 0 an answer, 2 the input is refused.
      """)

  @Argument(help: "The calibration whose scale is kept.")
  var old: String?

  @Argument(help: "The calibration that is brought there.")
  var new: String?

  @Option(help: "By which the items are brought there: mean-mean, mean-sigma, haebara or stocking-lord; all four are told.")
  var method: LinkingMethod.Name = .stockingLord

  @OptionGroup var options: MeasuringOptions

  var path: String? { old }

  func validate() throws {
    guard options.schema || (old != nil && new != nil) else { throw ValidationError("name both calibrations") }
  }

  func measured(_ path: String) throws(TableComplaints) -> LinkedScales {
    try LinkedScales(old: try ItemBank.read(path), new: try ItemBank.read(new ?? ""), method)
  }
}

extension LinkingMethod.Name: ExpressibleByArgument {}
