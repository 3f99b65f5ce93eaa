# What the table of commands says, in both languages.
suyuan --version
suyuan help
suyuan --help --lang en
suyuan help trace
suyuan trace --help --lang en
suyuan help --man --lang en | head -n 5
suyuan completion bash | bash -n && echo bash
