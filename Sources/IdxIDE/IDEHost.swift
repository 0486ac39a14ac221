public import IdxDriver

/// What the editor's engine needs of the world: only who starts the program opens files.
public protocol IDEHost: Sendable {
  /// Returns the way to the files that the model at `path` may read; `allowedFolders` are those that
  /// it may read besides its own.
  func provider(forModel path: String, allowedFolders: [String]) -> any SourceProvider
  /// Returns the paths of the models in `folder` and below, sorted.
  func models(in folder: String) -> [String]
  /// Returns the paths of the tables in `folder` itself, sorted: files that end with `.csv`, `.tsv` or `.jsonl`.
  func tables(in folder: String) -> [String]
  /// Returns the paths of the tables in `folder` and below, sorted.
  func tables(below folder: String) -> [String]
  /// Returns the path of a copy of the standard module `name` that an editor can open, made if needed;
  /// `nil` where none can be made.
  func copy(ofStandardModule name: String) -> String?
  /// Returns the path of a text that an editor can open and that explains the findings of `code`; `nil` where
  /// there is none.
  func page(onFindings code: String) -> String?
  /// Returns the path of a text that an editor can open and that is `text`, the results called `name`; `nil`
  /// where there can be none. Other results of the name are no longer there.
  func page(of text: String, called name: String) -> String?
  /// Returns the standard module of which the file at `path` is such a copy; `nil` where it is none.
  func standardModule(copiedTo path: String) -> String?
}

extension IDEHost {
  /// Returns nothing: a host may have no place for pages.
  public func page(onFindings code: String) -> String? { nil }

  /// Returns nothing: a host may have no place for pages.
  public func page(of text: String, called name: String) -> String? { nil }

  /// Returns those of `folder` itself: a host may have no way to see what is below.
  public func tables(below folder: String) -> [String] { tables(in: folder) }

  /// Returns nothing: a host may have no way to see what is in a folder.
  public func tables(in folder: String) -> [String] { [] }
}
