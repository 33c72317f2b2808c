"""A step of DPO by TRL's trainer, on the model, data and settings of `teeter train dpo`, one thread.

    python bench/peers/trl_dpo.py MODEL train.jsonl

Prints the seconds of the whole training without the reference, which both make once and before it, and of a step from the tenth on.
"""

import sys
import tempfile
import time

import torch
from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
from trl import DPOConfig, DPOTrainer

torch.set_num_threads(1)


class Clock(TrainerCallback):
    def __init__(self):
        self.ends = []

    def on_step_end(self, args, state, control, **kwargs):
        self.ends.append(time.process_time())


model, data = sys.argv[1:3]
clock = Clock()
with tempfile.TemporaryDirectory() as out:
    trainer = DPOTrainer(
        model=AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32),
        args=DPOConfig(
            output_dir=out,
            beta=0.1,
            learning_rate=1e-4,
            per_device_train_batch_size=16,
            num_train_epochs=1,
            precompute_ref_log_probs=True,
            gradient_checkpointing=False,
            use_cpu=True,
            bf16=False,
            save_strategy="no",
            report_to="none",
            logging_steps=1,
            disable_tqdm=True,
        ),
        train_dataset=load_dataset("json", data_files=data, split="train"),
        processing_class=AutoTokenizer.from_pretrained(model),
        callbacks=[clock],
    )
    trainer.train()
    tokens = trainer.state.log_history[-2].get("num_tokens") or trainer.state.num_input_tokens_seen
    steps = len(clock.ends)
    a_step = (clock.ends[-1] - clock.ends[9]) / (steps - 10)
    print(f"TRL: {steps} steps, {tokens:.0f} tokens, {1000 * a_step:.1f} ms of processor time a step, {tokens / steps / a_step:.0f} tokens/s")
