/** Files: uploads of customers, files that people sent, and how both travel to and from the networks. */
package io.parley.messaging.media;
