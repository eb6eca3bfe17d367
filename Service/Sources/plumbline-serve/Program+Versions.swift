import Plumbline
import PlumblineGuideline
import PlumblineHost
import PlumblineService

/// The packs that authors compare, and the process that does it.
extension Serve {
  /// Those in the folders of the packs in force, and those that the operator named.
  var versions: VersionSettings {
    let folders = folders
    return VersionSettings(
      rules: folders, named: compare,
      digests: { Set(try PackFolder.all(in: folders).map(\.digest)) },
      comparing: { try await PackTrial.comparison($0) })
  }

  /// Compares what standard input names, prints the comparison, and ends.
  func compareOnly() throws {
    PackTrial.boundComparing()
    do {
      let made = try VersionComparison.made(Input.all()) { try PackFolder.all(in: $0) }
      Output.say(String(decoding: made, as: UTF8.self))
    } catch {
      throw fault(65, "\(error)")
    }
  }
}
