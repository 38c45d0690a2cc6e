/** The life cycle of WhatsApp templates: submission, review, localizations, edits, quality and deletion. */
package io.parley.template;
