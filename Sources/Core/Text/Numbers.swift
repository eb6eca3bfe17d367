extension Int {
  /// Returns "1 record", "2 records"; with the plural given, "1 ally", "2 allies".
  package func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }

  /// 1234567 as "1,234,567".
  package var grouped: String {
    var digits = Array(String(self))
    var place = digits.count - 3
    while place > (self < 0 ? 1 : 0) {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// Returns a whole number of small parts as a decimal fraction: 1234 in hundredths is "12.34".
  ///
  /// - Parameter places: digits after the point, 1 or more.
  package func decimal(places: Int) -> String {
    let digits = magnitude.rightAligned(in: places + 1, filling: "0")
    return "\(self < 0 ? "-" : "")\(digits.dropLast(places)).\(digits.suffix(places))"
  }

  /// Returns how many tenths of a percent this is of a whole, rounded half up; 0 if the whole is 0.
  package func tenthsOfPercent(of whole: Int) -> Int {
    whole == 0 ? 0 : (self * 2000 + whole) / (2 * whole)
  }
}

extension [Int] {
  /// Lists the first numbers of `count`: "1, 2, 3, …".
  package func listed(of count: Int) -> String {
    map(String.init).joined(separator: ", ") + (count > self.count ? ", …" : "")
  }
}

extension [String] {
  /// Returns "a", "a and b", "a, b and c".
  package func joined(last word: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
