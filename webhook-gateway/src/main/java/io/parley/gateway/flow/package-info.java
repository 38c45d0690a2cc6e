/**
 * The endpoint of Flows at Meta: decrypts requests of people's phones, forwards them to the endpoint of the customer's
 * team, and encrypts its responses. Flows and keys are read from topics into memory.
 */
@NullMarked
package io.parley.gateway.flow;

import org.jspecify.annotations.NullMarked;
