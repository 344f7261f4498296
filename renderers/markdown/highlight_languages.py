"""The languages that highlight.js knows by name (11.12, without those that Pygments has no good lexer for)."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

_TABLE = """\
abnf: abnf
actionscript: actionscript as
ada: ada
apacheconf: apache apacheconf
applescript: applescript osascript
awk: awk
bash: bash sh zsh
batch: dos bat batch cmd
bnf: bnf
brainfuck: brainfuck bf
c: c h
capnp: capnproto capnp
ceylon: ceylon
clean: clean icl dcl
clojure: clojure clj edn
cmake: cmake cmake.in
coffeescript: coffeescript coffee cson iced
common-lisp: lisp
console: shell console shellsession
coq: coq
cpp: arduino ino angelscript asc cpp cc c++ h++ hpp hh hxx cxx
crmsh: crmsh crm pcmk
csharp: csharp cs c#
css: css
d: d
dart: dart
delphi: delphi dpr dfm pas pascal
desktop: freedesktop desktop systemd
devicetree: dts
diff: diff patch
django: django jinja
docker: dockerfile docker
ebnf: ebnf
elixir: elixir ex exs
elm: elm
erb: erb
erlang: erlang erl
fortran: fortran f90 f95
fsharp: fsharp fs f#
gas: armasm arm
gcode: gcode nc
glsl: glsl
go: go golang
golo: golo
graphql: graphql gql
groovy: gradle groovy
haml: haml
handlebars: handlebars hbs html.hbs html.handlebars htmlbars
haskell: haskell hs
haxe: haxe hx
html: html xhtml
html+php: php-template
http: http https
hylang: hy hylang
inform7: inform7 i7
ini: ini
java: aspectj java jsp processing pde
javascript: javascript js mjs cjs jsx
jlcon: julia-repl jldoctest
json: json jsonc json5
julia: julia
kotlin: kotlin kt kts ktm ktx
lasso: lasso ls lassoscript
ldif: ldif
less: less
livescript: livescript ls
llvm: llvm
lsl: lsl
lua: lua pluto
make: makefile mk mak make
markdown: markdown md mkdown mkd
mathematica: mathematica mma wl
matlab: matlab
maxima: maxima
mips: mipsasm mips
monkey: monkey
moonscript: moonscript moon
nasm: x86asm
nestedtext: nestedtext nt
nginx: nginx nginxconf
nimrod: nim
nixos: nix nixos
nsis: nsis
objective-c: objectivec mm objc obj-c obj-c++ objective-c++
ocaml: ocaml ml
openscad: openscad scad
perl: perl pl pm
php: php
pony: pony
postgresql: pgsql postgres postgresql
powershell: powershell pwsh ps ps1
prolog: prolog
properties: properties
protobuf: protobuf proto
puppet: puppet pp
pycon: python-repl pycon
python: python py gyp ipython
q: q k kdb
qbasic: basic
qml: qml qt
reasonml: reasonml re
rsl: rsl
ruby: ruby rb gemspec podspec thor irb
rust: rust rs
sas: sas
sass: stylus styl
scala: scala
scheme: scheme scm
scilab: scilab sci
scss: scss
smali: smali
smalltalk: smalltalk st
sml: sml ml
splus: r
sql: sql
stan: stan stanfuncs
stata: stata do ado
swift: swift
tap: tap
tcl: tcl tk
tex: latex tex
thrift: thrift
toml: toml
twig: twig craftcms
typescript: typescript ts tsx mts cts
vala: vala
vb.net: vbnet vb
vbscript: vbscript vbs
verilog: verilog v sv svh
vhdl: vhdl
vim: vim
wast: wasm
wren: wren
xml: xml rss atom xjb xsd xsl plist wsf svg
xquery: xquery xpath xq xqm
yaml: yaml yml
zephir: zephir zep
zone: dns bind zone
"""
"""A line a lexer: its name in Pygments, then every name that highlight.js has for the language."""


def nearest_language(name: str) -> str:
    """The name of a language that is nearly this one, empty if there is none."""
    return next(iter(get_close_matches(name.lower()[:40], _lexers(), n=1)), "")


def lexer_name(language: str) -> str | None:
    """The Pygments lexer for a language as it is written after a fence, in upper or lower case (M-265)."""
    return _lexers().get(language.lower())


@cache
def _lexers() -> dict[str, str]:
    rows = (row.split(": ") for row in _TABLE.splitlines())
    return {name: lexer for lexer, names in rows for name in names.split()}
