# The language server of idx.
c = get_config()  # noqa: F821
c.LanguageServerManager.language_servers = {
    "idx": {
        "version": 2,
        "display_name": "idx",
        "argv": ["idx", "lsp"],
        "languages": ["idx"],
        "mime_types": ["text/x-idx"],
    }
}
