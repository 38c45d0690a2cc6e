/** Storage of files: a folder or an S3-compatible service. */
package io.parley.messaging.media.store;
