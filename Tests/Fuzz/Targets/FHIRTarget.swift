import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// Records in FHIR: each is read, or refused with a place; silence is never a no, and order is no knowledge.
struct FHIRTarget: Target {
  private let packs: ShippedPacks
  private let reader: FHIRIntake

  init() throws {
    packs = try ShippedPacks()
    reader = FHIRIntake(packs.vocabulary, asOf: ShippedPacks.day, zone: .utc)
  }

  func check(_ input: [UInt8]) {
    let bytes = Marker.plant(input)
    let intake: Intake
    do {
      intake = try reader.read(bytes)
    } catch {
      Marker.isNot(in: error.description)
      if case .unreadable = error.reason {
        law("a text that is refused has its place", error.description.contains("line "), error.description)
      }
      return law("a record that is refused is refused again", (try? reader.read(bytes)) == nil)
    }
    law("what is read twice is the same", (try? reader.read(bytes)).map { isSame($0, intake) } ?? false)
    law("what is read breaks no law", packs.vocabulary.brokenLaws(in: intake.profile).isEmpty)
    for words in intake.words + intake.report.notes + intake.report.ignored.map(\.because)
      + intake.conflicts.map(\.because)
    { Marker.isNot(in: words) }
    let written = ProfileJSON(packs.vocabulary).value(intake.profile).canonical
    law(
      "what is read is a profile that is written and read as the same",
      (try? packs.reader.read(written)) == intake.profile, written.text)
    checkEntries(bytes)
  }

  private func isSame(_ one: Intake, _ other: Intake) -> Bool {
    one.profile == other.profile && one.report == other.report && one.conflicts == other.conflicts
      && one.hasDied == other.hasDied
  }

  // MARK: entries

  /// Checks what must hold for a Bundle when its entries come in another order, or without one of them.
  private func checkEntries(_ bytes: [UInt8]) {
    guard let bundle = try? JSONReader.read(bytes, limits: FHIRIntake.limits).value,
      bundle["resourceType"] == "Bundle", let entries = bundle["entry"]?.arrayValue, entries.count > 1,
      let whole = read(bundle, entries)
    else { return }
    var draw = Draw(bytes)
    let start = draw.next(entries.count)
    let turned = Array((entries[start...] + entries[..<start]).reversed())
    let other = read(bundle, turned)
    law("the order of entries does not decide whether a record is read", other != nil)
    for (place, fact) in packs.vocabulary.facts.enumerated() {
      law(
        "the order of entries does not matter", other?.profile[place] == whole.profile[place],
        "\(fact.name): \(bytes.text)")
    }
    law("nor for whether the patient has died", other?.hasDied == whole.hasDied)
    for _ in 0..<2 { checkRemoving(draw.next(entries.count), entries, bundle, whole) }
  }

  /// Checks that without an entry nothing becomes false, but what the entry had covered or contradicted.
  private func checkRemoving(_ place: Int, _ entries: [JSONValue], _ bundle: JSONValue, _ whole: Intake) {
    let resources = entries.compactMap { $0["resource"] }.filter { !$0.isNull }
    guard let removed = entries[place]["resource"], let type = removed["resourceType"]?.stringValue,
      // Whose a record is may change without its Patient; what is in a Bundle within is many entries.
      type != "Patient", !resources.contains(where: { $0["resourceType"] == "Bundle" })
    else { return }
    var fewer = entries
    fewer.remove(at: place)
    guard let rest = read(bundle, fewer) else { return }
    let number = entries[...place].count { $0["resource"].map { !$0.isNull } ?? false }
    let name = removed["id"]?.stringValue.map { "\(type)/\($0)" } ?? "\(type) (number \(number))"
    let all = whole.report.used.map(\.resource) + whole.report.ignored.map(\.resource)
    // Of two versions, the other one counts without this one.
    if all.count(where: { $0 == name }) != 1 { return }
    let gave = Set(whole.report.used.first { $0.resource == name }?.facts ?? [])
    let disputed = Set(whole.conflicts.flatMap(\.facts))
    for (index, fact) in packs.vocabulary.facts.enumerated()
    where rest.profile[index] == .known(.boolean(false)) && whole.profile[index] != rest.profile[index] {
      law(
        "without an entry nothing becomes false", gave.contains(fact.name) || disputed.contains(fact.name),
        "\(fact.name) without \(name): \(bundle.canonicalText)")
    }
  }

  private func read(_ bundle: JSONValue, _ entries: [JSONValue]) -> Intake? {
    let members = (bundle.objectValue ?? []).map {
      $0.key == "entry" ? JSONMember("entry", .array(entries)) : $0
    }
    return try? reader.read(JSONValue.object(members).canonical)
  }
}
