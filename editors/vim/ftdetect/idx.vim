autocmd BufRead,BufNewFile *.idx setfiletype idx
