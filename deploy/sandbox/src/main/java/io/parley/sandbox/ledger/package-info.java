/** Records of the messages that the sandbox accepted and sent. */
package io.parley.sandbox.ledger;
