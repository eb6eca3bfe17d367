import ArgumentParser
import PlumblineAudit
import PlumblineGuideline
import PlumblineText

/// The columns of a list or an export.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The columns, with commas between: \(RecordColumn.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "names"), transform: ColumnOptions.read)
  var columns: [RecordColumn] = []

  func chosen(_ usual: [RecordColumn]) -> [RecordColumn] { columns.isEmpty ? usual : columns }

  private static func read(_ text: String) throws -> [RecordColumn] {
    try text.split(separator: ",").map { part in
      let name = String(part).replacing("-", with: "_")
      guard let column = RecordColumn(rawValue: name == "reason" ? "reason_code" : name) else {
        throw ValidationError(
          "there is no column '\(Escaping.terminal(name))'\(didYouMean(name, RecordColumn.allCases.map(\.rawValue)))"
        )
      }
      return column
    }
  }
}
