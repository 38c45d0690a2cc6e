/** Encryption of stored secrets with a key-encryption key of the deployment. */
package io.parley.runtime.encryption;
