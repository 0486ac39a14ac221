/// A JSON value, whose members keep their order.
public enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Returns the string `text`, or null.
  public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// Returns `number`, or null; what is not finite is null, for JSON has no word for it.
  public static func optional(_ number: Double?) -> JSONValue {
    number.map(JSONValue.number) ?? .null
  }

  /// The text, members indented by two spaces; containers without containers in them on one line.
  public var text: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  /// The text on one line.
  public var line: String {
    switch self {
    case .array(let values): return "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .object(let members):
      let parts = members.map { "\(JSONValue.string($0.0).line): \($0.1.line)" }
      return "{" + parts.joined(separator: ", ") + "}"
    default: return text
    }
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? Self.shortest(value) : "null"
    case .string(let value): Self.quote(value, to: &text)
    case .array(let values):
      Self.write(values.map { (nil, $0) }, in: ("[", "]"), to: &text, indent: indent)
    case .object(let members):
      Self.write(members.map { ($0.0, $0.1) }, in: ("{", "}"), to: &text, indent: indent)
    }
  }

  private static func write(
    _ members: [(key: String?, value: JSONValue)], in brackets: (String, String),
    to text: inout String, indent: Int
  ) {
    let isFlat = members.allSatisfy { $0.value.isScalar }
    let lineEnd = isFlat ? "" : "\n" + String(repeating: "  ", count: indent + 1)
    text += brackets.0
    for (i, member) in members.enumerated() {
      text += i == 0 ? lineEnd : isFlat ? ", " : "," + lineEnd
      if let key = member.key {
        quote(key, to: &text)
        text += ": "
      }
      member.value.write(to: &text, indent: indent + 1)
    }
    text += (isFlat ? "" : "\n" + String(repeating: "  ", count: indent)) + brackets.1
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  /// Returns the shortest decimal that reads as `value`, whole numbers without a fraction.
  public static func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
