"""A step of DPO by TRL's trainer, on the model, data and settings of `teeter train dpo`, one thread.

    python bench/peers/trl_dpo.py MODEL train.jsonl [--gguf FILE] [--lora RANK] [--steps N]

MODEL is a folder; with --gguf the name of a GGUF file in it. Prints the processor time of a step, the loading and the reference of
the whole file left out: both make them once and before the first step.
"""

import argparse
import tempfile
import time

import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
from trl import DPOConfig, DPOTrainer

torch.set_num_threads(1)


class Clock(TrainerCallback):
    def __init__(self):
        self.ends = []

    def on_train_begin(self, args, state, control, **kwargs):
        self.ends.append(time.process_time())

    def on_step_end(self, args, state, control, **kwargs):
        self.ends.append(time.process_time())


parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("data")
parser.add_argument("--gguf")
parser.add_argument("--lora", type=int)
parser.add_argument("--steps", type=int, default=-1)
given = parser.parse_args()
file = {"gguf_file": given.gguf} if given.gguf else {}
model = AutoModelForCausalLM.from_pretrained(given.model, dtype=torch.float32, **file)
if given.gguf:  # its weights are unpacked, but it still calls itself quantized, which the trainer refuses
    model.hf_quantizer = None
    model.is_quantized = False
    model.quantization_method = None
    del model.config.quantization_config
adapter = {}
if given.lora:
    adapter["peft_config"] = LoraConfig(
        r=given.lora,
        lora_alpha=2 * given.lora,
        lora_dropout=0.0,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
clock = Clock()
with tempfile.TemporaryDirectory() as out:
    trainer = DPOTrainer(
        model=model,
        args=DPOConfig(
            output_dir=out,
            beta=0.1,
            learning_rate=1e-4,
            per_device_train_batch_size=16,
            num_train_epochs=1,
            max_steps=given.steps,
            precompute_ref_log_probs=True,
            gradient_checkpointing=False,
            use_cpu=True,
            bf16=False,
            save_strategy="no",
            report_to="none",
            logging_steps=1,
            disable_tqdm=True,
        ),
        train_dataset=load_dataset("json", data_files=given.data, split="train"),
        processing_class=AutoTokenizer.from_pretrained(given.model, **file),
        callbacks=[clock],
        **adapter,
    )
    trainer.train()
    first = min(10, len(clock.ends) // 2)  # the first steps warm up
    a_step = (clock.ends[-1] - clock.ends[first]) / (len(clock.ends) - 1 - first)
    print(f"TRL: {len(clock.ends) - 1} steps, {1000 * a_step:.1f} ms of processor time a step")
