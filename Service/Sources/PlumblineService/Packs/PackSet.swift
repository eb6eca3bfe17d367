internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineJSON
internal import Synchronization

/// Packs in force, and what is made of them once. It never changes; a request keeps the one with which it began.
struct PackSet: Sendable {
  let desk: Desk
  let services: [HookService]
  /// What `GET /cds-services` answers.
  let listed: [UInt8]
  /// What `GET /openapi.json` answers.
  let described: [UInt8]

  /// What of a record is asked for, by name: at every hook, and when a record system opens the console.
  var prefetch: [(name: String, template: String)] { services.first?.prefetch ?? [] }
  var guidelines: Guidelines { desk.guidelines }

  init(_ evaluator: JointEvaluator, zone: TimeZoneRule) {
    desk = Desk(evaluator: evaluator, zone: zone)
    services = HookService.all(for: evaluator.guidelines)
    listed =
      JSONValue.object([JSONMember("services", .array(services.map(\.listed)))]).canonical + [0x0A]
    described = OpenAPI(evaluator.guidelines).document.canonical + [0x0A]
  }
}

/// The packs that are in force now: one set, which another one replaces as a whole.
final class PacksInForce: Sendable {
  private let held: Mutex<PackSet>

  init(_ set: PackSet) { held = Mutex(set) }

  var current: PackSet { held.withLock { $0 } }

  func replace(with other: PackSet) { held.withLock { $0 = other } }
}
