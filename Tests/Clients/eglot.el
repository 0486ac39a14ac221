;;; eglot.el --- Drives the server through eglot  -*- lexical-binding: t -*-
;; Usage: IDX=PROGRAM emacs -Q --batch -l eglot.el, in a copy of the folder `workspace`; works with eglot 1.9 and later.
;; What the models become is compared by the caller.

;; Debian's packages, which -Q leaves out.
(dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa*/*")) (add-to-list 'load-path folder))
(add-to-list 'load-path (expand-file-name "../../editors/emacs" (file-name-directory load-file-name)))
(require 'eglot)
(require 'idx-mode)
(setq backup-inhibited t auto-save-default nil create-lockfiles nil eglot-sync-connect t eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil eglot-confirm-server-edits nil eglot-report-progress nil
      eglot-extend-to-xref t enable-local-variables nil)
(setf (alist-get 'idx-mode eglot-server-programs) (list (getenv "IDX") "lsp"))
(setq project-find-functions (list (lambda (_) (cons 'transient default-directory))))

(defvar failures 0)
(defun check (what condition found)
  (unless condition (setq failures (1+ failures)) (message "Emacs: %s: %S" what found)))
(defun wait (what condition)
  (let ((end (+ (float-time) 10)))
    (while (and (not (funcall condition)) (< (float-time) end)) (accept-process-output nil 0.01))
    (check what (funcall condition) "not within ten seconds")))
(defun goto (text) (goto-char (point-min)) (search-forward text) (goto-char (match-beginning 0)))
(defun findings ()
  ;; Changes are sent when Emacs is idle, which it never is here.
  (dolist (buffer '("base.idx" "model.idx"))
    (with-current-buffer buffer (eglot--signal-textDocument/didChange)))
  (flymake-start nil)
  (accept-process-output nil 0.05)
  (flymake-diagnostics))
(defun request (method &optional extra)
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) extra)))
(defun has (text) (save-excursion (goto-char (point-min)) (search-forward text nil t)))

(defun drive ()
  (find-file "base.idx")
  (find-file "model.idx")
  (check "the mode" (eq major-mode 'idx-mode) major-mode)
  (let ((model (current-buffer)))
    (apply #'eglot (eglot--guess-contact))
    (check "the server" (eglot-current-server) nil)

    (wait "diagnostics" (lambda () (findings)))
    (let ((finding (car (findings))))
      (check "one finding" (= (length (findings)) 1) (findings))
      (goto "summ(")
      (check "its place" (and finding (= (flymake-diagnostic-beg finding) (point))) finding)
      (check "its code" (and finding (string-match-p "E0201" (flymake-diagnostic-text finding))) finding))

    (goto "Livable on")
    (let ((hover (request :textDocument/hover)))
      (check "hover" (string-match-p "A good city to live in" (format "%S" hover)) hover))

    (goto "jobs, over")
    (let* ((place (eglot-completion-at-point)) (labels (and place (all-completions "" (nth 2 place)))))
      (check "completion" (and (member "jobs" labels) (member "trees" labels)) labels))

    (goto "Livable on")
    (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
    (check "definition" (equal (buffer-name) "base.idx") (buffer-name))
    (check "the place of the definition" (save-excursion (beginning-of-line) (looking-at "index Livable")) (point))

    (switch-to-buffer model)
    (goto "Livable on")
    (eglot-rename "Good")
    (wait "rename" (lambda () (has "of Good on")))

    (goto "summ(")
    (wait "the finding after the renaming" (lambda () (= (length (findings)) 1)))
    (let* ((actions (append (eglot-code-actions (point) (+ (point) 4)) nil))
           (mend (seq-find (lambda (action) (string-match-p "`sum`" (plist-get action :title))) actions)))
      (check "the mend of a misspelt name" mend (mapcar (lambda (action) (plist-get action :title)) actions))
      (when mend
        (if (plist-get mend :edit)
            (if (fboundp 'eglot-execute)
                (eglot-execute (eglot-current-server) mend)
              (eglot--apply-workspace-edit (plist-get mend :edit)))
          (eglot-execute (eglot-current-server) mend))))
    (wait "code action" (lambda () (has "= sum(")))
    (wait "no finding" (lambda () (null (findings))))

    (eglot-format-buffer)
    (save-some-buffers t)))

(condition-case fault (drive) (error (check "the driver" nil fault)))
(kill-emacs (if (= failures 0) 0 1))
;;; eglot.el ends here
