// Signs that heed line ends: what is first on its line begins something new, what is not goes on.
#include "tree_sitter/parser.h"

enum Token { ROW_START, BAR, ROW_END, CALL_START, INDEX_START, MINUS, MISSING_OF_COLUMN, LANGUAGE, LABEL_OF_ARM, NEVER };

// The scanner remembers nothing.
void *tree_sitter_idx_external_scanner_create(void) { return NULL; }
void tree_sitter_idx_external_scanner_destroy(void *state) { (void)state; }
unsigned tree_sitter_idx_external_scanner_serialize(void *state, char *buffer) {
  (void)state, (void)buffer;
  return 0;
}
void tree_sitter_idx_external_scanner_deserialize(void *state, const char *buffer, unsigned length) {
  (void)state, (void)buffer, (void)length;
}

static bool is_space(int32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x00A0 || c == 0x3000;
}

static bool is_word(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

// Reads a word: the language of a text or the label of a branch, any word before a colon; or what may be missing in a
// column.
static bool scan_word(TSLexer *lexer, const bool *valid, bool begins_line) {
  const char *rest = "missing";
  while (is_word(lexer->lookahead)) {
    rest = rest && *rest && lexer->lookahead == *rest ? rest + 1 : NULL;
    lexer->advance(lexer, false);
  }
  lexer->mark_end(lexer);
  while (is_space(lexer->lookahead)) lexer->advance(lexer, false);
  if (valid[LANGUAGE] && lexer->lookahead == ':') {
    lexer->result_symbol = LANGUAGE;
    return true;
  }
  if (valid[LABEL_OF_ARM] && (lexer->lookahead == ':' || lexer->lookahead == ',')) {
    lexer->result_symbol = LABEL_OF_ARM;
    return true;
  }
  lexer->result_symbol = MISSING_OF_COLUMN;
  return valid[MISSING_OF_COLUMN] && !begins_line && rest && !*rest;
}

// What stands behind a row on its line: a word that is no cell, since no bar follows it.
static bool ends_row(TSLexer *lexer) {
  while (is_word(lexer->lookahead)) lexer->advance(lexer, false);
  while (is_space(lexer->lookahead)) lexer->advance(lexer, false);
  lexer->result_symbol = ROW_END;
  return lexer->lookahead != '|';
}

bool tree_sitter_idx_external_scanner_scan(void *state, TSLexer *lexer, const bool *valid) {
  (void)state;
  // While the parser recovers from an error, it asks for all.
  if (valid[NEVER]) return false;
  bool begins_line = false;
  if (valid[ROW_END]) lexer->mark_end(lexer);
  while (is_space(lexer->lookahead)) {
    if (lexer->lookahead == '\n' || lexer->lookahead == '\r') begins_line = true;
    lexer->advance(lexer, true);
  }
  if (valid[ROW_END] && (begins_line || lexer->eof(lexer) || lexer->lookahead == '}' || lexer->lookahead == '/')) {
    lexer->result_symbol = ROW_END;
    return true;
  }
  bool is_digit = lexer->lookahead >= '0' && lexer->lookahead <= '9';
  bool begins_word = is_word(lexer->lookahead) && !is_digit;
  if (valid[ROW_END] && begins_word) return ends_row(lexer);
  if (begins_word && (valid[LANGUAGE] || valid[MISSING_OF_COLUMN] || valid[LABEL_OF_ARM])) {
    return scan_word(lexer, valid, begins_line);
  }
  enum Token token;
  switch (lexer->lookahead) {
    case '|': token = begins_line ? ROW_START : BAR; break;
    case '(': token = CALL_START; break;
    case '[': token = INDEX_START; break;
    case '-': token = MINUS; break;
    default: return false;
  }
  if (!valid[token] || (begins_line && token != ROW_START)) return false;
  lexer->result_symbol = token;
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  return token != MINUS || lexer->lookahead != '>';
}
