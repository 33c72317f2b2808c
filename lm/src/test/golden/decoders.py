"""Makes the fixtures of DecoderParityTest, AdapterTest and RewardModelTest: tiny random models, as transformers saves them, with
what transformers and peft compute from them.

    OMP_NUM_THREADS=1 python decoders.py ../resources/org/teeter/lm/fixtures [NAME ...]

With names, makes these decoders alone. Written with torch 2.15.0, transformers 5.23.0, peft 0.21.2, safetensors 0.8.0 on the CPU; linear_rope, yarn_rope,
qwen2_window and qwen3 with transformers 5.24.0.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import save_file
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    LlamaForSequenceClassification,
    MistralConfig,
    MistralForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

torch.set_num_threads(1)
OUT = Path(sys.argv[1])
ONLY = sys.argv[2:]
VOCABULARY = 48
# No padding id: it would make a row of the embedding zero, and its gradient with it.
SHAPE = dict(
    vocab_size=VOCABULARY,
    hidden_size=32,
    intermediate_size=40,
    num_hidden_layers=2,
    num_attention_heads=8,
    num_key_value_heads=2,
    initializer_range=0.15,
    rms_norm_eps=1e-5,
    pad_token_id=None,
    bos_token_id=1,
    eos_token_id=2,
)


def folder(name):
    path = OUT / name
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def shaken(model, seed):
    """Norms and biases away from one and zero, so that a forgotten one shows."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 1:
                weight.add_(0.2 * torch.randn(weight.shape, generator=generator))
    return model


def ids(length, seed):
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(3, VOCABULARY, (1, length), generator=generator)


def expected(model, length, seed, generated):
    tokens = ids(length, seed)
    out = model(input_ids=tokens, labels=tokens)
    out.loss.backward()
    result = {"ids": tokens[0], "logits": out.logits[0].detach(), "loss": out.loss.detach().reshape(1)}
    for name, weight in model.named_parameters():
        if weight.grad is not None:
            result["gradient." + name] = weight.grad.clone()
    model.zero_grad()
    prompt = tokens[:, :40]
    greedy = model.generate(
        prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=generated, eos_token_id=None
    )
    result["greedy"] = greedy[0, prompt.shape[1] :]
    return result


def decoder(name, model, length, seed):
    if ONLY and name not in ONLY:
        return
    model = shaken(model, seed).eval()
    path = folder(name)
    model.save_pretrained(path)
    (path / "generation_config.json").unlink(missing_ok=True)
    result = expected(model, length, seed, 24)
    # Loaded, not cast: casting the model would round its rotary frequencies too, which loading keeps in single precision.
    brain = type(model).from_pretrained(path, dtype=torch.bfloat16).eval()
    result["logits_bf16"] = brain(input_ids=ids(length, seed)).logits[0].detach()
    save_file({key: value.contiguous() for key, value in result.items()}, path / "expected.safetensors")


torch.manual_seed(11)
decoder(
    "llama",
    LlamaForCausalLM(
        LlamaConfig(**SHAPE, max_position_embeddings=256, rope_parameters={"rope_type": "default", "rope_theta": 500000.0})
    ),
    150,
    1,
)
decoder(
    "llama3_rope",
    LlamaForCausalLM(
        LlamaConfig(
            **SHAPE,
            head_dim=8,
            tie_word_embeddings=True,
            max_position_embeddings=512,
            rope_parameters={
                "rope_type": "llama3",
                "rope_theta": 10000.0,
                "factor": 8.0,
                "low_freq_factor": 1.0,
                "high_freq_factor": 4.0,
                "original_max_position_embeddings": 64,
            },
        )
    ),
    150,
    2,
)
decoder(
    "mistral",
    MistralForCausalLM(
        MistralConfig(
            **SHAPE,
            sliding_window=16,
            max_position_embeddings=256,
            rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        )
    ),
    100,
    3,
)
decoder(
    "qwen2",
    Qwen2ForCausalLM(
        Qwen2Config(
            **SHAPE,
            tie_word_embeddings=True,
            max_position_embeddings=256,
            rope_parameters={"rope_type": "default", "rope_theta": 1000000.0},
        )
    ),
    80,
    4,
)

decoder(
    "linear_rope",
    LlamaForCausalLM(
        LlamaConfig(
            **SHAPE,
            max_position_embeddings=256,
            rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0},
        )
    ),
    150,
    8,
)
decoder(
    "yarn_rope",
    Qwen2ForCausalLM(
        Qwen2Config(
            **SHAPE,
            tie_word_embeddings=True,
            max_position_embeddings=256,
            rope_parameters={
                "rope_type": "yarn",
                "rope_theta": 1000.0,
                "factor": 4.0,
                "original_max_position_embeddings": 64,
            },
        )
    ),
    150,
    9,
)
decoder(
    "qwen2_window",
    Qwen2ForCausalLM(
        Qwen2Config(
            **SHAPE,
            tie_word_embeddings=True,
            max_position_embeddings=256,
            use_sliding_window=True,
            sliding_window=16,
            max_window_layers=1,
            rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        )
    ),
    100,
    10,
)
decoder(
    "qwen3",
    Qwen3ForCausalLM(
        Qwen3Config(
            **SHAPE,
            head_dim=8,
            tie_word_embeddings=True,
            max_position_embeddings=256,
            rope_parameters={"rope_type": "default", "rope_theta": 1000000.0},
        )
    ),
    100,
    11,
)
if ONLY:
    sys.exit()

# A reward model: the score of each sequence is read at its last token.
torch.manual_seed(12)
path = folder("reward")
reward = shaken(
    LlamaForSequenceClassification(
        LlamaConfig(**{**SHAPE, "pad_token_id": 0}, num_labels=1, max_position_embeddings=256)
    ),
    5,
).eval()
with torch.no_grad():
    reward.model.embed_tokens.weight[0].normal_(0, 0.15, generator=torch.Generator().manual_seed(6))
reward.save_pretrained(path)
lengths = [9, 17, 30]
rows = torch.zeros((3, 30), dtype=torch.long)
for row, length in enumerate(lengths):
    rows[row, :length] = ids(length, 20 + row)[0]
mask = torch.arange(30)[None, :] < torch.tensor(lengths)[:, None]
scores = reward(input_ids=rows, attention_mask=mask.long()).logits
scores.sum().backward()
save_file(
    {
        "ids": rows,
        "lengths": torch.tensor(lengths),
        "scores": scores.detach()[:, 0].contiguous(),
        "gradient.score.weight": reward.score.weight.grad,
        "gradient.model.norm.weight": reward.model.norm.weight.grad,
    },
    path / "expected.safetensors",
)

# An adapter of the first model, with both factors away from where they start.
torch.manual_seed(13)
base = LlamaForCausalLM.from_pretrained(OUT / "llama")
peft = get_peft_model(
    base,
    LoraConfig(
        r=3, lora_alpha=6, target_modules=["q_proj", "v_proj", "down_proj"], lora_dropout=0.0, task_type="CAUSAL_LM"
    ),
)
with torch.no_grad():
    for name, weight in peft.named_parameters():
        if "lora_B" in name:
            weight.normal_(0, 0.2)
path = folder("adapter")
peft.save_pretrained(path)
(path / "README.md").unlink(missing_ok=True)
settings = json.loads((path / "adapter_config.json").read_text())
settings["base_model_name_or_path"] = "../llama"
(path / "adapter_config.json").write_text(json.dumps(settings, indent=2) + "\n")
tokens = ids(50, 7)
out = peft(input_ids=tokens, labels=tokens)
out.loss.backward()
result = {"ids": tokens[0], "logits": out.logits[0].detach().contiguous(), "loss": out.loss.detach().reshape(1)}
for name, weight in peft.named_parameters():
    if weight.grad is not None:
        result["gradient." + name.replace(".default", "")] = weight.grad.clone()
merged = PeftModel.from_pretrained(LlamaForCausalLM.from_pretrained(OUT / "llama"), path).merge_and_unload()
for name, weight in merged.named_parameters():
    if any(target in name for target in ("layers.1.self_attn.q_proj", "layers.0.mlp.down_proj")):
        result["merged." + name] = weight.detach().clone()
save_file(result, path / "expected.safetensors")
