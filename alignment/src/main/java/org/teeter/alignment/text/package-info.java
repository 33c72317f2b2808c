/**
 * Words to ids and back: tokenizers as Hugging Face stores them, prompts and chat templates. Depends on
 * {@code jinja}. Start
 * with {@link org.teeter.alignment.text.Tokenizer} and {@link org.teeter.alignment.text.Prompt}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.alignment.text;
