/// A piece of a page that is safe to print: text can enter it only escaped.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  package private(set) var text: String

  /// Trusted markup, written in the source code.
  package init(stringLiteral value: String) { text = value }

  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  package init(_ parts: [HTML]) { text = parts.map(\.text).joined(separator: "\n") }

  /// Only HTML is inserted as it is; all other text is escaped.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ html: HTML) { text += html.text }
    package mutating func appendInterpolation(_ parts: [HTML]) {
      text += parts.map(\.text).joined(separator: "\n")
    }
    package mutating func appendInterpolation(_ string: String) { text += Escaping.html(string) }
    package mutating func appendInterpolation(if isShown: Bool, _ html: @autoclosure () -> HTML) {
      if isShown { text += html().text }
    }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }

  package var isEmpty: Bool { text.isEmpty }
}
