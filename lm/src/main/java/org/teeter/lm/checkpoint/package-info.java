/**
 * Models as Hugging Face stores them: safetensors, {@code config.json}, tokenizer files, adapters. Depends on {@code model},
 * {@code text} and {@code tensor}. Start with {@link org.teeter.lm.checkpoint.LanguageModel}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.checkpoint;
