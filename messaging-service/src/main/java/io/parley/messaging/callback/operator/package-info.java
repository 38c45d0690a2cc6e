/** What operators see of calls to customers, and how they have them made again. */
package io.parley.messaging.callback.operator;
