extension TableHeader {
  /// Returns the offset behind the first `rows` rows of `bytes`, for a look at the beginning of a table.
  ///
  /// If `isPartial`, `bytes` are themselves only the beginning of a file, so that their last row may be
  /// cut off: it is left out, and with it a cell in quotes that goes on behind them.
  public func endOfBeginning(
    of bytes: TableBytes, format: TableFormat, isPartial: Bool, rows: Int = 1000
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let isJSON = format.kind == .jsonLines
    let scanner =
      isJSON ? CellScanner(delimiter: .comma, lineEnd: .lineFeed) : CellScanner(format, bytes)
    let end = base + bytes.count
    var p = base + min(bodyStart, bytes.count)
    for _ in 0..<rows {
      if p >= end { break }
      guard let next = isJSON ? lineEnd(p, end) : rowEnd(p, end, scanner) else {
        return isPartial ? p - base : bytes.count
      }
      p = next
    }
    return p - base
  }

  /// Returns what is behind the line end of the row at `start`, `nil` if the row does not end.
  private func rowEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ scanner: CellScanner
  ) -> UnsafePointer<UInt8>? {
    var p = start
    while p < end {
      let extent = scanner.cell(p, end)
      switch extent.problem {
      case .unclosedQuote: return nil
      // The row is reported; what is behind it cannot be told apart.
      case .strayQuote: return lineEnd(extent.start, end)
      case .none: break
      }
      p = extent.next
      if p < end { p += 1 }
      if extent.next == end { return nil }
      if extent.next.pointee != scanner.delimiter { return p }
    }
    return nil
  }

  private func lineEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var p = start
    while p < end, p.pointee != .lineFeed { p += 1 }
    return p < end ? p + 1 : nil
  }
}
