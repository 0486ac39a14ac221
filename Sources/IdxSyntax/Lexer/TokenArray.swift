/// The tokens of a file as flat arrays; one past the last is the end.
struct TokenArray: Sendable {
  /// The kind of each token, then `TokenKind.end`.
  var kinds: [UInt8] = []
  /// The byte offset of each token, then the size of the file; the top bit says "begins a line".
  var places: [UInt32] = []

  /// The bit of `places` that marks the first token of a line.
  static var firstOnLine: UInt32 { 0x8000_0000 }

  /// The number of tokens, the end not counted.
  var count: Int { kinds.count - 1 }

  /// Returns the kind of token `index`.
  func kind(_ index: Int) -> TokenKind { TokenKind(rawValue: kinds[index]) }

  /// Returns the offset of the first byte of token `index`.
  func start(_ index: Int) -> Int { Int(places[index] & ~TokenArray.firstOnLine) }

  /// `true` iff only white space stands before token `index` on its line.
  func isFirstOnLine(_ index: Int) -> Bool { places[index] & TokenArray.firstOnLine != 0 }

  /// Returns what `body` makes of the tokens, of which it may change the kinds, but keep none.
  mutating func withBuffer<T>(_ body: (TokenBuffer) -> T) -> T? {
    let count = count
    return kinds.withUnsafeMutableBufferPointer { kinds in
      places.withUnsafeMutableBufferPointer { places in
        // There is always the end.
        guard let firstKind = kinds.baseAddress, let firstPlace = places.baseAddress else {
          return nil
        }
        return body(TokenBuffer(firstKind, firstPlace, count: count))
      }
    }
  }

  /// Returns the position of the first token, or the end, that begins at byte `offset` or later.
  func firstToken(from offset: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if start(middle) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
