import Engine
import Guideline
import Interchange
import JSON

/// Profiles: what is read is written and read as the same; a true red flag stops; what is refused is not repeated.
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
      return
    }
    Marker.isNot(in: "\(profile)")
    let written = ProfileJSON(packs.vocabulary).value(profile).canonical
    do {
      let again = try packs.reader.read(written)
      law("a profile is written as the same profile", again == profile, written.text)
    } catch {
      fail("law broken: what is written of a profile can be read\n\(error)\n\(written.text)")
    }
    do {
      let decision = try packs.evaluator.decide(profile, asOf: "2026-11-20")
      if packs.hasFlag(profile) { law("a true red flag stops", decision.disposition == .stop, written.text) }
      law("a stop recommends nothing", decision.disposition == .recommend || decision.recommendations.isEmpty)
      law("a stop has its alert", decision.disposition != .stop || !decision.alerts.isEmpty)
      let json = DecisionJSON(packs.guideline).canonical(decision)
      law("a decision is canonical JSON", (try? JSONReader.read(json))?.value.canonical == json)
    } catch {
      fail("law broken: every profile that is read is decided\n\(error)\n\(written.text)")
    }
  }
}
