"""Makes the fixture of LanguageTest in the package jinja: snippets of templates, one for each thing that the language can do, and what
Jinja makes of them as transformers sets it up.

    python jinja_language.py ../resources/org/teeter/chat/fixtures/templates

Written with transformers 5.23.0, jinja2 3.1.6. With a second argument, a number, it writes that many templates of random parts
instead, to random.json beside it, which is not committed; LanguageTest reads it where the system property teeter.templates names it.
"""

import json
import random
import sys
from pathlib import Path

from transformers.utils.chat_template_utils import _compile_jinja_template

OUT = Path(sys.argv[1])
SNIPPETS = {
    # What real templates do that is easily got wrong.
    "guarded_default": "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}"
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}",
    "empty_is_not_false": "{% if messages[0].role == 'system' %}{% set system = messages[0].content %}{% else %}"
    "{% set system = false %}{% endif %}{% if system != false %}[{{ system }}]{% endif %}",
    "tools_in_a_branch": "{% if tools %}{% for name, value in tools[0].arguments | items %}{{ name | escape }}{% endfor %}"
    "{% endif %}{{ tools is none }}{{ tools is defined }}",
    "no_clock": "{% if strftime_now is defined and false %}{{ strftime_now('%d') }}{% endif %}fixed",
    "thinking": "{% for m in messages %}{% if '</think>' in m.content %}{{ m.content.split('</think>')[-1].lstrip('\\n') }}"
    "{% else %}{{ m.content }}{% endif %}{% endfor %}",
    "last_question": "{% set ns = namespace(at=messages|length - 1, open=true) %}{% for m in messages[::-1] %}"
    "{% set index = (messages|length - 1) - loop.index0 %}{% if ns.open and m.role == 'user' and m.content is string %}"
    "{% set ns.open = false %}{% set ns.at = index %}{% endif %}{% endfor %}{{ ns.at }}",
    'concat_tilde': '{% for m in messages %}{{ m.role ~ 1 ~ 2.5 ~ true ~ none }}{% endfor %}',
    'upper': '{{ messages[0].content | upper | lower | title | capitalize }}',
    'length': '{{ messages|length }},{{ messages|count }},{{ messages[0].content|length }}',
    'first_last': "{{ (messages|first).role }}{{ (messages|last).role }}{{ messages[-1].role }}{{ messages[-1]['content'][:3] }}{{ messages[0].content[-3:] }}",
    'slices': '{{ messages[0].content[1:5] }}|{{ messages[0].content[::-1] }}|{{ messages[0].content[::2] }}|{{ messages[0].content[10:2:-1] }}',
    'forif': "{% for m in messages if m.role != 'system' %}{{ loop.index }}{{ m.role }}{% endfor %}",
    'forelse': '{% for m in [] %}x{% else %}none{% endfor %}',
    'break': '{% for m in messages %}{{ m.role }}{% if loop.index == 1 %}{% break %}{% endif %}{% endfor %}',
    'continue': '{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}{{ m.role }}{% endfor %}',
    'loopvars': '{% for m in messages %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{% endfor %}',
    'previtem': "{% for m in messages %}{{ loop.previtem.role if loop.previtem is defined else '-' }}{{ loop.nextitem.role if loop.nextitem is defined }}{% endfor %}",
    'cycle': "{% for m in messages %}{{ loop.cycle('a','b') }}{% endfor %}",
    'changed': '{% for m in messages %}{{ loop.changed(m.role) }}{% endfor %}',
    'macro': "{% macro turn(role, text='x') %}<{{ role }}>{{ text }}{% endmacro %}{% for m in messages %}{{ turn(m.role, m.content) }}{{ turn(m.role) }}{{ turn(text='y', role='z') }}{% endfor %}",
    'namespace': "{% set ns = namespace(n=0, s='') %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% set ns.s = ns.s + m.role %}{% endfor %}{{ ns.n }}{{ ns.s }}",
    'scoping': '{% set n = 0 %}{% for m in messages %}{% set n = n + 1 %}{% endfor %}{{ n }}',
    'scoping_if': '{% if true %}{% set q = 5 %}{% endif %}{{ q }}',
    'loopscope': "{% for m in messages %}{% if loop.first %}{% set q = 'seen' %}{% endif %}{{ q }}{% endfor %}{{ q }}",
    'setblock': '{% set x %}a{{ messages[0].role }}b{% endset %}[{{ x }}]',
    'setmulti': '{% set a, b = 1, 2 %}{{ a }}{{ b }}',
    'filterblock': '{% filter upper %}abc{{ messages[0].role }}{% endfilter %}',
    'ternary': "{{ 'a' if messages|length > 1 else 'b' }}{{ 'c' if messages|length > 100 }}",
    'isdefined': '{{ tools is defined }}{{ messages is defined }}{{ foo is not defined }}{{ foo is undefined }}{{ tools is none }}',
    'tests': "{{ 1 is number }}{{ 'a' is string }}{{ messages is iterable }}{{ messages is sequence }}{{ messages[0] is mapping }}{{ none is none }}{{ true is true }}{{ false is false }}{{ 1 is boolean }}{{ 1 is integer }}{{ 1.0 is float }}{{ 'a' is in 'abc' }}{{ 3 is eq 3 }}",
    'inop': "{{ 'user' in messages[0].role }}{{ 'role' in messages[0] }}{{ 'x' not in messages[0] }}{{ 1 in [1,2] }}",
    'strmethods': "{{ ' a b '.strip() }}|{{ 'aXbX'.split('X') }}|{{ 'a'.upper() }}{{ 'abc'.startswith('a') }}{{ 'abc'.endswith('c') }}{{ 'abc'.replace('b','z') }}{{ 'a'.join(['x','y']) }}{{ 'abc'.find('c') }}{{ 'abcabc'.count('a') }}{{ 'ABC'.lower() }}{{ 'abc'.title() }}",
    'strip_args': "{{ 'xxaxx'.strip('x') }}{{ '\n\na\n'.lstrip('\n') }}{{ 'ab\n\n'.rstrip('\n') }}{{ '  a '.rstrip() }}|",
    'split': "{{ messages[0].content.split(' ')[0] }}{{ 'a b c'.split()[1] }}{{ 'a,b,c'.split(',', 1)[1] }}{{ 'a b'.split(' ')[-1] }}",
    'format': "{{ '%s-%d' | format('a', 3) }}{{ 'a%sb' % 'c' }}{{ '{} {}'.format(1, 'z') }}",
    'math': '{{ 7 // 2 }}{{ 7 / 2 }}{{ 7 % 3 }}{{ 2 ** 3 }}{{ -7 // 2 }}{{ -7 % 3 }}{{ 1 + 2 * 3 }}{{ 4 / 2 }}{{ 10 - 3 - 2 }}',
    'strmul': "{{ 'ab' * 3 }}{{ [1] * 2 }}",
    'compare': "{{ 1 < 2 }}{{ 'a' == 'a' }}{{ 1 == 1.0 }}{{ none == none }}{{ '1' == 1 }}{{ [] == [] }}{{ 'a' < 'b' }}{{ true == 1 }}",
    'truth': "{% for x in [0, 1, '', 'a', [], [0], none, {}, {'a':1}, 0.0, 'false', '0'] %}{{ 'T' if x else 'F' }}{% endfor %}",
    'andor': "{{ 'a' or 'b' }}{{ '' or 'b' }}{{ 'a' and 'b' }}{{ none or 'x' }}{{ not '' }}",
    'default': "{{ foo | default('d') }}{{ '' | default('d') }}{{ '' | default('d', true) }}{{ none | default('d') }}{{ foo | d('e') }}",
    'undefined': "[{{ foo }}][{{ messages[0].foo }}][{{ messages[0]['bar'] }}]",
    'undefined_deep': '{{ foo.bar.baz }}',
    'undefined_index': '{{ messages[99].role }}',
    'undefined_call': "{{ foo('x') }}",
    'unknown_filter': '{{ messages[0].role | nosuch }}',
    'unknown_method': '{{ messages[0].role.nosuch() }}',
    'numbers': "{{ 1.0 }} {{ 1e3 }} {{ 0.1 + 0.2 }} {{ 1000000 }} {{ 12345678901234567890 }} {{ 3 | float }} {{ '3' | int + 1 }} {{ 2.5 | round }} {{ 3.7 | int }}",
    'bools': '{{ true }}{{ True }}{{ false }}{{ False }}{{ none }}{{ None }}',
    'lists': "{{ [1, 'a', none, true, 2.0] }}{{ {'a': 1, 'b': 'c'} }}{{ (1, 2) }}",
    'listadd': "{{ ([1] + [2, 3]) | length }}{{ ([{'role':'x','content':'y'}] + messages)[0].role }}",
    'range': '{% for i in range(3) %}{{ i }}{% endfor %}{% for i in range(1, 6, 2) %}{{ i }}{% endfor %}{{ range(4)|list }}',
    'dictitems': "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}{{ v }}{% endfor %}{% for k in {'z': 1, 'y': 2} %}{{ k }}{% endfor %}",
    'dictfilter': "{% for k, v in {'b': 1, 'a': 2} | dictsort %}{{ k }}{{ v }}{% endfor %}{{ {'a': 1} | items | list }}",
    'dictget': "{{ messages[0].get('role') }}{{ messages[0].get('zz', 'dd') }}{{ messages[0].keys() | list }}{{ messages[0].values() | list | length }}",
    'tojson': '{{ messages | tojson }}{{ \'a<b>"é"\' | tojson }}{{ {\'b\': [1, none, true, 1.5]} | tojson }}',
    'tojson_indent': '{{ messages[0] | tojson(indent=2) }}',
    'selectattr': "{{ messages | selectattr('role', 'equalto', 'user') | list | length }}{{ messages | rejectattr('role', 'equalto', 'user') | map(attribute='role') | join(',') }}{{ messages | map(attribute='content') | list | length }}",
    'select': "{{ [1,2,3,4] | select('gt', 2) | list }}{{ [1,2,3] | reject('equalto', 2) | join('-') }}{{ ['a','b'] | map('upper') | join }}",
    'sort': "{{ [3,1,2] | sort | join(',') }}{{ [1,2] | reverse | list }}{{ 'abc' | reverse }}{{ [1,1,2] | unique | list }}{{ [1,2] | sum }}{{ [1,5,2] | max }}{{ [4,2]|min }}",
    'escape': "{{ '<a>' | escape }}{{ '<a>' | e }}{{ '<a>' | safe }}{{ '<b>' }}",
    'trimindent': "{{ '  a  ' | trim }}|{{ 'a\nb' | indent(2) }}|{{ 'a\nb' | indent(2, true) }}|{{ 'abc' | truncate(5) }}|{{ 'a b' | wordcount }}|{{ 'a' | center(5) }}|",
    'replacef': "{{ 'aaa' | replace('a','b') }}{{ 'aaa' | replace('a','b', 2) }}{{ 'a-b' | string }}{{ 'x' | list }}",
    'join': "{{ ['a','b'] | join(', ') }}{{ [1,2] | join }}",
    'batch': '{% for b in [1,2,3] | batch(2) %}{{ b | length }};{% endfor %}',
    'groupby': "{% for g in messages | groupby('role') %}{{ g.grouper }}{% endfor %}",
    'raw': "{% raw %}{{ x }}{% endraw %}{{ '{{' }}{{ '{%' }}",
    'comment': 'a{# c {{ x }} #}b\n{#- d -#}\n c',
    'ws1': 'a\n  {% if true %}\n  b\n  {% endif %}\nc\n',
    'ws2': 'a \n  {%- if true -%}\n  b \n  {%- endif -%}\n c\n',
    'ws3': 'a\n  {%+ if true %}\n  b\n {%+ endif %}\nc',
    'ws4': '  {{ 1 }}  \n\n  {{- 2 -}}  \n\n{{ 3 }}\n',
    'ws5': '{% for m in messages %}\n{{ m.role }}\n{% endfor %}\n\n',
    'ws6': '{% if true +%}\n a\n{% endif +%}\nb',
    'ws7': '{#- x #}\n\n {# y -#}\n\n z',
    'ws_crlf': 'a\r\n{% if true %}\r\nb\r\n{% endif %}\r\nc\r\n',
    'ws_tab': '\t{% if true %}\t\nb\t{% endif %}\n',
    'escapes': '{{ \'a\\nb\\tc\\\\d\\\'e\\"f\' }}{{ "x\\ny" }}{{ \'\\u00e9\' }}{{ \'\\x41\' }}{{ \'\\r\' }}{{ \'\\/\' }}{{ \'\\d\' }}',
    'newline_in_string': "{{ 'a\nb' }}",
    'strconcat': "{{ 'a' 'b' }}",
    'plusnum': "{{ 'a' + 1 }}",
    'plusnone': "{{ 'a' + none }}",
    'plusundefined': "{{ 'a' + foo }}",
    'plusbool': '{{ 1 + true }}',
    'nested': '{% for m in messages %}{% for c in m.content[:2] %}{{ loop.index }}{{ c }}{% endfor %}{{ loop.index }}{% endfor %}',
    'chars': '{% for c in messages[0].content %}{{ c }}.{% endfor %}',
    'forset': '{% for m in messages %}{% set x = m.role %}{% endfor %}{{ x }}',
    'elif': "{% for m in messages %}{% if m.role == 'system' %}S{% elif m.role == 'user' %}U{% else %}A{% endif %}{% endfor %}",
    'generation': "{% for m in messages %}{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{% endif %}{% endfor %}",
    'callblock': '{% macro f() %}[{{ caller() }}]{% endmacro %}{% call f() %}x{% endcall %}',
    'with': '{% with a = 1 %}{{ a }}{% endwith %}',
    'autoescape': '{% autoescape false %}<{% endautoescape %}',
    'do': '{% set l = [] %}{% do l.append(1) %}{{ l }}',
    'append': '{% set l = [] %}{% set _ = l.append(1) %}{{ l | length }}',
    'dictupdate': "{% set d = {} %}{% set _ = d.update({'a': 1}) %}{{ d.a }}",
    'strftime': "{{ strftime_now('%Y') is string }}",
    'class': "{{ ''.__class__ }}",
    'attr': "{{ messages[0] | attr('role') }}",
    'eqstr': "{{ messages[0]['role'] == 'user' and messages[0]['content'] != '' }}",
    'notprec': "{{ not messages[0].role == 'user' }}{{ not (1 == 2) }}",
    'filterprec': "{{ 'a' + 'b ' | trim + 'c' }}{{ 1 + '22' | length }}{{ -1 | string }}",
    'chaincmp': '{{ 1 < 2 < 3 }}{{ 3 > 2 > 2 }}',
    'pow': '{{ 2 ** 3 ** 2 }}',
    'ifexprchain': "{{ 'a' if false else 'b' if false else 'c' }}",
    'loop_unpack': '{% for a, b in [[1, 2], [3, 4]] %}{{ a }}{{ b }};{% endfor %}',
    'dictlit': "{{ {'a': {'b': [1, 2]}}['a']['b'][1] }}{{ {'a': 1}.a }}",
    'intdict': "{{ {1: 'x'}[1] }}",
    'toolsnone': '{% if tools %}T{% else %}N{% endif %}{% if documents %}D{% endif %}{{ tools is none }}',
    'bosnone': '{{ bos_token }}{{ eos_token }}{{ unk_token }}{{ pad_token }}',
    'msgdefined': "{% for m in messages %}{{ m.tool_calls is defined }}{{ m['tool_calls'] is defined }}{{ m.content is none }}{% endfor %}",
    'unclosed': '{% if true %}a',
    'badsyntax': "{{ 'a' + }}",
    'badtag': '{% nosuchtag %}x',
    'unclosedexpr': "{{ 'a' ",
    'extraend': 'a{% endif %}',
    'printbraces': '}} %} #} { } {x}',
    'linestmt': '# for x in y\n## comment',
    'unicode': "{{ 'é🙂' | length }}{{ 'é🙂'[1] }}{{ 'ß' | upper }}",
    'jsonmsg': '{{ messages[0] }}',
    'floatdiv': '{{ (messages|length / 2) }}{{ (4 / 2)|string }}',
    'deepdefault': "{{ (messages[0].x | default({})).y | default('z') }}",
    'callmethodfilter': '{{ messages[0].content.strip().split()[0] | upper }}',
    'striptags': "{{ '<a>x</a>' | striptags }}",
    'urlencode': "{{ 'a b' | urlencode }}",
    'slicefilter': '{% for s in [1,2,3] | slice(2) %}{{ s | length }}{% endfor %}',
    'sameas': '{{ none is sameas none }}{{ true is sameas true }}',
    'callable': "{{ raise_exception is callable }}{{ 'a' is callable }}",
    'notin_test': "{{ 'a' is not in ['b'] }}",
    'ge': '{{ 3 is ge 2 }}{{ 3 is greaterthan 2 }}{{ 3 is lt 4 }}{{ 3 is ne 3 }}',
    'filtertest': "{{ 'upper' is filter }}",
    'setattrloop': '{% for m in messages %}{% set m2 = m %}{{ m2.role }}{% endfor %}',
    'tilde_none': "{{ messages[0].zz ~ 'a' }}",
    'mod_string': '{{ loop is defined }}{% for m in messages %}{{ loop is defined }}{% endfor %}',
    'whitespace_control_for': '{%- for m in messages -%}\n  [{{ m.role }}]\n{%- endfor -%}\n  end\n',
    'long_set_chain': '{% set a = messages | length %}{% set b = a * 2 %}{{ b }}{{ a > 1 and b > 3 }}',
    'ifdefinedattr': '{% if messages[0].tool_calls %}x{% else %}y{% endif %}{% if not messages[0].tool_calls %}z{% endif %}',
    'is_not_none': '{{ messages[0].content is not none }}{{ messages[0].foo is not none }}{{ messages[0].foo is none }}',
    'strindexneg': "{{ 'abc'[-1] }}{{ 'abc'[0] }}{{ [1,2,3][-2] }}",
    'strcontains': "{{ '</think>' in messages[0].content }}{{ messages[0].content.split('</think>')[-1].strip() }}",
    'reverse': "{{ [1,2] | reverse | list }}{{ 'abc' | reverse }}",
    'odd': "{{ 3 is odd }}",
}
CONVERSATIONS = [
    [{"role": "user", "content": "Which one do you prefer, a dog or a cat?"}],
    [
        {"role": "system", "content": ""},
        {"role": "user", "content": " 日本 🙂 'q' \u00a0"},
        {"role": "assistant", "content": "<think>\nno\n</think>\n\nthe dog\u0000\t"},
    ],
]


def rendered(templates):
    cases = []
    for name, source in templates.items():
        for messages in CONVERSATIONS:
            case = {"name": name, "messages": messages}
            try:
                case["text"] = _compile_jinja_template(source).render(
                    messages=messages,
                    tools=None,
                    documents=None,
                    add_generation_prompt=True,
                    bos_token="<s>",
                    eos_token="</s>",
                    unk_token="<unk>",
                )
            except Exception as error:
                case["error"] = str(error)[:80]
            cases.append(case)
    return {"templates": templates, "cases": cases}


# Random templates.
NAMES = ["messages", "bos_token", "add_generation_prompt", "tools", "x", "y", "m", "loop", "ns", "nothing"]
TEXTS = ["'a'", "'user'", "''", "' b '", "'a,b'", "'é🙂'", "'\\n'", "'role'", "'content'"]
LEAVES = NAMES + TEXTS + ["0", "1", "2", "3.5", "true", "none", "[]", "{}", "messages[0]", "m.role", "loop.index0", "-1"]
TESTS = ["defined", "none", "string", "mapping", "iterable", "not defined", "undefined", "not none", "true", "number", "odd"]
FILTERS = ["trim", "upper", "length", "tojson", "list", "first", "last", "default(1)", "string", "join", "lower", "title"]
FILTERS += ["capitalize", "reverse | list", "int", "map(attribute='role') | list", "unique | list", "sort", "max", "indent"]
METHODS = ["strip()", "upper()", "split()", "split(',')", "startswith('a')", "replace('a', 'bb')", "find('b')", "rstrip(' b')"]
SLICES = ["1:", ":2", "::2", "::-1", "-2:", "1:-1", "5:1:-2"]
OPERATORS = ["+", "~", "==", "!=", "and", "or", "in", "not in", "-", "*", "//", "%", "<", ">="]


def expression(draw, depth):
    def part():
        return expression(draw, depth - 1 - draw.randrange(2))

    if depth <= 0:
        return draw.choice(LEAVES)
    return draw.choice(
        [
            lambda: f"{part()} {draw.choice(OPERATORS)} {part()}",
            lambda: f"not {part()}",
            lambda: f"{part()} if {part()} else {part()}",
            lambda: f"({part()})",
            lambda: f"{part()} is {draw.choice(TESTS)}",
            lambda: f"{part()} | {draw.choice(FILTERS)}",
            lambda: f"{part()}[{draw.choice([part(), *SLICES])}]",
            lambda: f"{draw.choice([*TEXTS, 'm.content'])}.{draw.choice(METHODS)}",
            lambda: f"[{part()}, {part()}]",
            lambda: "{'k': %s}" % part(),
            lambda: f"{part()}.{draw.choice(['role', 'content', 'k', 'index'])}",
        ]
    )()


def statement(draw, depth):
    def tag(words):
        signs = ["", "", "", "-", "+"]
        return "{%" + draw.choice(signs) + f" {words} " + draw.choice(signs) + "%}"

    def several():
        space = ["", "", " ", "\n", "  \n ", "\n\n", "\t"]
        return "".join(
            draw.choice(space) + statement(draw, depth - 1) + draw.choice(space) for _ in range(draw.randint(1, 3))
        )

    kinds = [
        lambda: draw.choice(["text", "{", "}", "%", "#", "é"]),
        lambda: "{{" + draw.choice(["", "-"]) + f" {expression(draw, draw.randrange(3))} " + draw.choice(["", "-"]) + "}}",
        lambda: tag(f"set {draw.choice(['x', 'y', 'ns.v'])} = {expression(draw, draw.randrange(3))}"),
        lambda: "{#" + draw.choice(["", "-", "+"]) + " note " + draw.choice(["", "-", "+"]) + "#}",
    ]
    if depth > 0:
        kinds += [
            lambda: tag(f"if {expression(draw, 2)}") + several() + tag("else") + several() + tag("endif"),
            lambda: tag(f"for m in {draw.choice(['messages', 'messages[1:]', '[1, 2]', 'x'])}") + several() + tag("endfor"),
            lambda: tag("set x") + several() + tag("endset"),
            lambda: tag("set ns = namespace(v=1)"),
            lambda: tag("macro turn(y, x=1)") + several() + tag("endmacro") + "{{ turn(1) }}",
        ]
    return draw.choice(kinds)()


if len(sys.argv) > 2:
    draw = random.Random(7)
    templates = {str(i): "".join(statement(draw, 3) for _ in range(3)) for i in range(int(sys.argv[2]))}
    (OUT / "random.json").write_text(json.dumps(rendered(templates)), "utf-8")
else:
    (OUT / "language.json").write_text(json.dumps(rendered(SNIPPETS), indent=1), "utf-8")
