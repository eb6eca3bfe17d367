/// Files beside a ledger that hold a patient's data: for their owner only, written completely or not at all.
public enum OwnersFile {
  /// Replaces a file; returns why it could not, or nil.
  public static func replace(_ path: String, _ bytes: [UInt8]) -> String? {
    do {
      try PrivateFile.replace(path, bytes, onDisk: true)
      return nil
    } catch {
      return error.reason
    }
  }
}
