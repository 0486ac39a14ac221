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
}
