;;; idx-mode.el --- Models of composite indicators  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages

;;; Commentary:

;; A mode for models of idx, with the language server through eglot.

;;; Code:

(require 'compile)

(defgroup idx nil "Models of composite indicators." :group 'languages)

(defcustom idx-command '("idx" "lsp")
  "The command that starts the language server."
  :type '(repeat string))

(defconst idx-declarations
  '("import" "data" "measure" "scale" "axis" "index" "judgement" "method" "external" "evaluation" "variant" "let"
    "parameter" "expect" "allow")
  "The words that begin declarations.")

(defconst idx-words
  '("as" "by" "from" "key" "period" "rater" "category" "defines" "of" "labelled" "group" "column" "in" "range"
    "importance" "share" "text" "variable" "value" "none" "delimiter" "decimal" "thousands" "comments" "encoding"
    "best" "worst" "first" "grade" "above" "points" "ratio" "indicator" "like" "benefit" "cost" "target" "interval"
    "goalposts" "weight" "graded" "on" "per" "incomplete" "at" "rescale" "keep" "remove" "add" "to" "replace" "with"
    "move" "impute" "treat" "orient" "normalise" "weights" "aggregate" "membership" "identify" "classify" "each"
    "leaves" "pooling" "combine" "into" "oriented" "touching" "most" "while" "until" "matches" "if" "then" "else"
    "case" "repeat" "and" "or" "not" "otherwise" "over" "along" "where" "within" "require" "warn")
  "The other words of the language, constants aside.")

(defconst idx-constants '("missing" "true" "false") "The words that stand for a value.")

(defconst idx-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?` "$" table)
    (modify-syntax-entry ?_ "w" table)
    (modify-syntax-entry ?' "." table)
    (dolist (sign '(?+ ?- ?* ?^ ?= ?< ?> ?| ?? ?. ?, ?: ?!))
      (modify-syntax-entry sign "." table))
    table)
  "What characters are: comments, texts and words.")

(defconst idx-font-lock-keywords
  `(("^[ \t]*|.*$" 0 'default)
    ("///\\([^/\n].*\\)?$" 0 'font-lock-doc-face t)
    (,(concat "^[ \t]*" (regexp-opt idx-declarations 'words) "[ \t]+\\(\\w+\\)")
     (1 'font-lock-keyword-face) (2 'font-lock-function-name-face))
    ("\\.[ \t]*\\(\\w+\\)" 1 'default)
    ("\\_<\\(\\w+\\)[ \t]*:" 1 'font-lock-variable-name-face)
    (,(regexp-opt idx-constants 'words) . 'font-lock-constant-face)
    (,(regexp-opt (append idx-declarations idx-words) 'words) . 'font-lock-keyword-face)
    ("\\_<[0-9][0-9_]*\\(\\.[0-9][0-9_]*\\)?\\([eE][-+]?[0-9]+\\)?\\_>" . 'font-lock-constant-face))
  "What is coloured, and how.")

(defun idx-indent-line ()
  "Indent by two columns for each bracket that is open."
  (interactive)
  (let* ((depth (save-excursion
                  (back-to-indentation)
                  (let ((open (car (syntax-ppss (line-beginning-position)))))
                    (if (looking-at "[])}]") (1- open) open))))
         (offset (- (point) (save-excursion (back-to-indentation) (point)))))
    (indent-line-to (max 0 (* 2 depth)))
    (when (> offset 0) (forward-char offset))))

;;;###autoload
(define-derived-mode idx-mode prog-mode "idx"
  "A mode for models of composite indicators."
  (setq-local comment-start "// "
              comment-start-skip "///?[ \t]*"
              comment-end ""
              fill-column 100
              indent-tabs-mode nil
              tab-width 2
              indent-line-function #'idx-indent-line
              font-lock-defaults '(idx-font-lock-keywords)
              imenu-generic-expression
              `((nil ,(concat "^" (regexp-opt idx-declarations 'words) "[ \t]+\\(\\w+\\)") 2)))
  (when buffer-file-name
    (setq-local compile-command
                (concat "idx check --color never " (shell-quote-argument (file-name-nondirectory buffer-file-name))))))

;; The places of findings in `M-x compile', below each message.
(add-to-list 'compilation-error-regexp-alist-alist '(idx "^ *--> \\([^:\n]+\\):\\([0-9]+\\):\\([0-9]+\\)" 1 2 3))
(add-to-list 'compilation-error-regexp-alist 'idx)

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.idx\\'" . idx-mode))

(defvar eglot-server-programs)
(put 'idx-mode 'eglot-language-id "idx")
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs `(idx-mode . ,idx-command)))

(provide 'idx-mode)
;;; idx-mode.el ends here
