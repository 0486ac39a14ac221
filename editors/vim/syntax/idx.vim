" Colours of idx. The words of `syn keyword` are the keywords of the language, to which a test holds them.
if exists('b:current_syntax')
  finish
endif
syn case match

syn keyword idxDeclaration import data measure scale axis index judgement method external evaluation variant let
syn keyword idxDeclaration parameter expect allow
syn keyword idxItem key period rater category group column variable indicator grade
syn keyword idxAttribute as by from defines of labelled in range importance share text value none delimiter decimal
syn keyword idxAttribute thousands encoding comments best worst first above points ratio like benefit cost target
syn keyword idxAttribute interval goalposts weight graded on per incomplete rescale keep remove add to replace with
syn keyword idxAttribute move each leaves pooling into oriented touching matches within at most
syn keyword idxStep impute treat orient normalise weights aggregate membership identify classify combine
syn keyword idxConditional if then else case require warn
syn keyword idxRepeat repeat while until
syn keyword idxOperatorWord and or not otherwise over along where
syn keyword idxConstant true false missing

syn match idxNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\?\%([eE][+-]\?\d\+\)\?\>/
syn match idxOperator /->\|\.\.\.\|[<>=!]=\|[-+*\/^=<>?']/
syn match idxMember /\.\s*\%(\k\+\|`[^`]*`\)/hs=s+1
syn match idxQuotedName /`[^`]*`/
syn match idxEscape contained /\\\%(["\\nt]\|u{\x\+}\)/
syn region idxString start=/"/ skip=/\\./ end=/"/ oneline contains=idxEscape,@Spell
syn match idxRow /^\s*|.*$/ contains=idxString,idxNumber,idxComment,idxQuotedName
syn match idxComment /\/\/.*/ contains=@Spell
syn match idxDocumentation /\/\/\/\/\@!.*/ contains=@Spell

hi def link idxDeclaration Statement
hi def link idxItem Keyword
hi def link idxAttribute Type
hi def link idxStep Function
hi def link idxConditional Conditional
hi def link idxRepeat Repeat
hi def link idxOperatorWord Operator
hi def link idxConstant Constant
hi def link idxNumber Number
hi def link idxOperator Operator
hi def link idxMember Identifier
hi def link idxQuotedName Identifier
hi def link idxEscape SpecialChar
hi def link idxString String
hi def link idxComment Comment
hi def link idxDocumentation SpecialComment

let b:current_syntax = 'idx'
