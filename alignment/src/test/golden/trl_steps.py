"""Six steps of TRL's trainers on a tiny random Llama, all examples in one batch: trl.json.

    OMP_NUM_THREADS=1 python trl_steps.py ../resources/org/teeter/alignment/train/trl.json

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
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

torch.set_num_threads(1)
MODEL = Path(__file__).parent.parent / "resources/org/teeter/alignment/fixtures/llama"
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
             "logps/chosen", "logps/rejected", "kl"]
    logs = trainer.state.log_history[:STEPS]
    return {name: [log[name] for log in logs] for name in names if name in logs[0]}


out = {"runs": {}}
for loss, options in (("sigmoid", {}), ("ipo", {}), ("hinge", {}), ("robust", {"label_smoothing": 0.1})):
    arguments = DPOConfig(beta=0.1, loss_type=[loss], **options, **common(8))
    trainer = DPOTrainer(model=model(), ref_model=model(), args=arguments, processing_class=tokenizer,
                         train_dataset=Dataset.from_list(rows))
    if "prompts" not in out:
        data = trainer.train_dataset
        out["prompts"] = [list(r["prompt_ids"]) for r in data]
        out["chosen"] = [list(r["chosen_ids"]) for r in data]
        out["rejected"] = [list(r["rejected_ids"]) for r in data]
    out["runs"][loss] = trace(trainer)

answers = [{"prompt": r["prompt"], "completion": r["chosen" if i % 3 else "rejected"], "label": i % 3 > 0}
           for i, r in enumerate(rows)]
trainer = KTOTrainer(model=model(), ref_model=model(), args=KTOConfig(beta=0.1, **common(8)), processing_class=tokenizer,
                     train_dataset=Dataset.from_list(answers))
out["runs"]["kto"] = trace(trainer)

shown = [{"prompt": r["prompt"], "completion": r["chosen"]} for r in rows]
trainer = SFTTrainer(model=model(), args=SFTConfig(completion_only_loss=True, **common(8)), processing_class=tokenizer,
                     train_dataset=Dataset.from_list(shown))
out["runs"]["sft"] = trace(trainer)
Path(sys.argv[1]).write_text(json.dumps(out, indent=1) + "\n")
