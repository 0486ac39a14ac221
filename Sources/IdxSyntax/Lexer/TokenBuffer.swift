/// The tokens of a file while it is read: room for as many as it can have.
///
/// A token has at least one byte, so that nothing grows while a whole text is read, and memory that is not written costs
/// nothing. The lexer and the parser take turns; the tree gets copies of the size that is needed.
final class TokenBuffer {
  /// The kind of each token, then `TokenKind.end`.
  let kinds: UnsafeMutablePointer<UInt8>
  /// The places of the tokens, as in `TokenArray`.
  let places: UnsafeMutablePointer<UInt32>
  /// The number of tokens, the end not counted.
  var count = 0
  /// How many tokens there is room for, the end not counted; zero where others keep it.
  let size: Int
  private let isOwner: Bool

  /// Creates room for the tokens of `size` bytes and the end.
  init(size: Int) {
    self.size = size
    kinds = .allocate(capacity: size + 1)
    places = .allocate(capacity: size + 1)
    isOwner = true
  }

  /// Creates the view of `count` tokens and the end that others keep as long as it is used.
  init(_ kinds: UnsafeMutablePointer<UInt8>, _ places: UnsafeMutablePointer<UInt32>, count: Int) {
    self.kinds = kinds
    self.places = places
    self.count = count
    size = 0
    isOwner = false
  }

  /// Creates room for the tokens of `size` bytes, and copies the first `count` tokens of `other`.
  convenience init(size: Int, copying count: Int, of other: TokenBuffer) {
    self.init(size: size)
    kinds.update(from: other.kinds, count: count)
    places.update(from: other.places, count: count)
  }

  deinit {
    guard isOwner else { return }
    kinds.deallocate()
    places.deallocate()
  }

  /// Returns the kind of token `index`.
  @inline(__always) func kind(_ index: Int) -> TokenKind { TokenKind(rawValue: kinds[index]) }

  /// Returns the offset of the first byte of token `index`.
  func start(_ index: Int) -> Int { Int(places[index] & ~TokenArray.firstOnLine) }

  /// `true` iff only white space stands before token `index` on its line.
  @inline(__always) func isFirstOnLine(_ index: Int) -> Bool {
    places[index] & TokenArray.firstOnLine != 0
  }

  /// The tokens, and the end.
  var array: TokenArray {
    TokenArray(
      kinds: Array(UnsafeBufferPointer(start: kinds, count: count + 1)),
      places: Array(UnsafeBufferPointer(start: places, count: count + 1)))
  }
}
