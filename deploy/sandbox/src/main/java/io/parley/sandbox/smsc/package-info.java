/** The SMSC, which implements SMPP 3.4: binds, submits, receipts and messages from phones. */
package io.parley.sandbox.smsc;
