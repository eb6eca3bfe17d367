import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// A profile in a file, read by the vocabulary in force.
enum ProfileFile {
  /// - Parameter showValues: whether problems are reported with the values that were found.
  static func read(
    _ path: String, _ vocabulary: Vocabulary, asOf: Day, showValues: Bool
  ) throws(Fault) -> Profile {
    let text = try Input.read(path, limit: ProfileReader.limits.bytes)
    do {
      return try ProfileReader(vocabulary, asOf: asOf).read(text)
    } catch {
      throw Fault(.badInput, error.words("the profile cannot be read", showsValues: showValues))
    }
  }
}
