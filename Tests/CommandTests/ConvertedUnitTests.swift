import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Numbers that were given in another unit, wherever a person reads them.
struct ConvertedUnitTests {
  private static let flags = [
    "--as-of", "2026-11-20", "--rules", "\(Shipped.examples)/guidelines/hypertension",
  ]
  private static let given = "25 kPa × 7.500616"
  private static let patient = """
    patient.age = 62
    bp.systolic = 25 kPa
    bp.diastolic = 110
    signs.retina = yes

    """

  @Test func `a comparison that read a converted number shows how it was converted`() throws {
    let explained = Command.plumbline(["explain", "-"] + Self.flags, input: Self.patient)
    #expect(explained.code == 0, "\(explained.error)")
    #expect(
      explained.output.contains(
        "Clinic systolic pressure 188 mm[Hg] (given as \(Self.given)) is at least 180"))

    let json = Command.plumbline(["explain", "-", "--format", "json"] + Self.flags, input: Self.patient)
    let value = try JSONReader.read(json.output).value
    #expect(value.canonicalText.contains(#""given_as":"\#(Self.given)""#))
  }

  @Test func `a stop of a refused profile shows how its number was converted, and only there`() {
    let refused = Command.plumbline(
      ["recommend", "-", "--no-record"] + Self.flags, input: Self.patient + "bp.wrong = 1\n")
    #expect(refused.code == 21)
    #expect(refused.output.contains("STOP  SAME DAY  Severe hypertension with signs of danger"))
    #expect(
      refused.output.contains("Clinic systolic pressure: 188 mm[Hg], converted from \(Self.given)."))
    #expect(!refused.error.contains("kPa"), "standard error may be a log: \(refused.error)")
  }

  @Test func `a number that no stop reads is not explained beside the stops of a refused profile`() {
    let refused = Command.plumbline(
      ["recommend", "-", "--no-record"] + Self.flags,
      input: Self.patient + "bp.agreed_target = 18 kPa\nbp.wrong = 1\n")
    #expect(refused.output.contains("STOP") && !refused.output.contains("18 kPa"))
  }
}
