/**
 * Calls of Meta's Graph API: bodies of messages, responses and errors, uploads and downloads of files. Members that are null are
 * not sent.
 */
@NullMarked
package io.parley.messaging.channel.whatsapp.graph;

import org.jspecify.annotations.NullMarked;
