/** Where the bytes of files lie: a folder or an S3-compatible service. */
package io.parley.messaging.media.store;
