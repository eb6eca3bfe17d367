internal import PlumblineAudit
internal import PlumblineConsole
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineLedger

/// The packs that authors compare in the console.
extension ServiceDesk {
  var versions: [ConsoleVersion] {
    guard let versions = settings.versions else { return [] }
    return [.inForce, .onDisk] + versions.named.map { .named($0.name) }
  }

  func waits() async throws -> Bool? {
    guard let versions = settings.versions else { return nil }
    let inForce = Set(evaluator.guidelines.packs.map(\.digest))
    return try await report { (try? versions.digests()).map { $0 != inForce } }
  }

  func comparison(from old: Int, to new: Int, again: Bool) async throws -> ConsoleComparison {
    let all = self.versions
    guard let versions = settings.versions, old != new, all.indices.contains(old), all.indices.contains(new)
    else { throw ConsoleFault.notThere }
    let (guidelines, day) = (evaluator.guidelines, day)
    let key = "\(guidelines.digest) \(day) \(old) \(new)"
    do {
      try await comparisons.begin(key, again: again) { [self] in
        let request = VersionRequest(
          day: day, inForce: Self.folders(of: guidelines), old: versions.folders(old),
          new: versions.folders(new), recorded: await latest())
        let said = try await versions.comparing(request.value.canonical)
        let made = try JSONReader.read(said, limits: VersionRequest.limits).value
        for (place, name) in [(old, "old"), (new, "new")] where place == 0 {
          guard made[name]?.stringValue == guidelines.digest else { throw OtherPacks() }
        }
        return (made, time)
      }
    } catch {
      throw ConsoleFault(
        503, "Other comparisons are being made", "Nothing is wrong. Try again once they are finished.")
    }
    return await comparisons.state(of: key, within: settings.limits.comparison) ?? .running(.zero)
  }

  private struct OtherPacks: Error, CustomStringConvertible {
    let description = "the packs in force could not be handed on as they are"
  }

  private static func folders(of guidelines: Guidelines) -> [PackFolder] {
    let all = guidelines.members.flatMap(\.folders).map { ($0.digest, $0) }
    return Dictionary(all) { first, _ in first }.values.sorted { $0.name < $1.name }
  }

  /// The latest recorded answers, without what was printed; nil if the ledger cannot be read now.
  private func latest() async -> [VersionRequest.Recorded]? {
    let limits = settings.limits
    return try? await reading { place in
      let ledger = try Ledger.open(place, for: .reading)
      var filter = RecordFilter()
      filter.kind = .decision
      var indices: [Int] = []
      try RecordListing(filter, limit: limits.comparedRecords).each(in: ledger) {
        if !$0.isErased { indices.append($0.index) }
      }
      var (recorded, bytes) = ([VersionRequest.Recorded](), 0)
      for index in indices.reversed() {
        let record = try ledger.record(index)
        guard let members = record.payload?.objectValue else { continue }
        let payload = JSONValue.object(members.filter { $0.key != "answer" })
        bytes += payload.canonical.count
        if bytes > limits.comparedBytes { break }
        recorded.append(.init(index: index, engine: record.leaf.engine, payload: payload))
      }
      return recorded
    }
  }
}

extension VersionSettings {
  /// The folders of the packs at a place of the list; nil for those in force.
  fileprivate func folders(_ place: Int) -> [String]? {
    switch place {
    case 0: nil
    case 1: rules
    default: [named[place - 2].path]
    }
  }
}
