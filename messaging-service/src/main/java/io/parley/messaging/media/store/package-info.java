/** Storage of files: a folder or an S3-compatible service. */
@NullMarked
package io.parley.messaging.media.store;

import org.jspecify.annotations.NullMarked;
