import Glibc
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger

/// The profile that an interview keeps on disk: readable only by its owner, and never half written.
enum SavedProfile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func write(_ profile: Profile, _ vocabulary: Vocabulary, to path: String) throws(Fault) {
    let bytes = ProfileJSON(vocabulary).value(profile).canonical + [UInt8(ascii: "\n")]
    if let reason = OwnersFile.replace(path, bytes) {
      throw Fault(.cannotWrite, "cannot keep the answers in \(path): \(reason)")
    }
  }
}
