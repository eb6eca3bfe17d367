import PlumblineAudit
import PlumblineLedger
import PlumblineTransparency

/// An auditor's own evidence: a public key, older checkpoints, receipts.
enum Anchors {
  static let limit = 1 << 26

  /// Reads a public key, from its text or from a file that holds it.
  static func key(_ given: String) throws(Fault) -> VerifierKey {
    if let key = VerifierKey(given) { return key }
    let text = String(decoding: try Input.read(given, limit: 1 << 12), as: UTF8.self)
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    guard let key = VerifierKey(line) else {
      throw Fault(
        .badInput, "\(given) holds no public key; write one as name+hash+base64 (C2SP signed-note)")
    }
    return key
  }

  static func checkpoint(_ path: String) throws(Fault) -> (note: SignedNote, checkpoint: Checkpoint) {
    do {
      let note = try SignedNote(parsing: try Input.read(path, limit: limit))
      return (note, try Checkpoint(parsing: note.text))
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(.badInput, "\(path) is not a signed checkpoint: \(error)")
    }
  }

  static func receipt(_ path: String) throws(Fault) -> LogProof {
    do {
      return try LogProof(parsing: try Input.read(path, limit: limit))
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(.badInput, "\(path) is not a receipt (C2SP tlog-proof): \(error)")
    }
  }

  /// Reads the manifest of an export.
  static func manifest(_ path: String) throws(Fault) -> ExportManifest {
    do {
      return try ExportManifest(parsing: try Input.read(path, limit: 1 << 30))
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(
        .badInput,
        "\(path) is not the manifest of an export: \(error); make one with `plumbline audit export --manifest FILE`"
      )
    }
  }
}
