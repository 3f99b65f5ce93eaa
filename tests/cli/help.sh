# What the table of commands says, in both languages.
suyuan --version
suyuan help
suyuan --help --lang en
suyuan help trace
suyuan trace --help --lang en
suyuan help --man --lang en | head -n 5
suyuan completion bash | bash -n && echo bash
# What a tab offers: commands, folders where a workspace stands, verbs after it, files elsewhere.
suyuan completion bash >tabs
mkdir -p there/a.suyuan
touch there/row.csv
tab() {
    echo "$* -> $(cd there && bash -c '. ../tabs; COMP_WORDS=(suyuan "$@"); COMP_CWORD=$#; _suyuan
printf "%s\n" "${COMPREPLY[@]}"' - "$@" | sort | paste -sd " ")"
}
tab qu
tab lead ''
tab lead a.suyuan ''
tab lead a.suyuan mo
tab lead a.suyuan move ''
tab match --state suspected a.suyuan ''
tab match --state=suspected a.suyuan con
tab board a.suyuan re
tab import a.suyuan r
tab report a.suyuan ''
tab report a.suyuan set -o ''
tab key-cases a.suyuan --
tab model a.suyuan ''
tab template ''
tab help sour
tab restore ''
suyuan completion zsh | sed -n '/^    titles)/,/;;/p' | tail -3
