/// A piece of a page that is safe to print: text can enter it only escaped.
public struct HTML: ExpressibleByStringInterpolation, Sendable {
  public private(set) var text: String

  /// Trusted markup, written in the source code.
  public init(stringLiteral value: String) { text = value }

  public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  public init(_ parts: [HTML]) { text = parts.map(\.text).joined(separator: "\n") }

  /// Only HTML is inserted as it is; all other text is escaped.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    public mutating func appendLiteral(_ literal: String) { text += literal }
    public mutating func appendInterpolation(_ html: HTML) { text += html.text }
    public mutating func appendInterpolation(_ parts: [HTML]) {
      text += parts.map(\.text).joined(separator: "\n")
    }
    public mutating func appendInterpolation(_ string: String) { text += Escaping.html(string) }
    public mutating func appendInterpolation(if isShown: Bool, _ html: @autoclosure () -> HTML) {
      if isShown { text += html().text }
    }
    public mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }

  public var isEmpty: Bool { text.isEmpty }
}
