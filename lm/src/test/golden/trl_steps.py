"""Six steps of TRL's trainers on a tiny random Llama, all examples in one batch: trl.json.

    OMP_NUM_THREADS=1 python trl_steps.py ../resources/org/teeter/lm/train/trl.json

trl 1.16.0, transformers 5.23.0, torch 2.15.0, on the processor in single precision. The model is the fixture that decoders.py made.
"""
import copy
import json
import random
import sys
import tempfile
from pathlib import Path

import torch
from datasets import Dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast
from transformers import LlamaForSequenceClassification
from trl import (DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer, SFTConfig, SFTTrainer)
from trl.experimental.cpo import CPOConfig, CPOTrainer
from trl.experimental.orpo import ORPOConfig, ORPOTrainer

torch.set_num_threads(1)
MODEL = Path(__file__).parent.parent / "resources/org/teeter/lm/fixtures/llama"
STEPS = 6
words = {f"_{i:02d}": i for i in range(48)}
bare = Tokenizer(models.WordLevel(words, unk_token="_00"))
bare.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=bare, eos_token="_02", pad_token="_02", unk_token="_00")
rng = random.Random(8)


def text(low, high):
    return " ".join(f"_{rng.randint(3, 47):02d}" for _ in range(rng.randint(low, high)))


rows = [{"prompt": text(3, 8), "chosen": " " + text(2, 7), "rejected": " " + text(2, 7)} for _ in range(8)]


def common(size):
    return dict(
        output_dir=tempfile.mkdtemp(),
        max_steps=STEPS,
        per_device_train_batch_size=size,
        learning_rate=1e-3,
        lr_scheduler_type="constant",
        max_grad_norm=1.0,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        disable_tqdm=True,
        optim="adamw_torch",
        max_length=None,
    )


def model():
    return LlamaForCausalLM.from_pretrained(MODEL, dtype=torch.float32)


def trace(trainer):
    trainer.train()
    names = ["loss", "grad_norm", "rewards/chosen", "rewards/rejected", "rewards/accuracies", "rewards/margins",
             "logps/chosen", "logps/rejected", "logits/chosen", "logits/rejected", "kl", "entropy",
             "mean_token_accuracy", "num_tokens", "nll_loss", "log_odds_ratio", "log_odds_chosen", "min_reward",
             "mean_reward", "max_reward", "accuracy", "margin", "learning_rate", "epoch"]
    logs = [log for log in trainer.state.log_history if "loss" in log][:STEPS]
    others = set(logs[0]) - set(names) - {"step", "total_flos"}
    assert not others, f"not compared: {others}"
    return {name: [log[name] for log in logs] for name in names if name in logs[0]}


def evaluation(trainer):
    """What it says of the examples it has not seen, after its last step."""
    found = trainer.evaluate()
    clock = {"eval_runtime", "eval_samples_per_second", "eval_steps_per_second", "eval_model_preparation_time", "epoch"}
    return {name: value for name, value in found.items() if name not in clock}


out = {"runs": {}, "evaluations": {}}
held = [{"prompt": text(3, 8), "chosen": " " + text(2, 7), "rejected": " " + text(2, 7)} for _ in range(5)]
for loss, options in (("sigmoid", {}), ("ipo", {}), ("hinge", {}), ("robust", {"label_smoothing": 0.1})):
    arguments = DPOConfig(beta=0.1, loss_type=[loss], **options, **common(8))
    trainer = DPOTrainer(model=model(), ref_model=model(), args=arguments, processing_class=tokenizer,
                         train_dataset=Dataset.from_list(rows), eval_dataset=Dataset.from_list(held))
    if "prompts" not in out:
        data = trainer.train_dataset
        out["prompts"] = [list(r["prompt_ids"]) for r in data]
        out["chosen"] = [list(r["chosen_ids"]) for r in data]
        out["rejected"] = [list(r["rejected_ids"]) for r in data]
        out["held"] = {part: [list(r[part + "_ids"]) for r in trainer.eval_dataset]
                       for part in ("prompt", "chosen", "rejected")}
    out["runs"][loss] = trace(trainer)
    out["evaluations"][loss] = evaluation(trainer)

answers = [{"prompt": r["prompt"], "completion": r["chosen" if i % 3 else "rejected"], "label": i % 3 > 0}
           for i, r in enumerate(rows)]
trainer = KTOTrainer(model=model(), ref_model=model(), args=KTOConfig(beta=0.1, **common(8)), processing_class=tokenizer,
                     train_dataset=Dataset.from_list(answers))
out["runs"]["kto"] = trace(trainer)

shown = [{"prompt": r["prompt"], "completion": r["chosen"]} for r in rows]
trainer = SFTTrainer(model=model(), args=SFTConfig(completion_only_loss=True, **common(8)), processing_class=tokenizer,
                     train_dataset=Dataset.from_list(shown),
                     eval_dataset=Dataset.from_list([{"prompt": r["prompt"], "completion": r["chosen"]} for r in held]))
out["runs"]["sft"] = trace(trainer)
out["evaluations"]["sft"] = evaluation(trainer)

# A head that is zero, as ours begins. transformers scores the last token that is not the padding's, so ends must not be padding.
padded = PreTrainedTokenizerFast(tokenizer_object=bare, eos_token="_02", pad_token="_00", unk_token="_00")
scorer = LlamaForSequenceClassification.from_pretrained(MODEL, num_labels=1, dtype=torch.float32)
scorer.score.weight.data.zero_()
trainer = RewardTrainer(model=scorer, args=RewardConfig(**common(8)), processing_class=padded,
                        train_dataset=Dataset.from_list(rows), eval_dataset=Dataset.from_list(held))
out["runs"]["reward"] = trace(trainer)
out["evaluations"]["reward"] = evaluation(trainer)

# CPO and ORPO average imitation over the tokens of a batch, so the chosen answers are of one length here. They log the mean
# of the logits over prompts and padding too, and ORPO imitates prompts: what follows from that is left out.
even = [dict(r, chosen=" " + " ".join(r["chosen"].split()[:2])) for r in rows]
old = {k: v for k, v in common(8).items() if k != "max_length"}
for name, options in (("cpo", {"cpo_alpha": 0.7, "label_smoothing": 0.2, "beta": 0.3}),
                      ("simpo", {"loss_type": "simpo", "cpo_alpha": 0.0, "simpo_gamma": 0.9, "beta": 2.5})):
    trainer = CPOTrainer(model=model(), args=CPOConfig(max_length=256, **options, **old), processing_class=tokenizer,
                         train_dataset=Dataset.from_list(even))
    out["runs"][name] = trace(trainer)
trainer = ORPOTrainer(model=model(), args=ORPOConfig(beta=0.4, max_length=256, **old), processing_class=tokenizer,
                      train_dataset=Dataset.from_list(even))
out["runs"]["orpo"] = {name: values[:1] for name, values in trace(trainer).items()}
for name in ("cpo", "simpo", "orpo"):
    for part in ("logits/chosen", "logits/rejected"):
        del out["runs"][name][part]
for part in ("loss", "grad_norm", "nll_loss"):
    del out["runs"]["orpo"][part]
del out["runs"]["simpo"]["nll_loss"]
Path(sys.argv[1]).write_text(json.dumps(out, indent=1) + "\n")
