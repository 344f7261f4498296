"""How highlight.js names the parts of each language, where that is not what Pygments names them."""

from __future__ import annotations

from collections.abc import Mapping

from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, Operator, Punctuation, String

from renderers.markdown.highlight_scopes import Dialect, Scopes

_PLAIN = Dialect()


def dialect(lexer: str) -> Dialect:
    """The dialect of a lexer."""
    return DIALECTS.get(lexer, _PLAIN)


def _words(**scopes: str) -> dict[str, str]:
    """Scopes of words from the words of scopes; `plain` has none."""
    return {
        word: "" if scope == "plain" else scope.replace("__", " ")
        for scope, words in scopes.items()
        for word in words.split()
    }


_SUBST = ("string", "subst")

_DIRECTIVES = "define elif else endif error if ifdef ifndef include line pragma undef warning"

_C = Dialect(
    scopes={
        Keyword.Pseudo: ("keyword",),
        Name.Class: (),
        Name.Function: (),
        Name.Label: (),
    },
    words=_words(
        literal="true false nullptr NULL TRUE FALSE",
        type="const static",
        keyword="this volatile register extern inline typedef struct union enum sizeof",
    ),
    called="built_in",
    declared="title",
    directives=frozenset(_DIRECTIVES.split()),
)

_SHELL = Dialect(
    scopes={Name.Variable: (), Number: (), Keyword.Pseudo: ()},
    words=_words(
        built_in="""
            alias arch b2sum base32 base64 basename bg bind bindkey break builtin caller cat cd chcon chdir chgrp chmod
            chown chroot cksum clone comm command continue cp csplit cut date dd declare df dir dircolors dirname dirs
            disable disown du echo emulate enable env eval exec exit expand export expr factor fc fg float fmt fold
            functions getcap getopts groups hash head help history hostid id integer jobs join kill let limit link ln
            local log logname logout ls mapfile md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
            pathchk pinky popd pr print printenv printf ptx pushd pwd read readarray readlink readonly realpath rehash
            return rm rmdir runcon sched seq set setopt sha1sum sha224sum sha256sum sha384sum sha512sum shift shopt
            shred shuf sleep sort source split stat stdbuf stty sudo sum suspend sync tac tail tee test timeout times
            touch tr trap truncate tsort tty type typeset ulimit umask unalias uname unexpand uniq unlink unset uptime
            users vared vdir wait wc whence where which who whoami yes zle zmodload
        """,
        keyword="if then else elif fi time for while until in do done case esac coproc function select",
        literal="true false",
        plain="$( ) [ ] \\",
    ),
    titles={"function": "title"},
    inside=("variable",),
)

_SCRIPT = Dialect(
    scopes={
        Keyword.Type: ("built_in",),
        Name.Builtin: (),
        Name.Class: ("title class_",),
        Name.Decorator: ("meta",),
        Name.Exception: ("title class_",),
        Name.Function: ("title function_",),
    },
    words=_words(
        built_in="""
            setInterval setTimeout clearInterval clearTimeout require exports eval isFinite isNaN parseFloat parseInt
            decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape any bigint boolean never number
            object string symbol unknown
        """,
        variable__language_="""
            arguments console document global localStorage module self sessionStorage super this window
        """,
        literal="true false null undefined NaN Infinity",
        keyword="""
            async await declare enum from get implements interface of override private protected public readonly set
        """,
    ),
    titles={"function": "title function_", "class": "title class_", "extends": "title class_ inherited__"},
    called="title function_",
    key="attr",
    inside=_SUBST,
    has_classes=True,
)

_STYLES: Scopes = {
    Keyword: ("attribute",),
    Keyword.Constant: (),
    Keyword.Type: ("number",),
    Keyword.Reserved: ("keyword",),
    Name.Attribute: ("selector-attr",),
    Name.Builtin: ("built_in",),
    Name.Class: ("selector-class",),
    Name.Decorator: ("selector-pseudo",),
    Name.Function: ("built_in",),
    Name.Namespace: ("selector-id",),
    Name.Tag: ("selector-tag",),
    Name.Variable: ("attr",),
    Comment.Preproc: ("meta",),
}
_CSS = Dialect(
    scopes=_STYLES,
    words=_words(keyword="charset font-face import keyframes media supports page layer container and not only or"),
    attached=frozenset({".", "#", ":", "::", "@"}),
)

_YAML = Dialect(
    scopes={
        Name.Tag: ("attr",),
        Name.Namespace: ("meta",),
        Name.Variable: ("string",),
        Literal.Scalar: ("string",),
        Punctuation.Indicator: (),
        Punctuation.Document: ("meta",),
        Name.Label: ("meta",),
        Keyword.Type: ("type",),
    },
    words=_words(literal="true false yes no null True False Yes No", bullet="- ?", meta="--- ...", attr=":"),
)

_INI: Scopes = {Keyword: ("section",), Literal.String: (), Literal.String.Double: ("string",), Name: ("attr",)}
_TAGS: Scopes = {Comment.Preproc: ("meta",), Name.Tag: ("name",), Name.Attribute: ("attr",)}
_TEX: Scopes = {Name.Attribute: (), Name.Builtin: (), Name.Variable: ("keyword",), Number: (), String: ("built_in",)}

DIALECTS: Mapping[str, Dialect] = {
    "bash": _SHELL,
    "c": _C,
    "console": _SHELL,
    "cpp": _C,
    "csharp": Dialect(
        scopes={Keyword.Type: ("built_in",), Name: (), Name.Function: ("title",), Name.Class: ("title",)},
        titles={"class": "title", "interface": "title", "namespace": "title", "enum": "title", "new": ""},
        declared="title",
    ),
    "css": _CSS,
    "dart": Dialect(scopes={Name.Function: ("title",), Keyword.Declaration: ("keyword",)}, inside=_SUBST),
    "go": Dialect(scopes={Keyword.Type: ("type",), Name.Function: ("title",)}, titles={"func": "title"}),
    "java": Dialect(
        scopes={Name.Attribute: (), Name.Label: ()},
        words=_words(
            type="boolean byte char double float int long short void",
            literal="true false null",
            keyword="this",
            built_in="super",
        ),
        titles=dict.fromkeys(("class", "enum", "extends", "implements", "interface", "new", "record"), "title class_"),
    ),
    "javascript": _SCRIPT,
    "json": Dialect(scopes={Name.Tag: ("attr",), Keyword.Constant: ("literal",)}),
    "markdown": Dialect(
        scopes={
            Keyword: ("bullet",),
            Generic.Emph: ("emphasis",),
            Generic.Strong: ("strong",),
            String.Backtick: ("code",),
            Name.Tag: ("string",),
            Name.Attribute: ("link",),
            Name.Label: ("symbol",),
        },
    ),
    "python": Dialect(
        scopes={Name.Variable.Magic: (), Name.Function.Magic: ()},
        words=_words(
            type="Any Callable Coroutine Dict List Literal Generic Optional Sequence Set Tuple Type Union",
            literal="True False None Ellipsis NotImplemented __debug__",
        ),
        titles={"def": "title function_", "class": "title class_"},
        inside=_SUBST,
    ),
    "rust": Dialect(
        scopes={
            Keyword.Pseudo: (),
            Name.Attribute: ("symbol",),
            Name.Builtin.Pseudo: ("keyword",),
            Name.Class: (),
            Name.Function.Magic: ("built_in",),
            String.Doc: ("comment",),
        },
        words=_words(
            keyword="self Self super crate impl mut dyn",
            literal="true false Some None Ok Err",
            type="""
                i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 str char bool Box Option Result String Vec
            """,
            built_in="Copy Send Sized Sync Drop Fn FnMut FnOnce ToOwned Clone Debug PartialEq PartialOrd Eq Ord AsRef"
            " AsMut Into From Default Iterator Extend IntoIterator DoubleEndedIterator ExactSizeIterator ToString",
            symbol="'",
        ),
        titles={
            "fn": "title function_",
            "let": "variable",
            "let mut": "variable",
            **dict.fromkeys(("enum", "for", "impl", "struct", "trait", "type", "union"), "title class_"),
        },
        called="title function_ invoke__",
    ),
    "typescript": _SCRIPT,
    "docker": Dialect(
        scopes={String: (), Name.Variable: (), String.Double: ("string",)}, words=_words(keyword="AS as")
    ),
    "html": Dialect(scopes={**_TAGS, Keyword.Type: ("number",)}),
    "ini": Dialect(scopes=_INI),
    "kotlin": Dialect(
        scopes={Keyword.Type: (), Name.Attribute: (), Name.Variable: (), Name.Builtin: ()},
        words=_words(
            type="String Int Long Double Float Boolean Array",
            built_in="Byte Short Char Int Float Double Boolean Void Unit Nothing",
        ),
        inside=_SUBST,
    ),
    "latex": Dialect(scopes=_TEX),
    "php": Dialect(
        scopes={Keyword.Constant: ("literal",), Name.Builtin: ("title function_ invoke__",), Name.Other: ()},
        words=_words(literal="true false null NULL TRUE FALSE", keyword="string int float bool array"),
        titles={"extends": "title", "implements": "title", "new": "title class_"},
        called="title function_ invoke__",
    ),
    "ruby": Dialect(
        scopes={
            Keyword.Pseudo: ("keyword",),
            Name.Builtin: (),
            Name.Constant: ("variable constant_",),
            Name.Variable: (),
        },
        words=_words(
            literal="true false nil",
            built_in="attr_accessor attr_reader attr_writer define_method private_constant module_function",
            keyword="require include extend raise puts p print",
        ),
        titles={"class": "title class_", "<": "title class_ inherited__", "module": "title class_"},
        inside=_SUBST,
    ),
    "scala": Dialect(
        scopes={Name.Class: ("type",), Name.Function: ("title function_",)},
        titles=dict.fromkeys(("class", "trait", "object", "extends"), "title class_"),
        inside=_SUBST,
    ),
    "scss": _CSS,
    "less": _CSS,
    "splus": Dialect(
        scopes={Name.Function: (), Operator: ("operator",)},
        words=_words(built_in="c is.null is.na length list max mean min names nrow ncol print rep seq sum"),
    ),
    "sql": Dialect(
        scopes={Name.Builtin: ("type",), Operator: ("operator",), String.Symbol: ()},
        words=_words(
            type="INTEGER INT VARCHAR CHAR TIMESTAMP DATE TIME BOOLEAN DECIMAL NUMERIC FLOAT BIGINT SMALLINT",
            built_in="COUNT SUM AVG MIN MAX UPPER LOWER COALESCE count sum avg min max upper lower coalesce",
            literal="TRUE FALSE true false",
            plain="LIMIT limit",
        ),
    ),
    "swift": Dialect(
        scopes={
            Keyword.Constant: ("keyword",),
            Name.Builtin: ("type",),
            Name.Builtin.Pseudo: (),
            Name.Class: ("title class_",),
            Name.Variable: (),
        },
        words=_words(literal="true false nil", operator="= == && || ! > <"),
        titles={"import": ""},
        has_classes=True,
        inside=_SUBST,
    ),
    "tex": Dialect(scopes=_TEX),
    "toml": Dialect(scopes={Keyword: ("section",), Keyword.Constant: ("literal",), Name: ("attr",)}),
    "xml": Dialect(scopes=_TAGS),
    "yaml": _YAML,
}
