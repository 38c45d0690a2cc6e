/**
 * JUnit 5 extension for tests of products that send and receive messages with Parley: {@link
 * io.parley.junit.ParleySandbox} has the phones of the sandbox.
 */
package io.parley.junit;
