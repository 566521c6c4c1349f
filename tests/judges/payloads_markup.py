"""Row 12: texts that try to be Typst or Markdown."""

TYPST = [
    '#read("/etc/passwd")', '#eval("read(\\"/etc/passwd\\")")', '#import "@preview/cetz:0.3.4"', '#include "/etc/passwd"',
    '#image("/etc/passwd")', '#plugin("/x.wasm")', '#csv("/etc/passwd")', '#json("outline.json")', "#panic[x]", "#sys.inputs",
    "#set page(width: 1pt)", "#show: it => []", "#let x = 1", "#{ 1/0 }", "#while true {}", "#[", "]#[", "#]", "][", "}#{",
    '#link("javascript:alert(1)")[x]', '#metadata("x")', "#label(\"at-1\")", "#ref(<x>)", "#pagebreak()", "#v(-100cm)",
    "#place(top)[x]", "#hide[x]", "#context counter(page).final()", "$", "$$", "$x^2$", "$ mat(1) $", "\\#", "\\", "\\\\", "\\u{1F600}",
    "`", "``", "```", "```typ #read(\"x\") ```", "*", "_", "*_", "_*x_*", "**", "__", "*x*", "_x_", "= x", "== x", "- x", "+ x", "/ x: y",
    "1. x", "@ref", "@E-1", "<label>", "<at-1>", "~", "--", "---", "...", "-?", "//", "// x", "/* x", "*/", "http://judge.invalid/x",
    "https://judge.invalid", "'x'", "\"x\"", "#(", "#)", "#;", "#none", "#\"x\"", "#1", "{", "}", "(", ")", "%", "^", "&",
]

# Text, and what of it must be shown once it is rendered; an empty text where Markdown is right to show nothing of it.
MARKDOWN = [
    ("# x", "x"), ("###### x", "x"), ("x\n===", "x"), ("x\n---", "x"), ("* * *", ""), ("> x\n>> y", "xy"), ("- a\n  - b\n    - c\n      - d", "abcd"),
    ("1. a\n   1. b", "ab"), ("7. a", "a"), ("0) a", "a"), ("    code #read", "coderead"), ("```js\nalert(1)\n```", "alert1"), ("~~~\nx", "x"),
    ("<script>alert(1)</script>", "scriptalert1script"), ("<b onclick=x>y</b>", "bonclickxyb"), ("<!-- x -->", "x"), ("<?php x ?>", "phpx"),
    ("<img src=http://judge.invalid/i onerror=alert(1)>", "imgsrchttpjudgeinvalidionerroralert1"), ("a<br>b", "abrb"),
    ("![x](http://judge.invalid/i.png)", "xhttpjudgeinvalidipng"), ("![x](file:///etc/passwd)", "xfileetcpasswd"),
    ("![x](javascript:alert(1))", "xjavascriptalert1"), ("![x](data:image/svg+xml,<svg/onload=alert(1)>)", "x"), ("![x](/etc/passwd)", "xetcpasswd"),
    ("[x](javascript:alert(1))", "xjavascriptalert1"), ("[x](JAVASCRIPT:alert(1))", "xjavascriptalert1"), ("[x](file:///etc/passwd)", "xfileetcpasswd"),
    ("[x](data:text/html,<script>alert(1)</script>)", "x"), ("[x](http://judge.invalid/)", "x"), ("[x](<http://judge.invalid/a b>)", "x"),
    ("[x](http://judge.invalid/ \"t\" onclick=alert(1))", "x"), ("[x][y]\n\n[y]: javascript:alert(1)", "x"), ("[x][y]\n\n[y]: http://judge.invalid", "x"),
    ("[y]: http://judge.invalid \"x\"", ""), ("[^1]\n\n[^1]: note", None), ("x[^E-1]", "xe1"), ("[^E-1]: x", None), ("<http://judge.invalid/x>", "httpjudgeinvalidx"),
    ("<javascript:alert(1)>", "javascriptalert1"), ("<a@judge.invalid>", "ajudgeinvalid"), ("www.judge.invalid", "wwwjudgeinvalid"),
    ("| a | b |\n|---|---|\n| c | d |", "abcd"), ("| a |\n|:-:|\n| `|` |", "a"), ("a | b\n--|--\n\\| | <br>", "ab"), ("---\ntitle: x\n---", None), ("+++\nx=1\n+++", None),
    ("`<b>` ``a`b`` `$x`", "babx"), ("&lt;script&gt; &#60;b&#62; &amp;lt;", None), ("\\<b\\> \\*x\\*", "bx"), ("~~x~~", "x"), ("- [ ] x\n- [x] y", None),
    ("a  \nb\\\nc", "abc"), ("*a **b* c**", "abc"), ("[@E-1]", None), ("[@E-1, p. <b>4</b>]", None), ("[@X-9; E-99999]", None), ("[@E-1", "e1"),
    ("![](timeline)", None), ("![x](table:exhibits)", None), ("![x](<timeline:no such view>)", None), ("![x](exhibit:E-99999)", None), ("[@timeline:<b>]", None),
    ("[[x]]", "x"), ("{{x}}", "x"), ("==x==", "x"), ("$x$", "x"), ("$$\nx\n$$", "x"), (":smile:", "smile"), ("#tag", "tag"), ("[TOC]", "toc"), ("^x^", "x"), ("x\n: y", "xy"),
    ("{.c onclick=alert(1)}", "conclickalert1"), ("# x {#y onclick=z}", None), ("```{=html}\n<script>alert(1)</script>\n```", None), ("`<b>`{=html}", "bhtml"),
    ("<details><summary>x</summary>", "detailssummaryxsummary"), ("\\input{/etc/passwd} \\write18{x}", "inputetcpasswdwrite18x"), ("<div markdown=1>**x**</div>", None),
]


def texts(host):
    """Pairs of a text and what must be shown of it where it is Markdown; None there if only its safety is judged."""
    del host
    found = [(text, None) for text in TYPST] + MARKDOWN
    around = ["x {} y", "]{}[", "*{}*", "\\{}", "`{}`", "{}{}", "\n{}\n"]
    found += [(frame.replace("{}", text), None) for text in TYPST for frame in around]
    found += [(frame.replace("{}", text), None) for text, _ in MARKDOWN for frame in ["x {} y", "- {}", "> {}"]]
    found += [("[" * 100_000, None), ("*" * 20_000, None), ("> " * 5_000 + "x", None), ("`" * 9_999, None), ("_a " * 5_000, None), ("<" * 5_000, None), ("![" * 5_000, None)]
    return found
