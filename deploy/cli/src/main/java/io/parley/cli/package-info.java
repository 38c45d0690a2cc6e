/**
 * The program {@code parley}: the command line for product teams and operators, on a local platform or a remote one. Plain
 * Java and one thread per command, so that it starts fast and needs a Java runtime only. It uses public APIs: the
 * Conversations API, the operator API, and the control API of the sandbox.
 */
package io.parley.cli;
