import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is wrong with documents, by readers that do not share anything with their writers.
enum WellFormedness {
  /// Returns what is wrong with `page` as XML, and the attributes in it that load something.
  static func objections(toPage page: String) -> [String] {
    let reader = PageReader()
    // The parser of the system knows this document type only by a name of its own.
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    if !parser.parse() {
      let reason = parser.parserError.map { "\($0)" } ?? "unknown"
      return ["line \(parser.lineNumber): \(reason)"]
    }
    return reader.objections
  }

  /// Returns what is not closed, or opened, in the LaTeX `text`: braces, environments, mathematics.
  static func objections(toLatex text: String) -> [String] {
    var objections: [String] = []
    var environments: [String] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var code = ""
      var isEscaped = false
      for character in line {
        if character == "%", !isEscaped { break }
        if !isEscaped, "{}$".contains(character) { code.append(character) }
        isEscaped = character == "\\" && !isEscaped
      }
      if code.filter({ $0 == "$" }).count % 2 == 1 { objections.append("\(number + 1): $") }
      if code.filter({ $0 == "{" }).count != code.filter({ $0 == "}" }).count,
        // A group around a table or code begins and ends on lines of its own.
        !line.hasPrefix("{\\small"), !line.hasPrefix("\\par}"), !line.hasSuffix("{longtable}}")
      {
        objections.append("\(number + 1): braces in \(line)")
      }
      for part in line.components(separatedBy: "\\begin{").dropFirst() {
        environments.append(String(part.prefix { $0 != "}" }))
      }
      for part in line.components(separatedBy: "\\end{").dropFirst() {
        let name = String(part.prefix { $0 != "}" })
        if environments.popLast() != name { objections.append("\(number + 1): end of \(name)") }
      }
    }
    return objections + environments.map { "\($0) is not ended" }
  }

  /// Returns the tables of the Markdown `text` whose rows differ in the number of their cells.
  static func objections(toMarkdown text: String) -> [String] {
    var objections: [String] = []
    var width: Int?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      var cells = 0
      var last: Character?
      for character in line {
        if character == "|", last != "\\" { cells += 1 }
        last = last == "\\" && character == "\\" ? nil : character
      }
      if let width, width != cells { objections.append("\(number + 1): \(line)") }
      width = width ?? cells
    }
    return objections
  }
}

/// Notes identities that are given twice, links to nothing, and what would be loaded.
private final class PageReader: NSObject, XMLParserDelegate {
  private var identities: Set<String> = []
  private var links: Set<String> = []
  private var found: [String] = []
  private var elements = 0

  var objections: [String] {
    found + links.subtracting(identities).map { "#\($0) leads nowhere" }.sorted()
      + (elements > 20 ? [] : ["the page is empty"])
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements += 1
    if name == "script" { found.append("a script") }
    for (attribute, value) in attributes {
      switch attribute {
      case "id":
        if !identities.insert(value).inserted { found.append("\(value) is given twice") }
      case "href" where value.hasPrefix("#"): links.insert(String(value.dropFirst()))
      case "href" where value == "data:,": break
      case "href", "src", "srcset": found.append("\(name) loads \(value)")
      case "aria-labelledby": links.formUnion(value.split(separator: " ").map(String.init))
      default: break
      }
    }
  }
}
