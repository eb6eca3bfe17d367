public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineText

/// The contents of a pack, and the parts of it that run for each patient.
public struct PackReport {
  private let archive: PackArchive
  private let outline: PackOutline
  /// Whether it is verified, in words, and if not, why.
  private let signature: String
  private let isVerified: Bool

  /// A pack's folder.
  public init(folder archive: PackArchive) {
    self.init(archive, "a folder, not signed", isVerified: false)
  }

  /// An archive, checked against the trusted signatures.
  ///
  /// - Parameter day: today, in UTC: `2026-11-20`.
  public init(_ archive: PackArchive, _ trust: PackTrust, on day: Day) {
    do throws(PackRefusal) {
      let signer = try trust.signer(of: archive, on: day)
      let words = signer == nil ? "not signed" : TrustedArchive(archive, signer: signer).words
      self.init(archive, "an archive, \(words)", isVerified: signer != nil)
    } catch {
      self.init(archive, "an archive that would be refused: \(error)", isVerified: false)
    }
  }

  private init(_ archive: PackArchive, _ signature: String, isVerified: Bool) {
    self.archive = archive
    self.signature = signature
    self.isVerified = isVerified
    outline = GuidelineLoader.manifest(of: archive.folder)
  }

  /// The problems of its files, as far as they can be found without other packs.
  public var problems: [PackProblem] { outline.problems }

  public var text: String {
    let manifest = archive.manifest
    var lines = [
      "\(manifest.id) \(manifest.version)  \(manifest.title)", "  \(signature)",
      "  digest    \(manifest.digest)",
      "  manifest  \(manifest.fingerprint)",
    ]
    if !manifest.requires.isEmpty {
      let requires = manifest.requires.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append("  requires  \(requires.joined(separator: ", "))")
    }
    if let due = manifest.reviewBy { lines.append("  review by \(due)") }
    lines += ["", "Files"]
    for file in manifest.files {
      lines.append("  \(file.size.rightAligned(in: 7))  \(file.sha256.prefix(16))…  \(file.name)")
    }
    lines += ["", "Declares"]
    for (word, names) in declared {
      lines.append("  \(names.count) \(word)")
      lines += names.map { "      \($0)" }
    }
    lines += ["", "Runs for each patient, in the sandbox"]
    lines += outline.functions.map { "  \($0.word) \($0.name), at \($0.place)" }
    if outline.functions.isEmpty { lines.append("  nothing: it has no functions") }
    return lines.map { Escaping.terminal($0) + "\n" }.joined()
  }

  private var declared: [(word: String, names: [String])] {
    Dictionary(grouping: outline.declarations, by: \.word).mapValues { $0.map(\.name).sorted() }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public var json: JSONValue {
    let manifest = archive.manifest
    return [
      "id": .string(manifest.id), "version": .string(manifest.version.description),
      "title": .string(manifest.title), "digest": .string(manifest.digest),
      "manifest": .string(manifest.fingerprint), "signature": .string(signature),
      "verified": .bool(isVerified),
      "requires": .object(
        manifest.requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) }
      ),
      "review_by": .text(manifest.reviewBy?.description),
      "files": .array(
        manifest.files.map {
          ["name": .string($0.name), "size": .number($0.size), "sha256": .string($0.sha256)]
        }),
      "declares": .object(
        declared.map { JSONMember($0.word, .strings($0.names)) }),
      "runs_per_patient": .array(
        outline.functions.map {
          ["word": .string($0.word), "name": .string($0.name), "at": .string($0.place.description)]
        }),
    ]
  }
}
