use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

/// Starts the language server that is in the path.
struct Idx;

impl zed::Extension for Idx {
    fn new() -> Self {
        Idx
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("idx").ok_or("idx is not in the path")?;
        Ok(Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Idx);
