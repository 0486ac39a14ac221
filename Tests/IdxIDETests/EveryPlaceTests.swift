import IdxEditorTestSupport
import IdxIDE
import Testing

/// What is asked of any place of any text must be answered: a trap would end the server.
@Suite struct EveryPlaceTests {
  private static func workspace(_ text: [UInt8]) -> Workspace {
    let host = MemoryHost(files: ["/models/main.idx": EditorModels.cities])
    let workspace = Workspace(host: host)
    workspace.folders = ["/models"]
    workspace.open("/models/a.idx", version: 1, bytes: text)
    return workspace
  }

  @Test(arguments: [EditorModels.cities, EditorModels.others])
  func answersEverywhere(text: String) throws {
    let workspace = Self.workspace(Array(text.utf8))
    let names = try #require(workspace.names(of: "/models/a.idx"))
    for offset in -1...names.document.bytes.count + 1 { try Self.ask(workspace, names, offset) }
  }

  @Test(arguments: [EditorModels.cities, EditorModels.others])
  func answersInTextsThatEndAnywhere(text: String) throws {
    let text = Array(text.utf8)
    for end in stride(from: 0, to: text.count, by: 43) {
      let workspace = Self.workspace(Array(text[..<end]))
      let names = try #require(workspace.names(of: "/models/a.idx"))
      for offset in stride(from: max(0, end - 40), through: end, by: 5) {
        try Self.ask(workspace, names, offset)
      }
    }
  }

  /// Renaming checks what it makes, which takes longer: a name of each kind is enough.
  @Test(arguments: [EditorModels.cities, EditorModels.others])
  func renamesOrRefusesEveryName(text: String) throws {
    let workspace = Self.workspace(Array(text.utf8))
    let names = try #require(workspace.names(of: "/models/a.idx"))
    var seen = Set<String>()
    for token in names.semanticTokens() {
      let kind = "\(token.kind) \(token.modifiers)"
      guard seen.insert(kind).inserted else { continue }
      do throws(RenameRefusal) {
        let changes = try workspace.renaming(
          at: token.range.lowerBound, in: "/models/a.idx", to: "renamed")
        #expect(changes?.isEmpty == false)
      } catch {
        #expect(!error.reason.isEmpty)
      }
    }
  }

  private static func ask(_ workspace: Workspace, _ names: ModelNames, _ offset: Int) throws {
    let (path, document) = ("/models/a.idx", names.document)
    let whole = 0..<document.bytes.count
    var inner = -1
    for range in document.selectionRanges(at: offset) {
      #expect(range.count > inner && range.clamped(to: whole) == range)
      inner = range.count
    }
    for typed in ["\n", "}"] {
      for edit in document.changes(afterTyping: typed, at: offset) {
        #expect(edit.range.clamped(to: whole) == edit.range)
      }
    }
    for found in names.definitions(at: offset) + names.typeDefinitions(at: offset) {
      #expect(found.origin.clamped(to: whole) == found.origin)
    }
    let uses = names.highlights(at: offset).map(\.place.range)
    #expect(uses.allSatisfy { $0.clamped(to: whole) == $0 })
    #expect(names.linkedPlaces(at: offset).allSatisfy { uses.contains($0) })
    _ = workspace.implementations(ofNameAt: offset, in: path)
    _ = try #require(workspace.uses(ofNameAt: offset, in: path))
    for item in [
      workspace.callItem(at: offset, in: path), workspace.typeItem(at: offset, in: path),
    ] {
      guard let item else { continue }
      _ = workspace.callers(of: item)
      _ = workspace.callees(of: item)
      _ = workspace.bases(of: item)
      _ = workspace.variants(of: item)
    }
    do throws(RenameRefusal) {
      _ = try workspace.renameable(at: offset, in: path)
    } catch {
      #expect(!error.reason.isEmpty)
    }
  }

  @Test(arguments: [EditorModels.cities, EditorModels.others])
  func readsTextsThatEndAnywhere(text: String) {
    let text = Array(text.utf8)
    for end in 0...text.count {
      let document = Document(path: "/a.idx", version: 1, bytes: Array(text[..<end]))
      let whole = 0..<end
      func check(_ symbols: [OutlineSymbol]) {
        for symbol in symbols {
          #expect(!symbol.name.isEmpty && symbol.range.clamped(to: whole) == symbol.range)
          check(symbol.children)
        }
      }
      check(document.outline)
      #expect(document.folds().allSatisfy { $0.range.clamped(to: whole) == $0.range })
      let layout = document.layout()
      var last = 0
      for edit in layout.edits {
        #expect(edit.range.lowerBound >= last && edit.range.upperBound <= end)
        last = edit.range.upperBound
      }
      _ = document.layout(of: end..<end)
    }
  }
}
