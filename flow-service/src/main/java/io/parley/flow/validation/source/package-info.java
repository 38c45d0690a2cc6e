/**
 * JSON with the positions of its tokens, which tree models of libraries do not keep. Jackson's streaming parser reads it; the
 * tree refers to the text and copies nothing of it, so that it needs a small multiple of the file's size.
 */
@NullMarked
package io.parley.flow.validation.source;

import org.jspecify.annotations.NullMarked;
