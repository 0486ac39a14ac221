/// Makes keys of the bytes that a terminal sends.
///
/// Sequences may be cut anywhere between two reads. Whether an escape is a key of its own or the
/// beginning of a sequence only time can tell: while `isWaiting`, the caller tells by `expire()` that
/// nothing came for a while.
public struct KeyDecoder: Sendable {
  /// What the bytes read last belong to.
  enum State: Sendable {
    case ground
    /// Part of a character; the number of bytes that it lacks, and what is held.
    case character(missing: Int, Key.Modifiers)
    /// An escape; `isTwice` if it followed another.
    case escape(isTwice: Bool)
    /// A control sequence, or one of the keypad's, with its bytes so far.
    case sequence(KeySequence)
    /// A text that the terminal tells of itself, up to its terminator.
    case string
    /// Bytes that report of a mouse, of which so many are to come.
    case mouse(missing: Int)
    case paste
  }

  private var state = State.ground
  /// The bytes of the unfinished character, string or pasted text.
  private var bytes: [UInt8] = []

  /// The bytes that end a pasted text.
  private static let endOfPaste = Array("\u{1B}[201~".utf8)

  /// Creates a decoder that has read nothing.
  public init() {}

  /// `true` iff what came last may be a part of something; `expire()` ends the waiting.
  public var isWaiting: Bool {
    switch state {
    case .ground, .paste: false
    default: true
    }
  }

  /// Returns the keys that end in `input`, which follows what was read before.
  public mutating func decode(_ input: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in input { read(byte, into: &keys) }
    return keys
  }

  /// Returns the key that the unfinished bytes are, since nothing followed them.
  public mutating func expire() -> [Key] {
    defer { if isWaiting { begin(.ground) } }
    switch state {
    case .ground, .paste, .mouse: return []
    case .character: return [Key(.character("\u{FFFD}"))]
    case .escape: return [Key(.escape)]
    case .sequence(let sequence):
      return sequence.isEmpty ? [.alt(sequence.isKeypad ? "O" : "[")] : []
    case .string: return bytes.count == 1 ? [.alt(Unicode.Scalar(bytes[0]))] : []
    }
  }

  private mutating func begin(_ next: State) {
    state = next
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func read(_ byte: UInt8, into keys: inout [Key]) {
    switch state {
    case .ground: readFirst(byte, [], into: &keys)
    case .character(let missing, let held): readContinuation(byte, missing, held, into: &keys)
    case .escape(let isTwice): readEscaped(byte, isTwice, into: &keys)
    case .sequence(let sequence): read(byte, of: sequence, into: &keys)
    case .string: readString(byte)
    case .mouse(let missing): begin(missing > 1 ? .mouse(missing: missing - 1) : .ground)
    case .paste: readPaste(byte, into: &keys)
    }
  }

  /// Reads the first byte of a key, while `modifiers` are held.
  private mutating func readFirst(
    _ byte: UInt8, _ modifiers: Key.Modifiers, into keys: inout [Key]
  ) {
    begin(.ground)
    switch byte {
    case 0x1B: state = .escape(isTwice: false)
    case 0x0A, 0x0D: keys.append(Key(.enter, modifiers))
    case 0x09: keys.append(Key(.tab, modifiers))
    case 0x08, 0x7F: keys.append(Key(.backspace, modifiers))
    case 0..<0x20:
      // NUL is Control and space, what follows 0x1A is Control and the characters behind Z.
      let base: UInt8 = byte == 0 ? 0x20 : byte < 0x1B ? byte + 0x60 : byte + 0x40
      keys.append(Key(.character(Unicode.Scalar(base)), modifiers.union(.control)))
    case 0x20..<0x7F: keys.append(Key(.character(Unicode.Scalar(byte)), modifiers))
    case 0xC2..<0xE0: wait(for: 1, after: byte, modifiers)
    case 0xE0..<0xF0: wait(for: 2, after: byte, modifiers)
    case 0xF0..<0xF5: wait(for: 3, after: byte, modifiers)
    default: keys.append(Key(.character("\u{FFFD}")))
    }
  }

  private mutating func wait(for missing: Int, after byte: UInt8, _ held: Key.Modifiers) {
    state = .character(missing: missing, held)
    bytes.append(byte)
  }

  private mutating func readContinuation(
    _ byte: UInt8, _ missing: Int, _ held: Key.Modifiers, into keys: inout [Key]
  ) {
    guard 0x80..<0xC0 ~= byte else {
      keys.append(Key(.character("\u{FFFD}")))
      return readFirst(byte, [], into: &keys)
    }
    bytes.append(byte)
    if missing > 1 {
      state = .character(missing: missing - 1, held)
      return
    }
    // Overlong forms and halves of pairs are repaired to the mark of what cannot be read.
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    keys.append(Key(.character(scalars.count == 1 ? scalars[0] : "\u{FFFD}"), held))
    begin(.ground)
  }

  private mutating func readEscaped(
    _ byte: UInt8, _ isTwice: Bool, into keys: inout [Key]
  ) {
    switch byte {
    case 0x1B:
      if isTwice { keys.append(Key(.escape)) }
      state = .escape(isTwice: true)
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      begin(.sequence(KeySequence(isKeypad: byte == UInt8(ascii: "O"), hasAlt: isTwice)))
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      begin(.string)
      bytes.append(byte)
    default: readFirst(byte, .alt, into: &keys)
    }
  }

  private mutating func read(
    _ byte: UInt8, of sequence: KeySequence, into keys: inout [Key]
  ) {
    var sequence = sequence
    switch sequence.append(byte) {
    case .more: state = .sequence(sequence)
    case .nothing: begin(.ground)
    case .key(let key):
      begin(.ground)
      keys.append(key)
    case .paste: begin(.paste)
    case .mouse: begin(.mouse(missing: 3))
    case .broken: readFirst(byte, [], into: &keys)
    }
  }

  /// Strings end with a bell, or with an escape and a backslash.
  private mutating func readString(_ byte: UInt8) {
    let isEnd = byte == 0x07 || byte == UInt8(ascii: "\\") && bytes.last == 0x1B
    if isEnd { begin(.ground) } else { bytes.append(byte) }
  }

  private mutating func readPaste(_ byte: UInt8, into keys: inout [Key]) {
    bytes.append(byte)
    guard byte == Self.endOfPaste.last, bytes.suffix(Self.endOfPaste.count) == Self.endOfPaste[...]
    else { return }
    let text = String(decoding: bytes.dropLast(Self.endOfPaste.count), as: UTF8.self)
    begin(.ground)
    keys.append(Key(.paste(text)))
  }
}
