"""Makes the fixtures of HuggingFaceTokenizerTest and ChatTemplateTest: three tiny tokenizers of the kinds that the supported models
have, what they make of some texts, and what transformers renders from templates written in the manner of those models.

    python tokenizers_and_templates.py ../resources/org/teeter/lm/fixtures \
        ../../../../chat/src/test/resources/org/teeter/chat/fixtures/templates

Written with tokenizers 0.23.3, transformers 5.23.0, jinja2 3.1.6.
"""

import json
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

OUT = Path(sys.argv[1])
CORPUS = [
    "Which one do you prefer, a dog or a cat? I prefer the dog to the cat.",
    "Between a bird and a fish, the bird is what I would choose, without any doubt.",
    "I'd rather not say; it's hard to choose between them, isn't it?",
    "They've had 12 dogs, 345 cats and 6789 birds in 2024.",
    "def f(x):\n    return x + 1\n\n\nprint(f(2))\n",
    "naïve café, Straße, señor, Ελλάδα, Москва",
    "  two spaces,   three spaces\tand a tab\r\nand a line",
] * 3
TEXTS = [
    "",
    " ",
    "Which one do you prefer, a dog or a cat?",
    " I prefer the dog.",
    "I'd RATHER it's 1234567 things; we'LL see",
    "  leading and trailing  ",
    "line\nline\n\nline\r\n\ttab",
    "naïve café Straße Ελλάδα Москва",
    "日本語のテキストと中文字符",
    "emoji 🙂👍🏽 and 👨‍👩‍👧 family 🏳️‍🌈",
    "combining é and ﬁ ligature, \u00a0 no-break",
    "null \u0000 and escape \u001b and \u200b zero width",
    "<s>special</s> tokens <|user|> inside <unk> texts",
    "<|begin|><|head|>user<|/head|>\n\nhello<|end|>",
    "unknown words: zyxwv qqqq ∮∰ 𝔘𝔫𝔦",
    "a" * 700,
    "▁already▁there ▁",
    "mixed Ünïcödé🙂text without spaces日本",
    "{{ 7 * 7 }} {% raw %} <script>",
]


def byte_level():
    """Regex split, byte-level alphabet, merges ignored for whole words of the vocabulary; a beginning token is added."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    words = (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
        r"|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(words), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(
            vocab_size=420, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False, special_tokens=[]
        ),
    )
    names = ["<|begin|>", "<|end_of_text|>", "<|head|>", "<|/head|>", "<|end|>"]
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in names])
    tokenizer.post_processor = processors.Sequence(
        [
            processors.ByteLevel(trim_offsets=False),
            processors.TemplateProcessing(
                single="<|begin|> $A",
                pair="<|begin|> $A <|begin|> $B",
                special_tokens=[("<|begin|>", tokenizer.token_to_id("<|begin|>"))],
            ),
        ]
    )
    return tokenizer, dict(bos_token="<|begin|>", eos_token="<|end|>")


def pieces():
    """Spaces as a visible letter, one before the text, bytes for what is unknown."""
    marked = [text.replace(" ", "▁") for text in CORPUS]
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Split(Regex("(?=▁)"), "isolated")
    trained.train_from_iterator(
        ["▁" + text for text in marked], trainers.BpeTrainer(vocab_size=260, show_progress=False)
    )
    model = json.loads(trained.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    tokens += [t for t, _ in sorted(model["vocab"].items(), key=lambda item: item[1]) if t not in "\n\r\t"]
    vocabulary = {token: index for index, token in enumerate(tokens)}
    merges = [m for m in merges if m[0] in vocabulary and m[1] in vocabulary and m[0] + m[1] in vocabulary]
    tokenizer = Tokenizer(
        models.BPE(vocab=vocabulary, merges=merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in ("<unk>", "<s>", "</s>")])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)]
    )
    return tokenizer, dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")


def words():
    tokenizer = Tokenizer(models.WordLevel(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.WordLevelTrainer(
            vocab_size=80, show_progress=False, special_tokens=["<unk>", "<s>", "</s>", "<|user|>", "<|assistant|>"]
        ),
    )
    return tokenizer, dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")


# In the manner of Llama 3: headers between special tokens, texts trimmed, the beginning inside the first turn.
HEADS = """{% set turns = messages %}{% for message in turns %}{% set text = '<|head|>' + message['role'] + '<|/head|>\n\n' \
+ message['content'] | trim + '<|end|>' %}{% if loop.index0 == 0 %}{% set text = bos_token + text %}{% endif %}{{ text }}\
{% endfor %}{% if add_generation_prompt %}{{ '<|head|>assistant<|/head|>\n\n' }}{% endif %}"""

# In the manner of Llama 3.1: whitespace control, defaults, a slice, a system turn that is always there.
CONTROLLED = """{{- bos_token }}
{%- if not date_string is defined %}
    {%- set date_string = "26 Jul 2024" %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}

{#- The system turn comes first, given or not. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}

{{- "<|head|>system<|/head|>\\n\\n" }}
{%- if tools is not none %}
    {{- "Environment: ipython\\n" }}
{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n" }}
{{- system_message }}
{{- "<|end|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|head|>' + message['role'] + '<|/head|>\\n\\n'+ message['content'] | trim + '<|end|>' }}
    {%- elif 'tool_calls' in message %}
        {{- raise_exception("no tools here") }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|head|>assistant<|/head|>\\n\\n' }}
{%- endif %}
"""

# In the manner of zephyr: plain blocks on lines of their own, of which the newlines are trimmed.
LINES = """{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\n'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}
"""

# In the manner of Mistral: turns must alternate, or the template raises.
ALTERNATING = """{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}\
{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}\
{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}\
{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token + ' ' }}\
{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}"""

# In the manner of ChatML, with a training mark around answers.
MARKED = """{%- for message in messages -%}
{{ '<|im_start|>' ~ message.role ~ '\n' }}
{%- if message.role == 'assistant' -%}
{%- generation -%}{{ message.content ~ '<|im_end|>\n' }}{%- endgeneration -%}
{%- else -%}
{{ message.content ~ '<|im_end|>\n' }}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|im_start|>assistant\n' }}
{%- endif -%}"""

U, A, S = "user", "assistant", "system"
CONVERSATIONS = [
    [(U, "Which one do you prefer, a dog or a cat?")],
    [(S, "Be brief."), (U, "a dog or a cat?")],
    [(U, "  spaces around \n"), (A, "The dog.\n"), (U, "Why?")],
    [(U, "日本語 🙂 é"), (A, "naïve 'quoted' \"text\" \\ backslash \\n")],
    [(U, "{{ 7 * 7 }} {% for x in y %} {# note #} ${1+1} #{1}")],
    [(U, "<b>&amp;</b> <|end|> </s> [/INST]")],
    [(U, "line\nline\n\n{{ bos_token }}\n"), (A, ""), (U, "")],
    [(A, "an answer first")],
    [(S, ""), (U, "x" * 300)],
]


def main():
    cases = {}
    for name, make in (("byte_level", byte_level), ("pieces", pieces), ("words", words)):
        tokenizer, special = make()
        folder = OUT / "tokenizers"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_text(json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False), "utf-8")
        fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special)
        cases[name] = [
            {
                "text": text,
                "ids": fast(text, add_special_tokens=False)["input_ids"],
                "opening": fast(text)["input_ids"],
                "decoded": fast.decode(
                    fast(text)["input_ids"], skip_special_tokens=True, clean_up_tokenization_spaces=False
                ),
            }
            for text in TEXTS
        ]
        cases[name + "_size"] = len(fast)
    (OUT / "tokenizers" / "expected.json").write_text(json.dumps(cases, ensure_ascii=True, indent=1), "utf-8")

    rendered = []
    tokenizer, _ = words()
    special = dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")
    for name, template in (
        ("heads", HEADS),
        ("controlled", CONTROLLED),
        ("lines", LINES),
        ("alternating", ALTERNATING),
        ("marked", MARKED),
    ):
        fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, chat_template=template, **special)
        for conversation in CONVERSATIONS:
            messages = [{"role": role, "content": content} for role, content in conversation]
            for opening in (False, True):
                case = {"template": name, "messages": messages, "opening": opening}
                try:
                    case["text"] = fast.apply_chat_template(messages, tokenize=False, add_generation_prompt=opening)
                except Exception as error:
                    case["error"] = str(error)
                rendered.append(case)
    (Path(sys.argv[2]) / "expected.json").write_text(
        json.dumps(
            {
                "templates": {
                    "heads": HEADS,
                    "controlled": CONTROLLED,
                    "lines": LINES,
                    "alternating": ALTERNATING,
                    "marked": MARKED,
                },
                "cases": rendered,
            },
            indent=1,
        ),
        "utf-8",
    )


main()
