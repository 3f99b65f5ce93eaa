# No command: help goes to stderr, exit code 2.
suyuan --lang en
