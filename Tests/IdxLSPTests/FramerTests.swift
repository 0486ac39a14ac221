import IdxLSP
import Testing

@Suite struct FramerTests {
  @Test func cutsMessagesWhereverBytesArrive() {
    let stream =
      MessageFramer.framed(Array("{}".utf8)) + Array("content-length:3\n\n[1]".utf8)
    for step in 1...stream.count {
      var framer = MessageFramer()
      var items: [MessageFramer.Item] = []
      for start in stride(from: 0, to: stream.count, by: step) {
        items += framer.feed(stream[start..<min(start + step, stream.count)])
      }
      #expect(items == [.message(Array("{}".utf8)), .message(Array("[1]".utf8))])
    }
  }

  /// Long messages are not copied where they come alone.
  @Test(arguments: [1000, 70_000, 100_000, 200_003]) func cutsLongMessages(_ step: Int) {
    let contents = [3, 100_000, 100_000, 5, 200_000].map { [UInt8](repeating: 0x20, count: $0) }
    let stream = contents.flatMap { MessageFramer.framed($0) }
    var framer = MessageFramer()
    var items: [MessageFramer.Item] = []
    for start in stride(from: 0, to: stream.count, by: step) {
      items += framer.feed(stream[start..<min(start + step, stream.count)])
    }
    #expect(items == contents.map { .message($0) })
  }
}
