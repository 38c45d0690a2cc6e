/** Calls of Meta's Graph API: bodies of messages, responses and errors, uploads and downloads of files. */
@NullMarked
package io.parley.messaging.channel.whatsapp.graph;

import org.jspecify.annotations.NullMarked;
