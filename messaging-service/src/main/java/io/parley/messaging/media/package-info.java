/** Files: uploads of customers, files of inbound messages, and their transfer to and from providers. */
package io.parley.messaging.media;
