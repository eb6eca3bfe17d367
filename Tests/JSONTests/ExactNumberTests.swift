import PlumblineJSON
import Testing

struct ExactNumberTests {
  @Test(
    arguments: [
      ("0", 0, 0), ("-0", 0, 0), ("-0.000e7", 0, 0), ("0e999999999999999999999", 0, 0), ("1", 1, 0),
      ("100", 100, 0), ("1.50", 15, 1), ("15e-1", 15, 1), ("0.15E+1", 15, 1), ("1e2", 100, 0),
      ("1e-18", 1, 18), ("-2.5", -25, 1), ("9223372036854775807", Int64.max, 0),
      ("-9223372036854775808", Int64.min, 0), ("9.223372036854775807", Int64.max, 18),
      ("-9.223372036854775808", Int64.min, 18), ("1e18", 1_000_000_000_000_000_000, 0),
      ("0.00000000000000000000000001e26", 1, 0), ("100000000000000000000000000e-26", 1, 0),
    ] as [(String, Int64, UInt8)])
  func `one value has one form`(text: String, mantissa: Int64, scale: UInt8) throws {
    let number = try exact(text)
    #expect(number.mantissa == mantissa)
    #expect(number.scale == scale)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "1e19", "1e400", "1e-400", "1e-19",
    "0.1234567890123456789", "123456789012345678901234567890", "10000000000000000000.5",
    "1000000000000000000000000000000000000001", "0.10000000000000000000000000001",
    "1e99999999999999999999999", "1e-99999999999999999999999",
  ])
  func `a number that cannot be kept exactly is refused`(text: String) {
    #expect(ExactNumber(text) == nil)
  }

  @Test(arguments: [
    "", "-", "+1", ".5", "1.", "01", "-01", "1e", "1e+", "0x1", " 1", "1 ", "1,5", "NaN", "١",
  ])
  func `text that is not a number by the grammar of JSON is refused`(text: String) {
    #expect(ExactNumber(text) == nil)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("15", "15"), ("-15.50", "-15.5"), ("0.05", "0.05"), ("-0.5", "-0.5"),
    ("1e3", "1000"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("-0.00000012", "-1.2e-7"),
    ("1e-18", "1e-18"), ("-9223372036854775808", "-9223372036854775808"),
    ("9.223372036854775807", "9.223372036854775807"),
  ])
  func `a number is written as ECMAScript writes it`(text: String, written: String) throws {
    #expect(try exact(text).description == written)
  }

  @Test func `a double becomes its shortest text`() {
    #expect(ExactNumber(0.1) == ExactNumber("0.1"))
    #expect(ExactNumber(1e-7)?.description == "1e-7")
    #expect(ExactNumber(1e16)?.description == "10000000000000000")
    #expect(ExactNumber(-0.0) == 0)
    for refused in [Double.nan, .infinity, -.infinity, 1e300, .leastNonzeroMagnitude] {
      #expect(ExactNumber(refused) == nil)
    }
  }

  @Test func `only whole numbers have a whole value`() {
    #expect(ExactNumber("12.0")?.intValue == 12)
    #expect(ExactNumber("12.5")?.intValue == nil)
    #expect(ExactNumber(Int.min).intValue == Int.min)
  }

  @Test func `order and equality agree with Double for short decimals`() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<20_000 {
      let texts = (0..<2).map { _ in
        "\(Int.random(in: -9999...9999, using: &random))e-\(Int.random(in: 0...6, using: &random))"
      }
      let left = try exact(texts[0])
      let right = try exact(texts[1])
      let doubles = try texts.map { try #require(Double($0)) }
      #expect((left < right) == (doubles[0] < doubles[1]), "\(texts)")
      #expect((left == right) == (doubles[0] == doubles[1]), "\(texts)")
      #expect(left.doubleValue == doubles[0], "\(texts)")
    }
  }

  @Test func `every number reads back from its text`() throws {
    var random = SeededRandom(seed: 2)
    for _ in 0..<20_000 {
      let number = random.number()
      #expect(ExactNumber(number.description) == number)
      #expect(Double(number.description) == number.doubleValue)
    }
  }

  @Test func `the order holds at the ends of the range`() throws {
    let ordered = try [
      "-9223372036854775808", "-9223372036854775807", "-9.223372036854775808", "-1e-18", "0", "1e-18",
      "9.223372036854775806", "9.223372036854775807", "9223372036854775806", "9223372036854775807",
    ].map(exact)
    for (index, left) in ordered.enumerated() {
      for (other, right) in ordered.enumerated() {
        #expect((left < right) == (index < other))
      }
    }
  }

  @Test(arguments: [
    ("0.3", "0.1", "0", true), ("0.35", "0.1", "0", false), ("0.35", "0.1", "0.05", true),
    ("-0.3", "0.1", "0", true), ("7", "1", "0", true), ("7.5", "1", "0", false), ("0", "0.5", "24", true),
    ("3", "-0.5", "0", true), ("4", "0", "4", true), ("4", "0", "0", false), ("0.1", "3e-18", "0", false),
    ("9223372036854775807", "1e-18", "-9223372036854775808", true),
    ("-9223372036854775808", "9.223372036854775807", "9223372036854775807", false),
    ("9223372036854775807", "-9223372036854775808", "-9223372036854775808", false),
  ])
  func `a number is on the grid or not, exactly`(text: String, step: String, origin: String, isOn: Bool)
    throws
  {
    #expect(try exact(text).isMultiple(of: exact(step), from: exact(origin)) == isOn)
  }

  @Test func `every tenth is a multiple of a tenth`() throws {
    let tenth = try exact("0.1")
    for count in -1000...1000 {
      #expect(try exact("\(count)e-1").isMultiple(of: tenth))
      #expect(try !exact("\(count * 10 + 5)e-2").isMultiple(of: tenth))
    }
  }

  @Test func `sums and differences are exact or refused`() throws {
    let tenth = try exact("0.1")
    #expect(try tenth + exact("0.2") == exact("0.3"))
    #expect(try exact("1.05") - exact("0.05") == 1)
    #expect(ExactNumber(Int.max) + 1 == nil)
    #expect(ExactNumber(Int.min) - 1 == nil)
    #expect(ExactNumber(Int.max) + tenth == nil)
    #expect(ExactNumber(Int.min) - ExactNumber(Int.min) == 0)
    #expect(ExactNumber(Int.min) + ExactNumber(Int.max) == -1)
  }

  private func exact(_ text: String) throws -> ExactNumber {
    try #require(ExactNumber(text))
  }
}
