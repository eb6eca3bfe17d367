/// Reads one number by the JSON grammar.
///
/// <https://www.rfc-editor.org/rfc/rfc8259#section-6>
enum NumberText {
  /// The result of reading a number.
  enum Outcome {
    /// A number, and where the text continues.
    case number(ExactNumber, end: Int)
    /// A number by the grammar, with more digits than can be kept exactly.
    case inexact
    /// Not a number by the grammar, with the position of the fault.
    case malformed(Fault, at: Int)
  }

  /// The ways in which a number breaks the grammar.
  enum Fault: Hashable, Sendable {
    case noDigits, leadingZero, hexadecimal, noFraction, noExponent
  }

  /// Reads the number that begins at `start`.
  static func read(_ bytes: [UInt8], from start: Int) -> Outcome {
    var offset = start
    let isNegative = byte(bytes, offset) == Byte.minus
    if isNegative { offset += 1 }

    var significand = Significand()
    let wholeStart = offset
    offset = significand.readDigits(bytes, from: offset)
    guard offset > wholeStart else { return .malformed(.noDigits, at: offset) }
    if bytes[wholeStart] == Byte.zero {
      if offset > wholeStart + 1 { return .malformed(.leadingZero, at: wholeStart) }
      if byte(bytes, offset) | 0x20 == Byte.x { return .malformed(.hexadecimal, at: wholeStart) }
    }

    var exponent = 0
    if byte(bytes, offset) == Byte.point {
      let fractionStart = offset + 1
      offset = significand.readDigits(bytes, from: fractionStart)
      guard offset > fractionStart else { return .malformed(.noFraction, at: offset) }
      exponent = fractionStart - offset
    }
    if byte(bytes, offset) | 0x20 == Byte.e {
      guard let written = readExponent(bytes, from: &offset) else {
        return .malformed(.noExponent, at: offset)
      }
      exponent += written
    }
    guard let number = significand.number(isNegative: isNegative, exponent: exponent) else { return .inexact }
    return .number(number, end: offset)
  }

  /// Reads `e-7`; returns nil, with `offset` where a digit is missing, if there are no digits.
  ///
  /// The result stops growing at a size that no number of digits in a text could compensate.
  private static func readExponent(_ bytes: [UInt8], from offset: inout Int) -> Int? {
    offset += 1
    let sign = byte(bytes, offset)
    if sign == Byte.minus || sign == Byte.plus { offset += 1 }
    let start = offset
    var exponent = 0
    while let digit = digit(bytes, offset) {
      exponent = min(exponent * 10 + Int(digit), 1 << 48)
      offset += 1
    }
    guard offset > start else { return nil }
    return sign == Byte.minus ? -exponent : exponent
  }

  /// Returns the byte at `offset`; past the end 0, which begins nothing in JSON.
  private static func byte(_ bytes: [UInt8], _ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  private static func digit(_ bytes: [UInt8], _ offset: Int) -> UInt64? {
    let digit = byte(bytes, offset) &- Byte.zero
    return digit <= 9 ? UInt64(digit) : nil
  }

  /// The digits of a number without its point; trailing zeros are only counted.
  private struct Significand {
    private var digits: UInt64 = 0
    private var trailingZeros = 0
    private var isTooLong = false

    /// Reads the digits that begin at `start`, and returns where they end.
    mutating func readDigits(_ bytes: [UInt8], from start: Int) -> Int {
      var offset = start
      while let digit = NumberText.digit(bytes, offset) {
        append(digit)
        offset += 1
      }
      return offset
    }

    private mutating func append(_ digit: UInt64) {
      if digit == 0 {
        if digits != 0 { trailingZeros += 1 }
        return
      }
      let shift = trailingZeros + 1
      trailingZeros = 0
      guard digits != 0 else {
        digits = digit
        return
      }
      guard shift <= ExactNumber.greatestScale else {
        isTooLong = true
        return
      }
      let (shifted, overflowed) = digits.multipliedReportingOverflow(by: UInt64(PowerOfTen[shift]))
      let (sum, carried) = shifted.addingReportingOverflow(digit)
      isTooLong = isTooLong || overflowed || carried
      digits = sum
    }

    /// Returns the digits times ten to the power of `exponent`, or nil if that cannot be kept exactly.
    func number(isNegative: Bool, exponent: Int) -> ExactNumber? {
      guard !isTooLong else { return nil }
      guard digits != 0 else { return 0 }
      let exponent = exponent + trailingZeros
      guard abs(exponent) <= ExactNumber.greatestScale else { return nil }
      let unscaled = (isNegative ? -1 : 1) * Int128(digits)
      if exponent < 0 { return ExactNumber(unscaled: unscaled, scale: -exponent) }
      return ExactNumber(unscaled: unscaled * Int128(PowerOfTen[exponent]), scale: 0)
    }
  }
}
