/** PostgreSQL and a Kafka broker from Maven Central, without Docker or installation, for any user including root. */
package io.parley.embedded;
