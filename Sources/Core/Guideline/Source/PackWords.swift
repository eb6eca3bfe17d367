/// The words of the pack language, for authoring tools.
public enum PackWords {
  /// `pack`, `fact`, `rule`, …
  public static var declarations: [String] { Declaration.Word.allCases.map(\.rawValue) }
  /// `all`, `any`, …
  public static var combinators: [String] { Declaration.combinators }

  /// Returns the comparisons that apply to a kind of fact.
  public static func comparisons(of kind: Fact.Kind) -> [Comparison.Operator] {
    switch kind {
    case .integer, .decimal: Comparison.Operator.allCases
    case .boolean, .code: Comparison.Operator.allCases.filter { !$0.ordersNumbers }
    }
  }
}
