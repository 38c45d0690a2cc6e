/** Encryption of stored secrets with a key-encryption key of the deployment. */
@NullMarked
package io.parley.runtime.encryption;

import org.jspecify.annotations.NullMarked;
