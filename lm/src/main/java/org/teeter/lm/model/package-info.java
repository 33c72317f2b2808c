/**
 * Decoder-only transformers: Llama, Mistral and Qwen2, by the names and shapes that Hugging Face gives their weights. Depends on
 * {@code tensor}. Start with {@link org.teeter.lm.model.Decoder}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.model;
