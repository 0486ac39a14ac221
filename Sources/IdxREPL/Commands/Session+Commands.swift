import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// Does the command `name` with what stands behind it.
  func command(_ name: String, _ rest: String) -> Reply {
    let known = SessionCommand.all
    let exact = known.first { $0.name == name }
    let begun = known.filter { !name.isEmpty && $0.name.hasPrefix(name) }
    if let command = exact ?? (begun.count == 1 ? begun[0] : nil) {
      return command.perform(self, rest)
    }
    if begun.count > 1 {
      let names = begun.map { ":\($0.name)" }.joined(separator: ", ")
      return .refusal(":\(name) may be \(names)")
    }
    let nearest = Suggestion.nearest(name, in: known.map(\.name)).map { "; did you mean :\($0)?" }
    return .refusal("there is no command :\(name)" + (nearest ?? "") + "\n:help lists them")
  }

  /// Lists the commands, or explains the one that `rest` names.
  func help(_ rest: String) -> Reply {
    let name = rest.hasPrefix(":") ? String(rest.dropFirst()) : rest
    if !name.isEmpty {
      guard let command = SessionCommand.all.first(where: { $0.name == name }) else {
        return .refusal("there is no command :\(name)\n:help lists them")
      }
      return Reply(
        ":\(command.name) \(command.usage)\n  \(command.summary).\n  For example: "
          + "\(command.example)\n")
    }
    let heads = SessionCommand.all.map { ":\($0.name) \($0.usage)" }
    let width = 24
    let lines = zip(heads, SessionCommand.all).map { head, command in
      let isLong = DisplayWidth.cells(head) > width
      let start =
        isLong
        ? head + "\n" + String(repeating: " ", count: width)
        : DisplayWidth.padded(head, to: width)
      return "\(start)  \(command.summary)\n" + String(repeating: " ", count: width + 4)
        + settings.paint(command.example, .gutter) + "\n"
    }
    return Reply(
      """
      What is typed is evaluated, if it is an expression, or declared: a declaration takes the
      place of the one of the same name. `it` is the last value.

        hdi.score["NOR"]              an expression
        let top = max(hdi.score, over Country)
        with hdi { weights equal }    a changed evaluation
        compare hdi, with hdi { aggregate arithmetic_mean }

      \(lines.joined())
      """)
  }

  /// Lists what was typed, the last `rest` entries only if that is a number.
  func history(_ rest: String) -> Reply {
    if !rest.isEmpty, Int(rest).map({ $0 < 0 }) ?? true {
      return .refusal(":history takes a number, as in :history 5")
    }
    let count = min(Int(rest) ?? entries.count, entries.count)
    let width = "\(entries.count)".count
    return Reply(
      entries.enumerated().suffix(count).map { number, entry in
        let start = "\(number + 1)"
        let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
        return String(repeating: " ", count: width - start.count) + start + "  "
          + lines.joined(separator: "\n" + String(repeating: " ", count: width + 2)) + "\n"
      }.joined())
  }

  /// Does the entry `rest` and tells how long it took.
  func time(_ rest: String) -> Reply {
    guard !rest.isEmpty else { return .refusal(":time takes an entry: :time hdi") }
    let start = host.milliseconds()
    var reply = submit(rest)
    if entries.last == rest.trimmed { entries.removeLast() }
    let taken = host.milliseconds() - start
    reply.messages += DecimalText.fixed(taken, decimals: taken < 100 ? 1 : 0) + " ms\n"
    return reply
  }

  /// Explains the finding of code `rest`, or lists all.
  func explain(_ rest: String) -> Reply {
    let answer = host.explanation(ofFindings: rest.isEmpty ? nil : rest)
    return answer.isKnown ? Reply(answer.text) : .refusal(answer.text)
  }

  /// Shows the settings, or changes the one that `rest` names.
  func set(_ rest: String) -> Reply {
    let words = rest.split(separator: " ").map(String.init)
    guard let name = words.first else { return Reply(settingsText) }
    guard words.count == 2 else { return .refusal(":set takes a name and a value: :set rows 20") }
    let number = Int(words[1])
    switch name {
    case "decimals":
      guard let number, 0...17 ~= number else { return .refusal("decimals are 0 to 17") }
      settings.decimals = number
    case "rows":
      guard words[1] == "all" || number.map({ $0 > 0 }) ?? false else {
        return .refusal("rows are a number, or all")
      }
      settings.rows = number
    case "slices":
      guard ["all", "last"].contains(words[1]) else { return .refusal("slices are all, or last") }
      settings.showsAllSlices = words[1] == "all"
    case "threads":
      guard let number, 1...256 ~= number else { return .refusal("threads are 1 to 256") }
      bench.options.threads = number
    case "language": bench.options.language = words[1]
    default:
      guard case .parameter? = bench.model.declaration(name), let value = Double(words[1]) else {
        return .refusal(
          "there is no setting `\(name)`: there is decimals, rows, slices, threads, language, "
            + "and each parameter of the model"
        )
      }
      bench.options.parameters[name] = value
    }
    return Reply()
  }

  private var settingsText: String {
    let options = bench.options
    let parameters = bench.model.names(of: .parameterDeclaration).map { name in
      "\(name) \(options.parameters[name].map { Self.digits($0) } ?? "as declared")\n"
    }
    return "decimals \(settings.decimals)\nrows \(settings.rows.map { "\($0)" } ?? "all")\n"
      + "slices \(settings.showsAllSlices ? "all" : "last")\n"
      + "threads \(options.threads)\nlanguage \(options.language ?? "the first of the model")\n"
      + parameters.joined()
  }
}
