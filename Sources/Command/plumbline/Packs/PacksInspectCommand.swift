import ArgumentParser
import Glibc
import PlumblineGuideline
import PlumblineJSON
import PlumblinePackaging
import PlumblinePresentation
import PlumblineTransparency

/// `plumbline packs inspect`: what is in a pack, before it is in force.
struct PacksInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show a pack's manifest, files, declarations, and what of it would run for each patient.",
    discussion:
      "Its files run once, in the sandbox, and nowhere else. A signature is shown, and verified if its key is trusted."
  )

  @Argument(help: ArgumentHelp("An archive, or a pack's folder.", valueName: "archive|dir"))
  var pack: String

  @Option(
    help: ArgumentHelp(
      "A public key it may be signed with, as text or in a file. May be given again (default: PLUMBLINE_TRUST).",
      valueName: "key"))
  var key: [String] = []

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  func run() throws {
    try telling {
      let report = try PackReport(pack, PackTrust.given(key, allowsUnsigned: true))
      switch format {
      case .text: try Output.answer(report.text)
      case .json: try Output.answer(report.json.canonical + [10])
      }
      if !report.outline.problems.isEmpty {
        throw Fault(.badInput, report.outline.problems.map(\.description).joined(separator: "\n"))
      }
      return .success
    }
  }
}

/// What is in a pack.
struct PackReport {
  let archive: PackArchive
  let outline: PackOutline
  /// In words: verified or not, and why not.
  let signature: String
  let isVerified: Bool

  init(_ path: String, _ trust: PackTrust) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      let found = try PacksInForce.folders(in: path)
      guard let pack = found.first, found.count == 1 else {
        throw Fault(
          .badInput,
          "\(path) holds \(found.count) packs (\(found.map(\.name).joined(separator: ", "))): name one of them"
        )
      }
      archive = try refusing(path) { () throws(PackRefusal) in try PackArchive(of: pack) }
      signature = "a folder, not signed"
      isVerified = false
    } else {
      let archive = try ArchiveFile.read(path)
      try refusing(path) { () throws(PackRefusal) in try archive.checkManifest() }
      self.archive = archive
      do throws(PackRefusal) {
        let signer = try trust.signer(of: archive, on: todayInUTC())
        let found = FoundPack.Archive(path: path, archive: archive, signer: signer)
        signature = signer == nil ? "an archive, not signed" : "an archive, \(found.words)"
        isVerified = signer != nil
      } catch {
        signature = "an archive that would be refused: \(error)"
        isVerified = false
      }
    }
    outline = GuidelineLoader.manifest(of: archive.folder)
  }

  var text: String {
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
      let size = String(file.size)
      lines.append(
        "  \(String(repeating: " ", count: max(0, 7 - size.utf8.count)))\(size)  \(file.sha256.prefix(16))…  \(file.name)"
      )
    }
    lines += ["", "Declares"]
    for (word, names) in declared {
      lines.append("  \(names.count) \(word)")
      lines += names.map { "      \($0)" }
    }
    lines += ["", "Runs for each patient, in the sandbox"]
    lines += outline.functions.map { "  \($0.word) \($0.name), at \($0.place)" }
    if outline.functions.isEmpty { lines.append("  nothing: it holds no functions") }
    return lines.map { Escaping.terminal($0) + "\n" }.joined()
  }

  private var declared: [(word: String, names: [String])] {
    Dictionary(grouping: outline.declarations, by: \.word).mapValues { $0.map(\.name).sorted() }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  var json: JSONValue {
    let manifest = archive.manifest
    return [
      "id": .string(manifest.id), "version": .string(manifest.version.description),
      "title": .string(manifest.title), "digest": .string(manifest.digest),
      "manifest": .string(manifest.fingerprint), "signature": .string(signature),
      "verified": .bool(isVerified),
      "requires": .object(
        manifest.requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) }
      ),
      "review_by": manifest.reviewBy.map { .string($0) } ?? .null,
      "files": .array(
        manifest.files.map {
          ["name": .string($0.name), "size": .number(ExactNumber($0.size)), "sha256": .string($0.sha256)]
        }),
      "declares": .object(
        declared.map { JSONMember($0.word, .array($0.names.map { .string($0) })) }),
      "runs_per_patient": .array(
        outline.functions.map {
          ["word": .string($0.word), "name": .string($0.name), "at": .string($0.place.description)]
        }),
    ]
  }
}
