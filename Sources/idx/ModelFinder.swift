#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the models that a command is to look at.
struct ModelFinder {
  /// The folder beside models that holds files with expectations of them.
  static let testFolder = "tests"
  /// The models, in the order of the arguments and sorted within folders, none twice.
  private(set) var models: [String] = []
  /// What could not be looked at, with the reason.
  private(set) var problems: [(path: String, reason: String)] = []
  private var seen = Set<String>()

  /// Finds the models at `paths`: files by name, folders with all below them.
  ///
  /// Hidden files and folders are left out. Links are followed, but no file or folder is looked at
  /// twice, so that loops end. With a file goes the folder `tests` beside it if `includingTests`.
  init(_ paths: [String], includingTests: Bool = false) {
    for path in paths {
      if Paths.isFolder(path) {
        walk(path)
        continue
      }
      add(path)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      if includingTests, Paths.resolved(path) != nil, Paths.isFolder(folder + Self.testFolder) {
        walk(folder + Self.testFolder)
      }
    }
  }

  /// Returns the folder of the models that the file `model` is a test of: the one that holds the
  /// nearest folder `tests` above it, if a model lies there.
  static func testedFolder(of model: String) -> String? {
    var folder = Paths.folder(of: model)
    while folder != "/" {
      let parent = Paths.folder(of: folder)
      if folder.hasSuffix("/" + testFolder) {
        return names(in: parent)?.contains { $0.hasSuffix(".idx") } == true ? parent : nil
      }
      folder = parent
    }
    return nil
  }

  private mutating func add(_ path: String) {
    if let objection = FileSourceProvider.objection(toReading: path) {
      problems.append((path, objection))
    } else if let resolved = Paths.resolved(path), seen.insert(resolved).inserted {
      models.append(path)
    }
  }

  private mutating func walk(_ root: String) {
    var folders = [root]
    while let folder = folders.popLast() {
      guard let resolved = Paths.resolved(folder), seen.insert(resolved).inserted else { continue }
      guard let names = Self.names(in: folder) else {
        problems.append((folder, "cannot read \(quoted(folder)): \(Paths.lastError)"))
        continue
      }
      let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
      var below: [String] = []
      for name in names {
        let path = prefix + name
        if Paths.isFolder(path) { below.append(path) } else if name.hasSuffix(".idx") { add(path) }
      }
      folders += below.reversed()
    }
  }

  /// Returns the names in `folder` that are not hidden, sorted; `nil` if it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
