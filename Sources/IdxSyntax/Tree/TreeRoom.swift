import Synchronization

/// The memory of a tree that is not used any more, for one that is made of the next text.
struct TreeRoom: Sendable {
  var tokens = TokenArray()
  var records: [SyntaxTree.Record] = []
}

/// Keeps the memory of the last tree that was let go of, for those that are made one of the other while a text is
/// edited: to ask the system for it at each edit would take longer than to fill it, and what is cut off it for smaller
/// things while it is free would keep it from being used again.
final class TreeRooms: Sendable {
  private let spare = Mutex<TreeRoom?>(nil)

  /// Keeps the room that is given back, unless another one waits.
  func put(_ tokens: TokenArray, _ records: [SyntaxTree.Record]) {
    spare.withLock { spare in
      if spare == nil { spare = TreeRoom(tokens: tokens, records: records) }
    }
  }

  /// Returns the room that waits.
  func take() -> TreeRoom? {
    spare.withLock { spare in
      defer { spare = nil }
      return spare
    }
  }
}

extension Array {
  /// Removes all elements and makes room for `count` others, and for a few more in the next text.
  mutating func makeRoom(for count: Int) {
    if capacity >= count, capacity / 4 <= count {
      removeAll(keepingCapacity: true)
    } else {
      self = []
      reserveCapacity(count + 64 + count / 256)
    }
  }
}
