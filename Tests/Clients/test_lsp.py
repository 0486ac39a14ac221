"""The language server through pytest-lsp: as three editors see it, and what those of Debian do not ask for.

IDX=PROGRAM python -m pytest -o asyncio_mode=auto test_lsp.py
"""

import asyncio
import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

HERE = pathlib.Path(__file__).parent
SERVER = ClientServerConfig(server_command=[os.environ["IDX"], "lsp"])


class Session:
    """A copy of the workspace, with both models open."""

    def __init__(self, client, folder):
        self.client = client
        self.folder = folder
        name = client.found.position_encoding or "utf-16"
        # How a text is encoded so that positions count its units, and the size of one.
        self.encoding = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[name]
        self.texts = {}
        for name in "base.idx", "model.idx":
            self.texts[name] = (folder / name).read_text(encoding="utf-8")
            client.text_document_did_open(
                t.DidOpenTextDocumentParams(
                    text_document=t.TextDocumentItem(
                        uri=self.uri(name), language_id="idx", version=1, text=self.texts[name]
                    )
                )
            )

    def uri(self, name):
        return (self.folder / name).as_uri()

    def document(self, name="model.idx"):
        return t.TextDocumentIdentifier(uri=self.uri(name))

    def position(self, text, name="model.idx", behind=False):
        """The place of the first `text` in a model, or behind it."""
        offset = self.texts[name].index(text) + (len(text) if behind else 0)
        before = self.texts[name][:offset]
        encoding, unit = self.encoding
        column = len(before[before.rfind("\n") + 1:].encode(encoding)) // unit
        return t.Position(line=before.count("\n"), character=column)

    def at(self, text, name="model.idx", behind=False):
        return {"text_document": self.document(name), "position": self.position(text, name, behind)}

    def whole(self, name="model.idx"):
        end = t.Position(line=self.texts[name].count("\n"), character=0)
        return t.Range(start=t.Position(line=0, character=0), end=end)

    def apply(self, edits, name="model.idx"):
        """The text of a model after `edits`."""
        encoding, unit = self.encoding
        data = self.texts[name].encode(encoding)
        lines = self.texts[name].split("\n")

        def offset(position):
            before = sum(len((line + "\n").encode(encoding)) for line in lines[:position.line])
            return before + unit * position.character

        for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
            start, end = offset(edit.range.start), offset(edit.range.end)
            data = data[:start] + edit.new_text.encode(encoding) + data[end:]
        return data.decode(encoding)

    def change(self, text, name="model.idx", version=2):
        self.texts[name] = text
        self.client.text_document_did_change(
            t.DidChangeTextDocumentParams(
                text_document=t.VersionedTextDocumentIdentifier(uri=self.uri(name), version=version),
                content_changes=[t.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )

    def changes(self, edit):
        """The edits of a workspace edit by model, however they are given."""
        found = {uri: list(edits) for uri, edits in (edit.changes or {}).items()}
        for change in edit.document_changes or []:
            found.setdefault(change.text_document.uri, []).extend(change.edits)
        return {uri.rsplit("/", 1)[1]: edits for uri, edits in found.items()}

    async def findings(self, expected, name="model.idx"):
        """What was found in a model, as soon as there are `expected` findings: pulled where the client can."""
        for _ in range(1000):
            if self.client.found.diagnostic_provider:
                report = await self.client.text_document_diagnostic_async(
                    t.DocumentDiagnosticParams(text_document=self.document(name))
                )
                found = report.items
            else:
                found = self.client.diagnostics.get(self.uri(name))
            if found is not None and len(found) == expected:
                return found
            await asyncio.sleep(0.01)
        raise AssertionError(f"expected {expected} findings in ten seconds, found {found}")


# What the server asks of a client that says it can be asked, and pytest-lsp does not answer.
ASKED = ["client/registerCapability"] + [f"workspace/{view}/refresh" for view in ("codeLens", "inlayHint", "semanticTokens")]


def agree(parameters):
    """Every editor answers so."""


async def begin(client, folder, capabilities):
    for method in ASKED:
        client.feature(method)(agree)
    shutil.copytree(HERE / "workspace", folder, dirs_exist_ok=True)
    result = await client.initialize_session(
        t.InitializeParams(
            capabilities=capabilities, process_id=os.getpid(), root_uri=folder.as_uri(),
            workspace_folders=[t.WorkspaceFolder(uri=folder.as_uri(), name="workspace")],
        )
    )
    return result.capabilities


@pytest_lsp.fixture(params=["neovim", "visual-studio-code", "emacs"], config=SERVER)
async def editor(request, lsp_client: LanguageClient, tmp_path):
    lsp_client.found = await begin(lsp_client, tmp_path, client_capabilities(request.param))
    lsp_client.folder = tmp_path
    yield
    await lsp_client.shutdown_session()


def newest():
    """What a client of LSP 3.17 can do, over what Visual Studio Code could before."""
    capabilities = client_capabilities("visual-studio-code")
    document = capabilities.text_document
    document.diagnostic = t.DiagnosticClientCapabilities(dynamic_registration=False, related_document_support=True)
    document.inlay_hint = t.InlayHintClientCapabilities(dynamic_registration=False)
    document.type_hierarchy = t.TypeHierarchyClientCapabilities(dynamic_registration=False)
    return capabilities


@pytest_lsp.fixture(config=SERVER)
async def client(lsp_client: LanguageClient, tmp_path):
    lsp_client.found = await begin(lsp_client, tmp_path, newest())
    lsp_client.folder = tmp_path
    yield
    await lsp_client.shutdown_session()


# What every editor does.


async def test_as_an_editor(editor: LanguageClient):
    session = Session(editor, editor.folder)
    (finding,) = await session.findings(1)
    assert finding.code == "E0201"
    assert finding.range.start == session.position("summ(")
    assert finding.range.end == session.position("summ", behind=True)

    hover = await editor.text_document_hover_async(t.HoverParams(**session.at("Livable on")))
    assert "A good city to live in" in str(hover.contents)

    found = await editor.text_document_completion_async(t.CompletionParams(**session.at("cities.", behind=True)))
    labels = {item.label for item in getattr(found, "items", found)}
    assert {"jobs", "trees"} <= labels

    place = await editor.text_document_definition_async(t.DefinitionParams(**session.at("Livable on")))
    (place,) = place if isinstance(place, list) else [place]
    uri = getattr(place, "uri", None) or place.target_uri
    start = (getattr(place, "range", None) or place.target_selection_range).start
    assert uri == session.uri("base.idx")
    assert start.line == session.position("index Livable", "base.idx").line

    edit = await editor.text_document_rename_async(t.RenameParams(new_name="Good", **session.at("Livable on")))
    changes = session.changes(edit)
    assert sorted(changes) == ["base.idx", "model.idx"]
    expected = (HERE / "expected" / "base.idx").read_text(encoding="utf-8")
    assert session.apply(changes["base.idx"], "base.idx") == expected
    renamed = session.apply(changes["model.idx"])
    assert "of Good on" in renamed and "Good.leaves" in renamed

    actions = await editor.text_document_code_action_async(
        t.CodeActionParams(
            text_document=session.document(), range=finding.range, context=t.CodeActionContext(diagnostics=[finding])
        )
    )
    (mend,) = [action for action in actions if "`sum`" in action.title]
    if mend.edit is None:
        mend = await editor.code_action_resolve_async(mend)
    mended = session.apply(session.changes(mend.edit)["model.idx"])
    assert "= sum(cities.jobs" in mended
    session.change(mended)
    await session.findings(0)

    edits = await editor.text_document_formatting_async(
        t.DocumentFormattingParams(
            text_document=session.document(), options=t.FormattingOptions(tab_size=2, insert_spaces=True)
        )
    )
    expected = (HERE / "expected" / "model.idx").read_text(encoding="utf-8")
    assert session.apply(edits).replace("Livable", "Good") == expected


# What the editors of Debian 12 do not ask for.


async def test_findings_are_pulled(client: LanguageClient):
    session = Session(client, client.folder)
    assert client.found.diagnostic_provider
    report = await client.text_document_diagnostic_async(t.DocumentDiagnosticParams(text_document=session.document()))
    assert [item.code for item in report.items] == ["E0201"]
    if report.result_id is not None:
        again = await client.text_document_diagnostic_async(
            t.DocumentDiagnosticParams(text_document=session.document(), previous_result_id=report.result_id)
        )
        assert again.kind == t.DocumentDiagnosticReportKind.Unchanged
    everything = await client.workspace_diagnostic_async(t.WorkspaceDiagnosticParams(previous_result_ids=[]))
    codes = {item.uri.rsplit("/", 1)[1]: [found.code for found in item.items] for item in everything.items}
    assert codes["model.idx"] == ["E0201"] and codes.get("base.idx", []) == []
    # Never both: nothing was published.
    assert client.diagnostics == {}


async def test_tokens(client: LanguageClient):
    session = Session(client, client.folder)
    document = session.document()
    full = await client.text_document_semantic_tokens_full_async(t.SemanticTokensParams(text_document=document))
    assert len(full.data) % 5 == 0 and len(full.data) > 50
    session.change("\n" + session.texts["model.idx"])
    delta = await client.text_document_semantic_tokens_full_delta_async(
        t.SemanticTokensDeltaParams(text_document=document, previous_result_id=full.result_id)
    )
    data = list(full.data)
    for edit in sorted(delta.edits, key=lambda edit: edit.start, reverse=True):
        data[edit.start:edit.start + edit.delete_count] = edit.data or []
    fresh = await client.text_document_semantic_tokens_full_async(t.SemanticTokensParams(text_document=document))
    assert data == list(fresh.data) and data != list(full.data)
    lines = t.Range(start=t.Position(line=3, character=0), end=t.Position(line=5, character=0))
    part = await client.text_document_semantic_tokens_range_async(
        t.SemanticTokensRangeParams(text_document=document, range=lines)
    )
    assert 0 < len(part.data) < len(fresh.data)


async def test_hints_and_lenses(client: LanguageClient):
    session = Session(client, client.folder)
    session.change(session.texts["model.idx"].replace("summ(", "sum(") + "let half = cities.jobs / 2\n")
    hints = await client.text_document_inlay_hint_async(
        t.InlayHintParams(text_document=session.document(), range=session.whole())
    )
    assert "City" in str([hint.label for hint in hints])
    lenses = await client.text_document_code_lens_async(t.CodeLensParams(text_document=session.document()))
    titles = []
    for lens in lenses:
        if lens.command is None:
            lens = await client.code_lens_resolve_async(lens)
        titles.append(lens.command.title)
    assert any("Run" in title for title in titles), titles


@pytest.mark.parametrize("name, text", [("model.idx", "Livable on"), ("base.idx", "Livable ")])
async def test_uses(client: LanguageClient, name, text):
    session = Session(client, client.folder)
    found = await client.text_document_references_async(
        t.ReferenceParams(context=t.ReferenceContext(include_declaration=True), **session.at(text, name))
    )
    places = sorted((place.uri.rsplit("/", 1)[1], place.range.start.line) for place in found)
    assert places == [("base.idx", 10), ("model.idx", 2), ("model.idx", 10)]
    marks = await client.text_document_document_highlight_async(t.DocumentHighlightParams(**session.at(text, name)))
    assert sorted(mark.range.start.line for mark in marks) == [line for model, line in places if model == name]


async def test_renaming_asks_first(client: LanguageClient):
    session = Session(client, client.folder)
    answer = await client.text_document_prepare_rename_async(t.PrepareRenameParams(**session.at("Livable on")))
    place = getattr(answer, "range", answer)
    assert (place.start, place.end) == (session.position("Livable on"), session.position("Livable", behind=True))
    refused = None
    try:
        refused = await client.text_document_prepare_rename_async(t.PrepareRenameParams(**session.at("evaluation")))
    except JsonRpcException:
        pass
    assert refused is None


async def test_signature(client: LanguageClient):
    session = Session(client, client.folder)
    session.change(session.texts["model.idx"].replace("summ(", "sum("))
    found = await client.text_document_signature_help_async(t.SignatureHelpParams(**session.at("sum(", behind=True)))
    assert "sum" in found.signatures[0].label


async def test_structure(client: LanguageClient):
    session = Session(client, client.folder)
    base = session.document("base.idx")
    symbols = await client.text_document_document_symbol_async(t.DocumentSymbolParams(text_document=base))
    names = {symbol.name: [child.name for child in symbol.children or []] for symbol in symbols}
    assert names["Livable"] == ["jobs", "trees"] and "cities" in names
    everywhere = await client.workspace_symbol_async(t.WorkspaceSymbolParams(query="livab"))
    assert any(symbol.name == "Livable" for symbol in everywhere)
    folds = await client.text_document_folding_range_async(t.FoldingRangeParams(text_document=base))
    assert {(1, 8), (10, 13)} <= {(fold.start_line, fold.end_line + (fold.end_line in (7, 12))) for fold in folds}
    (selection,) = await client.text_document_selection_range_async(
        t.SelectionRangeParams(text_document=base, positions=[session.position("trees \"Trees\"", "base.idx")])
    )
    depth = 0
    while selection:
        inner, selection = selection, selection.parent
        depth += 1
        assert selection is None or (selection.range.start.line, -selection.range.end.line) <= (
            inner.range.start.line, -inner.range.end.line)
    assert depth >= 3
    (link,) = await client.text_document_document_link_async(
        t.DocumentLinkParams(text_document=session.document())
    )
    if link.target is None:
        link = await client.document_link_resolve_async(link)
    assert link.target == session.uri("base.idx")


async def test_hierarchies(client: LanguageClient):
    session = Session(client, client.folder)
    text = """
method twice(x: Real) -> Real { 2 * x }
method fourfold(x: Real) -> Real { twice(twice(x)) }
variant Small of Livable { remove trees }
"""
    session.change(session.texts["model.idx"] + text)
    (item,) = await client.text_document_prepare_call_hierarchy_async(
        t.CallHierarchyPrepareParams(**session.at("fourfold"))
    )
    calls = await client.call_hierarchy_outgoing_calls_async(t.CallHierarchyOutgoingCallsParams(item=item))
    assert [(call.to.name, len(call.from_ranges)) for call in calls] == [("twice", 2)]
    callers = await client.call_hierarchy_incoming_calls_async(
        t.CallHierarchyIncomingCallsParams(item=calls[0].to)
    )
    assert [call.from_.name for call in callers] == ["fourfold"]
    (index,) = await client.text_document_prepare_type_hierarchy_async(
        t.TypeHierarchyPrepareParams(**session.at("Livable", "base.idx"))
    )
    variants = await client.type_hierarchy_subtypes_async(t.TypeHierarchySubtypesParams(item=index))
    assert [variant.name for variant in variants] == ["Small"]


async def test_formatting_of_a_part(client: LanguageClient):
    session = Session(client, client.folder)
    options = t.FormattingOptions(tab_size=2, insert_spaces=True)
    lines = t.Range(start=session.position("  normalise"), end=session.position("mean\n", behind=True))
    edits = await client.text_document_range_formatting_async(
        t.DocumentRangeFormattingParams(text_document=session.document(), range=lines, options=options)
    )
    assert "  weights   equal\n" in session.apply(edits)
