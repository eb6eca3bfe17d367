import Glibc
import PlumblineAuthoring
import PlumblineGuideline

/// The common parts of the commands under `new`: faults in words, and the pack to extend.
enum Scaffolding {
  /// Runs work that makes files; turns its errors into faults.
  static func made<T>(_ work: () throws -> T) throws(Fault) -> T {
    do {
      return try work()
    } catch let refusal as ScaffoldRefusal {
      throw Fault(.badInput, "\(refusal.description)\nnothing was written")
    } catch let failure as PackFailure {
      throw Fault(.badInput, "the packs do not load, so nothing was written\n\(failure.description)")
    } catch let failure as LuaScripts.Failure {
      throw Fault(.internal, "\(failure)\nnothing was written")
    } catch {
      throw Fault(.internal, "\(error)\nnothing was written")
    }
  }
}

extension AuthoredName {
  static func given(_ text: String) throws(Fault) -> AuthoredName {
    do {
      return try AuthoredName(text)
    } catch {
      throw Fault(.badInput, error.description)
    }
  }
}

/// A pack to extend, with the packs that it requires.
struct PackToExtend {
  /// The path of the pack's own folder.
  var path: String
  var folder: PackFolder
  var id: String
  var others: [PackFolder]

  init(_ path: String, _ packs: PacksInForce) throws(Fault) {
    // A pack that several guidelines share is extended in the first of them.
    guard let found = try PacksAtWork.of(path, packs).guidelines().first?.found else {
      throw Fault(.badInput, "\(path) holds no packs; name the folder of one")
    }
    let own = found.ownFolders
    guard own.count == 1, let file = own[0].files.first else {
      throw Fault(.badInput, "\(path) holds \(own.count) packs; name the folder of one")
    }
    folder = own[0]
    id = GuidelineLoader.manifest(of: folder).id
    others = Array(found.folders.dropFirst(own.count))
    let outer = path.trimmingSlashes
    self.path = access("\(outer)/\(file.name)", F_OK) == 0 ? outer : "\(outer)/\(folder.name)"
  }
}

extension PackToExtend {
  /// Loads the pack with the others of its guideline.
  func load() throws(Fault) -> Guideline {
    do {
      return try GuidelineLoader.load([folder] + others)
    } catch {
      throw PacksInForce.fault(of: error)
    }
  }
}

extension String {
  /// Without `/` at its end, except for the root itself.
  var trimmingSlashes: String {
    var text = self[...]
    while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }
}
