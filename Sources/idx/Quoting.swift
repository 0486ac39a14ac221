import IdxDiagnostics

/// Returns `text` in quotes, safe for a terminal.
func quoted(_ text: String) -> String { "\"\(PrintableText.shown(text))\"" }
