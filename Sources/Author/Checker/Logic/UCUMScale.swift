/// How a unit is made of base units, as far as prefixes and exact definitions say: "mg/dL" is 0.01 kg/m³.
///
/// Source: The Unified Code for Units of Measure, version 2.1, tables 1 to 7 (<https://ucum.org/ucum>). An amount of substance and a mass stay
/// apart, because only the substance itself joins them.
struct UCUMScale: Hashable {
  /// What one of it is, in base units.
  var factor: Double
  /// The exponents of the base units, by their names; those that are 0 are left out.
  var dimensions: [String: Int]

  /// The scale of a unit; nil if a part of it is not among those that are known here.
  init?(_ unit: String) {
    guard !unit.isEmpty else { return nil }
    (factor, dimensions) = (1, [:])
    var isDivided = false
    var part = ""
    var depth = 0
    func isAdded(_ text: String, _ scale: inout UCUMScale) -> Bool {
      // An annotation counts for nothing: "mL/min/{1.73_m2}".
      let bare = text.replacing(/\{[^}]*\}/, with: "")
      if bare.isEmpty { return !text.isEmpty }
      return scale.add(bare, isDivided: isDivided)
    }
    var scale = self
    for character in unit {
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      if depth == 0, "/.".contains(character) {
        guard isAdded(part, &scale) else { return nil }
        (part, isDivided) = ("", character == "/")
      } else {
        part.append(character)
      }
    }
    guard depth == 0, isAdded(part, &scale) else { return nil }
    self = scale
  }

  private init(_ factor: Double, _ dimensions: [String: Int]) {
    (self.factor, self.dimensions) = (factor, dimensions)
  }

  private mutating func add(_ part: String, isDivided: Bool) -> Bool {
    let digits = part.reversed().prefix { $0.isNumber }.reversed()
    let symbol = String(part.dropLast(digits.count))
    let exponent = (Int(String(digits)) ?? 1) * (isDivided ? -1 : 1)
    guard let atom = Self.atom(symbol) else { return false }
    for _ in 0..<abs(exponent) { factor = exponent > 0 ? factor * atom.factor : factor / atom.factor }
    for (base, power) in atom.dimensions {
      dimensions[base, default: 0] += power * exponent
      if dimensions[base] == 0 { dimensions[base] = nil }
    }
    return true
  }

  private static func atom(_ symbol: String) -> UCUMScale? {
    if let own = atoms[symbol] { return own }
    guard let first = symbol.first, let prefix = prefixes[first],
      metric.contains(String(symbol.dropFirst())), let atom = atoms[String(symbol.dropFirst())]
    else { return nil }
    return UCUMScale(prefix * atom.factor, atom.dimensions)
  }

  private static let prefixes: [Character: Double] = [
    "k": 1e3, "h": 1e2, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "µ": 1e-6, "n": 1e-9, "p": 1e-12,
    "f": 1e-15, "M": 1e6,
  ]

  /// The units that take prefixes.
  private static let metric: Set<String> = [
    "m", "g", "s", "L", "l", "mol", "Pa", "J", "cal", "m[Hg]", "eq", "kat", "[IU]",
  ]

  private static let day = 86_400.0

  private static let atoms: [String: UCUMScale] = [
    "m": .init(1, ["m": 1]), "g": .init(1, ["g": 1]), "s": .init(1, ["s": 1]), "min": .init(60, ["s": 1]),
    "h": .init(3_600, ["s": 1]), "d": .init(day, ["s": 1]), "wk": .init(7 * day, ["s": 1]),
    "mo": .init(30.4375 * day, ["s": 1]), "a": .init(365.25 * day, ["s": 1]),
    "L": .init(1e-3, ["m": 3]), "l": .init(1e-3, ["m": 3]), "mol": .init(1, ["mol": 1]),
    "eq": .init(1, ["eq": 1]), "[IU]": .init(1, ["IU": 1]), "kat": .init(1, ["mol": 1, "s": -1]),
    "Pa": .init(1e3, ["g": 1, "m": -1, "s": -2]), "m[Hg]": .init(133.322e6, ["g": 1, "m": -1, "s": -2]),
    "mmHg": .init(133.322e3, ["g": 1, "m": -1, "s": -2]), "J": .init(1e3, ["g": 1, "m": 2, "s": -2]),
    "cal": .init(4.184e3, ["g": 1, "m": 2, "s": -2]), "[in_i]": .init(0.0254, ["m": 1]),
    "[ft_i]": .init(0.3048, ["m": 1]), "[lb_av]": .init(453.59237, ["g": 1]),
    "[oz_av]": .init(28.349523125, ["g": 1]), "[stone_av]": .init(6_350.29318, ["g": 1]),
  ]
}
