"""Makes fixtures/gguf: packed numbers unpacked by the Python package gguf, and a file by its writer.

Run in this folder with gguf 0.19.0 and numpy 2.4.6:  python gguf_files.py
"""

import json
from pathlib import Path

import gguf
import numpy as np

OUT = Path(__file__).parent.parent / "resources/org/teeter/lm/fixtures/gguf"
TYPES = ["F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q4_K", "Q5_K", "Q6_K"]
# Where a block has its numbers in half precision, which must be finite.
HALVES = {"F16": [0], "Q8_0": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2],
          "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208]}


def unpacked():
    draw = np.random.default_rng(1)
    cases = {}
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        length, size = gguf.GGML_QUANT_SIZES[kind]
        blocks = max(3, 96 // length) if length < 256 else 3
        raw = draw.integers(0, 256, (blocks, size), dtype=np.uint8)
        if name == "BF16":
            raw[:, 1] &= 0xBF  # no infinity
        for at in HALVES.get(name, []):
            raw[:, at + 1] &= 0xBB  # neither infinity nor NaN, and some below the least normal number
            raw[0, at + 1] &= 0x83
        numbers = gguf.dequantize(raw.reshape(1, -1), kind).astype("<f4")
        assert numbers.size == blocks * length and np.isfinite(numbers).all()
        cases[name] = {"packed": raw.tobytes().hex(), "numbers": numbers.tobytes().hex()}
    (OUT / "unpacked.json").write_text(json.dumps(cases, indent=1) + "\n")


def written():
    writer = gguf.GGUFWriter(OUT / "written.gguf", "llama")
    writer.add_uint8("a.u8", 255)
    writer.add_int8("a.i8", -1)
    writer.add_uint16("a.u16", 65535)
    writer.add_int16("a.i16", -2)
    writer.add_uint32("a.u32", 4294967295)
    writer.add_int32("a.i32", -3)
    writer.add_float32("a.f32", 1e-5)
    writer.add_bool("a.bool", True)
    writer.add_string("a.text", "Ġdog 🙂")
    writer.add_uint64("a.u64", 1 << 40)
    writer.add_int64("a.i64", -(1 << 40))
    writer.add_float64("a.f64", 0.1)
    writer.add_array("a.texts", ["a", "", "▁b"])
    writer.add_array("a.numbers", [1, 2, -3])
    writer.add_array("a.lists", [[1, 2], [3]])
    numbers = np.linspace(-1, 1, 3 * 64, dtype=np.float32).reshape(3, 64)
    writer.add_tensor("plain", numbers)
    writer.add_tensor("half", numbers.astype(np.float16))
    packed = gguf.quantize(numbers, gguf.GGMLQuantizationType.Q5_1)
    writer.add_tensor("packed", packed, raw_dtype=gguf.GGMLQuantizationType.Q5_1)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


OUT.mkdir(exist_ok=True)
unpacked()
written()
