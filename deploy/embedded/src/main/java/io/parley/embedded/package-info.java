/** Real PostgreSQL and a real Kafka broker from Maven Central: no Docker, no installation, any user, root included. */
package io.parley.embedded;
