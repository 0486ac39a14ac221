#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A folder with files that is to be made, whole or not at all.
struct NewFolder: Sendable {
  /// Its name in the working folder.
  let name: String
  /// The names of its files with their contents.
  let files: [(name: String, text: String)]

  /// Makes it; returns what went wrong, if anything.
  ///
  /// The files go into a hidden folder beside, which then takes the name. What already has the name
  /// stays as it is.
  func write() -> String? {
    if Self.exists(name) { return "\(quoted(name)): it exists already" }
    var template = Array(".idx-new-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return "\(quoted(name)): \(Paths.lastError)" }
    let place = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let objection = fill(place) else { return nil }
    for file in files { unlink("\(place)/\(file.name)") }
    rmdir(place)
    return objection
  }

  private func fill(_ place: String) -> String? {
    for file in files {
      if let objection = OutputFile.write(file.text, to: "\(place)/\(file.name)") {
        return objection
      }
    }
    // A temporary folder is its owner's alone.
    let mask = umask(0o022)
    umask(mask)
    // Of what may have come to the name in the meantime, only an empty folder would give way.
    guard chmod(place, 0o777 & ~mask) == 0, rename(place, name) == 0 else {
      return "\(quoted(name)): \(Paths.lastError)"
    }
    return nil
  }

  /// `true` iff something has the name `path`, be it a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
