/// A decimal number kept exactly as it was written.
///
/// The value is `mantissa / 10^scale`. Between -2^63 and 2^63 - 1 every whole number fits; a fraction fits
/// if its digits without the point do, with at most 18 of them after it. There is one form for
/// each value (`1.50`, `1.5` and `15e-1` are the same), so equality and hashing are by value.
///
/// ```swift
/// ExactNumber("0.30") == ExactNumber("3e-1")  // true
/// ExactNumber("1e400")                        // nil: cannot be kept exactly
/// ```
public struct ExactNumber: Hashable, Sendable {
  /// The digits with their sign; no trailing zero unless ``scale`` is 0.
  public let mantissa: Int64

  /// The number of digits after the decimal point: 0 to 18.
  public let scale: UInt8

  /// The most digits after the point.
  static let greatestScale = 18

  /// A mantissa and scale that are already reduced.
  ///
  /// INVARIANT: `scale` is at most 18, and 0 unless the last digit of `mantissa` is not 0.
  private init(reducedMantissa mantissa: Int64, scale: UInt8) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// A whole number.
  public init(_ whole: Int) {
    self.init(reducedMantissa: Int64(whole), scale: 0)
  }

  /// The number written in `text`, by the JSON grammar and with nothing before or after it.
  ///
  /// Nil if the text is something else or the number cannot be kept exactly. `-0` is 0.
  public init?(_ text: some StringProtocol) {
    self.init(ascii: Array(text.utf8))
  }

  /// The number written in `bytes`, by the JSON grammar and with nothing before or after it.
  public init?(ascii bytes: [UInt8]) {
    guard case .number(let number, let end) = NumberText.read(bytes, from: 0), end == bytes.count else {
      return nil
    }
    self = number
  }

  /// The number with the fewest digits that reads back as `double`.
  ///
  /// So 0.1 is one tenth. Nil if it is not finite or cannot be kept exactly.
  public init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self.init(double.description)
  }

  /// `unscaled / 10^scale` in its reduced form; nil if it does not fit.
  public init?(unscaled: Int128, scale: Int) {
    var (digits, scale) = (unscaled, scale)
    while scale > 0, digits % 10 == 0 {
      if digits == 0 {
        scale = 0
      } else {
        digits /= 10
        scale -= 1
      }
    }
    guard (0...Self.greatestScale).contains(scale), let mantissa = Int64(exactly: digits) else { return nil }
    self.init(reducedMantissa: mantissa, scale: UInt8(scale))
  }

  /// Whether there are no digits after the decimal point.
  public var isInteger: Bool { scale == 0 }

  /// The whole number, or nil if there is a fraction.
  public var intValue: Int? { isInteger ? Int(mantissa) : nil }

  /// The nearest `Double`.
  public var doubleValue: Double {
    // A division of two exact numbers is rounded once, so correctly.
    if mantissa.magnitude <= 1 << 53 { return Double(mantissa) / Double(PowerOfTen[Int(scale)]) }
    return Double(description) ?? Double(mantissa) / Double(PowerOfTen[Int(scale)])
  }
}

extension ExactNumber: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The number as ECMAScript and RFC 8785 write it, with all its digits.
  ///
  /// Below one millionth it has an exponent: `1e-7`. Unlike RFC 8785, it is never first rounded to a `Double`:
  /// 9007199254740993 is unchanged.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc8785#section-3.2.2.3>
  public var description: String {
    guard scale > 0 else { return String(mantissa) }
    let sign = mantissa < 0 ? "-" : ""
    let digits = String(mantissa.magnitude)
    let whole = digits.utf8.count - Int(scale)
    if whole > 0 { return sign + digits.prefix(whole) + "." + digits.dropFirst(whole) }
    if whole > -6 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
    let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
    return sign + digits.prefix(1) + fraction + "e-" + String(1 - whole)
  }
}
