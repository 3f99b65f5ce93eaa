# Wrong usage: one line on stderr that says what to do, exit code 2.
try() {
    suyuan "$@"
    echo "-> $?"
}
try trcae x
try nonsense
try trace
try trace a b
try trace a --form A
try trace a --from
try trace a --rule middle --from A
try trace a --rule clean-first --backward --from A
try trace a --unsupplied maybe --from A
try init a.suyuan --suit-served 2021-02-30
try init a.suyuan --claim lots
try import a.suyuan
try import a.suyuan x --period 2021
try entries a.suyuan
try match a.suyuan marry
try report a.suyuan trace
try report a.suyuan novel -o x.html
try synth d --seed many
try synth d --size village
try synth d --rows 9000
try synth d --size office --rows 10
try evaluate
try evaluate nowhere
try accounts a --json=yes
try help nothing
try completion fish
try --lang fr
try -x
try trace a --form A --json
ls
