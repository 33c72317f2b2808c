"""What torch's AdamW and bitsandbytes' AdamW8bit do to one tensor: optimizers.safetensors.

    python optimizers.py ../resources/org/teeter/lm/train/optimizers.safetensors

torch 2.15, bitsandbytes 0.50.2, on the processor. The tensor has 4,096 + 512 + 77 numbers, so that the last block of 256 is not full;
gradients span six decades.

bitsandbytes' compiled kernel for processors looks bytes up in a table and is one off from the nearest for one number in fifty; its
kernels for GPUs and its own fallback in torch take the nearest. The fallback is what runs here, where the kernels cannot be loaded.
"""
import ctypes
import sys


def refuse(*_):
    raise OSError("not to be loaded")


load, ctypes.cdll.LoadLibrary = ctypes.cdll.LoadLibrary, refuse
import bitsandbytes as bnb
import bitsandbytes.functional as F
import torch

ctypes.cdll.LoadLibrary = load
from safetensors.torch import save_file

torch.manual_seed(3)
SIZE, STEPS = 4096 + 512 + 77, 3
out = {}


def gradients():
    generator = torch.Generator().manual_seed(5)
    for t in range(STEPS):
        decades = torch.pow(10.0, torch.randint(-6, 1, (SIZE,), generator=generator).float())
        yield torch.randn(SIZE, generator=generator) * decades


start = torch.randn(SIZE, generator=torch.Generator().manual_seed(1))
out["start"] = start
for t, g in enumerate(gradients()):
    out[f"gradient.{t}"] = g


def run(name, make):
    w = torch.nn.Parameter(start.clone())
    optimizer = make(w)
    for t, g in enumerate(gradients()):
        w.grad = g.clone()
        optimizer.step()
    out[f"{name}.weights"] = w.detach().clone()
    return optimizer.state[w]


run("adamw", lambda w: torch.optim.AdamW([w], lr=1e-2, weight_decay=0.01))
state = run("adamw8bit", lambda w: bnb.optim.AdamW8bit([w], lr=1e-2, weight_decay=0.01))
for name in ("state1", "state2", "absmax1", "absmax2"):
    out[f"adamw8bit.{name}"] = state[name].clone()
out["map.signed"] = F.create_dynamic_map(signed=True)
out["map.unsigned"] = F.create_dynamic_map(signed=False)
assert torch.equal(out["map.signed"], state["qmap1"]) and torch.equal(out["map.unsigned"], state["qmap2"])

x = torch.randn(700, generator=torch.Generator().manual_seed(9)) * torch.logspace(-5, 2, 700)
out["x"] = x
for name, code, y in (("signed", out["map.signed"], x), ("unsigned", out["map.unsigned"], x * x)):
    codes, quant = F.quantize_blockwise(y, code=code, blocksize=256)
    out[f"codes.{name}"] = codes
    out[f"absmax.{name}"] = quant.absmax
    out[f"back.{name}"] = F.dequantize_blockwise(codes, quant).float()
save_file(out, sys.argv[1])
