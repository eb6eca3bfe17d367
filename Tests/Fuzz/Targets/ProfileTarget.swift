import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// Profiles: what is read is written and read as the same; a true red flag stops, and is named if the profile is refused; refused
/// values are not repeated.
struct ProfileTarget: Target {
  private let packs: ShippedPacks

  init() throws { packs = try ShippedPacks() }

  func check(_ input: [UInt8]) {
    let bytes = Marker.plant(input)
    let profile: Profile
    do {
      profile = try packs.reader.read(bytes)
    } catch {
      law("a failure names a problem", !error.problems.isEmpty)
      Marker.isNot(in: error.description)
      return checkRefusal(bytes)
    }
    Marker.isNot(in: "\(profile)")
    let written = ProfileJSON(packs.vocabulary).value(profile).canonical
    do {
      let again = try packs.reader.read(written)
      law("a profile is written as the same profile", again == profile, written.text)
    } catch {
      fail("law broken: a written profile can be read\n\(error)\n\(written.text)")
    }
    do {
      let decision = try packs.evaluator.decide(profile, asOf: ShippedPacks.day)
      if packs.hasFlag(profile) {
        law("a true red flag stops", decision.disposition == .stop, written.text)
        checkDamage(bytes)
      }
      law("a stop recommends nothing", decision.disposition == .recommend || decision.recommendations.isEmpty)
      law("a stop has its alert", decision.disposition != .stop || !decision.alerts.isEmpty)
      let json = DecisionJSON(packs.guideline).canonical(decision)
      law("a decision is canonical JSON", (try? JSONReader.read(json))?.value.canonical == json)
    } catch {
      fail("law broken: every profile that is read is decided\n\(error)\n\(written.text)")
    }
  }

  /// Checks that a flag in its place is named, whatever else is wrong.
  private func checkRefusal(_ bytes: [UInt8]) {
    let given = (try? JSONReader.read(bytes))?.value["red_flags"]?.objectValue ?? []
    let isTrue = packs.flags.contains { flag in
      let name = packs.vocabulary[flag].name.dropFirst("red_flags.".count)
      return given.contains { $0.key == name[...] && $0.value == true }
    }
    // Searching for names that are close to none takes long; a sample of inputs without a flag is enough.
    var draw = Draw(bytes)
    guard isTrue || draw.next(8) == 0 else { return }
    let refusal = packs.refusal(of: bytes)
    let json = RefusalJSON(packs.vocabulary).value(refusal).canonical
    law("a refusal is canonical JSON", (try? JSONReader.read(json))?.value.canonical == json)
    if isTrue { law("a true red flag is named in a refusal", !refusal.alerts.isEmpty, bytes.text) }
  }

  /// Checks the same for a profile that was read, after corrupting one thing beside its flag.
  private func checkDamage(_ bytes: [UInt8]) {
    var draw = Draw(bytes)
    var damaged = bytes
    let first = bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0
    switch draw.next(5) {
    case 0: damaged.removeLast()
    case 1: damaged += Array("}".utf8)
    case 2: damaged.insert(contentsOf: Array(#""mood":{"phq_9":99},"#.utf8), at: first + 1)
    case 3: damaged.insert(contentsOf: Array(#""patient":{"age":"x"},"nobody":1,"#.utf8), at: first + 1)
    default: damaged.insert(UInt8(ascii: ","), at: first + 1)
    }
    if (try? packs.reader.read(damaged)) != nil { return }
    law(
      "an error beside a red flag does not hide it", !packs.refusal(of: damaged).alerts.isEmpty, damaged.text)
  }
}
