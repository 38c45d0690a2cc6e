/** What waits, fails and is connected now, over all accounts and instances, for operators. */
package io.parley.messaging.overview;
