/** The face of an SMSC speaking SMPP 3.4: binds, submits, receipts and messages from phones. */
package io.parley.sandbox.smsc;
