/**
 * SMS over SMPP 3.4: our own alphabet, segments and receipts on top of jsmpp's sessions and PDUs. jsmpp blocks, so all
 * of it runs on virtual threads and jsmpp's own threads, never on an event loop; only this package blocks and sleeps.
 */
@NullMarked
package io.parley.messaging.channel.sms;

import org.jspecify.annotations.NullMarked;
