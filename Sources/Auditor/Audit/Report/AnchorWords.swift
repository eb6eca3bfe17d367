public import PlumblineLedger
internal import PlumblineText

extension Rotation {
  /// What was exchanged, and what people have to do now.
  public var words: String {
    let how =
      switch cause {
      case .exchanged: "The key was exchanged: both keys signed record \(name.index), which says so."
      case .lost:
        "The lost key was replaced: the new key and the people named signed record \(name.index), which says so."
      }
    let holds =
      orphanedHolds.isEmpty
      ? []
      : [
        "Legal holds in force that nobody can recognise any more, because their marks were made with the lost key: "
          + "\(orphanedHolds.count.counted("record")) (\(orphanedHolds.map(String.init).joined(separator: ", "))). "
          + "Until each is released by its number, nothing is erased: make it again for the patient, then `plumbline audit hold --release --record N`."
      ]
    let lines =
      [
        how, "ended:  \(ended)", "begins: \(begun)",
        "Give auditors the new public key by another way than the ledger, and a checkpoint (`plumbline audit checkpoint`).",
        "The service takes the new key with its next record. Any other process that has the ledger open records nothing more until it is "
          + "started again.",
      ] + holds + ["Record \(name)."]
    return lines.map { $0 + "\n" }.joined()
  }
}

extension RecordedStamp {
  /// What was recorded, and where.
  public var words: String {
    let were = records == 1 ? "The first record was there" : "The first \(records) records were there"
    return "\(were) by \(time), the authority says (policy \(policy)).\n"
      + appended.names.map { "Record \($0).\n" }.joined()
  }
}
