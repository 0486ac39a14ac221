/// A part of an answer, sent before the rest is known.
struct PartialResult<Value: Encodable>: Encodable {
  var token: RequestID
  var value: Value
}

extension Server {
  /// How many items a part of an answer has at most.
  private static let itemsOfPart = 100

  /// Sends `items` to the client piece by piece under the name `token`.
  func send(_ items: [some Encodable], inPartsOf token: RequestID) {
    for start in stride(from: 0, to: items.count, by: Self.itemsOfPart) {
      let part = Array(items[start..<min(start + Self.itemsOfPart, items.count)])
      notify("$/progress", PartialResult(token: token, value: part))
    }
  }
}
