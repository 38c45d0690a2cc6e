/** The life cycle of WhatsApp templates: submission, review, localizations, edits, quality and deletion. */
@NullMarked
package io.parley.template;

import org.jspecify.annotations.NullMarked;
