import IdxDiagnostics

/// The making of a tree from an older one, where the text was changed.
///
/// Tokens are read anew from the last line end before the change to the first one behind it. From the
/// last seam before which no declaration looked at one of these tokens, declarations are read anew, up
/// to a seam behind the new tokens at which the parser knows what it knew there before: from there on
/// it would do again what it did.
struct Splice {
  private let source: SourceText
  private let bytes: UnsafeBufferPointer<UInt8>
  private let old: SyntaxTree
  private let change: TextChange
  /// The first token that is read anew.
  private let first: Int

  /// Creates the splice; `nil` where the whole text has to be read.
  init?(
    _ source: SourceText, _ bytes: UnsafeBufferPointer<UInt8>, _ old: SyntaxTree,
    _ change: TextChange
  ) {
    let count = old.source.bytes.count
    let replaced = change.replaced
    guard old.notes.isReusable, old.source.file == source.file, replaced.lowerBound >= 0,
      replaced.upperBound <= count, change.length >= 0, count + change.shift == bytes.count,
      bytes.count <= SyntaxTree.largestFile, SyntaxTree.startOfLongLine(bytes) == nil,
      Splice.isPlain(bytes, old.source.bytes, change)
    else { return nil }
    self.source = source
    self.bytes = bytes
    self.old = old
    self.change = change
    first = Splice.lastLineEnd(in: old, before: replaced.lowerBound)
  }

  /// `true` iff `bytes`, which became of the plain text `old` by `change`, are plain text as well.
  private static func isPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, _ old: [UInt8], _ change: TextChange
  ) -> Bool {
    func isContinuation(_ offset: Int) -> Bool { offset < old.count && old[offset] & 0xC0 == 0x80 }
    var (start, end) = (change.replaced.lowerBound, change.replaced.upperBound)
    while isContinuation(start) { start -= 1 }
    while isContinuation(end) { end += 1 }
    return UTF8Text(UnsafeBufferPointer(rebasing: bytes[start..<end + change.shift])).isPlain
  }

  /// Returns the last token of white space in which a line ends before byte `offset`; the first token if
  /// there is none.
  private static func lastLineEnd(in old: SyntaxTree, before offset: Int) -> Int {
    var token = old.tokens.firstToken(from: offset)
    while token > 0 {
      token -= 1
      guard old.tokens.kind(token) == .whitespace else { continue }
      let end = min(old.tokens.start(token + 1), offset)
      let space = old.source.bytes[old.tokens.start(token)..<end]
      if space.contains(where: { $0 == 0x0A || $0 == 0x0D }) { return token }
    }
    return 0
  }

  /// The bytes behind a change that are read until a line ends, where it is not a long one.
  private static let usualLine = 1 << 10

  /// Returns the tree, and how much of it is as it was.
  func parse(_ isCancelled: () -> Bool) -> Reparse? {
    let place = old.tokens.start(first)
    let size = min(bytes.count - place, change.newEnd - place + Self.usualLine)
    var lexer = Lexer(bytes, file: source.file, into: TokenBuffer(size: max(size, 1)))
    let (resumed, line) = lexer.rerun(old.tokens, from: first, change)
    var room = old.rooms?.take() ?? TreeRoom()
    fill(&room.tokens, lexer.tokens, resumed, line)
    let lexical = lexical(lexer.diagnostics, resumed)
    let shift = room.tokens.count - old.tokens.count
    let restart = restart
    let start = restart.map { old.notes.seams[$0] } ?? Seam()
    unspell(&room.tokens, from: start, resumed, shift)
    var joint: Int?
    let result = room.tokens.withBuffer { buffer in
      var parser =
        restart == nil
        ? Parser(source: source, tokens: buffer, lexical: lexical)
        : Parser(source: source, tokens: buffer, lexical: lexical, at: start)
      let progress = parser.model(
        until: { seam in
          guard seam.token > resumed + shift, buffer.kind(Int(seam.token)).beginsDeclaration else {
            return false
          }
          joint = self.joint(seam, shift)
          return joint != nil
        }, isCancelled: isCancelled)
      return (fragment: parser.fragment, isComplete: progress != .cancelled)
    }
    guard let (fragment, isComplete) = result else { return nil }
    var notes = ParseNotes(
      fragment, lexical: lexical, isReusable: isComplete && !lexer.hasOpenComment)
    let seams = (from: restart ?? 0, to: joint ?? old.notes.seams.count)
    frame(&notes, fragment.records, &room, seams, shift)
    let tree = SyntaxTree(
      source: source, tokens: room.tokens, records: room.records, isCancelled: !isComplete,
      notes: notes, rooms: old.rooms)
    return Reparse(
      tree: tree, head: Int(start.declarations), tail: joint.map { unchanged(from: $0, tree) } ?? 0)
  }

  /// The last seam before which no declaration depends on the tokens that are read anew; `nil` if there
  /// is none.
  private var restart: Int? {
    let tokens = old.tokens
    for index in (0..<old.notes.firstSeam(from: first)).reversed() {
      let seam = old.notes.seams[index]
      let token = Int(seam.token)
      var next = token + 1
      while next < tokens.count, tokens.kind(next).isTrivia { next += 1 }
      let known = token + max(Int(seam.state.quiet) - 1, Int(seam.state.reach))
      if max(next, known) < first { return index }
    }
    return nil
  }

  /// Returns the seam of the old tree that is where `seam` is, if the parser knows the same at both.
  private func joint(_ seam: Seam, _ shift: Int) -> Int? {
    let token = Int(seam.token) - shift
    let index = old.notes.firstSeam(from: token)
    guard index < old.notes.seams.count else { return nil }
    let candidate = old.notes.seams[index]
    return candidate.token == token && candidate.state == seam.state ? index : nil
  }
}

// Tokens.
extension Splice {
  /// Makes `result` of the old tokens up to the first new one, those of `fresh`, and the old ones from `resumed`
  /// on, of which `line` says whether it begins a line.
  private func fill(
    _ result: inout TokenArray, _ fresh: TokenBuffer, _ resumed: Int, _ line: UInt32
  ) {
    let kept = old.tokens
    let count = first + fresh.count + kept.kinds.count - resumed
    result.kinds.makeRoom(for: count)
    result.kinds += kept.kinds[..<first]
    result.kinds += UnsafeBufferPointer(start: fresh.kinds, count: fresh.count)
    result.kinds += kept.kinds[resumed...]
    result.places.makeRoom(for: count)
    result.places += kept.places[..<first]
    result.places += UnsafeBufferPointer(start: fresh.places, count: fresh.count)
    let tail = result.places.count
    result.places += kept.places[resumed...]
    let shift = UInt32(truncatingIfNeeded: change.shift)
    // The bit that says "begins a line" is above all offsets, and stays.
    if shift != 0 {
      result.places.withUnsafeMutableBufferPointer { places in
        for index in tail..<places.count { places[index] &+= shift }
      }
    }
    result.places[tail] = result.places[tail] & ~TokenArray.firstOnLine | line
  }

  /// Returns what the lexer found: `fresh` between the new tokens, and what it found before elsewhere.
  private func lexical(_ fresh: [Diagnostic], _ resumed: Int) -> [Diagnostic] {
    let known = old.notes.lexical
    if known.isEmpty { return fresh }
    let (start, end) = (old.tokens.start(first), old.tokens.start(resumed))
    return known.filter { $0.span.start < start } + fresh
      + known.filter { $0.span.start >= end }.map { $0.moved(by: change.shift) }
  }

  /// Gives the tokens that were read as other words since `start` the kinds that they have.
  private func unspell(
    _ tokens: inout TokenArray, from start: Seam, _ resumed: Int, _ shift: Int
  ) {
    for respelt in old.notes.respelt[Int(start.respelt)...].reversed() {
      let token = Int(respelt.token)
      if token < first { tokens.kinds[token] = respelt.kind }
      if token >= resumed { tokens.kinds[token + shift] = respelt.kind }
    }
  }
}

// Nodes and notes.
extension Splice {
  /// Puts what is in the old tree before the seam `seams.from` and from the seam `seams.to` on around
  /// `notes` and `records`, which count from the first of them, these into `room`; `shift` is that of later tokens.
  private func frame(
    _ notes: inout ParseNotes, _ records: [SyntaxTree.Record], _ room: inout TreeRoom,
    _ seams: (from: Int, to: Int), _ shift: Int
  ) {
    let old = self.old.notes
    let isJoined = seams.to < old.seams.count
    let start = seams.from == 0 ? Seam() : old.seams[seams.from]
    let end = isJoined ? old.seams[seams.to] : old.end
    let newEnd = notes.end.moved(tokens: 0, from: Seam(), to: start)
    notes.parsed =
      old.parsed[..<Int(start.findings)] + notes.parsed
      + old.parsed[Int(end.findings)...].map { $0.moved(by: change.shift) }
    notes.seams =
      old.seams[..<seams.from] + notes.seams.map { $0.moved(tokens: 0, from: Seam(), to: start) }
      + old.seams[seams.to...].map { $0.moved(tokens: shift, from: end, to: newEnd) }
    notes.end = isJoined ? old.end.moved(tokens: shift, from: end, to: newEnd) : newEnd
    notes.respelt = old.respelt[..<Int(start.respelt)] + notes.respelt
    for respelt in old.respelt[Int(end.respelt)...] {
      let token = Int(respelt.token)
      room.tokens.kinds[token + shift] = self.old.tokens.kinds[token]
      notes.respelt.append(RespeltToken(token: UInt32(token + shift), kind: respelt.kind))
    }
    fill(&room.records, records, (start, end), shift, room.tokens.count)
  }

  /// Makes `result` of the old nodes before the seam `kept.before` and from `kept.from` on with `fresh` between them, and
  /// of the root.
  private func fill(
    _ result: inout [SyntaxTree.Record], _ fresh: [SyntaxTree.Record],
    _ kept: (before: Seam, from: Seam), _ shift: Int, _ tokens: Int
  ) {
    let old = self.old.records
    let (head, rest) = (Int(kept.before.records), Int(kept.from.records))
    result.makeRoom(for: old.count + fresh.count + head - rest)
    result += old[..<head]
    result += fresh
    let tail = result.count
    result += old[rest..<old.count - 1]
    let shift = UInt32(truncatingIfNeeded: shift)
    if shift != 0 {
      result.withUnsafeMutableBufferPointer { records in
        for index in tail..<records.count { records[index].move(by: shift) }
      }
    }
    result.append(SyntaxTree.Record.root(tokens: tokens, nodes: result.count + 1))
  }

  /// Returns how many declarations from seam `joint` of the old tree on are in `tree` what they were, with
  /// their documentation.
  private func unchanged(from joint: Int, _ tree: SyntaxTree) -> Int {
    let notes = old.notes
    let all = Int(notes.end.declarations - notes.seams[joint].declarations)
    let behind = joint + 1 < notes.seams.count ? notes.seams[joint + 1] : notes.end
    guard behind.declarations > notes.seams[joint].declarations else { return all }
    let last = Int(behind.records) - 1
    let moved = last + tree.records.count - old.records.count
    // The change may be in the comment in front of the first of them.
    let isSame =
      Node(old, NodeID(last)).documentation == Node(tree, NodeID(moved)).documentation
    return isSame ? all : all - 1
  }
}
