import IdxSyntax

/// Which declarations of a file declare and which name its names, and of which kinds they are: positions of
/// declarations.
struct DeclarationUses {
  /// By the numbers of names.
  private var declaring: [[Int]] = []
  private var naming: [[Int]] = []
  private var kinds: [SyntaxKind: [Int]] = [:]

  /// Returns the positions of the declarations that declare `name`.
  func declarers(of name: Int32) -> [Int] {
    Int(name) < declaring.count ? declaring[Int(name)] : []
  }

  /// Returns the positions of the declarations in which `name` stands.
  func users(of name: Int32) -> [Int] { Int(name) < naming.count ? naming[Int(name)] : [] }

  /// Returns the positions of the declarations of `kind`, in no order.
  func positions(of kind: SyntaxKind) -> [Int] { kinds[kind] ?? [] }

  /// Adds `unit`, which is at `position`.
  mutating func add(_ unit: DeclarationUnit, at position: Int) {
    let greatest = max(unit.names.max() ?? 0, unit.declared.max() ?? 0)
    while declaring.count <= Int(greatest) {
      declaring.append([])
      naming.append([])
    }
    for name in unit.declared { declaring[Int(name)].append(position) }
    for name in unit.names { naming[Int(name)].append(position) }
    kinds[unit.kind, default: []].append(position)
  }

  /// Removes `unit`, which is at `position`.
  mutating func remove(_ unit: DeclarationUnit, at position: Int) {
    for name in unit.declared { Self.remove(position, from: &declaring[Int(name)]) }
    for name in unit.names { Self.remove(position, from: &naming[Int(name)]) }
    Self.remove(position, from: &kinds[unit.kind, default: []])
  }

  /// Removes `position`, which is mostly one of the last.
  private static func remove(_ position: Int, from positions: inout [Int]) {
    if let place = positions.lastIndex(of: position) { positions.remove(at: place) }
  }
}
