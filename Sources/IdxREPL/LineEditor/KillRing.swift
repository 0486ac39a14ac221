/// The texts that were cut, to be put back.
struct KillRing: Hashable, Sendable {
  /// What was cut, the last at the end.
  private var texts: [String] = []
  /// How many steps back from the last the text is that was put back.
  private var turned = 0

  private static let limit = 60

  /// The text that is put back now.
  var current: String? { texts.isEmpty ? nil : texts[texts.count - 1 - turned] }

  /// Keeps `text`, or joins it with the last if the cutting goes on: at its end, or before it if
  /// `isBackward`.
  mutating func add(_ text: String, joining: Bool, isBackward: Bool) {
    turned = 0
    if text.isEmpty { return }
    guard joining, let last = texts.last else {
      texts = texts.suffix(Self.limit - 1) + [text]
      return
    }
    texts[texts.count - 1] = isBackward ? text + last : last + text
  }

  /// Makes the text before the current one the current.
  mutating func turn() { if !texts.isEmpty { turned = (turned + 1) % texts.count } }

  /// Makes the last text the current.
  mutating func turnBack() { turned = 0 }
}

/// The texts that were there before, and those that were taken back.
struct UndoLog: Hashable, Sendable {
  private var past: [EditText] = []
  private var future: [EditText] = []

  private static let limit = 1000

  /// Notes that the text was `state` before it was changed.
  mutating func note(_ state: EditText) {
    past.append(state)
    if past.count > Self.limit { past.removeFirst(Self.limit / 10) }
    future = []
  }

  /// Notes that what was taken back is lost, since the text has changed.
  mutating func forgetFuture() { future = [] }

  /// Returns the text before the last change of `state`; `nil` if there was none.
  mutating func undo(_ state: EditText) -> EditText? {
    guard let last = past.popLast() else { return nil }
    future.append(state)
    return last
  }

  /// Returns the text that was taken back last; `nil` if there is none.
  mutating func redo(_ state: EditText) -> EditText? {
    guard let next = future.popLast() else { return nil }
    past.append(state)
    return next
  }
}
