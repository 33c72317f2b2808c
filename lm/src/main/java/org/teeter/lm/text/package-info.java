/**
 * Words to ids and back: tokenizers as Hugging Face stores them, and prompts. Depends on {@code chat}. Start with
 * {@link org.teeter.lm.text.Tokenizer} and {@link org.teeter.lm.text.Prompt}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.text;
