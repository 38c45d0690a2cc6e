/** The sandbox's own account of what it accepted, sent and received. */
package io.parley.sandbox.ledger;
