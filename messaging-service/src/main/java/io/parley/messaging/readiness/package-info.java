/** What this service asks of its database before it takes messages over, beside what every service asks. */
package io.parley.messaging.readiness;
