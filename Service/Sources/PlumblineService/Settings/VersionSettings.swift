/// The packs that authors compare with those in force, and how.
public struct VersionSettings: Sendable {
  /// The folders of the packs in force, which are read again at a reload.
  var rules: [String]
  /// Folders of other packs, each with the name that people see.
  var named: [(name: String, path: String)]
  /// The digests of the packs that are in the folders of those in force now.
  var digests: @Sendable () throws -> Set<String>
  /// Compares in a process of its own.
  var comparing: @Sendable ([UInt8]) async throws -> [UInt8]

  /// - Parameters:
  ///   - rules: the folders of the packs in force.
  ///   - named: folders of other packs. Each is named by its last part, or as it is given where that part stands for several.
  ///   - digests: returns the digests of the packs in the folders of those in force.
  ///   - comparing: gives a request to ``VersionComparison`` in a process of its own, and returns what it made.
  public init(
    rules: [String], named: [String], digests: @escaping @Sendable () throws -> Set<String>,
    comparing: @escaping @Sendable ([UInt8]) async throws -> [UInt8]
  ) {
    func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    let all = (rules + named).map(last)
    self.named = named.map { path in
      let short = last(path)
      return (all.count { $0 == short } == 1 ? short : path, path)
    }
    (self.rules, self.digests, self.comparing) = (rules, digests, comparing)
  }
}
