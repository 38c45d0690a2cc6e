/**
 * Encryption of Flows by the platform: key pairs of WhatsApp numbers, which an operator creates and replaces, and the
 * addresses of Flow endpoints at Meta. The gateway gets the private keys, encrypted, by a topic.
 */
@NullMarked
package io.parley.flow.endpoint;

import org.jspecify.annotations.NullMarked;
